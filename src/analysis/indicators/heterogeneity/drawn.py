"""What chance alone gives: the differences between two sessions in every draw."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.data import ProgrammeData
from analysis.indicators.heterogeneity.attributes import met
from analysis.indicators.heterogeneity.chance import A_PART, DRAWS, distances, fitting
from analysis.indicators.measures import whole

BINS = 30


def differences(
    data: ProgrammeData, first: str, second: str = "", resamples: int = DRAWS
) -> pd.DataFrame:
    """The draws by the difference in mean distance that they gave, second less first.

    Columns: from, to, draw_count. No row without two sessions, or where nothing differs.
    """
    who = met(data, first, second)
    found = distances(who, who.taken_together, resamples) if who.combined else None
    known = np.array([]) if found is None else found.drawn[~np.isnan(found.drawn)]
    if not known.size or known.min() == known.max():
        return pd.DataFrame({"from": [], "to": [], "draw_count": whole([])})
    counts, edges = np.histogram(known, bins=BINS)
    return pd.DataFrame({"from": edges[:-1], "to": edges[1:], "draw_count": whole(counts)})


def scheme(
    data: ProgrammeData, first: str, second: str = "", resamples: int = DRAWS
) -> pd.DataFrame:
    """How often chance was drawn, one row. Each draw is worked out over all pairs.

    Columns: all_draws (for all attributes together), part_draws (for each single measure). No row
    without two sessions, or draws.
    """
    who = met(data, first, second)
    some = [resamples] if who.both and resamples else []
    return pd.DataFrame(
        {
            "all_draws": pd.Series([fitting(who, one) for one in some], dtype="Int64"),
            "part_draws": pd.Series(
                [fitting(who, max(1, one // A_PART)) for one in some], dtype="Int64"
            ),
        }
    )


def observed(data: ProgrammeData, first: str, second: str = "") -> pd.DataFrame:
    """The difference that was found, one row. Columns: value. No row without two sessions."""
    who = met(data, first, second)
    found = distances(who, who.taken_together, 1) if who.combined else None
    gaps = [] if found is None or np.isnan(found.difference) else [found.difference]
    return pd.DataFrame({"value": pd.Series(gaps, dtype="Float64")})
