"""An axis has few, round numbers in the notation of the page, around all of its values."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.draw.axis import days, numbers, scaled, tick_texts
from analysis.draw.sheet import WIDE, Sheet
from analysis.draw.words import Words

NL, EN = Words("nl"), Words("en")


@pytest.mark.parametrize(
    ("values", "most", "ticks"),
    [
        ([0, 13], 5, (0, 5, 10, 15)),
        ([0.4923, 0.5382, 0.9], 5, (0.4, 0.5, 0.6, 0.7, 0.8, 0.9)),
        ([0.1, 0.9], 5, (0, 0.2, 0.4, 0.6, 0.8, 1.0)),
        ([-0.08, 0.08], 4, (-0.1, -0.05, 0, 0.05, 0.1)),
        ([-8, -7], 2, (-8, -7.5, -7)),
        ([], 2, (0, 0.5, 1)),
        ([3], 3, (0, 1, 2, 3)),
        ([0], 2, (0, 0.5, 1)),
        ([-3], 3, (-3, -2, -1, 0)),
    ],
)
def test_numbers_are_round_and_begin_at_zero_only_where_that_is_near(values, most, ticks):
    assert scaled(values, most).ticks == pytest.approx(ticks)


def test_counts_have_no_fractions():
    assert scaled([0, 1], 5, whole=True).ticks == (0, 1)


@given(
    st.lists(st.floats(-1e6, 1e6).map(lambda one: round(one, 6)), min_size=1, max_size=9),
    st.integers(2, 9),
)
def test_every_value_lies_on_the_axis_and_the_numbers_are_few(values, most):
    scale = scaled(values, most)
    assert scale.low <= min(values) and max(values) <= scale.high
    assert 2 <= len(scale.ticks) <= most + 3
    assert list(scale.ticks) == sorted(set(scale.ticks))


def test_numbers_are_written_as_their_readers_write_them():
    assert tick_texts(scaled([-0.08, 0.08], 4), "number", NL) == [
        "−0,10", "−0,05", "0,00", "0,05", "0,10",
    ]  # fmt: skip
    assert tick_texts(scaled([0, 1], 2), "share", NL) == ["0%", "50%", "100%"]
    assert tick_texts(scaled([0, 0.05], 5), "share", EN)[1] == "1%"
    assert tick_texts(scaled([0, 2000], 2), "count", NL) == ["0", "1.000", "2.000"]
    assert tick_texts(scaled([0, 2000], 2), "count", EN)[-1] == "2,000"


def test_numbers_that_would_touch_are_left_out_but_for_the_last():
    sheet = Sheet(WIDE)
    numbers(sheet, 0, [50, 55, 60, 100], ["44", "43", "42", "41"])
    assert [one.get_text() for one in sheet._marks] == ["44", "41"]


def test_days_on_an_axis_are_the_first_of_a_month():
    assert days(date(2019, 2, 20), date(2019, 6, 1), 8) == [
        date(2019, month, 1) for month in (3, 4, 5, 6)
    ]  # fmt: skip
    assert days(date(2019, 2, 20), date(2023, 2, 20), 4) == [
        date(year, 1, 1) for year in (2020, 2021, 2022, 2023)
    ]
    assert days(date(2019, 2, 3), date(2019, 2, 20), 4) == []
