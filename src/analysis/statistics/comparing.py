"""Whether two sessions with partly the same people differ by more than chance would make them.

The organisations that were at either session stay as they are; what is shuffled is which of them
was at both, at the first alone and at the second alone. Those numbers stay fixed, so 29 of the
same 39 is drawing without replacement, and two sessions without anybody in common is the usual
permutation test. Shuffling the stacked lists instead would count those at both twice, as if they
were two: it has no power.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analysis.statistics.dissimilarity import gower, mean_distance
from analysis.statistics.estimate import NAN
from analysis.statistics.pair_sums import ordered
from analysis.statistics.profiles import Profiles

__all__ = ["Comparison", "shuffled", "shuffled_counts", "shuffled_distance"]

Floats = NDArray[np.float64]
Masks = NDArray[np.bool_]
Statistic = Callable[[NDArray[np.int64]], float]
"""What is computed of some organisations, given by their places in the list of all."""

CELLS = 2_000_000
"""How many attendances are shuffled at a time: it bounds the memory."""
MATRIX = 1_500
"""Up to so many organisations a matrix of distances is faster than adding up by value."""


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


def shuffled(
    statistic: Statistic,
    pattern_first: ArrayLike,
    pattern_second: ArrayLike,
    resamples: int,
    seed: int,
) -> Comparison:
    """Compare a statistic between two sessions; the patterns say of each who was there."""
    pool, first, second = _pool(pattern_first, pattern_second)
    drawn = [
        statistic(pool[there]) - statistic(pool[here])
        for one, other in _shuffles(first, second, resamples, seed)
        for here, there in zip(one, other, strict=True)
    ]
    return _compared(statistic(pool[first]), statistic(pool[second]), np.array(drawn))


def shuffled_distance(
    profiles: Profiles,
    pattern_first: ArrayLike,
    pattern_second: ArrayLike,
    resamples: int,
    seed: int,
) -> Comparison:
    """Compare the mean of Gower's distance between two sessions, exactly in every draw."""
    pool, first, second = _pool(pattern_first, pattern_second)
    these = profiles.of(pool)
    mean = _by_matrix(these) if pool.size <= MATRIX else _by_value(these)
    drawn = [mean(there) - mean(here) for here, there in _shuffles(first, second, resamples, seed)]
    observed = (mean_distance(these, first), mean_distance(these, second))
    return _compared(*observed, np.concatenate([np.empty(0), *drawn]))


def shuffled_counts(
    index: Callable[[NDArray[np.int64]], float],
    codes: ArrayLike,
    categories: int,
    pattern_first: ArrayLike,
    pattern_second: ArrayLike,
    resamples: int,
    seed: int,
) -> Comparison:
    """Compare an index of the counts per category; those not recorded (-1) are not counted."""
    pool, first, second = _pool(pattern_first, pattern_second)
    of = np.asarray(codes, dtype=np.int64)[pool]
    each = (of[:, None] == np.arange(categories)).astype(np.float32)

    def found(masks: Masks) -> Floats:
        counts = np.rint(masks.astype(np.float32) @ each).astype(np.int64)
        return np.array([index(row) for row in counts])

    drawn = [
        found(there) - found(here) for here, there in _shuffles(first, second, resamples, seed)
    ]
    here, there = found(np.stack([first, second])).tolist()
    return _compared(here, there, np.concatenate([np.empty(0), *drawn]))


def _by_matrix(profiles: Profiles) -> Callable[[Masks], Floats]:
    """The mean distance of many groups at a time, from the matrix of all distances."""
    distances = gower(profiles)
    np.fill_diagonal(distances, np.nan)
    fine = (~np.isnan(distances)).astype(float)
    whole = bool(fine.sum() == fine.size - len(profiles))
    distances = np.nan_to_num(distances)

    def mean(masks: Masks) -> Floats:
        there = masks.astype(float)
        total = ((there @ distances) * there).sum(axis=1)
        many = there.sum(axis=1)
        pairs = many * (many - 1) if whole else ((there @ fine) * there).sum(axis=1)
        return np.where(pairs > 0, total / np.maximum(pairs, 1), np.nan)

    return mean


def _by_value(profiles: Profiles) -> Callable[[Masks], Floats]:
    """The mean distance of one group after the other, adding up by value."""
    ready = ordered(profiles)

    def mean(masks: Masks) -> Floats:
        totals = (ready.totals(np.flatnonzero(mask))[:2] for mask in masks)
        return np.array([total / pairs if pairs else NAN for total, pairs in totals])

    return mean


def _pool(pattern_first: ArrayLike, pattern_second: ArrayLike) -> tuple[NDArray, Masks, Masks]:
    """The places of those who were at either session, and who of them was at which."""
    first, second = np.asarray(pattern_first, dtype=bool), np.asarray(pattern_second, dtype=bool)
    pool = np.flatnonzero(first | second)
    return pool, first[pool], second[pool]


def _shuffles(
    first: Masks, second: Masks, resamples: int, seed: int
) -> Iterator[tuple[Masks, Masks]]:
    """Who was at the first and at the second session if chance had decided, some draws at a time.

    What is drawn depends on the seed alone, not on how many are drawn at a time.
    """
    chance = np.random.default_rng(seed)
    pattern = (first + 2 * second).astype(np.int8)
    rows = max(1, CELLS // max(1, pattern.size))
    for start in range(0, resamples, rows):
        block = np.tile(pattern, (min(rows, resamples - start), 1))
        drawn = chance.permuted(block, axis=1)
        yield drawn % 2 == 1, drawn >= 2


def _compared(first: float, second: float, drawn: Floats) -> Comparison:
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
