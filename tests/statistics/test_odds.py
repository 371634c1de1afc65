"""Firth's logistic regression, held against R's logistf and what is known of two by two."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.statistics.odds import firth

X = [[0], [0], [0], [0], [1], [1], [1], [0]]
Y = [0, 0, 0, 0, 1, 1, 1, 1]


def test_a_separated_group_of_eight_is_as_logistf_says() -> None:
    """R logistf 1.26.1: coefficients, profile interval and likelihood ratio test."""
    found = firth(X, Y)
    assert found.coefficients == pytest.approx([-1.098612, 3.044522], abs=5e-7)
    assert (found.low[1], found.high[1]) == pytest.approx((0.08798195, 8.1858088), abs=5e-7)
    assert found.share[1] == pytest.approx(0.04286393, abs=5e-9)


@settings(deadline=None, max_examples=25)
@given(st.lists(st.integers(0, 8), min_size=4, max_size=4))
def test_of_two_groups_it_is_half_a_case_more_in_each_cell(cells: list[int]) -> None:
    """With one characteristic Firth's odds are those of the table with a half added (1993)."""
    a, b, c, d = cells
    outcome = [1] * a + [0] * b + [1] * c + [0] * d
    design = [[1]] * (a + b) + [[0]] * (c + d)
    found = firth(np.reshape(design, (-1, 1)), outcome)
    if min(a + b, c + d, a + c, b + d) == 0 or sum(cells) < 3:
        assert np.isnan(found.coefficients).all()
        return
    expected = math.log((a + 0.5) * (d + 0.5) / ((b + 0.5) * (c + 0.5)))
    # The search ends within about 1.3e-7 of the top, over all such tables.
    assert found.coefficients[1] == pytest.approx(expected, abs=1e-6)
    assert found.low[1] < found.coefficients[1] < found.high[1]
    assert 0 <= found.share[1] <= 1


def test_the_bounds_are_where_the_test_stops_doubting() -> None:
    """At a level of one minus its chance an interval just touches nought."""
    level = 1 - firth(X, Y).share[1]
    assert firth(X, Y, level).low[1] == pytest.approx(0, abs=1e-6)


def test_several_characteristics_on_any_scale() -> None:
    """Another unit moves the coefficient, never the chance; another order moves nothing."""
    chance = np.random.default_rng(2)
    design = np.column_stack([chance.integers(0, 2, 40), chance.gamma(2, size=40)])
    outcome = chance.random(40) < 0.2 + 0.3 * design[:, 0]
    own, other = firth(design, outcome), firth(design[::-1, ::-1] * [1000, 1], outcome[::-1])
    assert other.coefficients[[0, 2, 1]] == pytest.approx(own.coefficients / [1, 1, 1000])
    assert other.low[[0, 2, 1]] == pytest.approx(own.low / [1, 1, 1000], rel=1e-5)
    assert other.share[[0, 2, 1]] == pytest.approx(own.share, abs=1e-7)


def test_where_there_is_no_answer_there_is_none() -> None:
    same, double = [1] * 8, [[row[0], 2 * row[0]] for row in X]
    nobody = np.empty((0, 1))
    for design, outcome in ((X, same), (double, Y), ([[1]] * 8, Y), (X[:2], Y[:2]), (nobody, [])):
        assert np.isnan(firth(design, outcome).coefficients).all()


def test_rows_that_are_not_complete_are_left_out() -> None:
    found = firth([*X, [math.nan], [1]], [*Y, 1, math.nan])
    assert found.coefficients == pytest.approx(firth(X, Y).coefficients)
