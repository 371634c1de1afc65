"""What few cases can show at all: the smallest difference that chance would seldom give."""

from __future__ import annotations

import numpy as np
from scipy.special import gammaln

_TIES = 1 + 1e-7
"""Probabilities that differ by less are equal, as in R's fisher.test."""


def two_sided(cases: int, everyone: int, group: int) -> np.ndarray:
    """Fisher's exact two-sided p for each number of the cases that may be in a group.

    The number at place 0 is for none of them. Of `everyone`, `cases` are cases and `group` are in
    the group; what is impossible has p nan.

    Source: Fisher (1935), Journal of the Royal Statistical Society 98, 39-54; of equally or less
    likely tables, as R's fisher.test.
    """
    numbers = np.arange(cases + 1)
    possible = (numbers >= cases - (everyone - group)) & (numbers <= group)
    inside, rest = numbers.clip(max(0, cases - everyone + group), group), everyone - group
    ways = _ways(group, inside) + _ways(rest, cases - inside) - _ways(everyone, cases)
    chances = np.where(possible, np.exp(ways), 0.0)
    ordered = np.sort(chances)
    places = np.searchsorted(ordered, chances * _TIES, side="right")
    sums = np.concatenate([[0.0], np.cumsum(ordered)])[places]
    return np.where(possible, np.minimum(sums, 1.0), np.nan)


def _ways(everyone: int, chosen: np.ndarray | int) -> np.ndarray:
    """The logarithm of how many ways there are to choose some of all."""
    return np.asarray(gammaln(everyone + 1) - gammaln(chosen + 1) - gammaln(everyone - chosen + 1))


def needed(cases: int, everyone: int, group: int, level: float = 0.05) -> int | None:
    """How many of the cases would have to be in a group before its excess has p below a level.

    None where even all that can be would not do, or nobody is outside the group.
    """
    if not 0 < group < everyone:
        return None
    p = two_sided(cases, everyone, group)
    more = np.arange(cases + 1) * everyone > cases * group
    found = np.flatnonzero(more & (p < level))
    return int(found[0]) if len(found) else None
