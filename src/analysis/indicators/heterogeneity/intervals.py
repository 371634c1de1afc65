"""How far a measure may lie from that of all, where a programme is declared a sample of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.data import ProgrammeData
from analysis.indicators.heterogeneity.attributes import ATTRIBUTES, Met, met, of_whom
from analysis.indicators.heterogeneity.chance import seed
from analysis.indicators.heterogeneity.indices import merged_groups
from analysis.indicators.heterogeneity.measures import INDICES, grouped
from analysis.indicators.measures import telling, whole
from analysis.programme.heterogeneity import CATEGORIES, NUMBERS
from analysis.statistics.diversity import estimated_hill
from analysis.statistics.estimate import Estimate
from analysis.statistics.inequality import gini, interval

ORDERS = {"hill_1": 1, "hill_2": 2}
ENDS = ("estimated_value", "low_value", "high_value")


def of_categories(
    data: ProgrammeData, first: str, second: str = "", attributes: Sequence[str] = CATEGORIES
) -> pd.DataFrame:
    """The number of equally diverse groups to expect among all, of whom these are a sample.

    Columns: session, attribute, index, unit, count (of whom it was recorded), estimated_value,
    low_value, high_value. Worked out of the groups in which readers outside see them. No row in
    a programme that counts everybody: it has no margin.
    """
    who = met(data, first, second)
    groups = merged_groups(data, who)
    rows = [
        (session, attribute, name, *_hill(who, session, attribute, (groups[attribute], order)))
        for attribute in _asked(data, who, attributes)
        for name, order in ORDERS.items()
        for session in who.sessions
    ]
    frame = _frame(who, rows)
    whom = of_whom(who, "{session}", [*attributes])
    parted = whom.model_copy(update={"split": "{attribute}", "parts": groups})
    return telling(frame, count=whom, **dict.fromkeys(ENDS, parted))


def of_numbers(data: ProgrammeData, first: str, second: str = "") -> pd.DataFrame:
    """How unequal all are, of whom these are a sample. Columns as in `of_categories`."""
    who = met(data, first, second)
    rows = [
        (session, attribute, "gini", *_gini(who, session, attribute))
        for attribute in _asked(data, who, NUMBERS)
        for session in who.sessions
    ]
    return _frame(who, rows)


def _asked(data: ProgrammeData, who: Met, attributes: Sequence[str]) -> list[str]:
    sampled = data.programme.population == "sample"
    return [one for one in attributes if sampled and one in who.known]


def _hill(
    who: Met, session: str, attribute: str, of: tuple[list[list[str]], int]
) -> tuple[int, Estimate]:
    coded, size = grouped(who, attribute, of[0])
    here = coded[who.members(session)]
    counts = np.bincount(here[here >= 0], minlength=size)
    return int(counts.sum()), estimated_hill(counts, of[1], np.random.default_rng(seed(who)))


def _gini(who: Met, session: str, attribute: str) -> tuple[int, Estimate]:
    values = who.numbers(attribute)[who.members(session)]
    known = values[~np.isnan(values)]
    return len(known), interval(known, gini, np.random.default_rng(seed(who)))


def _frame(who: Met, rows: list[tuple[str, str, str, int, Estimate]]) -> pd.DataFrame:
    kept = [row for row in rows if not np.isnan(row[4].value)]
    frame = pd.DataFrame(
        {
            "session": pd.Categorical([row[0] for row in kept], who.sessions),
            "attribute": pd.Categorical([row[1] for row in kept], ATTRIBUTES),
            "index": pd.Categorical([row[2] for row in kept], INDICES),
            "unit": pd.Categorical([who.unit] * len(kept)),
            "count": whole(row[3] for row in kept),
            "estimated_value": _floats([row[4].value for row in kept]),
            "low_value": _floats([row[4].low for row in kept]),
            "high_value": _floats([row[4].high for row in kept]),
        }
    )
    frame.attrs["vocabularies"] = {"attribute": "trait", "index": "heterogeneity_index"}
    return frame


def _floats(values: list[float]) -> pd.Series:
    return pd.Series([None if np.isnan(one) else one for one in values], dtype="Float64")
