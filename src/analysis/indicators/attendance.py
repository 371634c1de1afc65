"""Attendance: who came of those registered, who did not and for which kind of reason."""

from __future__ import annotations

import pandas as pd

from analysis.counted import Counted
from analysis.data import ProgrammeData
from analysis.indicators import registrations
from analysis.indicators.measures import by_code, given, leading, measured, telling, whole
from analysis.indicators.populations import (
    CANCELLED,
    PRESENT,
    REGISTERED,
    SIGNED_UP,
    WALKED_IN,
    at,
    narrowed,
    state_at,
)

# Who keeps coming is attendance too, and asked for by that name.
from analysis.indicators.returning import again as again
from analysis.indicators.returning import full as full
from analysis.indicators.returning import once as once
from analysis.indicators.returning import per_participant as per_participant
from analysis.indicators.returning import times as times
from analysis.indicators.states import at_session, recorded

HEADS = "counted:{measure}"
"""The variable that tells at which session a person was counted for a measure, by no name."""


def by_session(data: ProgrammeData) -> pd.DataFrame:
    """Registered participants that came, per session with an attendance list.

    Columns: session, absent_count, walk_in_count, unit, count, base, share. The base is the
    net registrations; it is empty where these were not recorded, and then all present count.
    """
    sessions = recorded(data)
    signed_up = registrations.recorded(data)
    states = [at_session(data, session)["state"].value_counts() for session in sessions]
    attended, absent, walked_in = (
        whole([int(counts[state]) for counts in states])
        for state in ("attended", "absent", "walk_in")
    )
    labels = pd.Series(pd.Categorical(sessions, categories=sessions))
    listed = labels.astype("str").isin(signed_up)
    keys = {
        "session": labels,
        "absent_count": absent.where(listed),
        "walk_in_count": walked_in.where(listed),
    }
    came = {one: ["attended"] if one in signed_up else PRESENT for one in sessions}
    return measured(
        keys, attended.where(listed, walked_in), (attended + absent).where(listed), data.unit,
        count=Counted(unit=data.unit, by={state_at("{session}"): "session"}, groups=came),
        base=at(data.unit, "{session}", REGISTERED),
        absent_count=at(data.unit, "{session}", ["absent"]),
        walk_in_count=at(data.unit, "{session}", WALKED_IN),
    )  # fmt: skip


def of(data: ProgrammeData, session: str) -> pd.DataFrame:
    """The row of one session; no row when there was no attendance list."""
    rows = by_session(data)
    return rows[rows["session"] == data.check_session(session)].reset_index(drop=True)


def last(data: ProgrammeData) -> pd.DataFrame:
    """The row of the last session with an attendance list. Columns as in `by_session`."""
    return by_session(data).tail(1).reset_index(drop=True)


def flow(data: ProgrammeData, session: str) -> pd.DataFrame:
    """From all that signed up to those that came: one row per step, in participants.

    Columns: step (gross, cancelled, registered, absent, attended), unit, count, base (all that
    signed up), share. Who came without a registration is not in it: see `by_session`. No row
    when registrations or attendance were not recorded.
    """
    steps = {"gross": SIGNED_UP, "cancelled": CANCELLED, "registered": REGISTERED,
             "absent": ["absent"], "attended": ["attended"]}  # fmt: skip
    both = set(recorded(data)) & set(registrations.recorded(data))
    counts = _steps(data, data.check_session(session)) if session in both else {}
    return measured(
        {"step": pd.Categorical(list(counts), categories=list(counts))},
        whole(counts.values()), counts.get("gross"), data.unit,
        count=Counted(unit=data.unit, by={state_at(session): "step"}, groups=steps),
        base=at(data.unit, session, SIGNED_UP),
    )  # fmt: skip


def _steps(data: ProgrammeData, session: str) -> dict[str, int]:
    signed_up = registrations.states(data, session)
    registered = int(signed_up["registered"].sum())
    states = at_session(data, session)["state"].value_counts()
    return {
        "gross": len(signed_up),
        "cancelled": len(signed_up) - registered,
        "registered": registered,
        "absent": int(states["absent"]),
        "attended": int(states["attended"]),
    }


