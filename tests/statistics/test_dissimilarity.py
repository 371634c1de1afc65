"""Gower's distance, held against R's cluster and against plain loops."""

import math
from dataclasses import replace
from itertools import combinations, product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.statistics import dissimilarity
from analysis.statistics.dissimilarity import (
    Profiles,
    by_attribute,
    gower,
    mean_distance,
    parted_rao,
    profiles,
    ranges_of,
    rao,
    sampled_distance,
    to_others,
    without_each,
)

SECTORS = ["K", "K", "E", "E", "S", "C", "K", "B", "E", "S"]
NUMBERS = [
    [1, 2, 3, 3, 2, 5, 4, 4, 1, 2],
    [0, 1.5, 2, 6, 1, 24, 40, 12, 0.5, 3],
    [8, 45, 120, 400, 60, 2500, 5200, 900, 15, 150],
]
TEN = profiles([["KESCB".index(sector)] for sector in SECTORS], np.transpose(NUMBERS))
LEFT_OUT = math.nan


@st.composite
def made_up(draw: Any) -> Profiles:
    """Two categories, a ladder and a size of 1 to 12 organisations, some not recorded."""
    many = draw(st.integers(1, 12))
    codes = st.lists(st.integers(-1, 3), min_size=2, max_size=2)
    numbers = st.lists(st.one_of(st.just(LEFT_OUT), st.integers(0, 5)), min_size=2, max_size=2)
    rows = st.lists(st.tuples(codes, numbers), min_size=many, max_size=many)
    found = draw(rows)
    return profiles([row[0] for row in found], [row[1] for row in found], [5, 7])


def plain(these: Profiles, one: int, other: int) -> float:
    """The distance between two in plain loops; nan where less than half is known of both."""
    found = []
    for mine, theirs in zip(these.codes[one], these.codes[other], strict=True):
        if mine >= 0 and theirs >= 0:
            found.append(float(mine != theirs))
    for mine, theirs, most in zip(
        these.numbers[one], these.numbers[other], these.ranges, strict=True
    ):
        if not (math.isnan(mine) or math.isnan(theirs)):
            found.append(abs(mine - theirs) / most)
    return sum(found) / len(found) if found and 2 * len(found) >= 4 else math.nan


def mean(values: list[float]) -> float:
    """The mean of those that are known; nan if none is."""
    known = [value for value in values if not math.isnan(value)]
    return sum(known) / len(known) if known else math.nan


def near(value: Any) -> object:
    return pytest.approx(value, rel=1e-9, abs=1e-12, nan_ok=True)


def test_distances_of_ten_organisations_are_those_of_daisy() -> None:
    """R cluster 2.1.4, daisy(metric = "gower"), maturity as a number."""
    found = gower(TEN)
    assert found[0, 1] == near(0.07365658705701)
    assert found[0, 5] == near(0.76999229583975)
    assert found[5, 6] == near(0.54250770416025)
    assert mean_distance(TEN) == pytest.approx(0.4665331, abs=5e-8)
    assert rao(TEN) == near(0.4198798151001541)


def test_rao_of_three_kinds_is_that_of_ade4() -> None:
    """ade4, divc: shares .5, .3, .2, and distances .2, .9, .8 between the kinds.

    Distances on three numbers: kinds at 0, .2 and .9 on the first are .2, .9 and .7 apart; the
    third number adds .1 between the last two alone, for whoever is not the first.
    """
    kinds = np.array([[0, 0.2, 0.9], [0.2, 0, 0.8], [0.9, 0.8, 0]])
    shares = np.array([0.5, 0.3, 0.2])
    assert shares @ kinds @ shares == near(0.336)
    ten = [0] * 5 + [1] * 3 + [2] * 2
    both = profiles([[kind] for kind in ten], [[[0.0, 0.4, 1.0][kind]] for kind in ten], [1.0])
    weights = np.array([0.5, 0.3, 0.2])
    apart = np.array([[0, 0.7, 1.0], [0.7, 0, 0.8], [1.0, 0.8, 0]])
    assert rao(both) == near(float(weights @ apart @ weights))


@settings(deadline=None, max_examples=80)
@given(made_up())
def test_every_sum_is_what_plain_loops_give(these: Profiles) -> None:
    many = range(len(these))
    matrix = [[plain(these, one, other) for other in many] for one in many]
    assert gower(these) == near(np.array(matrix))
    assert mean_distance(these) == near(mean([matrix[i][j] for i, j in combinations(many, 2)]))
    assert rao(these) == near(mean([matrix[i][j] for i, j in product(many, repeat=2)]))
    others = [mean([matrix[i][j] for j in many if j != i]) for i in many]
    assert to_others(these) == near(np.array(others))
    left = [mean([matrix[j][k] for j, k in combinations(many, 2) if i not in (j, k)]) for i in many]
    assert without_each(these) == near(np.array(left))


