"""What was found at two sessions, beside what chance alone gives."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analysis.statistics.estimate import NAN

Floats = NDArray[np.float64]
Masks = NDArray[np.bool_]


@dataclass(frozen=True)
class Comparison:
    """What was found at two sessions, and how often chance alone gives as much.

    `drawn` holds the differences, second minus first, that shuffling gave. The shares count the
    observed one among them, so they are never 0 (Phipson and Smyth 2010); a draw of which the
    statistic is not known counts against a difference. `monte_carlo_error` is the standard error
    of the smaller share.
    """

    first: float
    second: float
    difference: float
    share_at_least: float
    share_at_most: float
    monte_carlo_error: float
    resamples: int
    drawn: Floats

    @property
    def share_as_far(self) -> float:
        """The chance of a difference as far in either direction: twice the smaller share."""
        return float(np.minimum(1, 2 * min(self.share_at_least, self.share_at_most)))


def pooled(pattern_first: ArrayLike, pattern_second: ArrayLike) -> tuple[NDArray, Masks, Masks]:
    """The places of those who were at either session, and who of them was at which."""
    first, second = np.asarray(pattern_first, dtype=bool), np.asarray(pattern_second, dtype=bool)
    pool = np.flatnonzero(first | second)
    return pool, first[pool], second[pool]


def compared(first: float, second: float, drawn: Floats) -> Comparison:
    """A comparison from what was observed at both sessions, and the differences drawn."""
    difference, many = second - first, drawn.size
    if math.isnan(difference) or not many:
        return Comparison(first, second, difference, NAN, NAN, NAN, many, drawn)
    slack = 1e-9 * max(1.0, abs(first), abs(second))
    at_least, at_most = (
        (1 + many - np.count_nonzero(other)) / (1 + many)
        for other in (drawn < difference - slack, drawn > difference + slack)
    )
    smaller = min(at_least, at_most)
    error = math.sqrt(smaller * (1 - smaller) / many)
    return Comparison(first, second, difference, at_least, at_most, error, many, drawn)
