"""How unlike two organisations are by several attributes together.

Gower's distance (1971) is the mean over the attributes of the difference in each, between 0 and
1: for a category 0 when equal and 1 when not, for a number the difference as a share of the range.
Only attributes known of both count; where that is fewer than half of them the distance is nan,
for two organisations of which only one equal thing is known are not thereby alike.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analysis.statistics.estimate import NAN, Estimate, Parted
from analysis.statistics.pair_sums import ordered
from analysis.statistics.profiles import Profiles, places, profiles, ranges_of

__all__ = [
    "Parted",
    "Profiles",
    "blocks",
    "by_attribute",
    "gower",
    "mean_distance",
    "parted_rao",
    "profiles",
    "ranges_of",
    "rao",
    "sampled_distance",
    "to_others",
    "without_each",
]

Floats = NDArray[np.float64]
BLOCK = 1_000
"""How many rows of the matrix are held at a time where it is not wanted as a whole."""
PATTERNS = 512
"""With more patterns of what is known than this the matrix is made after all, block by block."""


def gower(profiles: Profiles) -> Floats:
    """The distance between each two, n × n (Gower 1971, as `daisy` of R's cluster).

    nan where fewer than half of the attributes are known of both. A number that cannot differ
    (range 0) is a difference of 0.
    """
    return np.vstack([np.empty((0, len(profiles))), *(block for _, block in blocks(profiles))])


def blocks(profiles: Profiles, rows: int = BLOCK) -> Iterator[tuple[int, Floats]]:
    """The matrix of distances some rows at a time, with the number of the first row."""
    everybody = np.arange(len(profiles))
    for first in range(0, len(profiles), rows):
        here = everybody[first : first + rows]
        yield first, _distances(profiles, here[:, None], everybody[None, :])


def mean_distance(profiles: Profiles, members: ArrayLike | None = None) -> float:
    """The mean distance between two different organisations; nan below one pair that is known.

    Exact for any number of organisations; a matrix is made only by block, and only where more
    than `PATTERNS` patterns of what is known occur.
    """
    total, pairs, _ = _totals(profiles.of(members))
    return total / pairs if pairs else NAN


def rao(profiles: Profiles, members: ArrayLike | None = None) -> float:
    """The distance to expect between two drawn with replacement: quadratic entropy (Rao 1982).

    All organisations weigh the same, and the same one may be drawn twice. Pairs of which too
    little is known are left out.
    """
    total, pairs, selves = _totals(profiles.of(members))
    return 2 * total / (2 * pairs + selves) if selves else NAN


def parted_rao(profiles: Profiles, groups: ArrayLike) -> Parted:
    """Rao's quadratic entropy parted between and within groups (Rao 1982).

    Within is the mean of the groups' own, each weighing by its size; between is what is left of
    the whole. When all is known that is never negative. Groups of which too little is known for
    any distance are left out, of the whole as well.
    """
    _, group = np.unique(np.asarray(groups), return_inverse=True)
    members = [np.flatnonzero(group == each) for each in range(group.max(initial=-1) + 1)]
    own = [rao(profiles, each) for each in members]
    some = [place for place, index in enumerate(own) if not np.isnan(index)]
    if not some:
        return Parted(NAN, NAN, NAN)
    sizes = np.array([members[place].size for place in some])
    within = float(np.array([own[place] for place in some]) @ sizes / sizes.sum())
    total = rao(profiles, np.concatenate([members[place] for place in some]))
    return Parted(total - within, within, total)


def by_attribute(profiles: Profiles, members: ArrayLike | None = None) -> Floats:
    """The mean distance by each attribute alone, between two different ones of known value.

    The categories first, then the numbers. Their mean is the mean distance when all is known.
    """
    many = profiles.of(members)
    return np.array([mean_distance(many.by([each])) for each in range(many.known.shape[1])])


def to_others(profiles: Profiles, members: ArrayLike | None = None) -> Floats:
    """Of each member the mean distance to the other members, in their order; nan if unknown."""
    sums, many = _rows(profiles.of(members))
    return np.where(many > 0, sums / np.maximum(many, 1), np.nan)


def without_each(profiles: Profiles, members: ArrayLike | None = None) -> Floats:
    """The mean distance between the members that are left when each in turn is left out."""
    sums, many = _rows(profiles.of(members))
    pairs = many.sum() / 2 - many
    return np.where(pairs > 0, (sums.sum() / 2 - sums) / np.maximum(pairs, 1), np.nan)


def sampled_distance(
    profiles: Profiles,
    members: ArrayLike | None,
    pairs: int,
    chance: np.random.Generator | int,
    level_error: float = 1.96,
) -> Estimate:
    """The mean distance from a random sample of pairs, with what the sampling may have done."""
    rows = np.arange(len(profiles)) if members is None else places(members)
    if rows.size < 2:
        return Estimate(NAN, NAN, NAN)
    draw = np.random.default_rng(chance)
    one = draw.integers(0, rows.size, pairs)
    other = (one + draw.integers(1, rows.size, pairs)) % rows.size
    found = _distances(profiles, rows[one], rows[other])
    found = found[~np.isnan(found)]
    if found.size < 2:
        return Estimate(NAN, NAN, NAN)
    value = float(found.mean())
    reach = level_error * float(found.std(ddof=1)) / found.size**0.5
    return Estimate(value, value - reach, value + reach)


def _distances(profiles: Profiles, one: NDArray[np.int64], other: NDArray[np.int64]) -> Floats:
    """Gower's distance of some organisations to others, given by places of fitting shapes."""
    total, both = np.zeros(np.broadcast(one, other).shape), 0.0
    for column in profiles.codes.T:
        known = (column[one] >= 0) & (column[other] >= 0)
        total += known & (column[one] != column[other])
        both = both + known
    for column, most in zip(profiles.numbers.T, profiles.ranges, strict=True):
        apart = np.abs(column[one] - column[other])
        known = ~np.isnan(apart)
        total += np.where(known, apart, 0) / (most or np.inf)
        both = both + known
    fine = (2 * both >= profiles.known.shape[1]) & (both > 0)
    return np.where(fine, total / np.maximum(both, 1), np.nan)


def _totals(profiles: Profiles) -> tuple[float, int, int]:
    """The sum of the distances over pairs, the number of those pairs, and of whole selves."""
    ready = ordered(profiles)
    if len(ready.known) <= PATTERNS:
        return ready.totals(np.arange(len(profiles)))
    sums, many = _rows(profiles)
    selves = 2 * profiles.known.sum(axis=1) >= profiles.known.shape[1]
    return float(sums.sum()) / 2, int(many.sum()) // 2, int(selves.sum())


def _rows(profiles: Profiles) -> tuple[Floats, NDArray[np.int64]]:
    ready = ordered(profiles)
    if len(ready.known) <= PATTERNS:
        return ready.rows(np.arange(len(profiles)))
    sums, many = np.zeros(len(profiles)), np.zeros(len(profiles), dtype=np.int64)
    for first, block in blocks(profiles):
        here = slice(first, first + len(block))
        sums[here], many[here] = np.nansum(block, axis=1), (~np.isnan(block)).sum(axis=1)
    return sums, many - (~np.isnan(_distances(profiles, *[np.arange(len(profiles))] * 2)))
