"""The odds ratio where groups are large: what the exact one comes to, in no time."""

from __future__ import annotations

from math import exp, log, sqrt

from scipy.stats import norm

from analysis.statistics.estimate import NAN, Estimate

LARGE = 200
"""Where every cell of a table holds more, the exact interval differs in the third digit at most."""


def odds_ratio(table: list[list[int]], level: float = 0.95) -> Estimate:
    """The ratio of the odds in the two rows of a 2 x 2 table; nan where a cell is empty.

    Source: Woolf (1955), Annals of Human Genetics 19, 251-253.
    """
    (a, b), (c, d) = table
    if not min(a, b, c, d):
        return Estimate(NAN, NAN, NAN)
    middle, error = log(a * d / (b * c)), sqrt(1 / a + 1 / b + 1 / c + 1 / d)
    reach = float(norm.ppf((1 + level) / 2)) * error
    return Estimate(exp(middle), exp(middle - reach), exp(middle + reach))
