"""Shares with bounds, held against R's Hmisc and published examples."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.statistics.proportions import exact, newcombe, wilson


@pytest.mark.parametrize(
    ("count", "base", "by_wilson", "by_exact"),
    [
        (39, 43, (0.78397296359, 0.96322835937), (0.77864655462, 0.97406870973)),
        (29, 35, (0.67317717701, 0.91897359946), (0.66350169998, 0.93437819884)),
    ],
)
def test_bounds_of_attendance_are_those_of_hmisc(
    count: int, base: int, by_wilson: tuple[float, float], by_exact: tuple[float, float]
) -> None:
    """R Hmisc, binconf."""
    found = wilson(count, base), exact(count, base)
    assert [each.value for each in found] == [count / base] * 2
    assert (found[0].low, found[0].high) == pytest.approx(by_wilson, abs=1e-10)
    assert (found[1].low, found[1].high) == pytest.approx(by_exact, abs=1e-10)


def test_differences_are_those_of_newcombe() -> None:
    """Newcombe (1998), table II, 56/70 and 48/80; statsmodels for the attendance."""
    found = newcombe(56, 70, 48, 80)
    assert (found.value, found.low, found.high) == pytest.approx((0.2, 0.0524, 0.3339), abs=5e-5)
    found = newcombe(39, 43, 29, 35)
    assert (found.low, found.high) == pytest.approx((-0.07424619, 0.24366758), abs=5e-9)


def test_of_nobody_there_is_no_share() -> None:
    for found in (exact(0, 0), wilson(0, 0), newcombe(0, 0, 3, 5), newcombe(3, 5, 0, 0)):
        assert all(map(math.isnan, (found.value, found.low, found.high)))


def test_none_and_all_have_bounds_too() -> None:
    """Three in n: none of 20 allows for 16.8 %, Clopper and Pearson."""
    assert (exact(0, 20).low, exact(0, 20).high) == pytest.approx((0, 1 - 0.025 ** (1 / 20)))
    assert (wilson(20, 20).high, exact(20, 20).high) == (1, 1)


@given(st.integers(0, 40), st.integers(1, 40), st.integers(0, 40), st.integers(1, 40))
def test_bounds_lie_around_their_value_and_within_what_is_possible(
    count: int, base: int, other: int, second: int
) -> None:
    count, other = min(count, base), min(other, second)
    for found, least in (
        (exact(count, base), 0),
        (wilson(count, base), 0),
        (newcombe(count, base, other, second), -1),
    ):
        assert least - 1e-12 <= found.low <= found.value + 1e-12
        assert found.value - 1e-12 <= found.high <= 1 + 1e-12
