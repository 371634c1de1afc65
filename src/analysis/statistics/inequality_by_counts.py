"""The indices of inequality of many groups at a time, from how many have each value.

`counts` is groups × values, `values` go up. Each index is that of the same name in `inequality`:
there it is worked out of one group's own values. nan where it is there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]


def gini(counts: Counts, values: Floats) -> Floats:
    """Half the mean difference between two different ones, as a share of the mean."""
    many, sums = counts.sum(axis=1), counts @ values
    up_to = counts.cumsum(axis=1)[:, :-1].astype(float)
    apart = (up_to * (many[:, None] - up_to)) @ np.diff(values)
    return _where(_fine(counts, values, sums) & (many > 1), apart, sums * (many - 1))


def theil(counts: Counts, values: Floats) -> Floats:
    """The mean of (x / mean) ln(x / mean)."""
    many, sums = counts.sum(axis=1), counts @ values
    fine = _fine(counts, values, sums)
    # Around the mean of all values, so that little is lost in the difference of two large sums.
    ratio = np.maximum(0, values) / (np.abs(values).sum() or 1)
    logs = counts @ (ratio * np.log(np.where(ratio > 0, ratio, 1)))
    whole = counts @ ratio
    mean = _where(fine, whole, many)
    return np.maximum(0, _where(fine, logs, whole) - np.log(mean))


def variation(counts: Counts, values: Floats) -> Floats:
    """The standard deviation (n - 1) as a share of the mean."""
    many, sums = counts.sum(axis=1), counts @ values
    centred = values - values.mean() if values.size else values
    left, squares = counts @ centred, counts @ (centred * centred)
    fine = _fine(counts, values, sums) & (many > 1)
    around = np.maximum(0, squares - _where(fine, left * left, many))
    return np.sqrt(_where(fine, around, many - 1)) / _where(fine, sums, many)


OF: Mapping[str, Callable[[Counts, Floats], Floats]] = {
    "gini": gini,
    "theil": theil,
    "variation": variation,
}
"""By the name of the same index of one group."""


def _fine(counts: Counts, values: Floats, sums: Floats) -> NDArray[np.bool_]:
    """Whether somebody has something, and nobody less than nothing."""
    return (sums > 0) & ~(counts[:, values < 0] > 0).any(axis=1)


def _where(fine: NDArray[np.bool_], over: Floats, under: Floats | Counts) -> Floats:
    return np.where(fine, over / np.where(fine, under, 1), np.nan)
