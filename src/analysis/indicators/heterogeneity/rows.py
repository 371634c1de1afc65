"""One measure at two sessions as a row of a table."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from analysis.indicators.heterogeneity.attributes import ATTRIBUTES, JOINT, Met, of_whom
from analysis.indicators.heterogeneity.chance import UNKNOWN, Chance
from analysis.indicators.heterogeneity.measures import INDICES, Measure
from analysis.indicators.measures import telling, whole

VALUES = ("first_value", "second_value", "difference_value")


@dataclass(frozen=True)
class Row:
    """One measure at two sessions, with what chance alone would give."""

    measure: Measure
    first: float
    second: float
    chance: Chance = UNKNOWN


def valued(met: Met, measure: Measure) -> Row:
    """A measure at both sessions; nan at one of which nobody is known."""
    first, second = (
        float(measure.statistic(who)) if len(who := met.members(session)) else math.nan
        for session in (met.first, met.second)
    )
    return Row(measure, first, second)


def frame(met: Met, rows: Iterable[Row]) -> pd.DataFrame:
    """The rows of which something is known at the first or the second session.

    Columns: attribute, index, unit, first_value, second_value, difference_value, chance,
    chance_error, first_known_count, second_known_count.
    """
    kept = [one for one in rows if not (math.isnan(one.first) and math.isnan(one.second))]
    names = list(dict.fromkeys(one.measure.name for one in kept))
    made = pd.DataFrame(
        {
            "attribute": pd.Categorical([one.measure.attribute for one in kept], ATTRIBUTES),
            "index": pd.Categorical([one.measure.name for one in kept],
                                    [one for one in INDICES if one in names]),
            "unit": pd.Categorical([met.unit] * len(kept)),
            "first_value": _floats(one.first for one in kept),
            "second_value": _floats(one.second for one in kept),
            "difference_value": _floats(one.second - one.first for one in kept),
            "chance": _floats(one.chance.per_thousand for one in kept),
            "chance_error": _floats(one.chance.error for one in kept),
            "first_known_count": whole(_known(met, met.first, one) for one in kept),
            "second_known_count": whole(_known(met, met.second, one) for one in kept),
        }
    )  # fmt: skip
    made.attrs["vocabularies"] = {"attribute": "trait", "index": "heterogeneity_index"}
    made.attrs["headings"] = {
        f"{name}_{kind}": ("session", session)
        for name, session in (("first", met.first), ("second", met.second))
        for kind in ("value",)
        if session
    }
    made.attrs["decimals"] = {"chance": 0, "chance_error": 0}
    asked = [one.measure.attribute for one in kept]
    return telling(made, **{
        f"{name}_known_count": of_whom(met, session, asked)
        for name, session in (("first", met.first), ("second", met.second)) if session
    })  # fmt: skip


def of_sessions(first: str, second: str, frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with the two sessions that it is about in its first columns."""
    for place, (name, session) in enumerate((("first", first), ("second", second))):
        labels = pd.Categorical([session] * len(frame), categories=[session])
        frame.insert(place, name, pd.Series(labels, index=frame.index))
    frame.attrs["vocabularies"] = {"first": "session", "second": "session"}
    return frame


def part(frame: pd.DataFrame, chosen: pd.Series | None = None) -> pd.DataFrame:
    """Some rows of a frame, which say of themselves what they said."""
    found = frame if chosen is None else frame[chosen.astype(bool)].reset_index(drop=True)
    found = found.copy(deep=False)
    found.attrs = dict(frame.attrs)
    return found


def _known(met: Met, session: str, row: Row) -> int | None:
    if not session:
        return None
    members = met.members(session)
    if row.measure.attribute == JOINT:
        return len(members)
    return int(met.recorded(row.measure.attribute)[members].sum())


def _floats(values: Iterable[float | None]) -> pd.Series:
    return pd.Series([math.nan if one is None else one for one in values], dtype="Float64").mask(
        lambda found: found.isna()
    )
