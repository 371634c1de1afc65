"""A page is good HTML, in the language of its name, with a title that no other page has."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from analysis.draw.words import languages
from analysis.report.checks.page import Finding, Page, shorten, text_of, value
from analysis.report.checks.release import Release


def check(page: Page, release: Release) -> Iterator[Finding]:
    """Faults of the document as a whole."""
    yield from _form(page, release)
    yield from _language(page)
    yield from _title(page, release)
    yield from _alternates(page, release)


def _form(page: Page, release: Release) -> Iterator[Finding]:
    mend = "Mend the template; a browser has to guess what was meant."
    try:
        release.files[page.path].decode("utf-8")
    except UnicodeDecodeError:
        yield page.finding(None, "its bytes are not UTF-8", "UTF-8", "Write it as UTF-8.")
    for line, code in page.errors:
        yield Finding(
            page.path,
            f"line {line}",
            f"this is not good HTML: {code}",
            "HTML without a fault",
            mend,
        )
    if not page.text.lstrip().lower().startswith("<!doctype html>"):
        yield page.finding(None, "it does not begin with <!DOCTYPE html>", "that line first", mend)
    if not any(value(one, "charset").lower() == "utf-8" for one in page.named("meta")):
        yield page.finding(
            None,
            "it does not tell its character set",
            '<meta charset="utf-8">',
            "Add it as the first thing in the head.",
        )
    ports = [
        value(one, "content") for one in page.named("meta") if value(one, "name") == "viewport"
    ]
    if not any("width=device-width" in port for port in ports):
        yield page.finding(
            None,
            "it does not fit itself to narrow screens",
            "a viewport of width=device-width",
            "Add that meta element.",
        )
    for port in ports:
        if "user-scalable=no" in port.replace(" ", "") or "maximum-scale" in port:
            yield page.finding(
                None,
                "it stops readers from zooming",
                "a viewport without maximum-scale or user-scalable",
                "Take that out.",
            )


def _language(page: Page) -> Iterator[Finding]:
    root = next(iter(page.named("html")), None)
    tag = value(root, "lang") if root is not None else ""
    known = page.language or tag.split("-")[0]
    if not tag:
        yield page.finding(
            root,
            "it does not say in which language it is",
            f'lang="{known or languages()[0]}" on its first element',
            "Add it.",
        )
    elif tag.split("-")[0] != known:
        yield page.finding(
            root,
            f'it says to be in "{tag}" and its name says "{known}"',
            "the same language in both",
            "Render it again in its language.",
        )
    for one in page.elements:
        if "lang" in one.attrs and value(one, "lang").split("-")[0] not in languages():
            yield page.finding(
                one,
                f'"{value(one, "lang")}" is no language of these pages',
                f"one of {', '.join(languages())}",
                "Mend the lang.",
            )


def _title(page: Page, release: Release) -> Iterator[Finding]:
    titles = [one for one in page.named("title") if one.namespace in (None, "html")]
    title = text_of(titles[0]) if titles else ""
    if not title:
        yield page.finding(None, "it has no title", "a title that tells pages apart", "Add one.")
        return
    folder = posixpath.dirname(page.path)
    for other in release.pages.values():
        if other.path <= page.path or posixpath.dirname(other.path) != folder:
            continue
        if other.text == page.text:  # the same page at two addresses
            continue
        found = [text_of(one) for one in other.named("title")[:1]]
        if found == [title]:
            yield page.finding(
                titles[0],
                f'its title is also that of {other.path}: "{shorten(title)}"',
                "a title of its own",
                "Name the report or session in it.",
            )


def _alternates(page: Page, release: Release) -> Iterator[Finding]:
    """The same page in another language is one step away."""
    if page.language is None:
        return
    stem = page.path.removesuffix(f".{page.language}.html")
    linked = {
        posixpath.normpath(posixpath.join(posixpath.dirname(page.path), value(one, "href")))
        for one in page.named("a", "link")
        if value(one, "hreflang")
    }
    for language in languages():
        other = f"{stem}.{language}.html"
        if language != page.language and other in release.pages and other not in linked:
            yield page.finding(
                None,
                f"it does not lead to the same page in {language}",
                f"a link with hreflang to {posixpath.basename(other)}",
                "Give the frame its alternates.",
            )
