"""What became of each participant at a session, from its registrations and attendance list."""

from __future__ import annotations

import pandas as pd

from analysis.data import ProgrammeData
from analysis.indicators import registrations

STATES = ["attended", "walk_in", "absent", "cancelled", "not_registered"]


def recorded(data: ProgrammeData) -> list[str]:
    """The sessions of which an attendance list was received, in order of their day."""
    rows = data.table("attendance")
    received = set(rows["session"].astype("str"))
    return [s.id for s in data.sessions if s.id in received]


def expected(data: ProgrammeData) -> list[str]:
    """The sessions with an attendance list at which all participants were expected."""
    wanted = {s.id for s in data.programme.sessions if s.attendance_expected}
    return [session for session in recorded(data) if session in wanted]


def present(data: ProgrammeData, session: str) -> set[str]:
    """The participants of whom at least one delegate was present."""
    rows = data.table("attendance")
    rows = rows[(rows["session"] == session) & rows["present"].fillna(False)]
    return set(rows["participant"])


def registered(data: ProgrammeData, session: str) -> set[str]:
    """The participants of whom at least one registration for a session stands."""
    rows = registrations.states(data, session)
    return set(rows.loc[rows["registered"].astype(bool), "participant"])


def at_session(data: ProgrammeData, session: str) -> pd.DataFrame:
    """What became of each participant at a session; one row per participant of the programme.

    `state` is attended, walk_in (present, not registered), absent (registered, not present),
    cancelled or not_registered. Without an attendance list nobody is known to be present.
    """
    signed_up = registrations.states(data, session)
    registered = set(signed_up.loc[signed_up["registered"].astype(bool), "participant"])
    cancelled = set(signed_up["participant"]) - registered
    there = present(data, session)
    attended = there & registered
    known = set(data.table("participants")["participant"])
    everyone = sorted(known | set(signed_up["participant"]) | there)
    state = [
        "attended" if one in attended
        else "walk_in" if one in there
        else "absent" if one in registered
        else "cancelled" if one in cancelled
        else "not_registered"
        for one in everyone
    ]  # fmt: skip
    return pd.DataFrame(
        {
            "participant": pd.Series(everyone, dtype="str"),
            "state": pd.Categorical(state, categories=STATES),
        }
    )
