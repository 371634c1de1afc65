"""Attendance: who came of those registered, who did not and for which kind of reason."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd

from analysis.data import ProgrammeData
from analysis.indicators import registrations
from analysis.indicators.enrolment import continuing
from analysis.indicators.measures import by_code, given, measured, whole

STATES = ["attended", "walk_in", "absent", "cancelled", "not_registered"]


def recorded(data: ProgrammeData) -> list[str]:
    """The sessions of which an attendance list was received, in order of their day."""
    rows = data.table("attendance")
    received = set(rows["session"].astype("str"))
    return [s.id for s in data.sessions if s.id in received]


def present(data: ProgrammeData, session: str) -> set[str]:
    """The participants of whom at least one delegate was present."""
    rows = data.table("attendance")
    rows = rows[(rows["session"] == session) & rows["present"].fillna(False)]
    return set(rows["participant"])


def states(data: ProgrammeData, session: str) -> pd.DataFrame:
    """What became of each participant at a session; one row per participant of the programme.

    `state` is attended, walk_in (present, not registered), absent (registered, not present),
    cancelled or not_registered. Without an attendance list nobody is known to be present.
    """
    signed_up = registrations.states(data, session)
    registered = set(signed_up.loc[signed_up["registered"].astype(bool), "participant"])
    cancelled = set(signed_up["participant"]) - registered
    there = present(data, session)
    known = set(data.table("participants")["participant"])
    everyone = sorted(known | set(signed_up["participant"]) | there)
    state = [
        "attended" if one in there & registered
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


def by_session(data: ProgrammeData) -> pd.DataFrame:
    """Registered participants that came, per session with an attendance list.

    Columns: session, absent_count, walk_in_count, unit, count, base, share. The base is the
    net registrations; it is empty where these were not recorded, and then all present count.
    """
    sessions = recorded(data)
    signed_up = registrations.recorded(data)
    counts = [states(data, session)["state"].value_counts() for session in sessions]
    frame = pd.DataFrame(
        {
            "session": pd.Categorical(sessions, categories=sessions),
            "absent_count": whole([int(c["absent"]) for c in counts]),
            "walk_in_count": whole([int(c["walk_in"]) for c in counts]),
            "count": whole([int(c["attended"]) for c in counts]),
        }
    )
    listed = frame["session"].astype("str").isin(signed_up)
    base = (frame["count"] + frame["absent_count"]).where(listed)
    count = frame["count"].where(listed, frame["walk_in_count"])
    keys = {name: frame[name] for name in ("session", "absent_count", "walk_in_count")}
    keys["absent_count"] = frame["absent_count"].where(listed)
    keys["walk_in_count"] = frame["walk_in_count"].where(listed)
    return measured(keys, count, base, data.unit)


def of(data: ProgrammeData, session: str) -> pd.DataFrame:
    """The row of one session; no row when there was no attendance list."""
    rows = by_session(data)
    return rows[rows["session"] == data.check_session(session)].reset_index(drop=True)


def flow(data: ProgrammeData, session: str) -> pd.DataFrame:
    """From all that signed up to those that came: one row per step, in participants.

    Columns: step (gross, cancelled, registered, absent, attended), unit, count, base (all that
    signed up), share. Who came without a registration is not in it: see `by_session`. No row
    when registrations or attendance were not recorded.
    """
    both = set(recorded(data)) & set(registrations.recorded(data))
    if data.check_session(session) not in both:
        return measured({"step": []}, whole([]), None, data.unit)
    counts = states(data, session)["state"].value_counts()
    attended, absent = int(counts["attended"]), int(counts["absent"])
    cancelled = int(counts["cancelled"])
    steps = {
        "gross": attended + absent + cancelled,
        "cancelled": cancelled,
        "registered": attended + absent,
        "absent": absent,
        "attended": attended,
    }
    labels = pd.Categorical(list(steps), categories=list(steps))
    return measured({"step": labels}, whole(steps.values()), steps["gross"], data.unit)


def absences(data: ProgrammeData, session: str) -> pd.DataFrame:
    """Registered participants that did not come, by category of reason.

    Columns: absence_category, unit, count, base (all absent), share. Categories that nobody
    gave are left out; the most frequent comes first. Without an attendance list there is no row.
    """
    found = states(data, data.check_session(session))
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
    return given(by_code(reasons, data.unit))


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
    return pd.DataFrame(
        {
            "unit": pd.Categorical(["persons"]),
            "count": whole([persons]),
            "participant_count": whole([participants]),
            "mean": [persons / participants],
        }
    )


def expected(data: ProgrammeData) -> list[str]:
    """The sessions at which all were expected and whose attendance list was received."""
    sessions = {s.id for s in data.programme.sessions if s.attendance_expected}
    return [session for session in recorded(data) if session in sessions]


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
    return measured({"times": order}, counts, len(attended), data.unit)


def full(data: ProgrammeData) -> pd.DataFrame:
    """Continuing participants that came to every expected session so far, one row.

    Columns: session_count, unit, count, base (all continuing), share. No row when nobody goes
    on.
    """
    held = len(expected(data))
    attended = per_participant(data)["attended_count"]
    if not held or attended.empty:
        return measured({"session_count": whole([])}, whole([]), None, data.unit)
    return measured(
        {"session_count": whole([held])},
        pd.Series([int((attended == held).sum())]),
        len(attended),
        data.unit,
    )


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
    frame = measured(keys, counts, base, data.unit)
    frame.attrs["vocabularies"] = {"next_session": "session"}
    return frame


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
    return rows[["session", "session_on", "measure", "unit", "count"]]


def counted(data: ProgrammeData) -> pd.DataFrame:
    """For each measure: in how many sessions it was recorded, and the persons counted there.

    Columns: measure, unit (sessions), count (recorded), base (all held), share, person_count.
    """
    rows = counts(data)
    measures = list(rows["measure"].cat.categories)
    by = {measure: rows.loc[rows["measure"] == measure, "count"] for measure in measures}
    keys = {
        "measure": pd.Categorical(measures, categories=measures),
        "person_count": whole([by[m].sum() if by[m].notna().any() else pd.NA for m in measures]),
    }
    recorded_in = whole([int(by[m].notna().sum()) for m in measures])
    return measured(keys, recorded_in, len(data.held), "sessions")
