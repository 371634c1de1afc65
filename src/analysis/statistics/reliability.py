"""Whether several items measure the same thing, so that one score may stand for them.

`items` has a row per respondent and a column per item, nan where there is no answer. Only
respondents who answered every item count, and reverse-keyed items are turned round beforehand.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import minimize
from scipy.stats import f, norm

from analysis.statistics.estimate import NAN, Estimate

__all__ = ["Estimate", "alpha", "complete", "feldt", "item_rest", "omega"]

Floats = NDArray[np.float64]
NOTHING = Estimate(NAN, NAN, NAN)
LEAST_UNIQUE = 0.005
"""An item has at least this part of its variance for itself, as in R's factanal."""


def complete(items: ArrayLike) -> Floats:
    """The answers of those who answered every item, in an order that does not depend on theirs."""
    given = np.asarray(items, dtype=float)
    if given.ndim != 2 or not given.size:
        return np.empty((0, given.shape[1] if given.ndim == 2 else 0))
    whole = given[~np.isnan(given).any(axis=1)]
    return whole[np.lexsort(whole.T)]


def alpha(items: ArrayLike, level: float = 0.95) -> Estimate:
    """Cronbach's alpha of a sum of items, with Feldt's interval.

    Source: Cronbach (1951), Psychometrika 16, 297-334; the raw alpha of psych in R. nan with
    fewer than two items or respondents, and where everybody has the same sum.
    """
    given = complete(items)
    respondents, many = given.shape
    if many < 2 or respondents < 2 or _same(given.sum(axis=1)):
        return NOTHING
    covariance = np.cov(given, rowvar=False)
    value = many / (many - 1) * (1 - float(np.trace(covariance) / covariance.sum()))
    return feldt(value, respondents, many, level)


def feldt(value: float, respondents: int, items: int, level: float = 0.95) -> Estimate:
    """An alpha with bounds (Feldt, Woodruff and Salih 1987, Applied Psychological Measurement)."""
    if math.isnan(value) or respondents < 2 or items < 2:
        return Estimate(value, NAN, NAN)
    ratio = f((respondents - 1), (respondents - 1) * (items - 1))
    low, high = (1 - (1 - value) * float(ratio.ppf((1 + sign * level) / 2)) for sign in (1, -1))
    return Estimate(value, low, high)


def omega(items: ArrayLike, level: float = 0.95) -> Estimate:
    """McDonald's omega: the part of a sum of standardised items that comes of what they share.

    Of one factor by maximum likelihood, as omega with one factor of psych in R (McDonald 1999,
    Test Theory). Items that everybody answered alike are left out. nan with fewer than three
    items, with no more respondents than items, and where an item follows from others. The
    bounds are those of the delta method on the scale of log odds; nan where an item has nothing
    for itself.
    """
    given = complete(items)
    given = given[:, [not _same(column) for column in given.T]]
    respondents, many = given.shape
    if many < 3 or respondents <= many:
        return NOTHING
    correlation = np.asarray(np.corrcoef(given, rowvar=False))
    if np.linalg.eigvalsh(correlation)[0] < 1e-8:
        return NOTHING
    loadings, unique = _one_factor(correlation)
    value = _omega(loadings, unique)
    if not 0 < value < 1 or (unique <= LEAST_UNIQUE * 1.001).any():
        return Estimate(value, NAN, NAN)
    error = _error(loadings, unique, respondents) / (value * (1 - value))
    reach, middle = float(norm.ppf((1 + level) / 2)) * error, math.log(value / (1 - value))
    return Estimate(value, *(1 / (1 + math.exp(-middle - side * reach)) for side in (-1, 1)))


def item_rest(items: ArrayLike) -> Floats:
    """How each item goes with the sum of the others: Pearson's correlation, nan without spread.

    Source: Nunnally and Bernstein (1994), Psychometric Theory; `r.drop` of psych in R.
    """
    given = complete(items)
    rests = given.sum(axis=1, keepdims=True) - given
    pairs = zip(given.T, rests.T, strict=True)
    return np.array([_correlation(item, rest) for item, rest in pairs], dtype=float)


def _correlation(item: Floats, rest: Floats) -> float:
    if item.size < 2 or _same(item) or _same(rest):
        return NAN
    return float(np.corrcoef(item, rest)[0, 1])


def _same(values: Floats) -> bool:
    """Whether values differ by no more than rounding makes of equal ones."""
    return not values.size or float(np.ptp(values)) <= 1e-9 * max(1.0, float(np.abs(values).max()))


def _one_factor(correlation: Floats) -> tuple[Floats, Floats]:
    """Loadings and own parts of one factor by maximum likelihood (Joereskog 1967)."""

    def discrepancy(unique: Floats) -> tuple[float, Floats]:
        root = np.sqrt(unique)
        values, vectors = np.linalg.eigh(correlation / np.outer(root, root))
        rest = values[:-1]
        loading = root * vectors[:, -1] * math.sqrt(max(values[-1] - 1, 0.0))
        slope = (loading**2 + unique - np.diag(correlation)) / unique**2
        return float((rest - np.log(rest)).sum()), slope

    start = np.clip(1 / np.diag(np.linalg.inv(correlation)), LEAST_UNIQUE, 1.0)
    bounds = [(LEAST_UNIQUE, 1.0)] * len(correlation)
    options = {"ftol": 1e-14, "gtol": 1e-9, "maxiter": 500}
    found = minimize(discrepancy, start, jac=True, bounds=bounds, options=options)
    root = np.sqrt(found.x)
    values, vectors = np.linalg.eigh(correlation / np.outer(root, root))
    loadings = root * vectors[:, -1] * math.sqrt(max(values[-1] - 1, 0.0))
    return loadings * (1 if loadings.sum() >= 0 else -1), found.x


def _omega(loadings: Floats, unique: Floats) -> float:
    """Omega of standardised items: what is shared out of what is shared and what is own."""
    total = loadings**2 + unique
    shared = float((loadings / np.sqrt(total)).sum()) ** 2
    return shared / (shared + float((unique / total).sum()))


def _error(loadings: Floats, unique: Floats, respondents: int) -> float:
    """The standard error of omega, from the information of loadings and own parts."""
    many = len(loadings)
    inverse = np.linalg.inv(np.outer(loadings, loadings) + np.diag(unique))
    units = np.eye(many)
    slopes = [np.outer(unit, loadings) + np.outer(loadings, unit) for unit in units]
    parts = [inverse @ slope for slope in [*slopes, *(np.diag(unit) for unit in units)]]
    information = np.array([[float((one * two.T).sum()) for two in parts] for one in parts])
    try:
        covariance = np.linalg.inv(information * (respondents - 1) / 2)
    except np.linalg.LinAlgError:
        return NAN
    start, step = np.concatenate([loadings, unique]), 1e-6
    moves = np.eye(2 * many) * step
    gradient = np.array(
        [
            (_omega(*np.split(start + move, 2)) - _omega(*np.split(start - move, 2))) / (2 * step)
            for move in moves
        ]
    )
    return math.sqrt(max(float(gradient @ covariance @ gradient), 0.0))
