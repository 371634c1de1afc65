"""A share as a count out of a base, and between which bounds it may lie.

The bounds are about what else could have happened, or about all from whom these are a sample: of
those who took part themselves the share is simply known.
"""

from __future__ import annotations

from typing import Literal

from scipy.stats import binomtest

from analysis.statistics.estimate import NAN, Estimate

__all__ = ["Estimate", "exact", "newcombe", "wilson"]


def exact(count: int, base: int, level: float = 0.95) -> Estimate:
    """A share with bounds that hold at least as often as they say (Clopper and Pearson 1934)."""
    return _share(count, base, level, "exact")


def wilson(count: int, base: int, level: float = 0.95) -> Estimate:
    """A share with narrower bounds, that hold about as often as they say (Wilson 1927)."""
    return _share(count, base, level, "wilson")


def newcombe(
    count_first: int, base_first: int, count_second: int, base_second: int, level: float = 0.95
) -> Estimate:
    """The first share minus the second, of groups with nobody in common (Newcombe 1998, 10).

    Made of Wilson's bounds of both shares.
    """
    first, second = wilson(count_first, base_first, level), wilson(count_second, base_second, level)
    difference = first.value - second.value
    low = ((first.value - first.low) ** 2 + (second.high - second.value) ** 2) ** 0.5
    high = ((first.high - first.value) ** 2 + (second.value - second.low) ** 2) ** 0.5
    return Estimate(difference, difference - low, difference + high)


def _share(count: int, base: int, level: float, method: Literal["exact", "wilson"]) -> Estimate:
    if not base:
        return Estimate(NAN, NAN, NAN)
    found = binomtest(int(count), int(base)).proportion_ci(level, method)
    return Estimate(count / base, float(found.low), float(found.high))
