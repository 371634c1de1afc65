"""Stays: from when to when each participant was in the programme, as far as that is known."""

from __future__ import annotations

import pandas as pd

from analysis.data import ProgrammeData
from analysis.indicators.enrolment import statuses
from analysis.indicators.measures import measured, whole
from analysis.indicators.populations import PRESENT, enrolled, narrowed, state_at
from analysis.indicators.states import present, recorded


def spells(data: ProgrammeData) -> pd.DataFrame:
    """Each participant that ever enrolled, with the days between which its stay ended.

    Columns: participant, status, enrolled_on, from_on and until_on (the first and the last day
    on which it may have stopped; for who goes on both are the day of the data). Of a stop
    without a day is known that it came after the enrolment and not after the day of the data.
    """
    stops = data.table("withdrawals").drop_duplicates("participant")
    rows = (
        statuses(data)
        .merge(
            data.table("enrolments")[["participant", "enrolled_on"]].drop_duplicates("participant"),
            on="participant", how="left", validate="one_to_one",
        )
        .merge(
            stops[["participant", "stopped_on", "stopped_from_on", "stopped_until_on"]],
            on="participant", how="left", validate="one_to_one",
        )
    )  # fmt: skip
    today = pd.Timestamp(data.as_of)
    goes_on = rows["status"] == "continuing"
    first = rows["stopped_on"].fillna(rows["stopped_from_on"]).fillna(rows["enrolled_on"])
    last = rows["stopped_on"].fillna(rows["stopped_until_on"]).fillna(today)
    first = first.mask(first < rows["enrolled_on"], rows["enrolled_on"])
    last = last.mask(last > today, today)
    rows["from_on"] = first.where(~goes_on, today)
    rows["until_on"] = last.mask(last < first, first).where(~goes_on, today)
    return rows[["participant", "status", "enrolled_on", "from_on", "until_on"]]


def followed(data: ProgrammeData) -> pd.DataFrame:
    """How many can be followed from the day on which they enrolled; one row.

    Columns: unknown_count (stopped on a day that is not exactly known), unit, count (enrolled
    on a known day), base (all that ever enrolled), share.
    """
    rows = spells(data)
    known = rows["enrolled_on"].notna()
    vague = known & (rows["from_on"] != rows["until_on"])
    ever = enrolled(data.unit)
    told = len(rows) > 0
    return measured(
        {"unknown_count": whole([int(vague.sum())] if told else [])},
        whole([int(known.sum())] if told else []), len(rows), data.unit,
        base=ever, count=narrowed(ever, of={"followed": ["exactly", "roughly"]}),
        unknown_count=narrowed(ever, of={"followed": ["roughly"]}),
    )  # fmt: skip


def at_sessions(data: ProgrammeData) -> pd.DataFrame:
    """Who was still in the programme on the day of each session with an attendance list.

    Columns: session, came_count (of those still in it), unit, count (had not stopped before that
    day), base (had enrolled by then), share. Who stopped on a day that is not exactly known is
    counted as in the programme until the last day on which it can have been.
    """
    rows = spells(data)
    sessions = recorded(data) if len(rows) else []
    days = {one.id: pd.Timestamp(one.date) for one in data.sessions}
    base, still, came = [], [], []
    for session in sessions:
        had = ~(rows["enrolled_on"] > days[session])
        there = had & ((rows["status"] == "continuing") | (rows["until_on"] >= days[session]))
        base.append(int(had.sum()))
        still.append(int(there.sum()))
        came.append(int((there & rows["participant"].isin(present(data, session))).sum()))
    ever, here = enrolled(data.unit), "in_programme:{session}"
    whom = narrowed(ever, of={here: ["yes"]})
    return measured(
        {"session": pd.Categorical(sessions, categories=sessions), "came_count": whole(came)},
        whole(still), whole(base), data.unit,
        base=narrowed(ever, of={here: ["yes", "left"]}), count=whom,
        came_count=narrowed(whom, of={state_at("{session}"): PRESENT}),
    )  # fmt: skip
