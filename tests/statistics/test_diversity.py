"""Diversity by one attribute, held against R's vegan and iNEXT and against counting."""

import csv
import math
from collections import Counter
from collections.abc import Callable
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.statistics.diversity import (
    blau,
    estimated_hill,
    evenness,
    hill,
    normalised_blau,
    parted_shannon,
    rarefied,
    shannon,
)

SECTORS = [12, 9, 7, 5, 4, 2, 1]
GIRDLED = [46, 22, 17, 15, 15, 9, 8, 6, 6, 4, 2, 2, 2, 2, *[1] * 12]
LOGGED = [88, 22, 16, 15, 13, 10, 8, 8, 7, 7, 7, 5, 4, 4, 4, 3, 3, 3, 3, 2, 2, 2, 2, *[1] * 14]
COUNTS = st.lists(st.integers(0, 30), min_size=1, max_size=8)
SOME = COUNTS.filter(any)
ORDERS = (0, 0.5, 1, 1.5, 2, 3, math.inf)
patient = settings(deadline=None, max_examples=60)


def near(value: float) -> object:
    """As good as equal."""
    return pytest.approx(value, rel=1e-9, abs=1e-12)


def test_indices_of_seven_sectors_are_those_of_vegan() -> None:
    """vegan 2.6-4, diversity() and renyi(hill = TRUE)."""
    assert shannon(SECTORS) == near(1.734031118998)
    assert blau(SECTORS) == near(0.8)
    assert evenness(SECTORS) == near(0.8911157176706)
    assert [hill(SECTORS, order) for order in (0, 1, 2, math.inf)] == [
        7, near(5.663437947292), near(5), near(10 / 3)
    ]  # fmt: skip


def test_shannon_of_the_dune_meadows_is_that_of_vegan(real: Callable[[str], Path]) -> None:
    """vegan 2.6-4, diversity(dune), the first four sites."""
    with (real("r_reference") / "vegan_dune.csv").open() as file:
        sites = [[int(cell) for cell in row[1:]] for row in list(csv.reader(file))[1:5]]
    found = [shannon(site) for site in sites]
    assert found == pytest.approx([1.440482, 2.252516, 2.193749, 2.426779], abs=5e-7)


def test_a_rarefied_number_of_sectors_is_that_of_vegan() -> None:
    """vegan 2.6-4, rarefy(x, 20)."""
    assert rarefied(SECTORS, 20, 0) == near(6.175038877486)


def test_rarefied_spiders_are_those_of_inext() -> None:
    """iNEXT 3.0.1, iNEXT(spider): 84 of the 168 spiders in girdled trees."""
    assert rarefied(GIRDLED, 84, 0) == pytest.approx(18.912, abs=5e-4)


@pytest.mark.parametrize("order", [0, 1, 2, 3])
def test_rarefying_is_what_all_draws_give_on_average(order: float) -> None:
    """All ways of drawing four of nine, their frequencies averaged as Chao and others (2014)."""
    those, size = "aaaabbbcd", 4
    often: Counter[int] = Counter()
    draws = list(combinations(those, size))
    for draw in draws:
        often.update(Counter(draw).values())
    expected = {times: many / len(draws) for times, many in often.items()}
    if order == 1:
        found = math.exp(-sum(n * k / size * math.log(k / size) for k, n in expected.items()))
    else:
        found = sum(n * (k / size) ** order for k, n in expected.items()) ** (1 / (1 - order))
    assert rarefied([4, 3, 1, 1], size, order) == near(found)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        (SECTORS, (7.4875, 6.187024, 5.571429)),
        (GIRDLED, (43.893, 13.826, 8.175)),
        (LOGGED, (61.403, 16.337, 6.920)),
    ],
    ids=["sectors", "girdled", "logged"],
)
def test_estimates_from_a_sample_are_those_of_inext(
    counts: list[int], expected: tuple[float, ...]
) -> None:
    """iNEXT 3.0.1, AsyEst; the spiders stand in its vignette."""
    found = [estimated_hill(counts, order, 1, resamples=5).value for order in (0, 1, 2)]
    assert found == pytest.approx(expected, abs=6e-4)


def test_an_interval_of_a_sample_is_the_same_with_the_same_seed() -> None:
    assert estimated_hill(SECTORS, 1, 7) == estimated_hill(SECTORS, 1, 7)
    assert estimated_hill(SECTORS, 1, 7) != estimated_hill(SECTORS, 1, 8)


