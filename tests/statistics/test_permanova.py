"""Disjoint groups, held against R's vegan, all splits, and a principal coordinate analysis."""

import math
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import f_oneway

from analysis.statistics.dissimilarity import gower, profiles
from analysis.statistics.permanova import complete, permanova, permdisp

SECTORS = ["K", "K", "E", "E", "S", "C", "K", "B", "E", "S"]
NUMBERS = [
    [1, 2, 3, 3, 2, 5, 4, 4, 1, 2],
    [0, 1.5, 2, 6, 1, 24, 40, 12, 0.5, 3],
    [8, 45, 120, 400, 60, 2500, 5200, 900, 15, 150],
]
TEN = gower(profiles([["KESCB".index(sector)] for sector in SECTORS], np.transpose(NUMBERS)))
HALVES = list("AAAAABBBBB")


def test_two_halves_of_ten_differ_as_vegan_says() -> None:
    """vegan 2.6-4, adonis2 on cluster::daisy; the share is of all 252 splits."""
    found = permanova(TEN, HALVES, 1_000, 1)
    assert found.statistic == pytest.approx(1.352992, abs=5e-7)
    assert found.explained == pytest.approx(0.1446587, abs=5e-8)
    assert (found.share_at_least, found.exact) == (pytest.approx(74 / 252), True)
    assert (found.resamples, found.monte_carlo_error) == (252, 0)


def test_drawing_some_splits_comes_near_to_all() -> None:
    found = permanova(TEN, HALVES, 251, 1)
    assert not found.exact
    assert found.share_at_least == pytest.approx(74 / 252, abs=4 * found.monte_carlo_error)


def test_two_halves_of_ten_are_as_heterogeneous_as_vegan_says() -> None:
    """vegan 2.6-4, betadisper(type = "centroid") on the square root of cluster::daisy."""
    found = permdisp(np.sqrt(TEN), HALVES, 999, 1)
    assert found.statistic == pytest.approx(25.528267, abs=5e-7)
    assert found.groups == pytest.approx([0.3376271, 0.4958745], abs=5e-8)
    assert found.share_at_least < 0.01


def test_with_small_groups_corrected_both_are_more_heterogeneous() -> None:
    """Stier and others (2013): the square root of 5 / 4 times as far from the centre."""
    plain, corrected = (permdisp(np.sqrt(TEN), HALVES, 9, 1, flag) for flag in (False, True))
    assert corrected.groups == pytest.approx(plain.groups * math.sqrt(5 / 4))
    assert corrected.statistic == pytest.approx(plain.statistic)


def test_with_one_number_permanova_is_the_analysis_of_variance() -> None:
    """scipy, f_oneway: on distances along one line F is the usual one."""
    values = np.array([1.0, 2, 4, 3, 5, 9, 8, 8, 7])
    found = permanova(np.abs(values[:, None] - values), list("aaabbbccc"), 99, 1)
    assert found.statistic == pytest.approx(f_oneway(values[:3], values[3:6], values[6:]).statistic)


def test_dispersion_subtracts_what_negative_eigenvalues_add() -> None:
    """A principal coordinate analysis in full, as vegan does it, of distances no space holds."""
    chance = np.random.default_rng(1)
    apart = chance.uniform(1, 4, (9, 9))
    apart = np.triu(apart, 1) + np.triu(apart, 1).T
    group = np.array([0, 0, 0, 0, 1, 1, 1, 1, 1])
    centring = np.eye(9) - 1 / 9
    values, vectors = np.linalg.eigh(-centring @ apart**2 @ centring / 2)
    assert values.min() < -0.5
    axes = vectors * np.sqrt(np.abs(values))
    centres = np.stack([axes[group == each].mean(axis=0) for each in (0, 1)])
    squares = ((axes - centres[group]) ** 2 * np.sign(values)).sum(axis=1)
    away = np.sqrt(np.abs(squares))
    found = permdisp(apart, group, 9, 1)
    assert found.groups == pytest.approx([away[group == each].mean() for each in (0, 1)])
    assert found.statistic == pytest.approx(f_oneway(away[:4], away[4:]).statistic)


