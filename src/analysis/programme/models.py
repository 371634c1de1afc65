"""What a programme declares about itself, as frozen models. No data frame is seen here."""

from __future__ import annotations

from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from analysis.programme.declared import Declared, Text
from analysis.programme.disclosure import Disclosure
from analysis.programme.heterogeneity import Heterogeneity
from analysis.programme.levels import Level, Role
from analysis.programme.references import Reference

Labels = dict[str, dict[str, dict[str, str]]]
"""Vocabulary -> code -> language -> text."""

Content = Literal[
    "participants",
    "registrations",
    "attendance",
    "attendance-counts",
    "profiles",
    "coaching",
    "withdrawals",
    "responses",
    "codebook",
]


Format = Literal[
    "delimited", "workbook",
    "checkmarket", "eventbrite", "google-forms", "indico", "kobo", "limesurvey",
    "microsoft-forms", "qualtrics", "redcap", "spss", "surveymonkey", "teams", "typeform", "zoom",
]  # fmt: skip
"""How an export was written: plainly, or by a tool whose own layout is known."""


class Domain(Declared):
    """A management domain in which participants learn."""

    id: str
    name: Text


class Session(Declared):
    """A day or meeting of the programme, held or planned.

    `published` tells that the session stands so in the source; others are made up and marked.
    """

    id: str
    kind: str
    number: int | None = None
    title: Text
    date: date
    venue: str | None = None
    municipality: str | None = None
    host: str | None = None
    domains: list[str] = []
    components: list[str] = []
    staff: list[str] = []
    attendance_expected: bool = False
    published: bool = False


class Component(Declared):
    """A part of the design with the number that was planned, and the unit of that number."""

    id: str
    name: Text
    planned: int
    unit: Literal["sessions", "turns"]


class Rule(Declared):
    """Something that the programme promised or expects, in words."""

    id: str
    text: Text


class Match(Declared):
    """A test on one column of a row; exactly one way of testing is given.

    How a row is `marked` in a workbook is no matter of a column: whether it is hidden, has text
    that is struck through, or has cells with a colour.
    """

    column: str = ""
    equals: str | None = None
    starts_with: str | None = None
    contains: str | None = None
    empty: bool | None = None
    marked: Literal["hidden", "struck", "filled"] | None = None


class Ignore(Match):
    """Rows that are in an export by design and are no data, and why."""

    because: Text


def rule_code(export: str, number: int) -> str:
    """The code under which the reason of an export's rule to ignore rows is worded."""
    return f"{export}.{number}"


class Treat(Match):
    """A cell that is filled in because another cell of the same row says so."""

    set: str
    to: str
    because: Text


class Total(Declared):
    """A row in which the maker of a list wrote how many there are; it is checked, not used.

    `contains` finds the row in `column`; the numbers in it are held to what `counts` counts.
    """

    column: str
    contains: str
    counts: list[Literal["present", "absent", "rows"]]


class Part(Declared):
    """A count that stands with others in one cell, such as the second of 45|3|0.

    All of them are declared: a cell with more or fewer is not understood.
    """

    header: str
    separator: str = Field(min_length=1)
    part: int = Field(ge=1)


class Export(Declared):
    """One raw export: what it is, how it was written, and which of its columns mean what.

    `section` names one of the parts that a tool stacks in one file; `codebook` is the file
    beside it that tells what its codes stand for. Responses of which no column `response` is
    declared are known by their place in the file. A later download either `supersedes` an
    earlier export, or `appends` to it: it holds what came since, and of a row that stands in
    both the later one counts.

    `header` names the columns, in order, of a file without a row that does. `listed` says that
    an attendance list has no marks, because only who came stands on it; `least_minutes` is how
    long somebody must have been there to count as present. `at_most` names a count that cannot
    be higher than another one; `lengths` is the unit of a length that names none.
    """

    id: str
    file: str
    received: date
    format: Format
    content: Content
    session: str | None = None
    round: str | None = None
    encoding: str = "utf-8"
    delimiter: str = ","
    sheet: str | None = None
    cells: str | None = None
    section: str | None = None
    codebook: str | None = None
    dates: Literal["day-first", "month-first"] = "day-first"
    decimal: Literal[",", "."] = ","
    columns: dict[str, str | list[str]]
    counts: dict[str, str | Part] = {}
    at_most: dict[str, str] = {}
    header: list[str] = []
    listed: Literal["present"] | None = None
    least_minutes: float | None = None
    lengths: Literal["hours", "minutes"] | None = None
    fill_down: list[str] = []
    missing: list[str] = []
    ignore: list[Ignore] = []
    treat: list[Treat] = []
    totals: list[Total] = []
    supersedes: str | None = None
    appends: str | None = None

    @property
    def spreadsheet(self) -> bool:
        """Whether the file is a workbook, so that a number in it may be a day."""
        sheets = (".xlsx", ".xlsm", ".xls", ".ods")
        return self.format == "workbook" or self.file.lower().endswith(sheets)

    @property
    def only_present(self) -> bool:
        """Whether everyone on this attendance list was there, so that it has no marks."""
        return "present" not in self.columns and (
            self.listed == "present" or self.format in ("teams", "zoom")
        )

    def headers(self, column: str) -> list[str]:
        """The headers under which a column may stand in the file."""
        named = self.columns[column]
        return [named] if isinstance(named, str) else list(named)


