"""How far participants stand from where they want to be, and from what matters to them."""

from __future__ import annotations

from typing import Literal

import pandas as pd

from analysis.data import ProgrammeData
from analysis.indicators.measures import telling, whole
from analysis.indicators.populations import answered, narrowed
from analysis.indicators.progress.change import against, highest, split
from analysis.indicators.progress.scores import items, of_participants
from analysis.indicators.progress.waves import pair

Wanted = Literal["target", "importance"]

KNOWN = ["under", "equal", "over"]
"""Whether the level lies under what is wanted, at it, or over it."""


def asking(data: ProgrammeData, aspect: Wanted, first: str = "", second: str = "") -> str:
    """The later of the two rounds that asked for this, else an empty text."""
    asked = [one for one in pair(data, first, second) if items(data, one, aspect)]
    return next(reversed(asked), "")


def by_domain(
    data: ProgrammeData, aspect: Wanted, first: str = "", second: str = ""
) -> pd.DataFrame:
    """The mean level beside the level that is wanted, or beside how much it matters.

    Columns: domain, unit, count (told both), level_mean, wanted_mean, gap_mean (wanted less
    level). Of the later round that asked for it. The widest gap comes first.
    """
    round = asking(data, aspect, first, second)
    rows = against(of_participants(data, round), of_participants(data, round, aspect))
    each = split(rows)
    frame = pd.DataFrame(
        {
            "domain": pd.Categorical(list(each), categories=list(each)),
            "unit": pd.Categorical([data.unit] * len(each)),
            "count": whole(len(part) for part in each.values()),
            "level_mean": _means(each, "before"),
            "wanted_mean": _means(each, "after"),
            "gap_mean": _means(each, "change"),
        }
    )
    frame = frame.sort_values("gap_mean", ascending=False, kind="stable", ignore_index=True)
    whom = answered(round, data.unit)
    whom = narrowed(whom, of={f"gap:{aspect}:{{domain}}:{round}": KNOWN})
    return telling(frame, **dict.fromkeys(["count", "level_mean", "wanted_mean", "gap_mean"], whom))


def widest(data: ProgrammeData, aspect: Wanted, first: str = "", second: str = "") -> pd.DataFrame:
    """The domain in which the level lies furthest under what is wanted, one row.

    Columns as in `by_domain`. No row for two such, or for fewer participants than the smallest
    base of the programme.
    """
    rows = by_domain(data, aspect, first, second)
    under = rows["count"].ge(data.programme.disclosure.min_base) & rows["gap_mean"].gt(0)
    return highest(rows[under], "gap_mean")


def _means(each: dict[str, pd.DataFrame], column: str) -> pd.Series:
    return pd.Series([part[column].mean() for part in each.values()], dtype="Float64")
