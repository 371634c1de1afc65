"""The tidy tables of a programme as they stood on a day."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd

from analysis.problems import UsageError, suggestion
from analysis.programme import Declarations, Programme, read_declarations
from analysis.programme.models import Labels, Report, Session
from analysis.tables import CODES, RESTRICTED, TABLES, empty
from analysis.workspace import open_workspace

T = TypeVar("T")

HANGS_ON: dict[str, tuple[str, list[str]]] = {
    "answers": ("responses", ["response"]),
    "codings": ("responses", ["response"]),
    "answer_texts": ("responses", ["response"]),
    "learning_goal_texts": ("learning_goals", ["participant", "domain", "number"]),
    "withdrawal_notes": ("withdrawals", ["participant"]),
    "wishes": ("registrations", ["session", "participant"]),
}
"""Table whose rows have no day of their own -> the table that has it, and their common key."""

EVENTS = ("registered_on", "booked_on", "stopped_on", "stopped_until_on", "submitted_on",
          "enrolled_on", "as_of_on", "set_on")  # fmt: skip
"""The columns with the day on which a row became known."""

OF_FILES = ("receipts", "dispositions", "problems", "revisions", "recognitions", "candidates")
"""The tables about the exports themselves, and not about what these tell."""


@dataclass(frozen=True)
class ProgrammeData:
    """What is known of a programme on `as_of`: later events are left out of every table.

    Codes are categories in the order in which the programme declares them. Restricted tables
    are read only when asked for; who may not read them finds them empty.
    """

    declarations: Declarations
    folder: Path
    as_of: date

    @property
    def id(self) -> str:
        """The id of the programme."""
        return self.declarations.programme.id

    @property
    def programme(self) -> Programme:
        """What the programme declares of itself."""
        return self.declarations.programme

    def on(self, day: date) -> ProgrammeData:
        """The same tables as they stood on another day."""
        if day == self.as_of:
            return self
        if day not in self._others:
            self._others[day] = replace(self, as_of=day)
        return self._others[day]

    @cached_property
    def _others(self) -> dict[date, ProgrammeData]:
        return {}

    def of(self, report: Report) -> ProgrammeData:
        """The tables as a report tells of them: on its own day, where it has one."""
        return self.on(report.as_of or self.as_of)

    @cached_property
    def labels(self) -> Labels:
        """The words of the programme for its codes."""
        return self.declarations.labels

    @property
    def fictional(self) -> bool:
        """Whether the programme says that its exports are made up."""
        return self.programme.fictional is not None

    @property
    def unit(self) -> str:
        """What is counted: organisations or persons."""
        return f"{self.programme.unit}s"

    @cached_property
    def digest(self) -> str:
        """The digest of the declarations and raw exports behind the tables."""
        return str(self._receipt["digest"])

    @property
    def known_on(self) -> date | None:
        """The day after which nothing that was received went into the tables, if one was asked."""
        day = self._receipt.get("known_on")
        return date.fromisoformat(day) if day else None

    @cached_property
    def _receipt(self) -> dict[str, str | None]:
        content: dict[str, str | None] = json.loads(
            (self.folder / "receipt.json").read_text("utf-8")
        )
        return content

    @cached_property
    def restricted_readable(self) -> bool:
        """Whether the tables with persons and their own words are there and may be read."""
        try:
            for name in RESTRICTED:
                with self._file(name).open("rb"):
                    pass
        except OSError:
            return False
        return True

    def table(self, name: str) -> pd.DataFrame:
        """A tidy table by name, without what happened after `as_of`.

        A restricted one has no rows where its folder is absent or may not be read. Each is read
        once; what a caller changes in its frame stays with that caller.
        """
        if name not in self._read:
            self._read[name] = self._from_disk(name)
        return self._read[name].copy(deep=False)

    @cached_property
    def _read(self) -> dict[str, pd.DataFrame]:
        return {}

    @cached_property
    def worked_out(self) -> dict[tuple[str | None, str], pd.DataFrame]:
        """Results by what was asked, for who asks the same of these tables many times."""
        return {}

    def once(self, asked: tuple[object, ...], work: Callable[[], T]) -> T:
        """What comes of some work on these tables, done the first time that it is asked.

        Who gets it does not change it.
        """
        if asked not in self._done:
            self._done[asked] = work()
        found: T = self._done[asked]
        return found

    @cached_property
    def _done(self) -> dict[tuple[object, ...], Any]:
        return {}

    def _from_disk(self, name: str) -> pd.DataFrame:
        kept_away = name in RESTRICTED and not self.restricted_readable
        frame = empty(name) if kept_away else pd.read_parquet(self._file(name))
        for column in set(CODES) & set(frame.columns):
            codes = self.labels.get(CODES[column], {})
            if codes:
                frame[column] = pd.Categorical(frame[column], categories=list(codes))
        frame = frame.pipe(self._known)
        if name in OF_FILES:
            frame = frame[~frame["source"].isin(self._later)].reset_index(drop=True)
        if name == "participants":
            frame = frame.pipe(self._called)
        return self._with_its_event(name, frame) if name in HANGS_ON else frame

    def _called(self, participants: pd.DataFrame) -> pd.DataFrame:
        """Each organisation by the name that it bore on the day, where that was declared."""
        borne = self.table("organisation_names")
        day = pd.Timestamp(self.as_of)
        then = borne[
            (borne["from_on"].isna() | (borne["from_on"] <= day))
            & (borne["until_on"].isna() | (borne["until_on"] >= day))
        ].sort_values("from_on", na_position="first", kind="stable")
        names = dict(zip(then["participant"], then["name"], strict=True))
        called = participants["participant"].map(names).astype("str")
        return participants.assign(name=called.fillna(participants["name"]))

    def _file(self, name: str) -> Path:
        home = self.folder / "restricted" if name in RESTRICTED else self.folder
        return home / f"{name}.parquet"

    def _known(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Events by their own day; what hangs on a session by the day of the session."""
        until = pd.Timestamp(self.as_of)
        for column in EVENTS:
            if column in frame:
                frame = frame[frame[column].isna() | (frame[column] <= until)]
        if "correction" in frame:
            # A cancellation has no day of its own: it holds from the booking on.
            due = frame["session_on"].gt(until) & frame["status"].isin(["held", "no_show"])
            frame = frame.assign(status=frame["status"].mask(due, "booked"))
        if "present" in frame or "measure" in frame:
            frame = frame[frame["session"].astype("str").isin(self.held)]
        return frame.reset_index(drop=True)

    @cached_property
    def _later(self) -> set[int]:
        """The exports that came in after `as_of` and tell of nothing that happened by then."""
        receipts = pd.read_parquet(self._file("receipts"))
        late = set(receipts.loc[receipts["received_on"] > pd.Timestamp(self.as_of), "source"])
        told = {name for name, table in TABLES.items() if "source" in table.columns}
        for name in sorted(told - set(OF_FILES) - set(RESTRICTED)) if late else ():
            late -= set(self.table(name)["source"])
        return late

    def _with_its_event(self, name: str, frame: pd.DataFrame) -> pd.DataFrame:
        """An answer is known once its response is, a wish once its registration is."""
        event, key = HANGS_ON[name]
        known = pd.MultiIndex.from_frame(self.table(event)[key].astype("str"))
        return frame[pd.MultiIndex.from_frame(frame[key].astype("str")).isin(known)].reset_index(
            drop=True
        )

    @cached_property
    def sessions(self) -> list[Session]:
        """The sessions in order of their day, which need not be the order of declaration."""
        return sorted(self.programme.sessions, key=lambda session: session.date)

    @cached_property
    def held(self) -> list[str]:
        """The sessions whose day is not after `as_of`."""
        return [session.id for session in self.sessions if session.date <= self.as_of]

    def check_session(self, session: str) -> str:
        """The session, if the programme has it.

        Raises UsageError with the sessions that exist.
        """
        known = [s.id for s in self.programme.sessions]
        if session not in known:
            raise UsageError(
                f'session: "{session}" is not a session of {self.id}. {suggestion(session, known)}'
            )
        return session

    def check_round(self, round_: str) -> str:
        """The evaluation round, if the programme has it.

        Raises UsageError with the rounds that exist.
        """
        known = [r.id for r in self.programme.rounds]
        if round_ not in known:
            raise UsageError(
                f'round: "{round_}" is not an evaluation round of {self.id}. '
                f"{suggestion(round_, known)}"
            )
        return round_


def open_programme(programme: str, as_of: str | date | None = None) -> ProgrammeData:
    """The tidy tables of a programme in the current workspace.

    `as_of` is a day (ISO text or a date); without it the day that the programme declares.
    Raises UsageError when the programme is unknown, was not cleaned yet, or the day is none.
    """
    workspace = open_workspace()
    declarations = read_declarations(workspace, programme)
    folder = workspace.processed(programme)
    if not (folder / "receipt.json").exists():
        raise UsageError(
            f"{workspace.shown(folder)}: {programme} was not cleaned yet. "
            f"Run: trajectmonitor clean --programme {programme}"
        )
    try:
        day = date.fromisoformat(as_of) if isinstance(as_of, str) and as_of else as_of
    except ValueError:
        raise UsageError(f'as_of: "{as_of}" is not a day. Write it as 2019-04-05.') from None
    return ProgrammeData(declarations, folder, day or declarations.programme.as_of)