class Round(Declared):
    """An evaluation round: who was asked what, when, and about which session.

    `asked` says who: the delegates present at the session, or everyone who takes part.
    A planned round may not have its questionnaire yet; `expected` says when it will be held.
    """

    id: str
    title: Text
    questionnaire: str | None = None
    session: str | None = None
    opened: date | None = None
    closed: date | None = None
    asked: Literal["attending", "participants", "not recorded"] = "not recorded"
    status: Literal["held", "planned"] = "held"
    expected: Text | None = None


class Consultation(Declared):
    """A meeting in which a plan was put to representatives before it started."""

    id: str
    date: date
    entries: int
    persons: int
    title: Text


class Report(Declared):
    """A page of the programme: one notebook with one set of parameters.

    `audiences` says for whom a page is made; persons and their own words are read only for a
    report that names `restricted`. One for `participant` has a page for each participant, about
    itself and for itself alone.
    """

    id: str
    notebook: str
    title: Text
    parameters: dict[str, str | int | bool | date] = {}
    audiences: list[Literal["public", "participant", "internal", "restricted"]] = [
        "public",
        "internal",
    ]

    @model_validator(mode="after")
    def _alone(self) -> Self:
        if self.own and len(self.audiences) > 1:
            raise ValueError(
                f'report "{self.id}" is for each participant apart, so for nobody else: '
                'write audiences = ["participant"]'
            )
        return self

    @property
    def own(self) -> bool:
        """Whether it is made for each participant apart, and only when asked."""
        return "participant" in self.audiences


class Correction(Declared):
    """A wrong cell of an export, put right with a reason. It must match exactly one row."""

    export: str
    where: dict[str, str]
    column: str
    wrong: str
    right: str
    because: Text
    decided_on: date
    decided_by: Text


class Programme(Declared):
    """All that is declared of one programme; the code asks questions of it and adds nothing."""

    id: str
    name: Text
    owner: str
    contact: str
    unit: Literal["organisation", "person"]
    population: Literal["census", "sample"]
    as_of: date
    source: Text | None = None
    fictional: Text | None = None
    identify: Literal["name", "id"] = "name"
    domains: list[Domain] = []
    sessions: list[Session]
    components: list[Component] = []
    rules: list[Rule] = []
    consultations: list[Consultation] = []
    rounds: list[Round] = []
    exports: list[Export]
    reports: list[Report]
    vocabularies: dict[str, dict[str, Text]] = {}
    recode: dict[str, dict[str, str]] = {}
    aliases: dict[str, str] = {}
    groups: dict[str, dict[str, str]] = Field(default={})
    levels: list[Level] = []
    roles: list[Role] = []
    references: list[Reference] = []
    disclosure: Disclosure = Disclosure()
    heterogeneity: Heterogeneity = Heterogeneity()

    @property
    def shared(self) -> list[Report]:
        """The reports of a release: each has a page for everybody in its audiences."""
        return [report for report in self.reports if not report.own]

    def session(self, session: str) -> Session:
        """The session with this id; KeyError when there is none."""
        return {s.id: s for s in self.sessions}[session]

    @property
    def card(self) -> Component | None:
        """The part of the design of which each participant has a number of turns, if any."""
        return next((one for one in self.components if one.unit == "turns"), None)

    def round(self, round_: str) -> Round:
        """The evaluation round with this id; KeyError when there is none."""
        return {r.id: r for r in self.rounds}[round_]

    def export(self, export: str) -> Export:
        """The export with this id; KeyError when there is none."""
        return {e.id: e for e in self.exports}[export]

    def superseded(self) -> dict[str, str]:
        """For each export that a later one replaces: the export that replaces it."""
        return {e.supersedes: e.id for e in self.exports if e.supersedes}
