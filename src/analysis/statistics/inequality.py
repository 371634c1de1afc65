"""How unequal organisations are in size: staff, volunteers, budget.

`values` holds one number per organisation; those not recorded (nan) are left out. Nothing here
is defined for a negative number, or where nobody has anything: the answer is then nan.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import expit, logit
from scipy.stats import norm

from analysis.statistics import influence
from analysis.statistics.estimate import NAN, Estimate, Parted

__all__ = [
    "Estimate",
    "Parted",
    "gini",
    "interval",
    "mean_log_deviation",
    "parted_theil",
    "theil",
    "variation",
]

Rows = NDArray[np.float64]
RESAMPLES = 2_000
CELLS = 4_000_000
"""How many values are resampled at a time: it bounds the memory."""

COVERED = {
    "gini": (0.96, 0.94, 0.91, 0.87),
    "theil": (0.95, 0.90, 0.85, 0.75),
    "mean_log_deviation": (0.95, 0.94, 0.93, 0.89),
    "variation": (0.93, 0.86, 0.74, 0.54),
}
"""How often intervals of 95 % held for 40 drawn values: 2,000 times each from an exponential
distribution, and from lognormal ones with a standard deviation of the logarithm of 0.6, 1 and
1.4. The size of organisations is often as skewed as the last two: no interval from 40 values
then holds for the indices that the largest decide, Theil's and the coefficient of variation."""


def gini(values: ArrayLike, corrected: bool = True) -> float:
    """Half the mean difference between two, as a share of the mean (Gini 1914).

    0 when all have as much, 1 when one has everything. Corrected by n / (n - 1) for drawing two
    different ones, as `Gini(corr = TRUE)` of R's ineq; then nan for one alone.
    """
    known = _known(values)
    if known.size < (2 if corrected else 1):
        return NAN
    plain = float(_gini(known))
    return plain if corrected else plain * (known.size - 1) / known.size


def theil(values: ArrayLike) -> float:
    """The mean of (x / mean) ln(x / mean) (Theil 1967): 0 when equal, ln n when one has all.

    Whoever has nothing counts in the mean and adds nothing, as 0 ln 0 is 0; R's ineq drops them.
    """
    known = _known(values)
    return float(_theil(known)) if known.size else NAN


def mean_log_deviation(values: ArrayLike) -> float:
    """The mean of ln(mean / x) (Theil 1967), which weighs the small ones most.

    nan as soon as somebody has nothing: it is then beyond all bounds.
    """
    known = _known(values)
    return float(_mean_log_deviation(known)) if known.size and known.min() > 0 else NAN


def variation(values: ArrayLike, corrected: bool = False) -> float:
    """The standard deviation (n - 1) as a share of the mean; nan for one alone.

    Corrected by 1 + 1 / 4n for small groups, as Sokal and Rohlf (1995) do for normal values.
    """
    known = _known(values)
    if known.size < 2:
        return NAN
    return float(_variation(known)) * (1 + 1 / (4 * known.size) if corrected else 1)


def parted_theil(values: ArrayLike, groups: ArrayLike) -> Parted:
    """Theil's index parted between and within groups (Shorrocks 1980).

    Within is the mean of the groups' indices, each weighing by its share of all there is; between
    is the index as if everybody had the mean of the own group. A group without anything adds
    nothing within.
    """
    many, of = np.asarray(values, dtype=float), np.asarray(groups)
    recorded = ~np.isnan(many)
    many, of = many[recorded], of[recorded]
    total = theil(many)
    if np.isnan(total):
        return Parted(NAN, NAN, NAN)
    _, group = np.unique(of, return_inverse=True)
    sizes, sums = np.bincount(group), np.bincount(group, weights=many)
    some = sums > 0
    income, people = sums[some] / sums.sum(), sizes[some] / sizes.sum()
    between = float((income * np.log(income / people)).sum())
    inside = [theil(many[group == each]) for each in np.flatnonzero(some)]
    return Parted(max(0.0, between), float(income @ np.array(inside)), total)