def test_groups_alike_are_not_told_apart() -> None:
    """Twice the same five: no variation between them, and every split tells as much."""
    values = np.array([1.0, 2, 4, 7, 11] * 2)
    apart = np.abs(values[:, None] - values)
    found, spread = permanova(apart, HALVES, 1_000, 1), permdisp(apart, HALVES, 99, 1)
    assert (found.statistic, found.share_at_least) == (pytest.approx(0, abs=1e-9), 1)
    assert (spread.statistic, spread.share_at_least) == (pytest.approx(0, abs=1e-9), 1)


def test_of_those_who_are_all_alike_nothing_is_known() -> None:
    for test in (permanova, permdisp):
        assert math.isnan(test(np.zeros((6, 6)), list("aaabbb"), 99, 1).share_at_least)


def test_without_two_groups_or_with_an_unknown_distance_nothing_is_known() -> None:
    hole = TEN.copy()
    hole[2, 3] = hole[3, 2] = math.nan
    for test in (permanova, permdisp):
        assert math.isnan(test(TEN, ["A"] * 10, 99, 1).statistic)
        assert math.isnan(test(TEN[:2, :2], ["A", "B"], 99, 1).statistic)
        assert math.isnan(test(hole, HALVES, 99, 1).statistic)
    kept = complete(hole)
    assert kept.tolist() == [True, True, False, *[True] * 7]
    assert complete(np.full((3, 3), math.nan)).sum() == 0


def test_a_group_of_one_is_at_its_own_centre() -> None:
    found = permdisp(np.sqrt(TEN), ["alone", *["rest"] * 9], 99, 1)
    assert found.groups[0] == pytest.approx(0, abs=1e-9)


@settings(deadline=None, max_examples=25)
@given(st.permutations(range(10)), st.permutations("ABC"))
def test_order_and_names_of_groups_do_not_matter(order: list[int], names: list[str]) -> None:
    groups = list("ABCABCABCA")
    other = [dict(zip("ABC", names, strict=True))[groups[place]] for place in order]
    apart = TEN[np.ix_(order, order)]
    for test in (permanova, permdisp):
        own = test(TEN, groups, 9, 1)
        assert test(apart, other, 9, 1).statistic == pytest.approx(own.statistic)
        assert test(apart, other, 9, 1).explained == pytest.approx(own.explained)


def test_all_splits_are_gone_through_once() -> None:
    """By hand: of six on a line, F of every split of two and four."""
    values = np.array([0.0, 1, 1, 2, 5, 9])
    labels = list("abbbba")
    apart = np.abs(values[:, None] - values)

    def f(first: tuple[int, ...]) -> float:
        rest = [place for place in range(6) if place not in first]
        return float(f_oneway(values[list(first)], values[rest]).statistic)

    own = f((0, 5))
    exact = sum(f(first) >= own - 1e-9 for first in combinations(range(6), 2)) / 15
    assert permanova(apart, labels, 15, 1).share_at_least == pytest.approx(exact)


@pytest.mark.full
def test_a_difference_in_place_is_no_difference_in_dispersion() -> None:
    """Two groups of twenty ten standard deviations apart: 5 % of 300 at most about 5 %."""
    chance = np.random.default_rng(4)
    shares = []
    for _ in range(300):
        values = chance.normal(size=(40, 2)) + np.repeat([[0], [10]], 20, axis=0)
        apart = np.sqrt(((values[:, None] - values) ** 2).sum(axis=2))
        shares.append(permdisp(apart, [0] * 20 + [1] * 20, 199, 1).share_at_least)
    assert float(np.mean(np.array(shares) <= 0.05)) < 0.09
