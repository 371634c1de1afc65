"""What is known of organisations: some categories and some numbers of each, or that they are not.

A level of a ladder, as maturity, is a number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray


@dataclass(frozen=True)
class Profiles:
    """What is known of n organisations: a categories and b numbers of each.

    `codes` is n × a, whole numbers, -1 for not recorded; `numbers` is n × b, nan for not
    recorded; `ranges` is how far each number can differ.
    """

    codes: NDArray[np.int64]
    numbers: NDArray[np.float64]
    ranges: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.codes)

    @property
    def known(self) -> NDArray[np.bool_]:
        """Which attributes are recorded of whom, the categories first: n × (a + b)."""
        return np.hstack([self.codes >= 0, ~np.isnan(self.numbers)])

    def of(self, members: ArrayLike | None) -> Profiles:
        """Only those of the given rows, as places or as a mask."""
        if members is None:
            return self
        rows = places(members)
        return Profiles(self.codes[rows], self.numbers[rows], self.ranges)

    def by(self, attributes: ArrayLike) -> Profiles:
        """Only the given attributes, by their place: the categories first, then the numbers."""
        chosen, split = np.asarray(attributes, dtype=int), self.codes.shape[1]
        numbers = chosen[chosen >= split] - split
        return Profiles(
            self.codes[:, chosen[chosen < split]], self.numbers[:, numbers], self.ranges[numbers]
        )


def united(several: Sequence[Profiles]) -> tuple[Profiles, list[list[int]]]:
    """All attributes of several profiles of the same organisations, and which are whose.

    What is the same in two of them stands there once.
    """
    named = [_named(one) for one in several]
    first: dict[tuple[object, ...], Profiles] = {}
    for one, names in zip(several, named, strict=True):
        for at, name in enumerate(names):
            if name not in first:
                first[name] = one.by([at])
    # The categories come first, as their places do.
    order = sorted(first, key=lambda name: len(name))
    alone = [first[name] for name in order]
    together = Profiles(
        np.hstack([one.codes for one in alone]),
        np.hstack([one.numbers for one in alone]),
        np.concatenate([one.ranges for one in alone]),
    )
    return together, [[order.index(name) for name in names] for names in named]


def _named(one: Profiles) -> list[tuple[object, ...]]:
    """The attributes by what they say of everybody, the categories first."""
    numbers = zip(one.numbers.T, one.ranges, strict=True)
    return [
        *((column.tobytes(),) for column in one.codes.T),
        *((column.tobytes(), float(most)) for column, most in numbers),
    ]


def profiles(codes: ArrayLike, numbers: ArrayLike, ranges: ArrayLike | None = None) -> Profiles:
    """What is known of organisations, from tables with a row for each.

    Ranges that are not given are those of the recorded numbers.
    """
    categories, many = np.asarray(codes, dtype=np.int64), np.asarray(numbers, dtype=float)
    return Profiles(
        categories, many, ranges_of(many) if ranges is None else np.asarray(ranges, dtype=float)
    )


def ranges_of(numbers: ArrayLike) -> NDArray[np.float64]:
    """How far apart the recorded numbers of each column lie; 0 where none is recorded."""
    many = np.asarray(numbers, dtype=float)
    known = ~np.isnan(many)
    high = np.where(known, many, -np.inf).max(axis=0, initial=-np.inf)
    low = np.where(known, many, np.inf).min(axis=0, initial=np.inf)
    return np.where(known.any(axis=0), high - low, 0.0)


def places(members: ArrayLike) -> NDArray[np.int64]:
    """The rows that are meant, whether given as their places or as a mask."""
    rows = np.asarray(members)
    return np.flatnonzero(rows) if rows.dtype == bool else rows.astype(np.int64)
