"""How many more recommend something than advise against it."""

from __future__ import annotations

import math

from scipy.optimize import brentq
from scipy.stats import norm

from analysis.statistics.estimate import NAN, Estimate

__all__ = ["Estimate", "net_score"]


def net_score(promoters: int, passives: int, detractors: int, level: float = 0.95) -> Estimate:
    """Promoters minus detractors out of a hundred who answered: from -100 to 100.

    Source: Reichheld (2003), Harvard Business Review 81, 46-54. The bounds are the score
    interval of a difference of two shares of the same people (Tango 1998, Statistics in Medicine
    17, 891-908), which also holds with few answers and at either end; nan without answers.
    """
    n = promoters + passives + detractors
    if n < 1 or min(promoters, passives, detractors) < 0:
        return Estimate(NAN, NAN, NAN)
    value, z = (promoters - detractors) / n, float(norm.ppf((1 + level) / 2))

    def beyond(score: float) -> float:
        # How many detractors there would be if this were the score, from Tango's equation.
        b = -promoters - detractors + (2 * n - promoters + detractors) * score
        c = -detractors * score * (1 - score)
        against = (math.sqrt(max(b * b - 8 * n * c, 0.0)) - b) / (4 * n)
        variance = n * (2 * against + score * (1 - score))
        return (n * (value - score)) ** 2 - z * z * variance

    # The score itself solves it where the bounds are that of nobody for or against.
    low = float(brentq(beyond, -1.0, value - 1e-9)) if value > -1 else -1.0
    high = float(brentq(beyond, value + 1e-9, 1.0)) if value < 1 else 1.0
    return Estimate(100 * value, 100 * low, 100 * high)
