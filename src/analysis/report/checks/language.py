"""A page speaks one language, and never the language of machines.

Which words betray a language is a short list: those that every sentence has. A text with words of
another language and none of its own was left behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from justhtml.dom import Element

from analysis.report.checks.notation import language_of
from analysis.report.checks.page import Finding, Page, around, shorten, shown_texts, text_of, value
from analysis.report.checks.release import Release

COMMON = {
    "nl": frozenset(
        (
            *("de", "het", "een", "en", "van", "voor", "niet", "zijn", "wie", "wat", "hoe"),
            *("maar", "ook", "naar", "bij", "uit", "aan", "deze", "dit", "dat", "werd", "wordt"),
            *("worden", "werden", "geen", "elke", "te", "je", "kwam", "kwamen", "waren", "gaat"),
            *("gaan", "meer", "dan"),
        )
    ),
    "en": frozenset(
        (
            *("the", "and", "with", "which", "this", "that", "were", "from", "their", "these"),
            *("those", "are", "have", "has", "not", "for", "your", "they", "who", "what", "how"),
            *("many", "more", "than", "when", "where", "each", "every", "came", "there", "does"),
        )
    ),
    "fr": frozenset(
        (
            *("le", "les", "des", "une", "et", "du", "pour", "pas", "sont", "qui", "quoi"),
            *("comment", "mais", "aussi", "vers", "chez", "dans", "cette", "ces", "est", "avec"),
            *("sur", "ont", "plus", "que", "leur", "chaque"),
        )
    ),
}
"""Words that nearly every sentence has, and that no other language here has."""

OURS = (
    "h1",
    "h2",
    "h3",
    "h4",
    "caption",
    "figcaption",
    "summary",
    "button",
    "label",
    "dt",
    "th",
    "a",
    "option",
    "legend",
)
TEXTS = (*OURS, "p", "li", "dd")
FAILED = re.compile(
    r"Traceback \(most recent call last\)|^\w*(Error|Exception): |<Figure size"
    r"|\bobject at 0x[0-9a-f]+|\x1b\[|\{\{|\}\}|\{%|\[object Object\]|Name: \w+, dtype:"
)
UNFILLED = re.compile(r"\{[a-z_]+\}")
MACHINE = re.compile(r"^(nan|NaN|NaT|<NA>|None|True|False|null|undefined|inf)$")


def check(page: Page, _: Release) -> Iterator[Finding]:
    """Texts in another language, and what a program says when it fails."""
    yield from _failures(page)
    language = language_of(page)
    if language is None:
        return
    for element, text, ours in _own(page):
        for other in foreign(text, language, at_least=1 if ours else 2):
            yield page.finding(
                element,
                f'this reads like {other}: "{shorten(text)}"',
                f"words in {language}",
                f"Translate it in draw/messages/{language}.po or in its declaration.",
            )


def foreign(text: str, language: str, at_least: int = 2) -> list[str]:
    """The other languages that a text seems to be in; none where it has words of its own."""
    words = set(re.findall(r"[^\W\d_]+", text.lower()))
    if words & COMMON.get(language, frozenset()):
        return []
    return [
        other
        for other, common in COMMON.items()
        if other != language and len(words & common - COMMON.get(language, frozenset())) >= at_least
    ]


def _own(page: Page) -> Iterator[tuple[Element, str, bool]]:
    """The texts of a page that are not data, each once, with those that are only heard.

    The last part tells whether it is all ours: a sentence may name what is called otherwise.
    """
    for one in page.elements:
        above = list(around(one))
        if any("lang" in each.attrs for each in above if each.name != "html"):
            continue
        if any(value(each, "class") == "digest" for each in above):
            continue
        for attribute in ("aria-label", "alt", "title", "placeholder"):
            if text := value(one, attribute):
                yield one, text, one.name != "img" and value(one, "role") != "img"
        data = any(each.name == "tbody" for each in above)
        if one.name in TEXTS and not data:
            yield one, text_of(one), one.name in OURS


def _failures(page: Page) -> Iterator[Finding]:
    mend = "Mend the notebook and build the report again."
    for body in page.named("body"):
        for element, text in shown_texts(body):
            if FAILED.search(text.strip()):
                yield page.finding(
                    element,
                    f'a failure stands on the page: "{shorten(text.strip())}"',
                    "only what show showed",
                    mend,
                )
            elif found := UNFILLED.search(text):
                yield page.finding(element, f'"{found[0]}" was not filled in', "its value", mend)
            elif MACHINE.match(text.strip()):
                yield page.finding(
                    element,
                    f'"{text.strip()}" is a word of machines',
                    "a value, or [x] for not recorded",
                    mend,
                )
