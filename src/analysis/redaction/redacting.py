"""A text without what tells about whom it is, each place marked with what stood there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from analysis.redaction import naming, shapes
from analysis.redaction.known import Known

KINDS = {
    "name": "[naam]",
    "organisation": "[organisatie]",
    "mail": "[e-mail]",
    "phone": "[telefoon]",
    "account": "[rekening]",
    "number": "[nummer]",
    "address": "[website]",
    "handle": "[account]",
}
"""What stands in the place of what was taken out, in the first language of the answers."""

CUT = "[…]"
"""Stands for what a person left out of a text besides."""

LINKED = re.compile(r"(?:[\s'’-]{1,3}[a-zà-ÿ'’]{1,6}){0,3}[\s'’-]{0,3}$")
"""What stands between a name and that of an organisation."""

BREAKS = "\t\n\r\v\f\u0085\u2028\u2029"
UNSEEN = ("Cc", "Cf", "Co", "Cs")
"""What parts lines, and the classes of signs that nobody sees or no page can hold."""

ORDER = ("mail", "address", "handle", "account", "number", "phone", "organisation", "name")


@dataclass(frozen=True, order=True)
class Span:
    """A part of a text that tells about whom it is, and how."""

    start: int
    end: int
    kind: str


def readable(text: str) -> str:
    """The text on one line, without signs that cannot be seen or that turn it round."""
    # An ellipsis would become three full stops, and marks what a person left out.
    plain = "…".join(unicodedata.normalize("NFKC", part) for part in text.split("…"))
    kept = "".join(
        " " if sign in BREAKS else sign
        for sign in plain
        if sign in BREAKS or unicodedata.category(sign) not in UNSEEN
    )
    return " ".join(kept.split())


def find(text: str, known: Known) -> list[Span]:
    """What in a readable text tells about whom it is, in its order, no two overlapping."""
    each = [Span(*one) for one in (*shapes.found(text), *naming.found(text, known))]
    return list(_merged(text, sorted(each)))


def _merged(text: str, spans: list[Span]) -> Iterator[Span]:
    """Those that overlap, and names that stand behind each other, as one."""
    last: Span | None = None
    for one in spans:
        if last is None:
            last = one
            continue
        beside = last.kind == one.kind == "name" and not text[last.end : one.start].strip(" -'’")
        if one.start < last.end and (head := _before(text, last, one)):
            yield head
            last = Span(one.start, max(last.end, one.end), one.kind)
        elif one.start < last.end or beside:
            kind = min(last.kind, one.kind, key=ORDER.index)
            last = Span(last.start, max(last.end, one.end), kind)
        else:
            yield last
            last = one
    if last is not None:
        yield last


def _before(text: str, name: Span, other: Span) -> Span | None:
    """The name before that of the organisation that somebody is of: An Peeters van Glasmijn."""
    if (name.kind, other.kind) != ("name", "organisation"):
        return None
    own = LINKED.sub("", text[name.start : other.start])
    return Span(name.start, name.start + len(own), "name") if own else None


def redact(text: str, known: Known) -> str:
    """The readable text with a mark in the place of each name, address or number."""
    whole = readable(text)
    parts: list[str] = []
    at = 0
    for span in find(whole, known):
        parts += [whole[at : span.start], KINDS[span.kind]]
        at = span.end
    return "".join([*parts, whole[at:]])


def contains(redacted: str, released: str) -> bool:
    """Whether a text stands in another in its order, where `CUT` stands for what was left out."""
    at = 0
    whole = readable(redacted)
    parts = [part for part in map(readable, re.split(r"\[(?:…|\.\.\.)\]", released)) if part]
    for part in parts:
        at = whole.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return bool(parts)
