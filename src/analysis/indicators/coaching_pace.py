"""The pace of coaching: when turns are booked and used, and how fast the rest would have to go."""

from __future__ import annotations

import pandas as pd

from analysis.data import ProgrammeData
from analysis.indicators.cards import bookings, exact
from analysis.indicators.coaching import by_state, used
from analysis.indicators.measures import telling
from analysis.programme.models import Session

SPANS = ((0, 6), (7, 13), (14, 20), (21, 27))
"""Days since a session, first and last of each span; what comes later is one span more."""
WEEK = 7


def needed(data: ProgrammeData) -> pd.DataFrame:
    """Turns a week needed to use all cards before the last session for everybody, one row.

    Columns: session (the last one), unit (turns), value (turns a week), left (turns not used yet),
    weeks, so_far (turns a week since the first such session), count (of those who go on, who used
    turns). No row without bookings, or when the last session is over.
    """
    sessions, states = _expected(data), by_state(data).set_index("state")["turns"]
    days = (sessions[-1].date - data.as_of).days if sessions else 0
    rows = []
    if days > 0 and "free" in states.index:
        left = float(states["booked"] + states["free"])
        gone = (data.as_of - sessions[0].date).days
        so_far = float(states["used"]) / (gone / WEEK) if gone > 0 else None
        rows = [(sessions[-1].id, left / (days / WEEK), left, days / WEEK, so_far)]
    columns = ["session", "value", "left", "weeks", "so_far"]
    frame = pd.DataFrame(rows, columns=columns)
    frame = frame.astype(dict.fromkeys(columns[1:], "Float64"))
    frame["session"] = pd.Categorical(frame["session"], categories=[one.id for one in sessions])
    frame.insert(1, "unit", pd.Series(pd.Categorical(["turns"] * len(frame))))
    who = used(data).head(len(frame))
    frame["count"] = who["count"]
    telling(frame, count=who.attrs["counted"]["count"])
    return exact(frame, *columns[1:])


def since_session(data: ProgrammeData) -> pd.DataFrame:
    """Turns booked by those who go on, by the days since the last session for everybody.

    Columns: days (a span), unit (turns), turns, of_turns (all booked after such a session), share.
    Cancelled ones were booked too; corrections were not.
    """
    rows = _booked(data)
    starts = [pd.Timestamp(session.date) for session in _expected(data)]
    since = [
        next(((day - start).days for start in reversed(starts) if start <= day), None)
        for day in rows["booked_on"]
    ]
    rows = rows.assign(since=pd.Series(since, dtype="Int64", index=rows.index))
    rows = rows.dropna(subset=["since"])
    spans = [f"{first}_{last}" for first, last in SPANS] + [f"{SPANS[-1][1] + 1}_more"]
    turns = [
        float(rows.loc[rows["since"].between(first, last), "turns"].sum())
        for first, last in (*SPANS, (SPANS[-1][1] + 1, 10**6))
    ]
    total = float(rows["turns"].sum())
    frame = pd.DataFrame(
        {
            "days": pd.Categorical(spans, categories=spans),
            "unit": pd.Categorical(["turns"] * len(spans)),
            "turns": pd.Series(turns, dtype="Float64"),
            "of_turns": pd.Series([total] * len(spans), dtype="Float64"),
            "share": pd.Series([one / total if total else None for one in turns], dtype="Float64"),
        }
    )
    frame.attrs["vocabularies"] = {"days": "days_since"}
    return exact(frame if len(rows) else frame.iloc[:0], "turns", "of_turns")


def by_week(data: ProgrammeData) -> pd.DataFrame:
    """Turns used by those who go on, week after week, up to the day of the data.

    Columns: week_on (the Monday), unit (turns), turns (in that week), so_far (all until its end).
    """
    rows = bookings(data)
    rows = rows[rows["status"] == "held"].dropna(subset=["session_on"])
    mondays = rows["session_on"] - pd.to_timedelta(rows["session_on"].dt.day_of_week, unit="D")
    found = rows.groupby(mondays)["turns"].sum()
    weeks = pd.DatetimeIndex([])
    if len(rows):
        weeks = pd.date_range(mondays.min(), pd.Timestamp(data.as_of), freq="7D")
    turns = found.reindex(weeks, fill_value=0).astype("Float64").reset_index(drop=True)
    frame = pd.DataFrame(
        {
            "week_on": pd.Series(weeks, dtype="datetime64[ns]"),
            "unit": pd.Categorical(["turns"] * len(weeks)),
            "turns": turns,
            "so_far": turns.cumsum(),
        }
    )
    return exact(frame, "turns", "so_far")


def _booked(data: ProgrammeData) -> pd.DataFrame:
    rows = bookings(data)
    rows = rows[~rows["correction"].astype(bool)]
    return rows.dropna(subset=["booked_on", "turns"])


def _expected(data: ProgrammeData) -> list[Session]:
    """The sessions at which everybody is expected, in order of their day."""
    return [session for session in data.sessions if session.attendance_expected]