@settings(deadline=None, max_examples=40)
@given(made_up())
def test_with_many_patterns_of_what_is_known_the_answer_is_the_same(these: Profiles) -> None:
    found = (mean_distance(these), rao(these), to_others(these))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dissimilarity, "PATTERNS", 0)
        again = (mean_distance(these), rao(these), to_others(these))
    assert again[:2] == near(found[:2])
    assert again[2] == near(found[2])


@settings(deadline=None, max_examples=40)
@given(made_up(), st.randoms(use_true_random=False))
def test_order_and_names_do_not_matter(these: Profiles, chance: Any) -> None:
    rows = list(range(len(these)))
    chance.shuffle(rows)
    names = np.array([40, 7, 19, 3, -1])
    other = replace(these.of(rows), codes=names[these.codes[rows]])
    assert mean_distance(other) == near(mean_distance(these))
    assert rao(other) == near(rao(these))


@settings(deadline=None, max_examples=40)
@given(made_up(), st.lists(st.sampled_from("abc"), min_size=12, max_size=12))
def test_between_and_within_are_all_of_rao(these: Profiles, groups: list[str]) -> None:
    whole = these.of(these.known.all(axis=1))
    parted = parted_rao(whole, groups[: len(whole)])
    assert parted.between + parted.within == near(parted.total)
    if len(whole):
        assert parted.total == near(rao(whole))
        assert parted.between >= -1e-12


def test_the_attributes_make_up_the_mean_distance() -> None:
    found = by_attribute(TEN)
    assert found.mean() == near(mean_distance(TEN))
    differ = [one != other for one, other in combinations(SECTORS, 2)]
    assert found[0] == near(sum(differ) / len(differ))


def test_members_may_be_named_or_marked() -> None:
    marked = np.array([sector == "E" for sector in SECTORS])
    assert mean_distance(TEN, marked) == mean_distance(TEN, [2, 3, 8])
    assert mean_distance(TEN, np.flatnonzero(marked)) == mean_distance(TEN.of(marked))


def test_a_sample_of_pairs_finds_the_mean_within_its_error() -> None:
    chance = np.random.default_rng(5)
    these = profiles(chance.integers(-1, 4, (300, 2)), chance.gamma(1, size=(300, 2)))
    found = sampled_distance(these, None, 40_000, 1)
    assert found.low < mean_distance(these) < found.high
    assert found.high - found.low < 0.02


def test_two_of_whom_too_little_is_known_have_no_distance() -> None:
    little = profiles([[1, -1], [1, 2], [-1, -1]], [[math.nan], [3.0], [4.0]], [5.0])
    assert np.isnan(gower(little)).tolist() == [[True, True, True], [True, False, True], [True] * 3]
    assert math.isnan(mean_distance(little))
    assert rao(little) == 0


def test_what_does_not_differ_is_no_distance() -> None:
    """Also where its highest value is 0, which other packages stumble over."""
    these = profiles([[0], [1]], [[-3.0, 0.0], [-3.0, 0.0]])
    assert gower(these)[0, 1] == near(1 / 3)
    assert mean_distance(profiles([[2]] * 4, [[1.5]] * 4)) == 0


def test_numbers_below_nothing_differ_as_any() -> None:
    these = profiles([[0]] * 3, [[-10.0], [-5.0], [0.0]])
    assert gower(these)[0].tolist() == [0, 0.25, 0.5]


def test_nobody_and_one_alone_have_no_distance() -> None:
    nobody = TEN.of([])
    assert gower(nobody).shape == (0, 0)
    assert all(math.isnan(found) for found in (mean_distance(nobody), rao(nobody)))
    assert math.isnan(mean_distance(TEN, [3]))
    assert rao(TEN, [3]) == 0
    assert np.isnan(by_attribute(TEN, [3])).all()
    assert np.isnan(to_others(TEN, [3])).all()
    assert math.isnan(sampled_distance(TEN, [3], 10, 1).value)
    assert math.isnan(parted_rao(nobody, []).total)


def test_ranges_are_those_of_what_is_recorded() -> None:
    assert ranges_of([[1, math.nan], [4, math.nan], [math.nan, math.nan]]).tolist() == [3, 0]
    assert ranges_of(np.empty((0, 2))).tolist() == [0, 0]


def test_some_attributes_may_be_looked_at_alone() -> None:
    some = TEN.by([0, 2])
    assert (some.codes.shape, some.numbers.shape, some.ranges.tolist()) == ((10, 1), (10, 1), [40])
