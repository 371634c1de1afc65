"""Whether those who take part are like those they come from.

`observed` holds how many participants there are of each category, `reference` how many, or what
share, there are in the population.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import gammaln

from analysis.statistics.estimate import NAN, Estimate
from analysis.statistics.proportions import exact
from analysis.statistics.tables2 import TIE, Likelihood

__all__ = ["Estimate", "Likelihood", "dissimilarity", "multinomial", "quotient"]

OUTCOMES = 500_000
"""How many ways of spreading all over the categories are gone through; else some are drawn."""
RESAMPLES = 20_000


def dissimilarity(observed: ArrayLike, reference: ArrayLike) -> float:
    """The share that would have to be of another category to be as the reference (Duncan 1955).

    Half the sum of the absolute differences in share: 0 alike, 1 nothing in common.
    """
    one, other = np.asarray(observed, dtype=float), np.asarray(reference, dtype=float)
    if not (one.sum() > 0 and other.sum() > 0):
        return NAN
    return float(np.abs(one / one.sum() - other / other.sum()).sum() / 2)


def multinomial(
    observed: ArrayLike, reference: ArrayLike, seed: int, resamples: int = RESAMPLES
) -> Likelihood:
    """How likely a spread no more likely than this one is, if all were drawn from the reference.

    The exact multinomial test; where there are more than `OUTCOMES` possible spreads, as many as
    `resamples` are drawn and the observed one counts with them. A category that does not occur
    in the reference makes it impossible: the share is then 0 if it was observed.
    """
    counts, shares = np.asarray(observed, dtype=np.int64), np.asarray(reference, dtype=float)
    n = int(counts.sum())
    if not n or not shares.sum() > 0:
        return Likelihood(NAN, NAN, True, 0)
    possible = shares > 0
    if counts[~possible].any():
        return Likelihood(0.0, 0.0, True, 0)
    counts, logs = counts[possible], np.log(shares[possible] / shares.sum())
    own = _likely(counts, logs)
    if math.comb(n + counts.size - 1, counts.size - 1) <= OUTCOMES:
        every = _likely(_spreads(n, counts.size), logs)
        share = float(np.exp(every[every <= own + TIE]).sum())
        return Likelihood(min(1.0, share), 0.0, True, 0)
    drawn = np.random.default_rng(seed).multinomial(n, np.exp(logs), size=resamples)
    share = (1 + int((_likely(drawn, logs) <= own + TIE).sum())) / (1 + resamples)
    return Likelihood(share, math.sqrt(share * (1 - share) / resamples), False, resamples)


def quotient(count: int, base: int, share: float, level: float = 0.95) -> Estimate:
    """How many times as frequent a category is among the participants as in the population.

    1 is as frequent, 2 twice as frequent. The bounds are those of an exact share (Clopper and
    Pearson 1934); the population's share is taken as known.
    """
    found = exact(count, base, level)
    if not share > 0:
        return Estimate(NAN, NAN, NAN)
    return Estimate(found.value / share, found.low / share, found.high / share)


def _likely(counts: NDArray[np.int64], logs: NDArray[np.float64]) -> NDArray[np.float64]:
    n = counts.sum(axis=-1)
    return gammaln(n + 1.0) - gammaln(counts + 1.0).sum(axis=-1) + counts @ logs


def _spreads(n: int, categories: int) -> NDArray[np.int64]:
    """Every way of spreading n over the categories."""
    found, left = np.zeros((1, 0), dtype=np.int64), np.array([n])
    for _ in range(categories - 1):
        many = left + 1
        which = np.repeat(np.arange(left.size), many)
        here = np.arange(which.size) - np.repeat(many.cumsum() - many, many)
        found, left = np.column_stack([found[which], here]), left[which] - here
    return np.column_stack([found, left])
