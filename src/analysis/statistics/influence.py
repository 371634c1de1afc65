"""How much each organisation moves an index of inequality: it gives the index's standard error.

Each function takes values along the last axis, and gives each value's influence on the index, up
to a constant: it is their standard deviation that is asked for.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.float64]


def gini(rows: Rows) -> Rows:
    """The influence on Gini's index, of the values in ascending order (Davidson 2009)."""
    ordered = np.sort(rows, axis=-1)
    n = ordered.shape[-1]
    mean = ordered.mean(axis=-1, keepdims=True)
    rank = np.arange(1, n + 1)
    index = (ordered @ (2 * rank - n - 1))[..., None] / (n * n * mean)
    below = np.cumsum(ordered, axis=-1)
    return ((2 * rank - 1) / n * ordered - (index + 1) * ordered - 2 / n * below) / mean


def theil(rows: Rows) -> Rows:
    """The influence on Theil's index (Cowell and Flachaire 2007)."""
    mean = rows.mean(axis=-1, keepdims=True)
    weighted = rows * np.log(np.where(rows > 0, rows, 1))
    whole = weighted.mean(axis=-1, keepdims=True)
    return (weighted - whole) / mean - (whole / mean + 1) * (rows - mean) / mean


def mean_log_deviation(rows: Rows) -> Rows:
    """The influence on the mean logarithmic deviation (Cowell and Flachaire 2007)."""
    mean, logs = rows.mean(axis=-1, keepdims=True), np.log(rows)
    return (rows - mean) / mean - (logs - logs.mean(axis=-1, keepdims=True))


def variation(rows: Rows) -> Rows:
    """The influence on the coefficient of variation, by the delta method."""
    mean, deviation = rows.mean(axis=-1, keepdims=True), rows.std(axis=-1, ddof=1, keepdims=True)
    away = rows - mean
    return (away**2 - deviation**2) / (2 * deviation * mean) - deviation * away / mean**2
