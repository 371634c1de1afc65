"""How many are left, held against R's survfit."""

import math

import numpy as np
import pytest

from analysis.statistics.survival import between, kaplan_meier

TIMES = [1, 1, 2, 2, 3, 4, 4, 5, *[6] * 12]
STOPPED = [1, 1, 1, 0, 1, 1, 1, 1, *[0] * 12]


def test_the_curve_and_its_bounds_are_those_of_survfit() -> None:
    """R survival, survfit(conf.type = "log-log")."""
    found = kaplan_meier(TIMES, STOPPED, 6)
    assert found.time.tolist() == [0, 1, 2, 3, 4, 5, 6]
    assert found.at_risk.tolist() == [20, 20, 18, 16, 15, 13, 12]
    assert found.stopped.tolist() == [0, 2, 1, 1, 2, 1, 0]
    assert found.survival == pytest.approx([1, 0.9, 0.85, 0.796875, 0.690625, 0.6375, 0.6375])
    low = [0.65603070726, 0.60378969922, 0.54481644, 0.43611619114, *[0.38565304502] * 2]
    high = [0.9740101744, 0.94899610979, 0.91861204064, 0.84779922069, *[0.80838442458] * 2]
    assert found.low[1:] == pytest.approx(low, abs=1e-9)
    assert found.high[1:] == pytest.approx(high, abs=1e-9)


def test_before_anybody_stopped_there_are_no_bounds() -> None:
    found = kaplan_meier([6] * 5, [0] * 5, 6)
    assert found.survival.tolist() == [1, 1]
    assert np.isnan(found.low).all()
    assert np.isnan(found.high).all()


def test_when_all_have_stopped_none_is_left() -> None:
    found = kaplan_meier([1, 2, 2], [1, 1, 1], 4)
    assert found.survival.tolist() == pytest.approx([1, 2 / 3, 0, 0])
    assert found.at_risk.tolist() == [3, 3, 2, 0]
    assert math.isnan(found.low[-1])


def test_what_is_later_than_the_day_had_not_happened() -> None:
    found = kaplan_meier([1, 5, 9], [1, 1, 1], 4)
    assert found.time.tolist() == [0, 1, 4]
    assert found.survival.tolist() == pytest.approx([1, 2 / 3, 2 / 3])
    assert found.stopped.tolist() == [0, 1, 0]


def test_who_stopped_at_once_was_there_to_begin_with() -> None:
    found = kaplan_meier([0, 3, 3, 3], [1, 0, 0, 0], 3)
    assert (found.at_risk.tolist(), found.survival.tolist()) == ([4, 3], [0.75, 0.75])


def test_of_nobody_there_is_no_curve() -> None:
    for times in ([], [math.nan]):
        found = kaplan_meier(times, [1] * len(times), 3)
        assert found.time.size == found.survival.size == 0
        assert math.isnan(found.at([1])[0])


def test_without_losses_it_is_the_share_that_is_left() -> None:
    """38 go on of 44: with all followed to the end the curve is a plain share."""
    found = kaplan_meier([2, 2, 3, 5, 7, 8, *[10] * 38], [1] * 6 + [0] * 38, 10)
    assert found.survival[-1] == pytest.approx(38 / 44)
    assert found.at([0, 2.5, 10, 11]).tolist() == pytest.approx([1, 42 / 44, 38 / 44, math.nan],
                                                               nan_ok=True)  # fmt: skip


def test_between_the_earliest_and_the_latest_lies_what_happened() -> None:
    earliest, latest = [1, 2, math.nan, 9, 9], [3, 2, math.nan, 9, 9]
    truth = kaplan_meier([2, 2, 5, 9, 9], [1, 1, 1, 0, 0], 9)
    low, high = between(earliest, latest, [1, 1, 1, 0, 0], 9)
    moments = np.linspace(0, 9, 37)
    assert (low.at(moments) <= truth.at(moments) + 1e-12).all()
    assert (truth.at(moments) <= high.at(moments) + 1e-12).all()
    assert (low.survival[0], high.at([8.9])[0]) == (pytest.approx(0.8), pytest.approx(0.6))
