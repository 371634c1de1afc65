"""Several tests at once: each chance made larger, because one of many is small soon enough."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

__all__ = ["holm"]


def holm(p: Sequence[float] | np.ndarray) -> np.ndarray:
    """Several p-values, each made larger because there are several; nan stays nan and counts not.

    Source: Holm (1979), Scandinavian Journal of Statistics 6, 65-70.
    """
    given = np.asarray(p, dtype=float)
    known = np.flatnonzero(~np.isnan(given))
    order = known[np.argsort(given[known], kind="stable")]
    raised = given[order] * np.arange(len(order), 0, -1)
    adjusted = np.full(len(given), np.nan)
    adjusted[order] = np.minimum(np.maximum.accumulate(raised), 1.0)
    return adjusted
