"""Whether two numbers of the same participants go together, by their order alone."""

from __future__ import annotations

from itertools import permutations
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import rankdata

from analysis.statistics.estimate import NAN

__all__ = ["RESAMPLES", "Association", "spearman"]

Floats = NDArray[np.float64]
RESAMPLES = 9_999
EXACT = 8
"""Up to so many pairs all ways to pair them are gone through."""
CELLS = 2_000_000


class Association(NamedTuple):
    """From -1 (the more of one, the less of the other) to 1, and how likely by chance alone."""

    rho: float
    p: float
    n: int


def spearman(x: ArrayLike, y: ArrayLike, seed: int, resamples: int = RESAMPLES) -> Association:
    """Spearman's rank correlation, with average ranks for ties, and its two-sided p.

    Source: Spearman (1904), American Journal of Psychology 15, 72-101. One of the two is
    shuffled over the other; all ways with at most `EXACT` pairs, else as many as `resamples`
    and the observed one. Whoever lacks either number is left out. nan with fewer than three
    pairs or where one of the two is the same for all.
    """
    first, second = (np.asarray(each, dtype=float).reshape(-1) for each in (x, y))
    known = ~(np.isnan(first) | np.isnan(second))
    # In an order of their own, so that the order of the rows never changes a p that is drawn.
    order = np.lexsort((second[known], first[known]))
    one, two = first[known][order], second[known][order]
    n = len(one)
    if n < 3 or np.ptp(one) == 0 or np.ptp(two) == 0:
        return Association(NAN, NAN, n)
    left, right = (_standard(rankdata(each)) for each in (one, two))
    rho = float(left @ right)
    slack = abs(rho) - 1e-9
    if n <= EXACT:
        ways = np.array(list(permutations(range(n))))
        return Association(rho, float((np.abs(right[ways] @ left) >= slack).mean()), n)
    chance, as_far, block = np.random.default_rng(seed), 0, max(1, CELLS // n)
    for start in range(0, resamples, block):
        drawn = chance.permuted(np.tile(right, (min(block, resamples - start), 1)), axis=1)
        as_far += int((np.abs(drawn @ left) >= slack).sum())
    return Association(rho, (1 + as_far) / (1 + resamples), n)


def _standard(ranks: Floats) -> Floats:
    away = ranks - ranks.mean()
    return away / np.sqrt((away**2).sum())
