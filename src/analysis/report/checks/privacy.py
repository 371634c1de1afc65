"""What is not for everybody says so everywhere, and what is for everybody names no person."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from urllib.parse import unquote
from zipfile import BadZipFile, ZipFile

from stdnum import iban
from stdnum.be import nn

from analysis.draw.words import Words, languages
from analysis.report.audience import FILE_MARKS
from analysis.report.checks.page import Finding, Page, text_of, value
from analysis.report.checks.release import Release

MAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(
    r"(?<![\w.,+-])(?:(?:\+|00)32[\s./-]?(?:\(0\)[\s./-]?)?[1-9]\d{0,2}|0[1-9]\d{0,2})"
    r"[\s./-]\d{2,3}(?:[\s.]?\d{2}){2}(?![\w.,]?\d)"
)
NATIONAL = re.compile(r"(?<![\w.])\d{2}[.\s]?\d{2}[.\s]?\d{2}[-.\s]?\d{3}[-.\s]?\d{2}(?![\w.]?\d)")
ACCOUNT = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){3,7}(?!\w)")
PACKED = (".xlsx", ".docx")
MARKED = (".html", ".pdf", *PACKED)
TEXTUAL = (".html", ".csv", ".json", ".xml", ".txt")


def check(page: Page, release: Release) -> Iterator[Finding]:
    """The mark for whom a page is, where it must stand and where it may not."""
    marks = {Words(one).say("page.internal_mark") for one in languages()}
    body = next(iter(page.named("body")), None)
    title = " ".join(text_of(one) for one in page.named("title")[:1])
    if release.audience == "public":
        said = text_of(body) if body is not None else ""
        for mark in marks:
            if re.search(rf"\b{mark}\b", f"{title} {said}"):
                yield page.finding(
                    body,
                    f'a public page says "{mark}"',
                    "no such mark",
                    "Render it for the public.",
                )
        return
    if release.audience in ("internal", "restricted"):
        yield from _marked(page, release, title)


def _marked(page: Page, release: Release, title: str) -> Iterator[Finding]:
    language = page.language if page.language in languages() else languages()[0]
    mark = Words(str(language)).say(f"page.{release.audience}_mark")
    mend = "Take the mark from the template."
    if not title.startswith(mark):
        yield page.finding(None, "its title does not say for whom it is", f'"{mark}" first', mend)
    shown = [one for one in page.elements if "mark" in value(one, "class").split()]
    if not any(mark in text_of(one) for one in shown):
        yield page.finding(None, "it does not say above its text for whom it is", f'"{mark}"', mend)


def check_all(release: Release) -> Iterator[Finding]:
    """The mark in the name of each file; then persons in any public file.

    Persons are found by the shape of their data, and by name where names are given.
    """
    yield from _names(release)
    if release.audience != "public":
        return
    private = sorted({one.strip() for one in release.private if len(one.strip()) > 3})
    for path, content in sorted(release.files.items()):
        text = _text(path, content)
        for kind, found in _found(text, release):
            yield _finding(path, f"it holds {kind} ({_masked(found)})")
        folded = text.casefold()
        for name in private:
            at = folded.find(name.casefold())
            if at >= 0 and _whole(folded, at, len(name)):
                yield _finding(path, f"it holds what may not be public ({_masked(name)})")


def _names(release: Release) -> Iterator[Finding]:
    """A file that is passed on keeps its name, and so what that says of its readers.

    The list of a folder must be named as web servers ask for it; the records are for machines.
    """
    mark = FILE_MARKS[release.audience]
    for path in sorted(release.files):
        name = posixpath.basename(path)
        if not name.endswith(MARKED) or name.startswith("index."):
            continue
        others = [one for one in FILE_MARKS.values() if one != mark and one and one in name]
        if not name.startswith(mark) or others:
            yield Finding(
                path,
                "",
                "its name does not say for whom it is",
                f'a name that begins with "{mark}"' if mark else f"no {', '.join(others)} in it",
                "Publish it under the name of its audience.",
            )


def _finding(path: str, what: str) -> Finding:
    return Finding(
        path,
        "",
        what,
        "no person in a public file",
        "Take it out of the payload, or declare the address as the contact.",
    )


def _masked(text: str) -> str:
    """A beginning that tells an insider what it is; a message must not publish it after all."""
    return f"{text[:2]}…, {len(text)} characters"


def _whole(text: str, at: int, length: int) -> bool:
    before, after = text[at - 1 : at], text[at + length : at + length + 1]
    return not (before.isalnum() or after.isalnum())


def _found(text: str, release: Release) -> Iterator[tuple[str, str]]:
    allowed = {one.casefold() for one in release.contacts}
    for found in sorted(set(MAIL.findall(text))):
        if found.casefold().rstrip(".") not in allowed:
            yield "an e-mail address", found
    for found in sorted(set(PHONE.findall(text))):
        yield "a phone number", found
    for found in sorted(set(NATIONAL.findall(text))):
        if nn.is_valid(found):
            yield "a national number", found
    for found in sorted(set(ACCOUNT.findall(text))):
        if iban.is_valid(found, check_country=False):
            yield "a bank account", found


def _text(path: str, content: bytes) -> str:
    """All that can be read in a file, also in what it holds packed or as a data address."""
    if path.endswith(TEXTUAL):
        text = content.decode("utf-8", errors="replace")
        # Drawings and fingerprints are long rows of digits, and no data about anybody.
        text = re.sub(r'\s(d|points|transform|viewBox|style)="[^"]*"', " ", text)
        text = re.sub(r"\b[0-9a-f]{12,64}\b", " ", text)
        return unescape(unquote(text))
    if path.endswith(PACKED):
        try:
            with ZipFile(BytesIO(content)) as packed:
                parts = [packed.read(name) for name in packed.namelist() if name.endswith(".xml")]
        except BadZipFile:
            return ""
        return " ".join(re.sub(r"<[^>]*>", " ", part.decode("utf-8", "replace")) for part in parts)
    return ""
