"""A raw export as it is declared: how its file was written, and which of its columns mean what."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from analysis.programme.declared import Declared, Text

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
    "learning-goals",
    "codings",
]


Format = Literal[
    "delimited", "workbook",
    "checkmarket", "eventbrite", "google-forms", "indico", "kobo", "limesurvey",
    "microsoft-forms", "qualtrics", "redcap", "spss", "surveymonkey", "teams", "typeform", "zoom",
]  # fmt: skip
"""How an export was written: plainly, or by a tool whose own layout is known."""


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
    be higher than another one; `lengths` is the unit of a length that names none. `goals` says
    of each domain under which header the learning goals in it stand.
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
    goals: dict[str, str | list[str]] = {}
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
