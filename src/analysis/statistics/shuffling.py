"""Who was at which of two sessions if chance had decided, with the numbers at each kept.

Every way to share out the same places is as likely. Up to `MANY` organisations the places are
shuffled one by one. Of more, everybody first gets a place by lot alone, and as many as there are
too many of a kind then move, chosen by lot as well: nobody is treated otherwise than anybody
else, so here too every way is as likely, in a tenth of the time.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import ArrayLike, NDArray

Masks = NDArray[np.bool_]
Patterns = NDArray[np.int8]
"""Of each organisation: at the first session alone, at the second alone, or at both."""

Counts = NDArray[np.int64]

FIRST, SECOND, BOTH = 1, 2, 3
CELLS = 2_000_000
"""How many attendances are shuffled, or cells counted, at a time: it bounds the memory."""

MANY = 5_000
LOTS = 1 << 16


def patterns(
    first: Masks, second: Masks, resamples: int, seed: int, width: int = 0
) -> Iterator[Patterns]:
    """Who was where in each draw, so many draws at a time as memory allows.

    Everybody was at one of both. `width` is how many cells a table of a draw has that its user
    makes. What is drawn depends on the seed alone, not on how many are drawn at a time.
    """
    chance = np.random.default_rng(seed)
    found = (first + 2 * second).astype(np.int8)
    rows = max(1, CELLS // max(1, found.size, 2 * width))
    for start in range(0, resamples, rows):
        many = min(rows, resamples - start)
        if found.size > MANY:
            yield np.stack([_by_lot(found, chance) for _ in range(many)])
        else:
            yield chance.permuted(np.tile(found, (many, 1)), axis=1)


def _by_lot(found: Patterns, chance: np.random.Generator) -> Patterns:
    """The same numbers of each pattern, shared out anew."""
    wanted = np.bincount(found, minlength=4)[FIRST:]
    bounds = np.round(LOTS * wanted.cumsum()[:2] / found.size)
    lots = chance.integers(0, LOTS, found.size, dtype=np.uint16)
    drawn = np.ones(found.size, dtype=np.int8)
    for bound in bounds:
        drawn += lots >= bound
    over = np.bincount(drawn, minlength=4)[FIRST:] - wanted
    moved = [
        chance.choice(np.flatnonzero(drawn == FIRST + one), over[one], replace=False)
        for one in np.flatnonzero(over > 0)
    ]
    short = np.repeat(np.arange(FIRST, BOTH + 1), np.maximum(0, -over))
    if moved:
        drawn[np.concatenate(moved)] = short
    return drawn


def shared_out(sizes: ArrayLike, alone: tuple[int, int], resamples: int, seed: int) -> Counts:
    """How many of each kind come to the first and the second session, in each draw.

    `sizes` says how many there are of each kind in all, `alone` how many are at the first alone
    and at the second alone. The same chances as when everybody is shuffled, in steps that depend
    on the number of kinds only. Draws × 2 × kinds.
    """
    chance, everybody = np.random.default_rng(seed), np.asarray(sizes, dtype=np.int64)
    without = chance.multivariate_hypergeometric(everybody, alone[1], size=resamples)
    rest = everybody - without
    other = [chance.multivariate_hypergeometric(row, alone[0]) for row in rest]
    return np.stack([rest, everybody - np.array(other).reshape(rest.shape)], axis=1)


def tallied(drawn: Patterns, cells: Counts, many: int) -> tuple[Counts, Counts]:
    """How many there are in each of `many` cells at the first and at the second session.

    `cells` names one or several cells of each organisation: a row for each. Draws × cells. Only
    those who were not there are looked at: they are the fewer.
    """
    everybody = np.bincount(cells.reshape(-1), minlength=many)
    gone = [
        np.array([
            np.bincount(cells[np.flatnonzero(row == alone)].reshape(-1), minlength=many)
            for row in drawn
        ])
        for alone in (SECOND, FIRST)
    ]  # fmt: skip
    first, second = (everybody - each.reshape(len(drawn), many) for each in gone)
    return first, second
