"""What stands around the content of a page: whose it is, and what it was made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from analysis.draw.words import Labels
from analysis.payload import Audience


@dataclass(frozen=True)
class Input:
    """One raw export and what became of its rows: used + refused + ignored = read."""

    name: str
    sha256: str
    rows_read: int
    rows_used: int
    rows_refused: int
    rows_ignored: int


@dataclass(frozen=True)
class Provenance:
    """What a page was made from; the same digest gives the same bytes."""

    digest: str
    inputs: tuple[Input, ...] = ()
    software: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Link:
    """Another page, by an address relative to this one; this page itself has none."""

    text: str
    href: str = ""


@dataclass(frozen=True)
class PageFrame:
    """A page's surroundings, in the words of the programme's declaration.

    `fictional` is the sentence that says so, or empty; `contact` an e-mail address or text;
    `siblings` are the reports of the same programme, this one without an address; `home` is
    the address of the list of all reports, or empty.
    """

    language: str
    labels: Labels
    audience: Audience
    report: str
    name: str
    organisation: str
    programme: str
    as_of: date
    provenance: Provenance
    contact: str = ""
    fictional: str = ""
    siblings: tuple[Link, ...] = ()
    home: str = ""
    version: str = ""
