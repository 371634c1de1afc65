"""What may be another one on another day: who goes on, how large it is, what became of it."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from analysis.counted import Group, undated
from analysis.data import EVENTS, HANGS_ON, ProgrammeData
from analysis.indicators import profile, published
from analysis.indicators.enrolment import statuses
from analysis.tables import RESTRICTED, TABLES

OF_SESSIONS = (
    *("state", "turn", "delegates", "wish", "wish_breadth"),
    *("times", "breadth", "deepens"),
)
"""Variables that tell something of sessions and of those before them, by their names."""

OF_A_ROUND = ("answer", "round", "finished", "late")
"""Variables that tell something of an evaluation round, by its name."""

LISTS = ("registrations", "attendance", "delegations", "wishes")
"""What is known of a session."""

MET = ("enrolments", "withdrawals", "registrations", "attendance", "responses")
"""The tables in which whoever takes part is met."""


def differs(variable: str, one: ProgrammeData, other: ProgrammeData) -> bool:
    """Whether a variable may be another one on the other day: what it is worked out of differs.

    What is not known of a variable is that it stays the same: then any event may change it.
    """
    kind, _, rest = undated(variable).partition(":")
    sessions = {session.id: session.date for session in one.programme.sessions}
    rounds = {round_.id for round_ in one.programme.rounds}
    if variable in TABLES["participants"].columns:
        return False
    opened = rest.startswith(profile.OPENED)
    if kind in profile.DATED and (not rest or rest in sessions or opened):
        return not _profiled(one, kind, rest).equals(_profiled(other, kind, rest))
    if variable == "status":
        return not statuses(one).equals(statuses(other))
    if kind in OF_SESSIONS and (named := {*rest.split("+")}) <= sessions.keys():
        last = max(sessions[name] for name in named)
        until = [name for name, day in sessions.items() if day <= last]
        return _differ(one, other, LISTS, "session", until)
    if kind in OF_A_ROUND and (asked := rest.partition(".")[0]) in rounds:
        return _differ(one, other, ("responses",), "round", [asked])
    dated = [name for name, table in TABLES.items() if {*EVENTS, "present"} & {*table.columns}]
    return one.held != other.held or _differ(one, other, {*dated, *HANGS_ON} - {*RESTRICTED})


def takes_part_differs(one: ProgrammeData, other: ProgrammeData) -> bool:
    """Whether somebody takes part, or was expected to, on one of two days alone."""
    return _met(one) != _met(other)


def facts(data: ProgrammeData) -> dict[Group, int]:
    """What published facts tell of the day on which they are checked, in the words of this day."""
    then = published.then(data)
    told = published.groups(data)
    if then is data:
        return told
    names = {variable for group in told for variable, _ in group.of}
    renamed = {one: on(one, then) for one in names if differs(one, then, data)}
    return {
        Group(group.unit, frozenset((renamed.get(name, name), v) for name, v in group.of)): value
        for group, value in told.items()
    }


def on(variable: str, data: ProgrammeData) -> str:
    """The name of a variable as it was on the day of the data, where it differs."""
    return f"{undated(variable)}@{data.as_of.isoformat()}"


def _profiled(data: ProgrammeData, attribute: str, occasion: str) -> pd.Series:
    day = profile.day_of(data, occasion)
    return profile.on_day(data, day).set_index("participant")[attribute].sort_index()


def _differ(
    one: ProgrammeData,
    other: ProgrammeData,
    tables: Iterable[str],
    column: str = "",
    values: Iterable[str] = (),
) -> bool:
    """Whether rows of tables differ between two days; of one with the column, those it names."""
    for name in sorted(tables):
        first, second = one.table(name), other.table(name)
        if column in first:
            first = first[first[column].astype("str").isin(list(values))]
            second = second[second[column].astype("str").isin(list(values))]
        if not first.reset_index(drop=True).equals(second.reset_index(drop=True)):
            return True
    return False


def _met(data: ProgrammeData) -> set[str]:
    return {str(one) for table in MET for one in data.table(table)["participant"].dropna()}
