"""Whether two sessions with partly the same people differ by more than chance would make them.

The organisations that were at either session stay as they are; what is shuffled is which of them
was at both, at the first alone and at the second alone. Those numbers stay fixed, so 29 of the
same 39 is drawing without replacement, and two sessions without anybody in common is the usual
permutation test. Shuffling the stacked lists instead would count those at both twice, as if they
were two: it has no power.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analysis.statistics import inequality_by_counts, shuffling
from analysis.statistics.comparison import Comparison, Floats, Masks, compared, pooled
from analysis.statistics.dissimilarity import gower, mean_distance, rao
from analysis.statistics.pair_sums import ordered, summed, weights
from analysis.statistics.profiles import Profiles, united
from analysis.statistics.shuffling import FIRST, SECOND, Counts, patterns, tallied

__all__ = [
    "Asked",
    "Comparison",
    "shuffled",
    "shuffled_counts",
    "shuffled_distance",
    "shuffled_distances",
    "shuffled_numbers",
]

Statistic = Callable[[NDArray[np.int64]], float]
"""What is computed of some organisations, given by their places in the list of all."""

MATRIX = 1_500
"""Up to so many organisations a matrix of distances is faster than adding up by value."""


def shuffled(
    statistic: Statistic,
    pattern_first: ArrayLike,
    pattern_second: ArrayLike,
    resamples: int,
    seed: int,
) -> Comparison:
    """Compare a statistic between two sessions; the patterns say of each who was there."""
    pool, first, second = pooled(pattern_first, pattern_second)
    drawn = [
        statistic(pool[row != FIRST]) - statistic(pool[row != SECOND])
        for rows in patterns(first, second, resamples, seed)
        for row in rows
    ]
    return compared(statistic(pool[first]), statistic(pool[second]), np.array(drawn))


@dataclass(frozen=True)
class Asked:
    """By which profiles two sessions are compared, and in how many draws.

    When `replacing`, two may be the same one: it is then Rao's quadratic entropy.
    """

    profiles: Profiles
    resamples: int
    replacing: bool = False

    def of(self, members: NDArray) -> Asked:
        """The same of some organisations."""
        return replace(self, profiles=self.profiles.of(members))

    def observed(self, members: Masks) -> float:
        """The index of some organisations."""
        return (rao if self.replacing else mean_distance)(self.profiles, members)


def shuffled_distance(
    profiles: Profiles,
    pattern_first: ArrayLike,
    pattern_second: ArrayLike,
    resamples: int,
    seed: int,
) -> Comparison:
    """Compare the mean of Gower's distance between two sessions, exactly in every draw."""
    asked = [Asked(profiles, resamples)]
    return shuffled_distances(asked, pattern_first, pattern_second, seed)[0]


def shuffled_distances(
    asked: Sequence[Asked], pattern_first: ArrayLike, pattern_second: ArrayLike, seed: int
) -> list[Comparison]:
    """The same by several profiles of the same organisations, all in the same draws."""
    pool, first, second = pooled(pattern_first, pattern_second)
    these = [one.of(pool) for one in asked]
    found = (_by_matrix if pool.size <= MATRIX else _by_value)(these, (first, second), seed)
    return [
        compared(one.observed(first), one.observed(second), drawn)
        for one, drawn in zip(these, found, strict=True)
    ]


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
    pool, first, second = pooled(pattern_first, pattern_second)
    of = np.asarray(codes, dtype=np.int64)[pool]
    kinds = np.where(of < 0, categories, of)
    if pool.size > shuffling.MANY:
        sizes = np.bincount(kinds, minlength=categories + 1)
        alone = int((first & ~second).sum()), int((second & ~first).sum())
        blocks = iter([shuffling.shared_out(sizes, alone, resamples, seed)])
    else:
        blocks = (
            np.stack(tallied(rows, kinds[:, None], categories + 1), axis=1)
            for rows in patterns(first, second, resamples, seed)
        )
    drawn = [index(there) - index(here) for block in blocks for here, there in block[..., :-1]]
    here, there = (index(np.bincount(kinds[who], minlength=categories + 1)[:-1])
                   for who in (first, second))  # fmt: skip
    return compared(here, there, np.array(drawn))


