"""Patterns of attendance: at which sessions participants were, and how many were at just those."""

from __future__ import annotations

import pandas as pd

from analysis.counted import NOT_RECORDED, Counted
from analysis.data import ProgrammeData
from analysis.indicators.enrolment import statuses
from analysis.indicators.measures import flags, measured, telling, whole
from analysis.indicators.populations import (
    EVERY_STATE,
    PRESENT,
    at,
    enrolled,
    narrowed,
    state_at,
)
from analysis.indicators.states import present, recorded

MOST = 12
"""As many sessions can be told apart side by side."""

NOT_PRESENT = [state for state in EVERY_STATE if state not in PRESENT]


def patterns(data: ProgrammeData) -> pd.DataFrame:
    """Participants that ever enrolled, by the held sessions for everybody that they were at.

    Columns: pattern (the numbers of the sessions, text), one column of yes and no for each
    session (empty where it has no attendance list), unit, count, base (all that ever enrolled),
    share. Only patterns that somebody has; the most frequent first. Without enrolments it is
    about all that came at least once; without sessions for everybody about all held sessions. Of
    more sessions than can be told apart the last ones. No row without an attendance list.
    """
    for_all = [one.id for one in data.sessions if one.attendance_expected and one.id in data.held]
    sessions = (for_all or data.held)[-MOST:]
    came = {one: present(data, one) for one in sessions if one in recorded(data)}
    ever = list(statuses(data)["participant"]) if came else []
    everyone = pd.Series(ever or sorted(set().union(*came.values())), dtype="str")
    there = {
        one: everyone.isin(came[one]) if one in came else flags([None] * len(everyone))
        for one in sessions
    }
    found = _counted(pd.DataFrame({name: flags(values) for name, values in there.items()}))
    numbers = {session: str(number) for number, session in enumerate(sessions, 1)}
    texts = [
        " + ".join(numbers[one] for one in sessions if one in came and row[one]) or "–"
        for row in found.to_dict("records")
    ]
    keys = {"pattern": pd.Series(texts, dtype="str"), **{one: found[one] for one in sessions}}
    whom = enrolled(data.unit) if ever else Counted(unit=data.unit)
    told = narrowed(
        whom, by={state_at(session): session for session in sessions},
        groups={"True": PRESENT, "False": NOT_PRESENT, NOT_RECORDED: []},
    )  # fmt: skip
    frame = measured(keys, found["count"], len(ever) or None, data.unit, count=told, base=whom)
    frame.attrs["headings"] = {session: ("session", session) for session in sessions}
    return frame


def _counted(there: pd.DataFrame) -> pd.DataFrame:
    """Each combination that occurs, with how often it does; the most frequent first."""
    names = list(there.columns)
    if there.empty:
        return there.assign(count=whole([]))
    found = there.groupby(names, dropna=False, sort=False).size().rename("count").reset_index()
    return found.sort_values(
        ["count", *names], ascending=[False] * (len(names) + 1), ignore_index=True
    )


def first_and_again(data: ProgrammeData) -> pd.DataFrame:
    """Who was present, per session with an attendance list: for the first time or once more.

    Columns: session, first_count, unit, count (came to an earlier session too), base (all
    present), share.
    """
    sessions = recorded(data)
    before: set[str] = set()
    again, everyone = [], []
    for session in sessions:
        there = present(data, session)
        again.append(len(there & before))
        everyone.append(len(there))
        before |= there
    counts, base = whole(again), whole(everyone)
    whom = at(data.unit, "{session}", PRESENT)
    frame = measured(
        {"session": pd.Categorical(sessions, categories=sessions), "first_count": base - counts},
        counts, base, data.unit,
    )  # fmt: skip
    return telling(
        frame,
        base=whom,
        count=narrowed(whom, of={_turn("{session}"): ["again"]}),
        first_count=narrowed(whom, of={_turn("{session}"): ["first"]}),
    )


def _turn(session: str) -> str:
    """The variable that tells whether who was at a session had been at an earlier one."""
    return f"turn:{session}"
