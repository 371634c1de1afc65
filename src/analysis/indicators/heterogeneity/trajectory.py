"""How each measure goes over all sessions of which it is known who was there."""

from __future__ import annotations

import math

import pandas as pd

from analysis.counted import Counted
from analysis.data import ProgrammeData
from analysis.indicators.heterogeneity.attributes import ATTRIBUTES, JOINT, Met, met
from analysis.indicators.heterogeneity.measures import INDICES, Statistic, leading
from analysis.indicators.measures import telling, whole
from analysis.indicators.populations import PRESENT, state_at
from analysis.indicators.states import recorded


def by_session(data: ProgrammeData) -> pd.DataFrame:
    """For each attribute its leading measure at every session with an attendance list.

    Columns: attribute, index, session, unit, count (of whom it was recorded), trend_value (in two
    decimals). Everybody by the profile of the day of that session. No row for what is not known.
    """
    rows = [
        (measure.attribute, measure.name, session, *found)
        for session in recorded(data)
        for who in [met(data, session)]
        for measure in leading(who)
        if (found := _found(who, session, measure.attribute, measure.statistic))
    ]
    order = {one: at for at, one in enumerate(ATTRIBUTES)}
    rows.sort(key=lambda row: order[row[0]])
    frame = pd.DataFrame(
        {
            "attribute": pd.Categorical([row[0] for row in rows], ATTRIBUTES),
            "index": pd.Categorical([row[1] for row in rows], INDICES),
            "session": pd.Categorical([row[2] for row in rows], recorded(data)),
            "unit": pd.Categorical([data.unit] * len(rows)),
            "count": whole(row[3] for row in rows),
            "trend_value": pd.Series([row[4] for row in rows], dtype="Float64"),
        }
    )
    frame.attrs["vocabularies"] = {"attribute": "trait", "index": "heterogeneity_index"}
    return frame


def joint(data: ProgrammeData) -> pd.DataFrame:
    """The mean distance in all attributes together, by session. Columns as in `by_session`."""
    rows = by_session(data)
    found = rows[rows["attribute"] == JOINT].reset_index(drop=True)
    found = found.drop(columns=["attribute", "index"])
    there = Counted(unit=data.unit, by={state_at("{session}"): "session"},
                    groups=dict.fromkeys(recorded(data), PRESENT))  # fmt: skip
    return telling(found, count=there)


def _found(
    who: Met, session: str, attribute: str, statistic: Statistic
) -> tuple[int, float] | None:
    here = who.members(session)
    if not len(here) or math.isnan(value := statistic(here)):
        return None
    known = len(here) if attribute == JOINT else int(who.recorded(attribute)[here].sum())
    return known, round(value, 2)
