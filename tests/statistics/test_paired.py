"""Pairs before and after, held against exactRankTests, effectsize and all ways by hand."""

from __future__ import annotations

import math
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import rankdata
from scipy.stats import wilcoxon as scipy_wilcoxon

from analysis.statistics import paired
from analysis.statistics.paired import rank_biserial, signs, wilcoxon

BEFORE = [2, 3, 1, 4, 2, 3, 2, 5, 3, 2, 1, 4, 3, 2, 3]
AFTER = [3, 4, 3, 4, 4, 3, 2, 4, 5, 4, 2, 5, 4, 3, 4]
DEPRESSED = (
    [1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30],
    [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29],
)
"""Hollander and Wolfe (1973), page 29: depression of nine patients at two visits."""
LEVELS = st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=1, max_size=9)
patient = settings(deadline=None, max_examples=60)


def test_fifteen_pairs_with_ties_and_zeros_are_as_in_r() -> None:
    """R exactRankTests, coin: V = 73.5, p .00439453125 with both ways to treat zeros."""
    for zeros in ("wilcox", "pratt"):
        found = wilcoxon(BEFORE, AFTER, zeros)
        assert (found.n, found.zeros, found.p) == (15, 3, pytest.approx(0.00439453125, abs=1e-14))
    assert wilcoxon(BEFORE, AFTER).statistic == 73.5
    assert rank_biserial(BEFORE, AFTER).value == pytest.approx(0.88461538462, abs=1e-11)


def test_nine_patients_are_as_in_r() -> None:
    """R wilcox.test: V = 40, p .03906; effectsize, rank_biserial: .78 from .30 to .94."""
    second, first = DEPRESSED
    assert wilcoxon(first, second).statistic == pytest.approx(40)
    assert wilcoxon(first, second).p == pytest.approx(0.03906, abs=5e-6)
    found = rank_biserial(first, second)
    assert [round(each, 2) for each in (found.value, found.low, found.high)] == [0.78, 0.30, 0.94]


def test_the_interval_counts_only_those_who_changed() -> None:
    """effectsize 0.8 counts all 15 pairs and gives .67586295714 to .96197633716; 12 changed."""
    found = rank_biserial(BEFORE, AFTER)
    as_effectsize = math.sqrt(15 * 16 * 31 / 6) / 120 * 1.959963984540054
    assert math.tanh(math.atanh(found.value) - as_effectsize) == pytest.approx(0.67586, abs=5e-5)
    assert found.low < 0.67586 and found.high > 0.96198


def test_the_sign_test_is_a_binomial_one() -> None:
    # Of the 12 that changed 11 went up: 2 x (1 + 12) / 2 ** 12.
    found = signs(BEFORE, AFTER)
    assert (found.n, found.up, found.same, found.down) == (15, 11, 3, 1)
    assert found.p == pytest.approx(26 / 4096)
    assert signs([1, 1], [2, 2]).p == pytest.approx(0.5)


def test_who_lacks_an_answer_is_no_pair() -> None:
    with_gaps = ([*BEFORE, np.nan, 2], [*AFTER, 3, np.nan])
    assert signs(*with_gaps) == signs(BEFORE, AFTER)
    assert wilcoxon(*with_gaps) == wilcoxon(BEFORE, AFTER)
    assert rank_biserial(*with_gaps) == rank_biserial(BEFORE, AFTER)


def test_without_pairs_or_changes_nothing_is_said() -> None:
    for before, after in (([], []), ([np.nan], [3]), ([2, 3], [2, 3]), ([0.1 + 0.2], [0.3])):
        assert math.isnan(signs(before, after).p)
        assert math.isnan(rank_biserial(before, after).value)
        for zeros in ("wilcox", "pratt"):
            assert math.isnan(wilcoxon(before, after, zeros).p)


def test_where_all_rose_there_are_no_bounds() -> None:
    found = rank_biserial([1, 2, 2], [2, 3, 5])
    assert found.value == 1 and math.isnan(found.low) and math.isnan(found.high)
    assert wilcoxon([1, 2, 2], [2, 3, 5]).p == pytest.approx(0.25)


def test_many_pairs_come_near_to_all_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = np.random.default_rng(2)
    before, after = chance.integers(1, 6, 300), chance.integers(1, 6, 300)
    exact = wilcoxon(before, after).p
    monkeypatch.setattr(paired, "EXACT", 10)
    assert wilcoxon(before, after).p == pytest.approx(exact, abs=0.005)
    assert 0 <= wilcoxon(before, before + 1).p < 1e-12


@patient
@given(LEVELS)
def test_every_way_by_hand_gives_the_same_chance(pairs: list[tuple[int, int]]) -> None:
    before, after = np.array(pairs, dtype=float).T
    changes = after - before
    ranks = rankdata(np.abs(changes))[changes != 0]
    rose, middle = ranks[changes[changes != 0] > 0].sum(), ranks.sum() / 2
    ways = [ranks @ np.array(way) for way in product((0, 1), repeat=len(ranks))]
    by_hand = np.mean([abs(sum_ - middle) >= abs(rose - middle) - 1e-9 for sum_ in ways])
    found = wilcoxon(before, after, "pratt").p
    assert found == pytest.approx(by_hand) if len(ranks) else math.isnan(found)


@patient
@given(LEVELS)
def test_the_other_way_round_only_the_sign_changes(pairs: list[tuple[int, int]]) -> None:
    before, after = np.array(pairs, dtype=float).T
    here, there = rank_biserial(before, after), rank_biserial(after, before)
    assert here.value == pytest.approx(-there.value, nan_ok=True)
    assert here.low == pytest.approx(-there.high, nan_ok=True)
    assert signs(before, after).p == pytest.approx(signs(after, before).p, nan_ok=True)
    assert wilcoxon(before, after).p == pytest.approx(wilcoxon(after, before).p, nan_ok=True)
    assert rank_biserial(before[::-1], after[::-1]).value == pytest.approx(here.value, nan_ok=True)


@given(st.lists(st.integers(1, 60), min_size=1, max_size=15, unique=True), st.integers(0, 2**15))
def test_without_ties_it_is_the_exact_test_of_scipy(sizes: list[int], signs_: int) -> None:
    changes = np.array([s if signs_ >> i & 1 else -s for i, s in enumerate(sizes)], dtype=float)
    found = wilcoxon(np.zeros(len(changes)), changes).p
    assert found == pytest.approx(scipy_wilcoxon(changes, method="exact").pvalue)
