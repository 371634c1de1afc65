"""Whether the same persons or organisations answered otherwise the second time.

`before` and `after` stand in the same order; who lacks either of the two is left out.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import binomtest, norm, rankdata

from analysis.statistics.estimate import NAN, Estimate

__all__ = ["Estimate", "Signs", "Wilcoxon", "rank_biserial", "signs", "wilcoxon"]

Floats = NDArray[np.float64]
EXACT = 400
"""Up to so many pairs that changed, every way in which they could have is counted."""


@dataclass(frozen=True)
class Signs:
    """How many pairs went up, stayed the same and went down, and how likely by chance alone."""

    n: int
    up: int
    same: int
    down: int
    p: float


@dataclass(frozen=True)
class Wilcoxon:
    """The two-sided p of the signed-rank test; `statistic` is the sum of the ranks that rose."""

    n: int
    zeros: int
    p: float
    statistic: float


def signs(before: ArrayLike, after: ArrayLike) -> Signs:
    """The exact sign test: are there as many that went up as down? Who stayed the same is told.

    Source: Dixon and Mood (1946), JASA 41, 557-566; a binomial test of those that changed. nan
    where nobody changed.
    """
    changes = _changes(before, after)
    up, down = int((changes > 0).sum()), int((changes < 0).sum())
    p = float(binomtest(up, up + down).pvalue) if up + down else NAN
    return Signs(len(changes), up, len(changes) - up - down, down, p)


def wilcoxon(
    before: ArrayLike, after: ArrayLike, zeros: Literal["wilcox", "pratt"] = "wilcox"
) -> Wilcoxon:
    """Wilcoxon's signed-rank test, exact also with ties.

    Pairs that stayed the same are left out before ranking (Wilcoxon 1945, Biometrics Bulletin 1,
    80-83) or ranked and then left out (Pratt 1959, JASA 54, 655-667). Of the pairs that changed
    each could as well have gone the other way: all ways are counted (Streitberg and Roehmel
    1986), with more than `EXACT` pairs their normal approximation. nan where nobody changed.
    """
    changes = _changes(before, after)
    same = int((changes == 0).sum())
    ranked = changes if zeros == "pratt" else changes[changes != 0]
    ranks = rankdata(np.abs(ranked))[ranked != 0]
    rose = float(ranks[ranked[ranked != 0] > 0].sum())
    return Wilcoxon(len(changes), same, _p(ranks, rose), rose if len(ranks) else NAN)


def rank_biserial(before: ArrayLike, after: ArrayLike, level: float = 0.95) -> Estimate:
    """How much more weight the rises have than the falls: from -1 (all fell) to 1 (all rose).

    Source: Kerby (2014), Comprehensive Psychology 3; ties have average ranks and who stayed the
    same is left out. The bounds are those of effectsize in R, on the scale of Fisher's z with
    the standard error of the signed-rank test; nan at -1 and 1, where they can't be had.
    """
    changes = _changes(before, after)
    changes = changes[changes != 0]
    n = len(changes)
    if not n:
        return Estimate(NAN, NAN, NAN)
    ranks = rankdata(np.abs(changes))
    value = float((ranks * np.sign(changes)).sum() / ranks.sum())
    if abs(value) >= 1 - 1e-12:
        return Estimate(float(np.sign(value)), NAN, NAN)
    error = math.sqrt(n * (n + 1) * (2 * n + 1) / 6) / (n * (n + 1) / 2)
    reach = float(norm.ppf((1 + level) / 2)) * error
    low, high = (math.tanh(math.atanh(value) + side * reach) for side in (-1, 1))
    return Estimate(value, low, high)


def _changes(before: ArrayLike, after: ArrayLike) -> Floats:
    """The change of each that has both; differences smaller than rounding are none."""
    first, second = (np.asarray(each, dtype=float).reshape(-1) for each in (before, after))
    changes = second - first
    known = ~np.isnan(changes)
    slack = 1e-9 * np.maximum(1.0, np.maximum(np.abs(first[known]), np.abs(second[known])))
    found = changes[known]
    # Answers such as 0.3 - 0.2 and 0.2 - 0.1 are tied, though not in the last bit.
    return np.where(np.abs(found) <= slack, 0.0, np.round(found, 9))


def _p(ranks: Floats, rose: float) -> float:
    """Two-sided: how likely a sum of ranks at least as far from half of all of them."""
    if not len(ranks):
        return NAN
    away = abs(rose - ranks.sum() / 2)
    if len(ranks) > EXACT:
        return min(1.0, 2 * float(norm.sf(away / math.sqrt(float((ranks**2).sum()) / 4))))
    doubled = np.rint(2 * ranks).astype(int)
    ways = np.zeros(doubled.sum() + 1)
    ways[0] = 1.0
    for rank in doubled:
        # Halved each time, so that they stay chances and never overflow.
        ways[rank:] = (ways[rank:] + ways[: len(ways) - rank]) / 2
        ways[:rank] /= 2
    sums = np.arange(len(ways)) / 2
    far = np.abs(sums - ranks.sum() / 2) >= away - 1e-9
    return min(1.0, float(ways[far].sum()))