def shuffled_numbers(
    measures: Sequence[Callable[[ArrayLike], float]],
    values: ArrayLike,
    pattern_first: ArrayLike,
    pattern_second: ArrayLike,
    resamples: int,
    seed: int,
) -> list[Comparison]:
    """Compare indices of `inequality`, worked out from how many have each value, in the same draws.

    Of each index a comparison.
    """
    pool, first, second = pooled(pattern_first, pattern_second)
    of = np.asarray(values, dtype=float)[pool]
    known = ~np.isnan(of)
    levels, places = np.unique(of[known], return_inverse=True)
    cells = np.full(pool.size, levels.size)
    cells[known] = places.reshape(-1)
    drawn: list[list[Floats]] = [[np.empty(0)] for _ in measures]
    for rows in patterns(first, second, resamples, seed, levels.size):
        here, there = (counts[:, :-1] for counts in tallied(rows, cells[:, None], levels.size + 1))
        for measure, found in zip(measures, drawn, strict=True):
            several = inequality_by_counts.OF[measure.__name__]
            found.append(several(there, levels) - several(here, levels))
    return [
        compared(measure(of[first]), measure(of[second]), np.concatenate(found))
        for measure, found in zip(measures, drawn, strict=True)
    ]


def _by_matrix(asked: Sequence[Asked], there: tuple[Masks, Masks], seed: int) -> list[Floats]:
    """The differences in each draw, one after the other, from the matrix of all distances."""
    found = []
    for one in asked:
        mean = _of_masks(one)
        drawn = [
            mean(rows != FIRST) - mean(rows != SECOND)
            for rows in patterns(*there, one.resamples, seed)
        ]
        found.append(np.concatenate([np.empty(0), *drawn]))
    return found


def _of_masks(asked: Asked) -> Callable[[Masks], Floats]:
    """The index of many groups at a time."""
    distances = gower(asked.profiles)
    fine = ~np.isnan(distances)
    if not asked.replacing:
        np.fill_diagonal(fine, False)
    whole = bool(fine.sum() == fine.size - (0 if asked.replacing else len(fine)))
    distances, known = np.where(fine, distances, 0.0), fine.astype(float)

    def mean(masks: Masks) -> Floats:
        there = masks.astype(float)
        total = ((there @ distances) * there).sum(axis=1)
        many = there.sum(axis=1)
        every = many * (many if asked.replacing else many - 1)
        pairs = every if whole else ((there @ known) * there).sum(axis=1)
        return np.where(pairs > 0, total / np.maximum(pairs, 1), np.nan)

    return mean


def _by_value(asked: Sequence[Asked], there: tuple[Masks, Masks], seed: int) -> list[Floats]:
    """The differences in each draw, from how many have each value: of all in the same draws."""
    together, columns = united([one.profiles for one in asked])
    ready = ordered(together)
    weighing = [weights(ready.known[:, these]) for these in columns]
    found: list[list[Floats]] = [[] for _ in asked]
    most = max(one.resamples for one in asked)
    for rows in patterns(*there, most, seed, ready.width):
        sides = [
            (ready.differences(counts), ready.sizes(counts))
            for counts in tallied(rows, ready.cells, ready.width)
        ]
        for one, these, heavy, drawn in zip(asked, columns, weighing, found, strict=True):
            here, later = (
                _mean(one, *summed([apart[at] for at in these], sizes, heavy))
                for apart, sizes in sides
            )
            drawn.append(later - here)
    return [
        np.concatenate([np.empty(0), *drawn])[: one.resamples]
        for one, drawn in zip(asked, found, strict=True)
    ]


def _mean(asked: Asked, total: Floats, pairs: Counts, selves: Counts) -> Floats:
    """The index of each group; nan where no pair is known, nor anybody of itself."""
    sums, of = (2 * total, 2 * pairs + selves) if asked.replacing else (total, pairs)
    known = selves > 0 if asked.replacing else pairs > 0
    return np.where(known, sums / np.maximum(of, 1), np.nan)
