"""Answers weighted so that those who answered resemble all who were asked."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy.stats import beta, t

from analysis.statistics.estimate import NAN, Estimate

__all__ = ["Estimate", "design_effect", "raked", "unreached", "weighted_mean", "weighted_share"]

Floats = NDArray[np.float64]
ROUNDS = 1_000
NEAR = 1e-12
"""Margins that differ less, as a share, are reached."""


def unreached(sample: pd.DataFrame, totals: Mapping[str, pd.Series]) -> dict[str, list]:
    """Per variable the groups with people asked of whom nobody answered: no weight reaches them."""
    found = {name: asked[asked > 0].index for name, asked in totals.items()}
    missing = {name: [c for c in each if not (sample[name] == c).any()]
               for name, each in found.items()}  # fmt: skip
    return {name: each for name, each in missing.items() if each}


def raked(sample: pd.DataFrame, totals: Mapping[str, pd.Series]) -> Floats:
    """A weight for each who answered, so that they count up to what is known of all asked.

    `sample` has a column of codes per variable, `totals` how many were asked per code. Source:
    Deming and Stephan (1940), Annals of Mathematical Statistics 11, 427-444; each variable in
    turn, until all margins are right. All weights are nan where no weights do it: a group that
    was asked without anybody who answered (see `unreached`), an answer from a group that nobody
    asked or that is not recorded, totals that disagree, or margins that can't go together.
    """
    unknown = np.full(len(sample), np.nan)
    asked = {name: total[total > 0].astype(float) for name, total in totals.items()}
    sums = [float(total.sum()) for total in asked.values()]
    if not len(sample) or not sums or max(sums) - min(sums) > NEAR * max(sums):
        return unknown
    if min(sums) <= 0 or unreached(sample, totals):
        return unknown
    codes = {name: _places(sample[name], total) for name, total in asked.items()}
    if any((each < 0).any() for each in codes.values()):
        return unknown
    weights = np.full(len(sample), sums[0] / len(sample))
    for _ in range(ROUNDS):
        before = weights
        for name, total in asked.items():
            reached = np.bincount(codes[name], weights=weights, minlength=len(total))
            if (reached <= 0).any():
                return unknown
            weights = weights * (total.to_numpy() / reached)[codes[name]]
        if np.abs(weights - before).max() <= NEAR * weights.max():
            break
    return weights if _right(weights, codes, asked) else unknown


def _places(groups: pd.Series, total: pd.Series) -> NDArray[np.intp]:
    """Where the group of each stands among the totals; -1 if it does not."""
    return pd.Index(total.index.astype(object)).get_indexer(pd.Index(groups.astype(object)))


def _right(weights: Floats, codes: Mapping[str, NDArray], asked: Mapping[str, pd.Series]) -> bool:
    reached = (np.bincount(codes[n], weights=weights, minlength=len(asked[n])) for n in asked)
    return all(
        np.allclose(found, total, rtol=1e-6, atol=0)
        for found, total in zip(reached, asked.values(), strict=True)
    )


def design_effect(weights: ArrayLike) -> float:
    """How many times more answers these weights need for the same precision; 1 if all are equal.

    Source: Kish (1965), Survey Sampling, 11.7. nan without weights.
    """
    given = np.asarray(weights, dtype=float)
    if not given.size or not given.sum() > 0:
        return NAN
    return float(given.size * (given**2).sum() / given.sum() ** 2)


def weighted_mean(values: ArrayLike, weights: ArrayLike, level: float = 0.95) -> Estimate:
    """A mean in which some count for more, with bounds as if these were drawn from all.

    The bounds are those of linearisation (svymean of survey in R, of a sample drawn with
    replacement) with Student's t; they take the weights as given. nan without answers, and the
    bounds also with one answer or where all answers are the same.
    """
    given, weight = _known(values, weights)
    if not given.size:
        return Estimate(NAN, NAN, NAN)
    value, n = float(weight @ given / weight.sum()), given.size
    if n < 2 or np.ptp(given) == 0:
        return Estimate(value, NAN, NAN)
    apart = weight * (given - value) / weight.sum()
    reach = float(t.ppf((1 + level) / 2, n - 1)) * math.sqrt(n / (n - 1) * float((apart**2).sum()))
    return Estimate(value, value - reach, value + reach)


def weighted_share(holds: ArrayLike, weights: ArrayLike, level: float = 0.95) -> Estimate:
    """A share in which some count for more, with exact bounds of as many answers as it is worth.

    Source: Korn and Graubard (1998), Survey Methodology 24, 193-201. With equal weights they are
    those of Clopper and Pearson. `holds` is 1 or 0, nan where not known; nan without answers.
    """
    given, weight = _known(holds, weights)
    if not given.size:
        return Estimate(NAN, NAN, NAN)
    value = min(1.0, float(weight @ given / weight.sum()))
    worth = given.size / design_effect(weight)
    if 0 < value < 1:
        spread = float((weight**2 * (given - value) ** 2).sum()) / float(weight.sum()) ** 2
        worth = min(value * (1 - value) / spread, float(given.size))
    with_it, without = worth * value, worth * (1 - value)
    tail = (1 - level) / 2
    low = float(beta.ppf(tail, with_it, without + 1)) if value > 0 else 0.0
    high = float(beta.ppf(1 - tail, with_it + 1, without)) if value < 1 else 1.0
    return Estimate(value, low, high)


def _known(values: ArrayLike, weights: ArrayLike) -> tuple[Floats, Floats]:
    given, weight = (np.asarray(each, dtype=float).reshape(-1) for each in (values, weights))
    known = ~np.isnan(given) & (weight > 0)
    return given[known], weight[known]
