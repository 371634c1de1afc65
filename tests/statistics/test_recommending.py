"""The net score of recommending, held against R's PropCIs, Tango's equation and a simulation."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar
from scipy.stats import norm

from analysis.statistics.recommending import net_score

Z2 = float(norm.ppf(0.975)) ** 2
patient = settings(deadline=None, max_examples=60)


def test_fifteen_answers_by_hand() -> None:
    answers = [10, 9, 9, 8, 7, 6, 10, 10, 3, 9, 8, 0, 10, 9, 7]
    promoters, detractors = sum(a >= 9 for a in answers), sum(a <= 6 for a in answers)
    assert (promoters, detractors) == (8, 3)
    assert net_score(8, 4, 3).value == pytest.approx(33.333333, abs=1e-6)


def test_its_bounds_are_those_of_two_shares_of_the_same_people() -> None:
    """R PropCIs, scoreci.mp(25, 28, 618) at 90 %: -.0148 to .0247; of 7 and 1 in 21: .026, .517."""
    found = net_score(28, 618 - 53, 25, 0.9)
    assert (round(found.low / 100, 4), round(found.high / 100, 4)) == (-0.0148, 0.0247)
    found = net_score(7, 13, 1)
    assert (round(found.low / 100, 3), round(found.high / 100, 3)) == (0.026, 0.517)


def test_its_bounds_are_where_the_score_test_gives_way() -> None:
    """The likeliest shares with a given score, found by searching instead."""
    for counts in ((8, 4, 3), (3, 1, 0), (1, 9, 6)):
        found, n = net_score(*counts), sum(counts)
        for bound in (found.low / 100, found.high / 100):
            if abs(bound) > 0.9999:
                continue

            def unlikely(against: float, s: float = bound, c: tuple = counts) -> float:
                shares = np.array([against + s, 1 - 2 * against - s, against])
                return -float(
                    np.sum([k * math.log(p) for k, p in zip(c, shares, strict=True) if k])
                )

            ends = (max(0.0, -bound) + 1e-12, (1 - bound) / 2 - 1e-12)
            best = minimize_scalar(
                unlikely, bounds=ends, method="bounded", options={"xatol": 1e-12}
            )
            variance = (2 * best.x + bound - bound**2) / n
            assert (found.value / 100 - bound) ** 2 / variance == pytest.approx(Z2, rel=1e-4)


def test_also_where_all_say_the_same_there_are_bounds() -> None:
    """With nobody for or against, the equation leaves z2 / (n + z2) to either side."""
    none = net_score(0, 10, 0)
    assert none.value == 0
    assert none.high == pytest.approx(100 * Z2 / (10 + Z2))
    assert none.low == pytest.approx(-none.high)
    every = net_score(10, 0, 0)
    assert every.value == every.high == 100 and 0 < every.low < 100
    against = net_score(0, 0, 10)
    assert (against.low, against.high) == pytest.approx((-100, -every.low))


def test_without_answers_there_is_no_score() -> None:
    assert math.isnan(net_score(0, 0, 0).value) and math.isnan(net_score(0, 0, 0).low)
    assert math.isnan(net_score(2, -1, 3).value)


@patient
@given(st.integers(0, 40), st.integers(0, 40), st.integers(0, 40))
def test_for_and_against_change_sides(promoters: int, passives: int, detractors: int) -> None:
    if not promoters + passives + detractors:
        return
    here = net_score(promoters, passives, detractors)
    there = net_score(detractors, passives, promoters)
    assert here.value == pytest.approx(-there.value)
    assert here.low == pytest.approx(-there.high, abs=1e-6)
    assert -100 <= here.low <= here.value <= here.high <= 100


def test_the_bounds_hold_about_as_often_as_they_say() -> None:
    """All that 25 people could answer, each as often as it would happen."""
    p, q, n = 0.45, 0.2, 25
    held = 0.0
    for promoters in range(n + 1):
        for detractors in range(n + 1 - promoters):
            passives = n - promoters - detractors
            ways = math.comb(n, promoters) * math.comb(n - promoters, detractors)
            chance = ways * p**promoters * q**detractors * (1 - p - q) ** passives
            if chance < 1e-7:
                continue
            found = net_score(promoters, passives, detractors)
            held += chance * (found.low <= 100 * (p - q) <= found.high)
    assert 0.94 <= held <= 0.975
