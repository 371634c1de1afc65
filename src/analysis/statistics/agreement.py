"""Whether two or more who judged the same things judged them alike."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy.stats import norm

from analysis.statistics.estimate import NAN, Estimate

__all__ = ["Estimate", "Level", "kappa", "krippendorff"]

Floats = NDArray[np.float64]
Level = Literal["nominal", "ordinal", "interval", "ratio"]


def kappa(first: Sequence, second: Sequence, level: float = 0.95) -> Estimate:
    """Cohen's kappa of two who judged the same things: 1 is agreement, 0 what chance alone gives.

    Source: Cohen (1960), Educational and Psychological Measurement 20, 37-46; the bounds have
    the standard error of Fleiss, Cohen and Everitt (1969), Psychological Bulletin 72, 323-327.
    What either did not judge is left out. nan where nothing was, or both only ever said one and
    the same thing.
    """
    one, two = (pd.Series(list(each), dtype=object) for each in (first, second))
    known = one.notna() & two.notna()
    kinds = pd.unique(pd.concat([one[known], two[known]]))
    if len(kinds) < 2:
        return Estimate(NAN, NAN, NAN)
    codes = [pd.Categorical(each[known], categories=kinds).codes for each in (one, two)]
    shares = np.zeros((len(kinds), len(kinds)))
    np.add.at(shares, tuple(codes), 1 / int(known.sum()))
    rows, columns = shares.sum(axis=1), shares.sum(axis=0)
    agreed, by_chance = float(np.trace(shares)), float(rows @ columns)
    value = (agreed - by_chance) / (1 - by_chance)
    if agreed > 1 - 1e-12:
        return Estimate(1.0, NAN, NAN)
    own = np.diag(shares) * (1 - (rows + columns) * (1 - value)) ** 2
    others = shares * (columns[:, None] + rows) ** 2
    apart = float(others.sum() - np.trace(others)) * (1 - value) ** 2
    less = (value - by_chance * (1 - value)) ** 2
    variance = (float(own.sum()) + apart - less) / ((1 - by_chance) ** 2 * int(known.sum()))
    reach = float(norm.ppf((1 + level) / 2)) * math.sqrt(max(variance, 0.0))
    return Estimate(value, max(-1.0, value - reach), min(1.0, value + reach))


def krippendorff(ratings: ArrayLike, level: Level = "nominal") -> float:
    """Krippendorff's alpha: `ratings` has a row per coder and a column per thing, nan for none.

    Source: Krippendorff (2011), Computing Krippendorff's Alpha-Reliability. What fewer than two
    judged is left out; nan where nothing is left or all judgements are the same.
    """
    given = np.asarray(ratings, dtype=float)
    if given.ndim != 2 or not given.size:
        return NAN
    judged = given[:, (~np.isnan(given)).sum(axis=0) > 1]
    values = np.unique(judged[~np.isnan(judged)])
    if len(values) < 2:
        return NAN
    counts = np.stack([(judged == value).sum(axis=0) for value in values]).astype(float)
    each, totals = counts.sum(axis=0), counts.sum(axis=1)
    apart = _apart(values, totals, level)
    # Pairs within one thing, of different coders; every judgement weighs the same in the end.
    found = (counts / (each - 1)) @ counts.T - np.diag((counts / (each - 1)).sum(axis=1))
    expected = (np.outer(totals, totals) - np.diag(totals)) / (totals.sum() - 1)
    return 1 - float((found * apart).sum() / (expected * apart).sum())


def _apart(values: Floats, totals: Floats, level: Level) -> Floats:
    """How far each two values are apart, squared, by the kind of scale they are on."""
    if level == "nominal":
        return 1 - np.eye(len(values))
    if level == "ordinal":
        middle = totals.cumsum() - totals / 2
        return (middle[:, None] - middle) ** 2
    difference, total = values[:, None] - values, values[:, None] + values
    if level == "interval":
        return difference**2
    return np.divide(difference, total, out=np.zeros_like(total), where=total != 0) ** 2
