"""An edition is one release of a report: numbered, in a state, released by somebody on a day.

An edition never changes once it is out, but its state does: a newer one replaces it, or it is
taken back with an erratum. Its record stands beside its pages as `edition.json`. A number is
the same for every audience of one release.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from analysis.payload import Audience
from analysis.problems import WriteError
from analysis.report.audience import file_name
from analysis.report.frame import Kind, State

RECORD = "edition.json"
RESULTS = "results.json"
PLAN = "plan.json"
"""What was hidden of whom, and why; it stays with the kept edition."""

Released = Literal["provisional", "final"]
"""In what state an edition can be released."""

ByLanguage = dict[str, str]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Withdrawal(_Model):
    """An edition that was taken back: when, by whom, and what was wrong with it.

    `emptied` tells that its contents were taken off the page too.
    """

    on: date
    by: str
    erratum: ByLanguage
    emptied: bool = False


class Record(_Model):
    """What is known of one edition for one audience; texts by language.

    `waiting` tells that its embargo is not over: nobody may see that it exists. `inputs` are the
    raw exports with their digests, `files` the edition's own files, as released, with theirs.
    `address` is permanent, and empty where the programme has none on the web.
    """

    programme: str
    programme_name: ByLanguage
    owner: str
    report: str
    title: ByLanguage
    audience: Audience
    number: int
    state: State
    released_as: Released
    released_on: date
    released_by: str
    embargo: date | None = None
    waiting: bool = False
    as_of: date
    kinds: list[Kind] = []
    reason: ByLanguage = {}
    fictional: bool = False
    address: str = ""
    superseded_by: int | None = None
    withdrawal: Withdrawal | None = None
    digest: str
    data_digest: str
    method_digest: str
    plan_digest: str
    inputs: dict[str, str] = {}
    files: dict[str, str] = {}

    @property
    def place(self) -> str:
        """The edition's folder from that of its programme."""
        return f"{self.report}/{self.number}"

    @property
    def languages(self) -> list[str]:
        """The languages in which the edition has a page, in the order of its title."""
        return [one for one in self.title if self.page(one) in self.files]

    @property
    def visible(self) -> Record:
        """The record with those files that readers still find.

        Of an edition that was withdrawn only the page can say so; the other forms go.
        """
        files = {name: one for name, one in self.files.items()
                 if not self.withdrawal or name.endswith(".html")}  # fmt: skip
        return self.model_copy(update={"files": files})

    def page(self, language: str) -> str:
        """The file name of its page in a language."""
        return file_name(self.report, language, self.audience)

    def written(self) -> bytes:
        """The record as it stands in its file."""
        return (self.model_dump_json(indent=1, exclude_none=True) + "\n").encode()


def read_records(folder: Path, report: str | None = None) -> list[Record]:
    """The records below the folder of a programme, by report and number.

    Raises WriteError for a record that cannot be read.
    """
    found = [read_record(path) for path in folder.glob(f"{report or '*'}/*/{RECORD}")]
    return sorted(found, key=lambda one: (one.report, one.number))


def read_record(path: Path) -> Record:
    """The record in a file.

    Raises WriteError when it is damaged: the editions of a report cannot be counted without it.
    """
    try:
        return Record.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise WriteError(
            f"{path}: the record of this edition cannot be read ({type(error).__name__}). "
            "Put it back from a copy; without it nothing is published of this report."
        ) from None


def standing(records: Sequence[Record]) -> Record | None:
    """The newest edition that was not withdrawn: what a reader should use."""
    return max(
        (one for one in records if one.withdrawal is None),
        key=lambda one: one.number,
        default=None,
    )


def settled(records: Iterable[Record]) -> list[Record]:
    """The editions of one report for one audience, each in the state that the others give it."""
    known = list(records)
    newest = standing(known)
    return [_settled(one, newest) for one in known]


def _settled(one: Record, newest: Record | None) -> Record:
    newer = newest.number if newest and newest.number > one.number else None
    state: State = one.released_as
    if one.withdrawal is not None:
        state = "withdrawn"
    elif newer:
        state = "superseded"
    return one.model_copy(update={"state": state, "superseded_by": newer})


def number_for(records: Iterable[Record], draft: Record) -> int:
    """The number of a new edition of a report: one for all audiences of the same release.

    A release that another audience already has keeps its number; every other gets the next.
    """
    known = list(records)
    last = max((one.number for one in known), default=0)
    shared = [one for one in known if one.number == last]
    if shared and all(one.audience != draft.audience and same_source(one, draft) for one in shared):
        return last
    return last + 1


def same_source(one: Record, other: Record) -> bool:
    """Whether two editions were made from the same data by the same code."""
    return (one.as_of, one.data_digest, one.method_digest) == (
        other.as_of, other.data_digest, other.method_digest
    )  # fmt: skip


def kinds(before: Record, now: Record) -> list[Kind]:
    """Why an edition can differ from the one before: the data, a correction in them, the method.

    Later days and exports that came in addition are newer data. Other rows or declarations for
    the same days put something right.
    """
    found: list[Kind] = []
    if before.as_of != now.as_of or before.inputs.items() < now.inputs.items():
        found.append("data")
    elif before.data_digest != now.data_digest:
        found.append("correction")
    if before.method_digest != now.method_digest:
        found.append("method")
    return found
