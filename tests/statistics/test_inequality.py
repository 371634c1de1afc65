"""Inequality of size, held against R's ineq, published incomes and plain pairs."""

import csv
import math
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.statistics import influence
from analysis.statistics.inequality import (
    COVERED,
    gini,
    interval,
    mean_log_deviation,
    parted_theil,
    theil,
    variation,
)

INCOMES = [541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261]
ZEROS = [0, 0, 0, 1, 1, 2, 3, 10, 50, 120]
INDICES = (gini, theil, mean_log_deviation, variation)
SIZES = st.lists(st.integers(0, 1000), min_size=2, max_size=12).filter(any)
patient = settings(deadline=None, max_examples=60)


def near(value: float) -> object:
    return pytest.approx(value, rel=1e-9, abs=1e-12)


def test_inequality_of_ten_incomes_is_that_of_ineq() -> None:
    """R ineq 0.2-13 (laeken's gini gives 46.209113)."""
    assert gini(INCOMES, corrected=False) == near(0.4620911302676)
    assert gini(INCOMES) == near(0.5134345891862)
    assert theil(INCOMES) == near(0.3623412423439)
    assert mean_log_deviation(INCOMES) == near(0.4335946495204)
    assert variation(INCOMES) == near(0.9665587923458)


@pytest.mark.parametrize(
    ("province", "expected"),
    [
        ("Pangasinan", (0.4016569, 0.2837236, 0.2688806)),
        ("La Union", (0.4626395, 0.3622122, 0.3580480)),
    ],
)
def test_inequality_in_ilocos_is_that_of_ineq(
    real: Callable[[str], Path], province: str, expected: tuple[float, ...]
) -> None:
    """R ineq, data(Ilocos): Gini, Theil and the mean logarithmic deviation of household incomes."""
    with (real("r_reference") / "ineq_Ilocos.csv").open() as file:
        rows = list(csv.DictReader(file))
    incomes = [float(row["income"]) for row in rows if row["province"] == province]
    found = (gini(incomes, corrected=False), theil(incomes), mean_log_deviation(incomes))
    assert found == pytest.approx(expected, abs=5e-8)


def test_who_has_nothing_counts() -> None:
    """R ineq 0.2-13 for Gini; for Theil ln n minus the entropy of the shares, as 0 ln 0 is 0."""
    assert gini(ZEROS, corrected=False) == near(0.7951871657754)
    assert theil(ZEROS) == near(1.3378301743336707)
    assert math.isnan(mean_log_deviation(ZEROS))


def test_one_who_has_all_is_the_most_unequal() -> None:
    assert (gini([0, 0, 0, 5]), gini([0, 0, 0, 5], corrected=False)) == (1, 0.75)
    assert theil([0, 0, 0, 5]) == near(math.log(4))


def test_equal_ones_are_equal() -> None:
    assert [index([7.3] * 9) for index in INDICES] == [near(0)] * 4


def test_what_cannot_be_known_is_not_a_number() -> None:
    for values in ([], [math.nan], [0, 0, 0], [-1, 5, 6]):
        assert all(math.isnan(index(values)) for index in INDICES)
        assert math.isnan(parted_theil(values, ["a"] * len(values)).total)
        assert math.isnan(interval(values, gini, 1).value)


def test_one_organisation_is_not_unequal_and_has_no_spread() -> None:
    assert (gini([5], corrected=False), theil([5]), mean_log_deviation([5])) == (0, 0, 0)
    assert math.isnan(gini([5]))
    assert math.isnan(variation([5]))


def test_those_not_recorded_are_left_out() -> None:
    assert gini([1, math.nan, 2, 6]) == gini([1, 2, 6])
    assert parted_theil([1, math.nan, 2, 6], list("abab")) == parted_theil([1, 2, 6], list("aab"))


@patient
@given(SIZES)
def test_gini_is_the_mean_difference_between_two(values: list[int]) -> None:
    pairs = [abs(one - other) for one, other in combinations(values, 2)]
    assert gini(values) == near(sum(pairs) / len(pairs) / 2 / (sum(values) / len(values)))


@patient
@given(SIZES, st.integers(2, 5))
def test_order_currency_and_copies_do_not_matter(values: list[int], times: int) -> None:
    for index in (*INDICES[1:3], lambda those: gini(those, corrected=False)):
        own = index(values)
        if not math.isnan(own):
            assert index(values[::-1]) == near(own)
            assert index([times * value for value in values]) == near(own)
            assert index(values * times) == near(own)


@patient
@given(SIZES, st.lists(st.sampled_from("abc"), min_size=12, max_size=12))
def test_between_and_within_are_all_of_theil(values: list[int], groups: list[str]) -> None:
    parted = parted_theil(values, groups[: len(values)])
    assert parted.between + parted.within == near(parted.total)
    assert parted.between >= 0


def test_groups_with_the_same_mean_differ_within_only() -> None:
    parted = parted_theil([1, 3, 1, 3], list("aabb"))
    assert (parted.between, parted.within) == (near(0), near(theil([1, 3])))


@pytest.mark.parametrize("index", INDICES)
def test_the_influence_of_each_is_what_leaving_it_out_does(index: Callable[..., float]) -> None:
    """The jackknife's standard error, which tends to that of the influence."""
    values = np.sort(np.random.default_rng(3).gamma(3, size=400))
    left = np.array([index(np.delete(values, place)) for place in range(values.size)])
    jackknife = math.sqrt((values.size - 1) * left.var())
    moved = getattr(influence, index.__name__)(values)
    assert moved.std() / math.sqrt(values.size) == pytest.approx(jackknife, rel=0.03)


@pytest.mark.parametrize("index", INDICES)
def test_an_interval_holds_its_value_and_is_the_seeds(index: Callable[..., float]) -> None:
    found = interval(INCOMES, index, 1)
    assert found.low < found.value < found.high
    assert found == interval(INCOMES, index, np.random.default_rng(1))
    assert found.value == index(INCOMES)
    assert index.__name__ in COVERED


def test_equal_or_few_values_have_no_interval() -> None:
    for values in ([3, 3, 3, 3], [1, 2]):
        found = interval(values, gini, 1)
        assert math.isnan(found.low)
        assert math.isnan(found.high)


def test_ginis_interval_stays_below_one() -> None:
    assert interval([0, 0, 0, 0, 1, 30], gini, 1).high <= 1
