"""What stands around the content of a page: whose it is, and what it was made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from analysis.draw.words import Labels
from analysis.payload import Audience

State = Literal["draft", "provisional", "final", "superseded", "withdrawn"]
"""What a page is: not released, released but not settled, settled, replaced by a newer edition,
or taken back because of a mistake."""

Kind = Literal["data", "method", "correction"]
"""Why a figure changed: more or newer data, another way of counting, or a mistake put right."""

Form = Literal["pdf", "xlsx", "docx", "json", "csv"]


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
    parameters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Link:
    """Another page, by an address relative to this one; this page itself has none."""

    text: str
    href: str = ""


@dataclass(frozen=True)
class Change:
    """One thing that differs from the edition before, already in the words of the page.

    With `before` or `after` it is a row of a table; without, a sentence by itself.
    """

    kind: Kind
    text: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Earlier:
    """An edition that came before; `summary` says in a sentence what it was replaced for."""

    number: int
    state: State
    released_on: date
    href: str = ""
    summary: str = ""


@dataclass(frozen=True)
class Edition:
    """One release of a report: which, in what state, by whom, and where it can be found.

    `address` is permanent: it leads to this edition also when there are newer ones, `latest` to
    the newest.
    `earlier` begins with the newest. `newer` leads to the edition that replaced this one.
    `erratum` says what was wrong in an edition that was withdrawn.
    """

    number: int = 0
    state: State = "draft"
    released_on: date | None = None
    released_by: str = ""
    embargo: date | None = None
    address: str = ""
    latest: str = ""
    earlier: tuple[Earlier, ...] = ()
    changes: tuple[Change, ...] = ()
    newer: Link | None = None
    erratum: str = ""


@dataclass(frozen=True)
class PageFrame:
    """A page's surroundings, in the words of the programme's declaration.

    `fictional` is the sentence that says so, or empty; `contact` an e-mail address or text;
    `siblings` are the reports of the same programme, this one without an address; `home` is
    the address of the list of all reports, or empty. `alternates` leads from each other language
    to the same page in it, `forms` from each other form of the page to its file; addresses are
    relative to the page. `licence` is a name with the address of its text, `statement` the
    address of the accessibility statement. `participant` is whose own page this is. `beside` says
    that the files of large tables are written beside the page; else it holds them itself.
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
    known_on: date | None = None
    contact: str = ""
    fictional: str = ""
    siblings: tuple[Link, ...] = ()
    home: str = ""
    edition: Edition = Edition()
    alternates: Mapping[str, str] = field(default_factory=dict)
    forms: Mapping[Form, str] = field(default_factory=dict)
    licence: Link | None = None
    statement: str = ""
    participant: str = ""
    beside: bool = False
