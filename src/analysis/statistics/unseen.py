"""The diversity of all from whom a sample was drawn, those of whom it shows nothing included.

For a programme that declares its participants a sample; a census has nothing unseen.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import digamma
from scipy.stats import norm

from analysis.statistics.estimate import NAN, Estimate

RESAMPLES = 500
ORDERS = (0, 1, 2)


def estimated_hill(
    counts: ArrayLike,
    order: float,
    chance: np.random.Generator | int,
    level: float = 0.95,
    resamples: int = RESAMPLES,
) -> Estimate:
    """The Hill number of order 0, 1 or 2 of all, from a sample (Chao and Jost 2015).

    Order 0 is Chao's lower bound (1984): a sample cannot show how many categories there are at
    most, so its higher end is nan and its lower end is what was seen. Of orders 1 and 2 the
    interval is the estimate with the standard error, on the scale of the logarithm, of the
    estimates from samples of the assemblage as estimated from this one (Chao and others 2014,
    appendix G, as in iNEXT). Measured with 40 drawn of 4, 7 and 15 categories, evenly and not, an
    interval of 95 % held in 93 to 99 % for order 1 and in 90 to 99 % for order 2; a percentile
    bootstrap in 61 to 80 %. nan where there is no estimate, as of order 2 when nobody shares a
    category.
    """
    many = np.asarray(counts, dtype=np.int64)
    many, total = many[many > 0], int(many.sum())
    value = _estimate(many, order)
    if not np.isfinite(value) or total < 2:
        return Estimate(value if total > 1 else NAN, NAN, NAN)
    if order == 0:
        return Estimate(value, float(many.size), NAN)
    drawn = np.random.default_rng(chance).multinomial(total, _assemblage(many), size=resamples)
    again = np.array([_estimate(row[row > 0], order) for row in drawn])
    logs = np.log(again[np.isfinite(again)])
    if logs.size < resamples / 2:
        return Estimate(value, NAN, NAN)
    reach = float(np.exp(norm.ppf((1 + level) / 2) * logs.std(ddof=1)))
    return Estimate(value, value / reach, value * reach)


def _estimate(many: NDArray[np.int64], order: float) -> float:
    n = int(many.sum())
    if order not in ORDERS or not n:
        return NAN
    if order == 2:
        pairs = float((many * (many - 1.0)).sum())
        return n * (n - 1) / pairs if pairs else NAN
    once, twice = int((many == 1).sum()), int((many == 2).sum())
    if order == 0:
        unseen = once**2 / (2 * twice) if twice else once * (once - 1) / 2
        return many.size + (n - 1) / n * unseen
    seen = float((many / n * (digamma(n) - digamma(many))).sum())
    return float(np.exp(seen + _entropy_unseen(n, once, twice)))


def _entropy_unseen(n: int, once: int, twice: int) -> float:
    """What categories not in the sample add to Shannon's index (Chao, Wang and Jost 2013)."""
    if not once or n < 2:
        return 0.0
    a = 2 * twice / ((n - 1) * once + 2 * twice) if twice else 2 / ((n - 1) * (once - 1) + 2)
    if a >= 1:
        return 0.0
    # The series of -ln(a) from its n-th term on, which a difference would lose to rounding.
    r = np.arange(n, n + 5_000_000 if a < 1e-4 else n + int(60 / a) + 1)
    return once / n * float(np.exp((r - n + 1) * np.log1p(-a)) @ (1 / r))


def _assemblage(many: NDArray[np.int64]) -> NDArray[np.float64]:
    """The shares of all categories, the unseen ones included, as the sample suggests them."""
    n = int(many.sum())
    once, twice = int((many == 1).sum()), int((many == 2).sum())
    p = many / n
    unseen = (n - 1) / n * (once**2 / (2 * twice) if twice else once * (once - 1) / 2)
    if not unseen:
        return p
    missing = once / n * ((n - 1) * once / ((n - 1) * once + 2 * twice) if twice
                          else (n - 1) * (once - 1) / ((n - 1) * (once - 1) + 2))  # fmt: skip
    shrink = missing / float((p * (1 - p) ** n).sum())
    seen, more = p * (1 - shrink * (1 - p) ** n), int(np.ceil(unseen))
    every = np.append(np.clip(seen, 0, None), np.full(more, missing / more))
    return every / every.sum()
