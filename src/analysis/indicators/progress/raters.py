"""How far the raters of one participant lie apart; for insiders only."""

from __future__ import annotations

import pandas as pd

from analysis.data import ProgrammeData
from analysis.indicators.measures import measured, whole
from analysis.indicators.progress.change import split
from analysis.indicators.progress.scores import of_participants


def by_domain(data: ProgrammeData, round: str) -> pd.DataFrame:
    """Participants with more than one rater, and how far these lie apart, for each domain.

    Columns: domain, apart_mean and apart_maximum (highest less lowest score of a participant),
    unit, count (participants with more raters than one), base (with a score).
    """
    each = split(of_participants(data, round))
    apart = [part["apart"].dropna() for part in each.values()]
    frame = measured(
        {
            "domain": pd.Categorical(list(each), categories=list(each)),
            "apart_mean": pd.Series([one.mean() for one in apart], dtype="Float64"),
            "apart_maximum": pd.Series([one.max() for one in apart], dtype="Float64"),
        },
        whole(map(len, apart)), whole(map(len, each.values())), data.unit,
    )  # fmt: skip
    return frame.drop(columns="share")
