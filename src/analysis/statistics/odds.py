"""What makes an outcome likelier, where few organisations had it: Firth's logistic regression.

Ordinary logistic regression has no answer when a characteristic separates those who stopped from
those who did not; Firth's penalty (1993) gives one that is finite and less biased in small groups.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import brentq
from scipy.stats import chi2

Floats = NDArray[np.float64]
STEPS, LONGEST, PRECISION, FLAT = 1_000, 5.0, 1e-10, 1e-6
FARTHEST, NEVER = 200.0, 1e6
"""How far from the estimate a bound is looked for; beyond that there is none. How unlikely is
impossible."""


@dataclass(frozen=True)
class Firth:
    """The coefficients, on the scale of the logarithm of the odds, the intercept first.

    `low` and `high` are the ends of profile likelihood intervals, `share` the chance of a
    likelihood ratio as large without that characteristic. All nan where there is no answer.
    """

    coefficients: Floats
    low: Floats
    high: Floats
    share: Floats


def firth(design: ArrayLike, outcome: ArrayLike, level: float = 0.95) -> Firth:
    """Firth's logistic regression (Heinze and Schemper 2002), as `logistf` of R.

    `design` has a row per organisation and a column per characteristic, without intercept;
    `outcome` is 1 or 0. Rows that are not complete are left out. There is no answer when all
    outcomes are the same, or when a characteristic follows from the others.
    """
    table, happened = np.asarray(design, dtype=float), np.asarray(outcome, dtype=float)
    complete = ~(np.isnan(table).any(axis=1) | np.isnan(happened))
    x = np.column_stack([np.ones(complete.sum()), table[complete]])
    y, many = happened[complete], x.shape[1]
    none, scale = np.full(many, np.nan), _scale(x)
    x = x / scale
    if len(x) <= many or np.unique(y).size < 2 or np.linalg.matrix_rank(x) < many:
        return Firth(none, none, none, none)
    best, most = _fitted(x, y, np.zeros(many), None)
    if np.abs(_slope(x, y, best)[0]).max() > FLAT:
        return Firth(none, none, none, none)
    reach = chi2.ppf(level, 1)
    low, high, share = none.copy(), none.copy(), none.copy()
    for place in range(many):
        low[place], high[place] = (_bound(x, y, best, most, place, side, reach) for side in (-1, 1))
        without = _fitted(x, y, np.where(np.arange(many) == place, 0.0, best), place)[1]
        share[place] = chi2.sf(max(0.0, 2 * (most - without)), 1)
    return Firth(best / scale, low / scale, high / scale, share)


def _scale(x: Floats) -> Floats:
    """How large each characteristic is, so that no unit makes the search harder than another."""
    spread = x.std(axis=0) if len(x) else np.zeros(x.shape[1])
    return np.where(spread > 0, spread, 1.0)


def _fitted(x: Floats, y: Floats, start: Floats, fixed: int | None) -> tuple[Floats, float]:
    """The coefficients of the highest penalised likelihood, one of them kept as it is or none."""
    b, free = start.copy(), np.arange(x.shape[1]) != (-1 if fixed is None else fixed)
    reached = _likelihood(x, y, b)
    for _ in range(STEPS):
        if not np.isfinite(reached):
            break
        score, information = (part[free] for part in _slope(x, y, b))
        if np.abs(score).max(initial=0.0) < PRECISION:
            break
        step = np.zeros_like(b)
        step[free] = np.linalg.solve(information[:, free], score)
        step *= min(1.0, LONGEST / np.abs(step).max())
        ahead = _likelihood(x, y, b + step)
        while ahead < reached and np.abs(step).max() > PRECISION:
            step /= 2
            ahead = _likelihood(x, y, b + step)
        if ahead < reached:
            break
        b, reached = b + step, ahead
    return b, reached


def _bound(
    x: Floats, y: Floats, best: Floats, most: float, place: int, side: int, reach: float
) -> float:
    """Where the likelihood, highest for a coefficient of the given size, has fallen too far.

    Where characteristics separate the outcomes it has several tops: each search begins at the
    nearest one found before, at the estimate, and the higher top counts. What a search gives that
    did not come to the top of the others is no bound.
    """

    path = {0.0: best}

    def left(away: float) -> float:
        near = path[min(path, key=lambda other: abs(other - away))]
        fits = []
        for start in (near, best) if len(path) > 1 else (best,):
            start = start.copy()
            start[place] = best[place] + side * away
            fits.append(_fitted(x, y, start, place))
        path[away], reached = max(fits, key=lambda fit: fit[1])
        return max(-NEVER, reach - 2 * (most - reached))

    far = 1.0
    while left(far) > 0:
        far *= 1.5
        if far > FARTHEST:
            return side * np.inf
    away = float(brentq(left, far / 1.5 if far > 1 else 0.0, far, xtol=1e-10))
    there = abs(left(away)) < FLAT and np.abs(np.delete(_slope(x, y, path[away])[0], place)).max(
        initial=0.0
    ) < np.sqrt(FLAT)
    return float(best[place] + side * away) if there else side * np.inf


def _slope(x: Floats, y: Floats, b: Floats) -> tuple[Floats, Floats]:
    """How the penalised likelihood changes with each coefficient, and the information."""
    p = _chance(x @ b)
    weighted = x * np.sqrt(p * (1 - p))[:, None]
    information = weighted.T @ weighted
    leverage = (weighted * np.linalg.solve(information, weighted.T).T).sum(axis=1)
    return x.T @ (y - p + leverage * (0.5 - p)), information


def _likelihood(x: Floats, y: Floats, b: Floats) -> float:
    """The logarithm of the likelihood with Firth's penalty, half that of the information."""
    line = x @ b
    p = _chance(line)
    information = (x * (p * (1 - p))[:, None]).T @ x
    sign, logarithm = np.linalg.slogdet(information)
    if sign <= 0:
        return -np.inf
    return float(y @ line - np.logaddexp(0, line).sum() + logarithm / 2)


def _chance(line: Floats) -> Floats:
    return 1 / (1 + np.exp(-np.clip(line, -500, 500)))