def absences(data: ProgrammeData, session: str) -> pd.DataFrame:
    """Registered participants that did not come, by category of reason.

    Columns: absence_category, unit, count, base (all absent), share. Categories that nobody
    gave are left out; the most frequent comes first. Without an attendance list there is no row.
    """
    found = at_session(data, data.check_session(session))
    if session not in recorded(data):
        found = found.iloc[:0]
    away = set(found.loc[found["state"] == "absent", "participant"])
    rows = data.table("attendance")
    rows = rows[(rows["session"] == session) & rows["participant"].isin(away)]
    reasons = (
        rows.sort_values("absence_category", na_position="last")
        .drop_duplicates("participant")
        .set_index("participant")["absence_category"]
        .reindex(sorted(away))
    )
    whom = at(data.unit, session, ["absent"])
    return given(by_code(reasons, data.unit, whom, f"absence_category:{session}"))


def main_absence(data: ProgrammeData, session: str) -> pd.DataFrame:
    """The kind of reason that most of those absent gave, one row; no row for two equal ones."""
    return leading(absences(data, session), "absence_category")


def delegates(data: ProgrammeData, session: str) -> pd.DataFrame:
    """Persons who were present for the participants that came, one row.

    Columns: unit (persons), count, participant_count, mean (persons a participant). The number
    of persons has no base: how many were invited is not recorded.
    """
    rows = data.table("delegations")
    rows = rows[(rows["session"] == data.check_session(session)) & (rows["role"] == "listed")]
    rows = rows[rows["present"].fillna(False)]
    if rows.empty:
        return pd.DataFrame(columns=["unit", "count", "participant_count", "mean"])
    persons, participants = rows["person"].nunique(), rows["participant"].nunique()
    frame = pd.DataFrame(
        {
            "unit": pd.Categorical(["persons"]),
            "count": whole([persons]),
            "participant_count": whole([participants]),
            "mean": [persons / participants],
        }
    )
    named = narrowed(at(data.unit, session, PRESENT), of={f"delegates:{session}": ["named"]})
    return telling(frame, count=at("persons", session, PRESENT), participant_count=named)


def counts(data: ProgrammeData) -> pd.DataFrame:
    """Counts of those present where no list was kept, one row per session and measure.

    Columns: session, session_on, measure, unit (persons), count; empty is not recorded.
    """
    rows = data.table("attendance_counts")
    there = set(rows["session"].astype("str"))
    order = [session.id for session in data.sessions if session.id in there]
    found = sorted(set(rows["measure"]))
    declared = [name for export in data.programme.exports for name in export.counts]
    measures = [name for name in dict.fromkeys([*declared, *found]) if name in found]
    rows = rows.assign(
        session=pd.Categorical(rows["session"].astype("str"), categories=order),
        measure=pd.Categorical(rows["measure"], categories=measures),
        unit=pd.Categorical(["persons"] * len(rows)),
    ).sort_values(["session", "measure"], ignore_index=True)
    days = {s.id: pd.Timestamp(s.date) for s in data.programme.sessions}
    rows["session_on"] = rows["session"].astype("str").map(days)
    frame = rows[["session", "session_on", "measure", "unit", "count"]]
    return telling(frame, count=Counted(unit="persons", by={HEADS: "session"}, open=[HEADS]))


def counted(data: ProgrammeData) -> pd.DataFrame:
    """For each measure: in how many sessions it was recorded, and the persons counted there.

    Columns: measure, unit (sessions), count (recorded), base (all held), share, person_count.
    Somebody who came to two sessions is two of these persons.
    """
    rows = counts(data)
    measures = list(rows["measure"].cat.categories)
    known = {m: rows[(rows["measure"] == m) & rows["count"].notna()] for m in measures}
    keys = {
        "measure": pd.Categorical(measures, categories=measures),
        "person_count": whole([known[m]["count"].sum() if len(known[m]) else pd.NA
                               for m in measures]),
    }  # fmt: skip
    groups = {m: [str(session) for session in known[m]["session"]] for m in measures}
    return measured(
        keys, whole([len(known[m]) for m in measures]), len(data.held), "sessions",
        person_count=Counted(
            unit="persons", by={HEADS: "measure"}, groups=groups, open=[HEADS]
        ),
    )  # fmt: skip


def with_counts(data: ProgrammeData) -> pd.DataFrame:
    """Held sessions of which at least one measure was counted, one row out of all held."""
    known = counts(data).dropna(subset=["count"])["session"].nunique()
    recorded_in = whole([known] if len(data.table("attendance_counts")) else [])
    return measured({}, recorded_in, len(data.held), "sessions")
