"""Who keeps coming: expected sessions that each continuing participant came to."""

from __future__ import annotations

from itertools import pairwise, product

import pandas as pd

from analysis.counted import Derived
from analysis.data import ProgrammeData
from analysis.indicators import registrations
from analysis.indicators.enrolment import continuing
from analysis.indicators.measures import measured, whole
from analysis.indicators.populations import (
    EVERY_STATE,
    PRESENT,
    REGISTERED,
    at,
    enrolled,
    narrowed,
    state_at,
)
from analysis.indicators.states import expected, present, recorded

LONGEST = 2_000
"""How many combinations of states a rule may have."""


def per_participant(data: ProgrammeData) -> pd.DataFrame:
    """Each continuing participant with the expected sessions it came to.

    Columns: participant, sessions (their numbers, text), attended_count.
    """
    chosen = expected(data)
    sessions = [session for session in data.sessions if session.id in chosen]
    there = {session.id: present(data, session.id) for session in sessions}
    participants = pd.Series(continuing(data), dtype="str")
    rows = [
        [str(s.number) for s in sessions if participant in there[s.id]]
        for participant in participants
    ]
    return pd.DataFrame(
        {
            "participant": participants,
            "sessions": [", ".join(row) or "–" for row in rows],
            "attended_count": whole([len(row) for row in rows]),
        }
    )


def times(data: ProgrammeData) -> pd.DataFrame:
    """Continuing participants by the number of expected sessions they came to.

    Columns: times (0…k, text), unit, count, base (all continuing), share. No row when nobody
    goes on.
    """
    held = len(expected(data))
    attended = per_participant(data)["attended_count"]
    order = [str(number) for number in range(held, -1, -1)] if held and len(attended) else []
    counts = whole([int((attended == int(number)).sum()) for number in order])
    whom = enrolled(data.unit, "continuing")
    return measured(
        {"times": order}, counts, len(attended), data.unit,
        count=narrowed(whom, by={_times(data): "times"}), base=whom,
    )  # fmt: skip


def _times(data: ProgrammeData) -> str:
    """The variable that tells how often a participant came; it changes with every session."""
    return f"times:{'+'.join(expected(data))}"


def derived(data: ProgrammeData) -> list[Derived]:
    """How often a participant came follows from what became of it at each expected session.

    Of so many sessions that the rule would be too long to use there is none.
    """
    held = expected(data)
    if not held or len(EVERY_STATE) ** len(held) > LONGEST:
        return []
    every = product(EVERY_STATE, repeat=len(held))
    values = {states: str(sum(state in PRESENT for state in states)) for states in every}
    return [Derived(data.unit, _times(data), tuple(map(state_at, held)), values)]


def full(data: ProgrammeData) -> pd.DataFrame:
    """Continuing participants that came to every expected session so far, one row.

    Columns: session_count, unit, count, base (all continuing), share. No row when nobody goes
    on.
    """
    held = len(expected(data))
    return _that_came(data, range(held, held + 1))


def once(data: ProgrammeData) -> pd.DataFrame:
    """Continuing participants that came to at least one expected session. Columns as in `full`."""
    return _that_came(data, range(1, len(expected(data)) + 1))


def _that_came(data: ProgrammeData, times: range) -> pd.DataFrame:
    held = len(expected(data))
    attended = per_participant(data)["attended_count"]
    whom = enrolled(data.unit, "continuing")
    came = narrowed(whom, of={_times(data): [str(number) for number in times]})
    told = bool(held and len(attended))
    return measured(
        {"session_count": whole([held] if told else [])},
        whole([int(attended.isin(times).sum())] if told else []),
        len(attended), data.unit, count=came, base=whom,
    )  # fmt: skip


def again(data: ProgrammeData) -> pd.DataFrame:
    """From each session to the next: who registered and came again of those who came.

    Columns: session (the earlier), next_session, registered_count (empty where registrations
    were not recorded), unit, count (came to both), base (came to the earlier), share.
    """
    sessions = recorded(data)
    pairs = list(pairwise(sessions))
    came = {session: present(data, session) for session in sessions}
    signed = {
        session: set(rows.loc[rows["registered"].astype(bool), "participant"])
        for session, rows in ((s, registrations.states(data, s)) for s in sessions)
        if session in registrations.recorded(data)
    }
    keys = {
        "session": pd.Categorical([first for first, _ in pairs], categories=sessions),
        "next_session": pd.Categorical([second for _, second in pairs], categories=sessions),
        "registered_count": whole(
            [len(came[a] & signed[b]) if b in signed else None for a, b in pairs]
        ),
    }
    counts = whole([len(came[a] & came[b]) for a, b in pairs])
    base = whole([len(came[first]) for first, _ in pairs])
    came_before = at(data.unit, "{session}", PRESENT)
    next_session = state_at("{next_session}")
    frame = measured(
        keys, counts, base, data.unit,
        count=narrowed(came_before, of={next_session: PRESENT}), base=came_before,
        registered_count=narrowed(came_before, of={next_session: REGISTERED}),
    )  # fmt: skip
    frame.attrs["vocabularies"] = {"next_session": "session"}
    return frame
