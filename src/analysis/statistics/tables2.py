"""Whether two characteristics of the same organisations go together, for small tables.

Fisher's test conditions on the margins: how likely is a table that is no more likely than this
one, among all with the same row and column totals.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import gammaln
from scipy.stats import random_table
from scipy.stats.contingency import odds_ratio as conditional

from analysis.statistics.estimate import NAN, Estimate

__all__ = ["Estimate", "Likelihood", "fisher", "odds_ratio"]

TABLES = 300_000
"""How many tables with the same margins are gone through; with more of them some are drawn."""
RESAMPLES = 20_000
TIE = 1e-7
"""Tables whose likelihoods differ less, as a share, count as equally likely, as in R."""


@dataclass(frozen=True)
class Likelihood:
    """The chance of something no more likely than what was found, and how it was found out."""

    share: float
    monte_carlo_error: float
    exact: bool
    resamples: int


def fisher(table: ArrayLike, seed: int, resamples: int = RESAMPLES) -> Likelihood:
    """Fisher's exact test of a table of counts (Fisher 1935, Freeman and Halton 1951).

    Exact as long as there are at most `TABLES` tables with these margins; else as many are drawn
    as `resamples`, and the observed one counts with them. Rows and columns without anybody are
    left out; nan where fewer than two of either are left.
    """
    counts = np.asarray(table, dtype=np.int64)
    counts = counts[counts.sum(axis=1) > 0][:, counts.sum(axis=0) > 0]
    if min(counts.shape) < 2:
        return Likelihood(NAN, NAN, True, 0)
    rows, columns = counts.sum(axis=1), counts.sum(axis=0)
    own = -gammaln(counts + 1.0).sum()
    found = _every(rows, columns)
    if found is not None:
        weights = np.exp(found - found.max())
        share = float(weights[found <= own + TIE].sum() / weights.sum())
        return Likelihood(min(1.0, share), 0.0, True, 0)
    drawn = random_table(rows, columns).rvs(resamples, random_state=np.random.default_rng(seed))
    likely = -gammaln(drawn + 1.0).sum(axis=(1, 2))
    share = (1 + int((likely <= own + TIE).sum())) / (1 + resamples)
    return Likelihood(share, math.sqrt(share * (1 - share) / resamples), False, resamples)


def odds_ratio(table: ArrayLike, level: float = 0.95) -> Estimate:
    """The ratio of the odds in the two rows of a 2 × 2 table, with its exact interval.

    The conditional maximum likelihood estimate, as `fisher.test` of R; it differs a little from
    the cross product. 0 or infinite where a cell is empty; nan where a margin is.
    """
    counts = np.asarray(table, dtype=np.int64)
    if not (counts.sum(axis=0).all() and counts.sum(axis=1).all()):
        return Estimate(NAN, NAN, NAN)
    found = conditional(counts, kind="conditional")
    ends = found.confidence_interval(level)
    return Estimate(float(found.statistic), float(ends.low), float(ends.high))


def _every(rows: NDArray[np.int64], columns: NDArray[np.int64]) -> NDArray[np.float64] | None:
    """The logarithm of how likely each table with these margins is, up to a constant.

    Cell by cell along the shorter side; None as soon as there are too many.
    """
    short, long = sorted((rows, columns), key=len)
    left, likely = short[None, :], np.zeros(1)
    for total in long[:-1]:
        rest = np.full(len(left), total)
        for place in range(short.size):
            last = place == short.size - 1
            room = left[:, place + 1 :].sum(axis=1)
            low, high = np.maximum(0, rest - room), np.minimum(left[:, place], rest)
            many = np.where(last, rest <= left[:, place], np.maximum(0, high - low + 1))
            if many.sum() > TABLES:
                return None
            which = np.repeat(np.arange(len(left)), many)
            step = np.arange(which.size) - np.repeat(many.cumsum() - many, many)
            cell = rest[which] if last else low[which] + step
            left, rest = left[which].copy(), rest[which] - cell
            left[:, place] -= cell
            likely = likely[which] - gammaln(cell + 1.0)
    return likely - gammaln(left + 1.0).sum(axis=1)
