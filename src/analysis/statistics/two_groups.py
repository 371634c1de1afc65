"""Whether answers of groups with nobody in common differ, by their order alone."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import brentq
from scipy.stats import norm, rankdata

from analysis.statistics.estimate import NAN, Estimate

__all__ = ["RESAMPLES", "Estimate", "kruskal", "mann_whitney", "superiority"]

Floats = NDArray[np.float64]
RESAMPLES = 9_999
WORK = 40_000_000
"""So many additions at most to count every way to make the two groups; else they are drawn from
a normal distribution."""
CELLS = 2_000_000


def mann_whitney(a: ArrayLike, b: ArrayLike) -> float:
    """The two-sided p of Mann and Whitney's test, exact also with ties.

    How likely a sum of ranks at least as far from what is expected, among all ways to divide
    these answers (Streitberg and Roehmel 1986; exactRankTests and coin in R). Where there are
    too many ways, the normal approximation with ties and continuity taken into account. nan
    where a group is empty or all answers are the same.
    """
    first, second = _known(a), _known(b)
    pooled = np.concatenate([first, second])
    m, n = len(first), len(second)
    if not m or not n or np.ptp(pooled) == 0:
        return NAN
    doubled = np.rint(2 * rankdata(pooled)).astype(np.int64)
    smaller = doubled[:m] if m <= n else doubled[m:]
    small, expected = len(smaller), len(smaller) * float(doubled.mean())
    away = abs(int(smaller.sum()) - expected)
    if (m + n) * small * int(np.sort(doubled)[-small:].sum()) > WORK:
        variance = m * n / (m + n - 1) * float(doubled.var())
        # Sums of doubled ranks lie two apart, so that a half of it is one.
        return min(1.0, 2 * float(norm.sf(max(away - 1, 0.0) / math.sqrt(variance))))
    sums = _sums(doubled, small)
    far = np.abs(np.arange(len(sums)) - expected) >= away - 1e-7
    return min(1.0, float(sums[far].sum() / sums.sum()))


def superiority(a: ArrayLike, b: ArrayLike, level: float = 0.95) -> Estimate:
    """How often one of the first group answers higher than one of the second; a tie is a half.

    One half where neither is higher. The bounds are those of method 5 of Newcombe (2006),
    Statistics in Medicine 25, 559-573; nan where a group is empty.
    """
    first, second = _known(a), _known(b)
    m, n = len(first), len(second)
    if not m or not n:
        return Estimate(NAN, NAN, NAN)
    ranks = rankdata(np.concatenate([first, second]))
    value = float((ranks[:m].sum() - m * (m + 1) / 2) / (m * n))
    z, star = float(norm.ppf((1 + level) / 2)), (m + n) / 2 - 1

    def beyond(share: float) -> float:
        spread = 1 + star * (1 - share) / (2 - share) + star * share / (1 + share)
        return (share - value) ** 2 - z**2 * share * (1 - share) * spread / (m * n)

    # Both ends of the scale solve it too, but are no bound of a share that lies there.
    low = float(brentq(beyond, 0.0, min(value, 1 - 1e-12))) if value > 0 else 0.0
    high = float(brentq(beyond, max(value, 1e-12), 1.0)) if value < 1 else 1.0
    return Estimate(value, low, high)


def kruskal(groups: Sequence[ArrayLike], seed: int, resamples: int = RESAMPLES) -> float:
    """The p of Kruskal and Wallis's test of several groups, by shuffling who is in which.

    Source: Kruskal and Wallis (1952), JASA 47, 583-621. The observed division counts with those
    drawn; the Monte Carlo error is at most sqrt(p (1 - p) / `RESAMPLES`). Empty groups are left
    out; nan with fewer than two left, or where all answers are the same.
    """
    found = [each for each in (np.sort(_known(group)) for group in groups) if len(each)]
    if len(found) < 2 or np.ptp(np.concatenate(found)) == 0:
        return NAN
    ranks, sizes = rankdata(np.concatenate(found)), np.array([len(each) for each in found])
    starts = np.cumsum(sizes) - sizes
    own = float((np.add.reduceat(ranks, starts) ** 2 / sizes).sum())
    chance, at_least = np.random.default_rng(seed), 0
    block = max(1, CELLS // len(ranks))
    for start in range(0, resamples, block):
        drawn = chance.permuted(np.tile(ranks, (min(block, resamples - start), 1)), axis=1)
        sums = np.add.reduceat(drawn, starts, axis=1)
        at_least += int(((sums**2 / sizes).sum(axis=1) >= own * (1 - 1e-12)).sum())
    return (1 + at_least) / (1 + resamples)


def _known(values: ArrayLike) -> Floats:
    given = np.asarray(values, dtype=float).reshape(-1)
    return np.round(given[~np.isnan(given)], 9)


def _sums(scores: NDArray[np.int64], size: int) -> Floats:
    """How often each sum comes of `size` of the scores, up to a constant."""
    most = int(np.sort(scores)[-size:].sum())
    ways = np.zeros((size + 1, most + 1))
    ways[0, 0] = 1.0
    for score in scores:
        ways[1:, score:] += ways[:-1, : most + 1 - score]
    return ways[size]