def interval(
    values: ArrayLike,
    measure: Callable[[ArrayLike], float],
    chance: np.random.Generator | int,
    level: float = 0.95,
    resamples: int = RESAMPLES,
) -> Estimate:
    """An index of inequality of all from whom a sample was drawn, with its interval.

    `measure` is one of the four indices here. The interval goes from the lower of the lower ends
    to the higher of the higher ends of two: a studentised bootstrap (Davidson 2009) and a normal
    one with the bootstrap's standard error, both of the logarithm, of Gini's of the logit so that
    it stays below 1. Either alone holds less often in small groups; a percentile bootstrap least.
    How often it holds was measured: see `COVERED`. nan below three values.
    """
    value, known = measure(values), _known(values)
    if not value > 0 or known.size < 3:
        return Estimate(value, NAN, NAN)
    rows, moves = _BY_ROWS[measure.__name__]
    there, back = (logit, expit) if measure is gini else (np.log, np.exp)
    slope = _of_logit if measure is gini else _of_log
    with np.errstate(all="ignore"):
        again, errors = _resampled(known, rows, moves, np.random.default_rng(chance), resamples)
        moved = there(again) - there(value)
        steps = moved / (errors * slope(again))
    fine = np.isfinite(steps)
    if fine.sum() < resamples / 2:
        return Estimate(value, NAN, NAN)
    own = float(moves(known).std(ddof=1) / np.sqrt(known.size)) * slope(np.array(value))
    low, high = -own * np.quantile(steps[fine], [(1 + level) / 2, (1 - level) / 2])
    reach = float(norm.ppf((1 + level) / 2) * moved[fine].std(ddof=1))
    ends = (min(low, -reach), max(high, reach))
    return Estimate(value, *(float(back(there(value) + end)) for end in ends))


def _resampled(
    known: Rows,
    rows: Callable[[Rows], Rows],
    moves: Callable[[Rows], Rows],
    chance: np.random.Generator,
    resamples: int,
) -> tuple[Rows, Rows]:
    """The index of each sample drawn with replacement, and its standard error."""
    n, at_a_time = known.size, max(1, CELLS // known.size)
    found = []
    for start in range(0, resamples, at_a_time):
        many = min(at_a_time, resamples - start)
        drawn = known[chance.integers(0, n, (many, n))]
        found.append((rows(drawn), moves(drawn).std(axis=-1, ddof=1) / np.sqrt(n)))
    values, errors = zip(*found, strict=True)
    return np.concatenate(values), np.concatenate(errors)


def _of_log(value: Rows) -> Rows:
    return 1 / value


def _of_logit(value: Rows) -> Rows:
    return 1 / (value * (1 - value))


def _gini(rows: Rows) -> Rows:
    n = rows.shape[-1]
    rank = 2 * np.arange(1, n + 1) - n - 1
    return np.maximum(0, np.sort(rows, axis=-1) @ rank / (rows.sum(axis=-1) * max(1, n - 1)))


def _theil(rows: Rows) -> Rows:
    ratio = rows / rows.mean(axis=-1, keepdims=True)
    return np.maximum(0, (ratio * np.log(np.where(ratio > 0, ratio, 1))).mean(axis=-1))


def _mean_log_deviation(rows: Rows) -> Rows:
    return np.maximum(0, np.log(rows.mean(axis=-1)) - np.log(rows).mean(axis=-1))


def _variation(rows: Rows) -> Rows:
    return rows.std(axis=-1, ddof=1) / rows.mean(axis=-1)


_BY_ROWS = {
    "gini": (_gini, influence.gini),
    "theil": (_theil, influence.theil),
    "mean_log_deviation": (_mean_log_deviation, influence.mean_log_deviation),
    "variation": (_variation, influence.variation),
}


def _known(values: ArrayLike) -> Rows:
    many = np.asarray(values, dtype=float)
    known = many[~np.isnan(many)]
    if known.size and (known.min() < 0 or not known.sum() > 0):
        return np.empty(0)
    return known