def test_a_sample_shows_no_most_of_categories() -> None:
    found = estimated_hill(SECTORS, 0, 1)
    assert (found.low, math.isnan(found.high)) == (7, True)


def test_nothing_is_known_of_nobody() -> None:
    for counts in ([], [0], [0, 0, 0]):
        found = [shannon(counts), evenness(counts), blau(counts), normalised_blau(counts)]
        found += [hill(counts, order) for order in ORDERS]
        found += [rarefied(counts, 1, order) for order in ORDERS]
        found += [estimated_hill(counts, order, 1).value for order in (0, 1, 2)]
        assert all(map(math.isnan, found))
    assert math.isnan(parted_shannon([[0, 0], [0, 0]]).total)


def test_one_category_is_no_diversity() -> None:
    assert (shannon([40]), blau([40]), [hill([40, 0], order) for order in ORDERS]) == (
        0,
        0,
        [1] * 7,
    )
    assert math.isnan(evenness([40, 0]))
    assert math.isnan(normalised_blau([40]))
    assert normalised_blau([40, 0]) == 0
    assert estimated_hill([40, 0], 1, 1).value == 1


def test_one_organisation_is_no_sample() -> None:
    assert all(math.isnan(estimated_hill([1], order, 1).low) for order in (0, 1, 2))
    assert hill([0, 1], 2) == rarefied([0, 1], 1, 2) == 1


def test_without_two_of_one_category_a_sample_gives_no_estimate_of_order_2() -> None:
    assert math.isnan(estimated_hill([1] * 10, 2, 1).value)


def test_no_more_can_be_drawn_than_there_are() -> None:
    assert math.isnan(rarefied([2, 1], 4, 0))
    assert math.isnan(rarefied([2, 1], 0, 0))


def test_equal_categories_are_as_many_as_there_are() -> None:
    assert [hill([5] * 6, order) for order in ORDERS] == [near(6)] * 7
    assert (evenness([5] * 6), normalised_blau([5] * 6)) == (near(1), near(1))


@patient
@given(SOME, st.randoms(use_true_random=False))
def test_names_and_order_of_categories_do_not_matter(counts: list[int], chance: object) -> None:
    other = sorted(counts, key=lambda _: chance.random())  # type: ignore[attr-defined]
    assert [hill(other, order) for order in ORDERS] == [near(hill(counts, o)) for o in ORDERS]
    assert blau(other) == near(blau(counts))


@patient
@given(SOME)
def test_hill_numbers_fall_with_their_order(counts: list[int]) -> None:
    found = [hill(counts, order) for order in ORDERS]
    assert all(less <= more + 1e-9 for more, less in pairwise(found))


@patient
@given(SOME, st.sampled_from([0, 0.5, 1, 2, 3]))
def test_drawing_all_gives_the_hill_number_itself(counts: list[int], order: float) -> None:
    assert rarefied(counts, sum(counts), order) == near(hill(counts, order))


@patient
@given(SOME, st.sampled_from([0, 1, 2]))
def test_the_more_are_drawn_the_more_diverse(counts: list[int], order: float) -> None:
    found = [rarefied(counts, size, order) for size in range(1, sum(counts) + 1, 5)]
    assert found[0] == near(1)
    assert all(less <= more + 1e-9 for less, more in pairwise(found))


@patient
@given(SOME, st.sampled_from(ORDERS))
def test_two_equal_groups_without_a_common_category_have_twice_as_many(
    counts: list[int], order: float
) -> None:
    assert hill([*counts, *counts], order) == near(2 * hill(counts, order))


@patient
@given(st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=1, max_size=5))
def test_between_and_within_are_all_of_shannon(table: list[list[int]]) -> None:
    parted = parted_shannon(table)
    if np.sum(table):
        assert parted.between + parted.within == near(parted.total)
        assert parted.between >= 0


def test_groups_alike_have_nothing_between_them_and_disjoint_ones_most() -> None:
    alike, apart = parted_shannon([[2, 4], [1, 2]]), parted_shannon([[3, 0], [0, 3]])
    assert (alike.between, alike.share_between) == (near(0), near(0))
    assert (apart.between, apart.within, apart.share_between) == (near(math.log(2)), 0, near(1))
