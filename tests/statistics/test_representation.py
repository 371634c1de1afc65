"""Participants beside their population, held against R and full enumeration."""

import math

import pytest
from scipy.stats import binomtest

from analysis.statistics import representation
from analysis.statistics.representation import dissimilarity, multinomial, quotient

OBSERVED, POPULATION = [10, 20, 10], [0.1, 0.3, 0.6]


def test_a_small_programme_beside_its_population() -> None:
    """Half the sum of .15, .2 and .35; the chance by enumeration of all 861 spreads (R)."""
    assert dissimilarity(OBSERVED, POPULATION) == pytest.approx(0.35)
    found = multinomial(OBSERVED, POPULATION, 1)
    assert found.share == pytest.approx(1.2001244809e-05, rel=1e-9)
    assert found.exact


def test_the_population_may_be_counted() -> None:
    counted = [100, 300, 600]
    assert dissimilarity(OBSERVED, counted) == pytest.approx(0.35)
    assert multinomial(OBSERVED, counted, 1).share == pytest.approx(1.2001244809e-05, rel=1e-9)


def test_of_two_categories_it_is_the_binomial_test() -> None:
    found = multinomial([13, 7], [0.4, 0.6], 1).share
    assert found == pytest.approx(binomtest(13, 20, 0.4).pvalue)


def test_spreads_drawn_come_near_to_all_spreads(monkeypatch: pytest.MonkeyPatch) -> None:
    exact = multinomial([6, 3, 1], [0.4, 0.4, 0.2], 1)
    monkeypatch.setattr(representation, "OUTCOMES", 1)
    found = multinomial([6, 3, 1], [0.4, 0.4, 0.2], 1)
    assert (exact.exact, found.exact) == (True, False)
    assert found.share == pytest.approx(exact.share, abs=4 * found.monte_carlo_error)


def test_who_is_exactly_like_the_population_is_as_likely_as_can_be() -> None:
    assert multinomial([1, 3, 6], POPULATION, 1).share == pytest.approx(1)
    assert dissimilarity([1, 3, 6], POPULATION) == pytest.approx(0)


def test_what_does_not_exist_cannot_be_drawn() -> None:
    assert multinomial([5, 1], [1, 0], 1).share == 0
    assert multinomial([5, 0], [1, 0], 1).share == 1
    assert dissimilarity([0, 4], [1, 0]) == 1


def test_of_nobody_nothing_is_known() -> None:
    assert math.isnan(multinomial([0, 0], [0.5, 0.5], 1).share)
    assert math.isnan(multinomial([1, 2], [0, 0], 1).share)
    assert math.isnan(dissimilarity([0, 0], [0.5, 0.5]))
    assert math.isnan(dissimilarity([1, 0], [0, 0]))
    assert math.isnan(quotient(0, 0, 0.5).value)
    assert math.isnan(quotient(3, 10, 0).value)


def test_twice_as_frequent_as_in_the_population() -> None:
    """39/43 has exact bounds .77864655462 and .97406870973 (R Hmisc, binconf)."""
    found = quotient(39, 43, 39 / 86)
    assert found.value == pytest.approx(2)
    assert found.low == pytest.approx(0.77864655462 * 86 / 39)
    assert found.high == pytest.approx(0.97406870973 * 86 / 39)
