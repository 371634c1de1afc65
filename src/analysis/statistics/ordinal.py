"""How far apart those of a group are on a ladder of levels.

`counts` holds how many are on each level, from the lowest to the highest, zeros included.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analysis.statistics.estimate import NAN


def spread(counts: ArrayLike) -> float:
    """How far two drawn at random stand apart: 0 all on one level, 1 half at each end.

    The index of ordinal variation of Berry and Mielke (1992), which is one minus the consensus
    of Blair and Lacy (2000): 4 / (k - 1) times the sum of F (1 - F) over the k - 1 steps, F being
    the share at or below a step. It is the mean number of steps between two drawn with
    replacement, as a share of the most it can be. nan of nobody and below two levels.
    """
    below = _shares_below(counts)
    return float(4 * (below * (1 - below)).sum() / below.size) if below.size else NAN


def leik(counts: ArrayLike) -> float:
    """The ordinal dispersion of Leik (1966), 0 to 1: another index, to see if the choice matters.

    2 / (k - 1) times the sum over the steps of F or 1 - F, whichever is less.
    """
    below = _shares_below(counts)
    return float(2 * np.minimum(below, 1 - below).sum() / below.size) if below.size else NAN


def _shares_below(counts: ArrayLike) -> NDArray[np.float64]:
    many = np.asarray(counts, dtype=float)
    if many.size < 2 or not many.sum() > 0:
        return np.empty(0)
    return (many.cumsum() / many.sum())[:-1]
