"""Two groups and more, held against R's exactRankTests, published tests and all ways by hand."""

from __future__ import annotations

import math
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import kruskal as scipy_kruskal
from scipy.stats import mannwhitneyu, norm, rankdata

from analysis.statistics import two_groups
from analysis.statistics.two_groups import kruskal, mann_whitney, superiority

TREATED = [94, 108, 110, 90]
OTHERS = [80, 94, 85, 90, 90, 90, 108, 94, 78, 105, 88]
GROUP = st.lists(st.integers(1, 5), min_size=1, max_size=5)
patient = settings(deadline=None, max_examples=60)


def test_blood_pressures_with_ties_are_as_in_r() -> None:
    """R exactRankTests, wilcox.exact of bloodp (StatXact 1995, page 221): .0989."""
    assert mann_whitney(TREATED, OTHERS) == pytest.approx(0.0989, abs=5e-5)


def test_permeability_without_ties_is_as_in_r() -> None:
    """R wilcox.test, Hollander and Wolfe (1973), page 69: one-sided .1272."""
    x = [0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46]
    y = [1.15, 0.88, 0.90, 0.74, 1.21]
    assert mann_whitney(x, y) / 2 == pytest.approx(0.1272, abs=5e-5)


def test_superiority_is_the_share_of_pairs() -> None:
    """effsize, cliff.delta of the fifteen answers before and after: .48444, which is 2 A - 1."""
    before = [2, 3, 1, 4, 2, 3, 2, 5, 3, 2, 1, 4, 3, 2, 3]
    after = [3, 4, 3, 4, 4, 3, 2, 4, 5, 4, 2, 5, 4, 3, 4]
    assert 2 * superiority(after, before).value - 1 == pytest.approx(0.48444444444, abs=1e-11)


def test_its_bounds_solve_newcombes_equation() -> None:
    """Method 5: as far from what was found as 1.96 of its own standard errors."""
    found, m, n = superiority(TREATED, OTHERS), 4, 11
    for bound in (found.low, found.high):
        more = (m + n) / 2 - 1
        spread = 1 + more * (1 - bound) / (2 - bound) + more * bound / (1 + bound)
        error = math.sqrt(bound * (1 - bound) * spread / (m * n))
        assert abs(found.value - bound) / error == pytest.approx(norm.ppf(0.975), abs=1e-9)
    one = superiority([5], [1])
    # (1 - s) = z2 s for one of each.
    assert (one.value, one.high) == (1, 1)
    assert one.low == pytest.approx(1 / (1 + norm.ppf(0.975) ** 2))
    assert superiority([1], [5]).high == pytest.approx(1 - one.low)


def test_without_anybody_or_any_difference_nothing_is_said() -> None:
    for a, b in (([], [1, 2]), ([1], []), ([np.nan], [2]), ([3, 3], [3])):
        assert math.isnan(mann_whitney(a, b))
        assert math.isnan(kruskal([a, b], 1))
    assert math.isnan(superiority([], [1]).value)
    assert superiority([3, 3], [3]).value == 0.5
    assert math.isnan(kruskal([], 1))


def test_who_did_not_answer_is_in_no_group() -> None:
    assert mann_whitney([*TREATED, np.nan], OTHERS) == mann_whitney(TREATED, OTHERS)
    assert superiority([*TREATED, np.nan], OTHERS) == superiority(TREATED, OTHERS)
    assert kruskal([TREATED, [], OTHERS], 1) == kruskal([TREATED, OTHERS], 1)


def test_large_groups_come_near_to_all_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = np.random.default_rng(4)
    a, b = chance.integers(1, 6, 40), chance.integers(2, 6, 30)
    exact = mann_whitney(a, b)
    monkeypatch.setattr(two_groups, "WORK", 1)
    assert mann_whitney(a, b) == pytest.approx(exact, abs=0.003)
    assert mann_whitney(a, b) == pytest.approx(mannwhitneyu(a, b, method="asymptotic").pvalue)


def test_several_groups_by_shuffling_come_near_to_the_limit() -> None:
    chance = np.random.default_rng(5)
    groups = [chance.integers(1 + more, 6 + more, 30) for more in (0, 0, 1)]
    found = kruskal(groups, 7)
    assert found == pytest.approx(scipy_kruskal(*groups).pvalue, abs=0.01)
    assert found == kruskal([group[::-1] for group in groups], 7)
    error = math.sqrt(0.0989 * 0.9011 / two_groups.RESAMPLES)
    assert kruskal([TREATED, OTHERS], 3) == pytest.approx(0.0989, abs=4 * error)


@patient
@given(GROUP, GROUP)
def test_every_division_by_hand_gives_the_same_chance(a: list[int], b: list[int]) -> None:
    found = mann_whitney(a, b)
    if len({*a, *b}) == 1:
        assert math.isnan(found)
        return
    ranks = rankdata(a + b)
    middle, own = len(a) * ranks.mean(), ranks[: len(a)].sum()
    sums = [ranks[list(those)].sum() for those in combinations(range(len(ranks)), len(a))]
    by_hand = np.mean([abs(each - middle) >= abs(own - middle) - 1e-9 for each in sums])
    assert found == pytest.approx(by_hand)
    assert found == pytest.approx(mann_whitney(b[::-1], a))


@patient
@given(GROUP, GROUP)
def test_superiority_is_symmetric_and_within_its_bounds(a: list[int], b: list[int]) -> None:
    here, there = superiority(a, b), superiority(b, a)
    by_hand = np.mean([(x > y) + (x == y) / 2 for x in a for y in b])
    assert here.value == pytest.approx(by_hand)
    assert here.value == pytest.approx(1 - there.value)
    assert here.low == pytest.approx(1 - there.high, abs=1e-6)
    assert 0 <= here.low <= here.value <= here.high <= 1


@pytest.mark.full
def test_the_bounds_of_superiority_hold_about_as_often_as_they_say() -> None:
    """Answers on five steps of 12 and 20 persons, the first half a step higher."""
    chance, low, high = np.random.default_rng(8), [], []
    first, second = [0.05, 0.1, 0.2, 0.35, 0.3], [0.1, 0.2, 0.3, 0.25, 0.15]
    higher = sum(p * q for i, p in enumerate(first) for j, q in enumerate(second) if i > j)
    true = higher + sum(p * q for p, q in zip(first, second, strict=True)) / 2
    for _ in range(1_500):
        found = superiority(chance.choice(5, 12, p=first), chance.choice(5, 20, p=second))
        low.append(found.low)
        high.append(found.high)
    held = np.mean((np.array(low) <= true) & (true <= np.array(high)))
    assert 0.93 <= held <= 0.985
