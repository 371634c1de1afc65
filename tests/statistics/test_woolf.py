"""The odds ratio of large groups, held against the exact one of scipy."""

from __future__ import annotations

import math

import pytest
from scipy.stats.contingency import odds_ratio as conditional

from analysis.statistics import woolf


def test_large_groups_have_the_exact_answer_to_two_digits() -> None:
    table = [[210, 640], [305, 1200]]
    exact = conditional(table)
    ends = exact.confidence_interval(0.95)
    found = woolf.odds_ratio(table)
    assert found.value == pytest.approx(exact.statistic, rel=2e-3)
    assert (found.low, found.high) == pytest.approx((ends.low, ends.high), rel=1e-2)


def test_of_a_hundred_thousand_the_exact_answer_came_out_before() -> None:
    # scipy 1.17.1, contingency.odds_ratio, which takes seconds: 1.10063, 1.05439 to 1.14874.
    found = woolf.odds_ratio([[3500, 26500], [7500, 62500]])
    assert (found.value, found.low, found.high) == pytest.approx((1.10063, 1.05439, 1.14874), 1e-3)


def test_an_empty_cell_has_no_answer() -> None:
    assert math.isnan(woolf.odds_ratio([[0, 5], [3, 4]]).value)
