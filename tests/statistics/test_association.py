"""Rank correlation, held against R's cor.test and all ways to pair by hand."""

from __future__ import annotations

import math
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import spearmanr

from analysis.statistics import association
from analysis.statistics.association import RESAMPLES, spearman

TUNA = (
    [44.4, 45.9, 41.9, 53.3, 44.7, 44.1, 50.7, 45.2, 60.1],
    [2.6, 3.1, 2.5, 5.0, 3.6, 4.0, 5.2, 2.8, 3.8],
)
"""Hollander and Wolfe (1973), page 185: the lightness and the quality of nine lots of tuna."""
PAIRS = st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), max_size=6)
patient = settings(deadline=None, max_examples=40)


def test_nine_lots_of_tuna_are_as_in_r(monkeypatch: pytest.MonkeyPatch) -> None:
    """R cor.test(method = "spearman"): S = 48, rho .6, p .0968."""
    found = spearman(*TUNA, seed=1)
    assert (found.rho, found.n) == (pytest.approx(0.6), 9)
    assert found.p == pytest.approx(0.0968, abs=4 * math.sqrt(0.0968 * 0.9032 / RESAMPLES))
    monkeypatch.setattr(association, "EXACT", 9)
    assert spearman(*TUNA, seed=1).p == pytest.approx(0.0968, abs=5e-5)


def test_who_lacks_either_number_is_left_out() -> None:
    x, y = TUNA
    assert spearman([*x, np.nan, 3], [*y, 2, np.nan], 1) == spearman(x, y, 1)


def test_too_few_pairs_or_no_spread_give_nothing() -> None:
    for x, y in (([], []), ([1, 2], [2, 1]), ([1, 1, 1], [1, 2, 3]), ([1, 2, 3], [4, 4, 4])):
        found = spearman(x, y, 1)
        assert math.isnan(found.rho) and math.isnan(found.p) and found.n == len(x)


def test_the_order_of_the_rows_does_not_change_a_drawn_chance() -> None:
    x, y = TUNA
    assert spearman(x[::-1], y[::-1], 5) == spearman(x, y, 5)


@patient
@given(PAIRS)
def test_all_ways_to_pair_by_hand_give_the_same_chance(pairs: list[tuple[int, int]]) -> None:
    x, y = [a for a, _ in pairs], [b for _, b in pairs]
    found = spearman(x, y, 1)
    if math.isnan(found.rho):
        assert len(pairs) < 3 or len(set(x)) == 1 or len(set(y)) == 1
        return
    assert found.rho == pytest.approx(spearmanr(x, y).statistic)
    every = [abs(spearmanr(x, way).statistic) for way in {*permutations(y)}]
    # Equal answers make equal ways equally often, so each different way counts once.
    assert found.p == pytest.approx(np.mean(np.array(every) >= abs(found.rho) - 1e-9))
    turned = spearman([-a for a in x], y, 1)
    assert (turned.rho, turned.p) == (pytest.approx(-found.rho), pytest.approx(found.p))
