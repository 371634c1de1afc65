"""How diverse a group is by one attribute, from how many there are of each category.

`counts` holds one number per declared category, zeros included. Of nobody no diversity is known:
each function then gives nan. Logarithms are natural.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import gammaln

from analysis.statistics.estimate import NAN, Estimate, Parted
from analysis.statistics.unseen import estimated_hill

__all__ = [
    "Estimate",
    "Parted",
    "blau",
    "estimated_hill",
    "evenness",
    "hill",
    "normalised_blau",
    "parted_shannon",
    "rarefied",
    "shannon",
]


def shares(counts: ArrayLike) -> NDArray[np.float64]:
    """The share of each category that occurs; those without anybody are left out."""
    many = np.asarray(counts, dtype=float)
    present = many[many > 0]
    return present / present.sum()


def shannon(counts: ArrayLike) -> float:
    """How hard it is to guess the category of one drawn at random (Shannon 1948), in nats.

    0 when all are of one category, the logarithm of k when k categories are equally frequent.
    """
    p = shares(counts)
    return max(0.0, float(-(p * np.log(p)).sum())) if p.size else NAN


def evenness(counts: ArrayLike) -> float:
    """How evenly all are spread over the categories that occur, 0 to 1 (Pielou 1966).

    nan below two categories that occur: one category is neither even nor uneven.
    """
    present = np.count_nonzero(np.asarray(counts))
    return min(1.0, shannon(counts) / float(np.log(present))) if present > 1 else NAN


def blau(counts: ArrayLike) -> float:
    """The chance that two drawn with replacement differ in category (Simpson 1949, Blau 1977)."""
    p = shares(counts)
    return max(0.0, 1.0 - float((p * p).sum())) if p.size else NAN


def normalised_blau(counts: ArrayLike) -> float:
    """Blau's index as a share of the most that k declared categories allow.

    The index of qualitative variation (Mueller and Schuessler 1961); nan below two categories.
    """
    declared = np.size(np.asarray(counts))
    return float(np.minimum(1, blau(counts) / (1 - 1 / declared))) if declared > 1 else NAN


def hill(counts: ArrayLike, order: float) -> float:
    """The number of equally frequent categories that would be as diverse (Hill 1973).

    Order 0 counts the categories that occur, 1 is the exponential of Shannon's index, 2 weighs
    the frequent ones most; the order may be any number from 0, infinity included.
    """
    p = shares(counts)
    if not p.size:
        return NAN
    if order == 1:
        return float(np.exp(shannon(counts)))
    if np.isinf(order):
        return float(1 / p.max())
    return float((p**order).sum() ** (1 / (1 - order)))


def rarefied(counts: ArrayLike, size: int, order: float) -> float:
    """The Hill number to expect when only `size` of them are drawn without replacement.

    So a group of 39 and one of 29 compare fairly. Order 0 is Hurlbert (1971), as `rarefy` of
    vegan; orders 1 and 2 are the Hill number of the expected numbers of categories that occur
    once, twice and so on among those drawn (Chao and others 2014), as in iNEXT. nan when more
    are drawn than there are. Drawing all gives `hill(counts, order)`.
    """
    many = np.asarray(counts, dtype=np.int64)
    many, total = many[many > 0], int(many.sum())
    if not 0 < size <= total:
        return NAN
    if size == total:
        return hill(many, order)
    if order == 0:
        return float((1 - _chance(np.zeros(1, dtype=np.int64), total, many, size)).sum())
    if order == 2:
        pairs = float((many * (many - 1.0)).sum()) / (total * (total - 1.0)) if total > 1 else 0.0
        return 1 / (1 / size + (size - 1) / size * pairs)
    # Beyond this the chance is below 1e-21 (Hoeffding 1963), so that few numbers are looked at;
    # it holds for those who are drawn and for those who are left, whichever are fewer.
    reach = int(np.ceil(5 * np.sqrt(min(size, total - size)))) + 1
    least = np.maximum(1, size * many // total - reach)
    drawn = np.minimum(least[:, None] + np.arange(2 * reach + 2), size + 1)
    expected = _chance(drawn, total, many[:, None], size)
    part = drawn / size
    if order == 1:
        return float(np.exp(-(part * np.log(part) * expected).sum()))
    return float((part**order * expected).sum() ** (1 / (1 - order)))


def _chance(
    drawn: NDArray[np.int64], total: int, many: NDArray[np.int64], size: int
) -> NDArray[np.float64]:
    """The chance that so many of a category are among `size` drawn without replacement."""
    left, others = many - drawn, total - many - size + drawn
    fine = (left >= 0) & (others >= 0) & (drawn <= size)
    logs = _logarithms(1 << total.bit_length())
    of, rest = np.where(fine, drawn, 0), np.where(fine, size - drawn, 0)
    ways = (logs[many] - logs[of] - logs[np.where(fine, left, 0)]
            + logs[total - many] - logs[rest] - logs[np.where(fine, others, 0)]
            - logs[total] + logs[size] + logs[total - size])  # fmt: skip
    return np.exp(np.where(fine, ways, -np.inf))


@lru_cache(maxsize=4)
def _logarithms(most: int) -> NDArray[np.float64]:
    """The logarithms of the factorials of the numbers from 0 on."""
    return np.asarray(gammaln(np.arange(most + 1) + 1.0))


def parted_shannon(counts: ArrayLike) -> Parted:
    """Shannon's index of all together, parted between and within groups: one row per group.

    Within is the mean of the groups' indices, each weighing by its size; between is what the
    group tells about the category, their mutual information (Theil 1972).
    """
    table = np.asarray(counts, dtype=float)
    if not table.sum() > 0:
        return Parted(NAN, NAN, NAN)
    p = table / table.sum()
    rows, columns = p.sum(axis=1), p.sum(axis=0)
    within = sum(weight * shannon(row) for weight, row in zip(rows, p, strict=True) if weight > 0)
    at, of = np.nonzero(p)
    between = float((p[at, of] * np.log(p[at, of] / (rows[at] * columns[of]))).sum())
    return Parted(max(0.0, between), float(within), shannon(columns))
