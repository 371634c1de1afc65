"""Numbers, percentages and units are written as the readers of a page write them.

What the words for a unit are stands in the catalogue of each language; how numbers are written
is known by Babel.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from babel.numbers import get_decimal_symbol
from justhtml.dom import Element

from analysis.draw.words import Words, catalogue, languages
from analysis.report.checks.page import Finding, Page, around, shorten, shown_texts, value
from analysis.report.checks.release import Release

UNIT = "code.unit."
NAMES = ("code", "pre", "samp", "kbd", "math", "a")
MACHINE_CLASSES = {"digest", "origin"}
VERSION = re.compile(r"(wcag|versie|version|cc by|[a-z]-?\d*)\s*$", re.IGNORECASE)
NUMBERED = re.compile(
    r"(sessie|session|tabel|table|figuur|figure|bijlage|annex|editie|edition|masterclass|ronde"
    r"|round|plenaire|plenary)\s+$",
    re.IGNORECASE,
)


def check(page: Page, _: Release) -> Iterator[Finding]:
    """Numbers and units that are not written in the language of the page."""
    language = language_of(page)
    if language is None:
        return
    for element, text in _readable(page):
        yield from _decimals(page, element, text, language)
        yield from _percentages(page, element, text, language)
    for element in page.named("p", "li", "dd", "dt", "figcaption", "caption", "h1", "h2", "h3"):
        joined = " ".join("".join(text for _, text in shown_texts(element)).split())
        yield from _units(page, element, joined, language)


def language_of(page: Page) -> str | None:
    """The language of a page by its name, else by what it says of itself."""
    root = next(iter(page.named("html")), None)
    said = page.language or (value(root, "lang").split("-")[0] if root is not None else "")
    return said if said in languages() else None


def _readable(page: Page) -> Iterator[tuple[Element, str]]:
    """The texts in the page's own language; no code, names of files or addresses."""
    for body in page.named("body"):
        for element, text in shown_texts(body):
            above = list(around(element))
            if any(one.name in NAMES or MACHINE_CLASSES & _classes(one) for one in above):
                continue
            if not any("lang" in one.attrs for one in above if one.name != "html"):
                yield element, text


def _classes(one: Element) -> set[str]:
    return set(value(one, "class").split())


def _decimals(page: Page, at: Element, text: str, language: str) -> Iterator[Finding]:
    right = get_decimal_symbol(Words(language).notation.locale)
    wrong = "." if right == "," else ","
    for found in re.finditer(rf"(?<![\d.,])\d+\{wrong}\d{{1,2}}(?![\d.,]?\d)", text):
        before, after = text[: found.start()], text[found.end() :]
        if VERSION.search(before) or re.match(r"\s*(uur|h\b)", after):
            continue
        yield page.finding(
            at,
            f'"{found[0]}" has a {_named(wrong)} before its decimals',
            f"a {_named(right)} on a page in {language}",
            "Say it with show.sentence, which knows the language.",
        )


def _named(sign: str) -> str:
    return {",": "comma", ".": "point"}.get(sign, sign)


def _percentages(page: Page, at: Element, text: str, language: str) -> Iterator[Finding]:
    notation = Words(language).notation
    spaced = bool(re.search(r"\s", notation.locale.percent_formats[None].pattern))
    pattern = r"\d%" if spaced else r"\d\s+%"
    for found in re.finditer(pattern, text):
        yield page.finding(
            at,
            f'"{shorten(text[max(0, found.start() - 8) : found.end()])}" has '
            f"{'no space' if spaced else 'a space'} before its percent sign",
            f"{'a space' if spaced else 'none'} in {language}",
            "Say it with show.sentence.",
        )


@lru_cache(maxsize=8)
def units(language: str) -> dict[str, tuple[str, ...]]:
    """The words for each unit in a language, in all their forms."""
    found = {}
    for entry in catalogue(language):
        name = entry.id[0] if isinstance(entry.id, (tuple, list)) else str(entry.id)
        if name.startswith(UNIT):
            forms = entry.string if isinstance(entry.string, (tuple, list)) else (entry.string,)
            found[name] = tuple(str(form) for form in forms)
    return found


def _units(page: Page, at: Element, text: str, language: str) -> Iterator[Finding]:
    own = {form for forms in units(language).values() for form in forms}
    for other in languages():
        foreign = {form for forms in units(other).values() for form in forms} - own
        for found in _counted(text, foreign):
            yield page.finding(
                at,
                f'"{found[0]}" has a unit in another language ({other})',
                f"a unit of the catalogue of {language}",
                "Take the unit from the payload.",
            )
    for forms in units(language).values():
        if len(forms) == 2 and forms[0] != forms[1]:
            for form, wrong in ((forms[0], False), (forms[1], True)):
                for found in _counted(text, {form}):
                    if (found["number"] == "1") is wrong and not NUMBERED.search(
                        text[: found.start()]
                    ):
                        yield page.finding(
                            at,
                            f'"{found[0]}" has its unit in the wrong number',
                            "the singular after 1, the plural after others",
                            "Give the message its plural forms.",
                        )


def _counted(text: str, words: set[str]) -> Iterator[re.Match[str]]:
    if words:
        choice = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
        yield from re.finditer(rf"(?<![\d.,])(?P<number>\d[\d.]*)\s(?:{choice})(?!\w)", text)
