"""Fisher's test and the odds ratio, held against R's fisher.test and all tables by hand."""

import math
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import fisher_exact, nchypergeom_fisher

from analysis.statistics import tables2
from analysis.statistics.tables2 import fisher, odds_ratio

ATTENDED = [[39, 4], [29, 6]]
THREE = [[3, 1, 0], [4, 2, 6]]


def test_chances_are_those_of_r() -> None:
    """R fisher.test; the second table is a larger one than two by two."""
    assert fisher(ATTENDED, 1).share == pytest.approx(0.33036908402, abs=1e-11)
    assert fisher(THREE, 1).share == pytest.approx(0.18461538462, abs=1e-11)
    assert fisher(THREE, 1).exact


def test_tables_drawn_come_near_to_all_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables2, "TABLES", 2)
    found = fisher(THREE, 5)
    assert not found.exact
    assert found.share == pytest.approx(0.18461538462, abs=4 * found.monte_carlo_error)
    assert found == fisher(THREE, 5)
    assert found != fisher(THREE, 6)


def test_a_table_of_many_is_drawn() -> None:
    found = fisher([[4000, 3000, 2000, 1000], [3900, 3100, 2000, 1000]], 1, 500)
    assert (found.exact, found.resamples) == (False, 500)
    assert 0 < found.share <= 1


def test_the_odds_ratio_is_the_conditional_one_of_r() -> None:
    """R fisher.test: 1.99897, from 0.428796 to 10.55291; R stops searching at 1e-4."""
    found = odds_ratio(ATTENDED)
    assert found.value == pytest.approx(1.9989695914, abs=1e-4)
    assert (found.low, found.high) == pytest.approx((0.42879572255, 10.5529072153), rel=1e-4)
    expected = nchypergeom_fisher(78, 68, 43, found.value).mean()
    assert expected == pytest.approx(39, abs=1e-6)


def test_without_a_difference_the_odds_are_the_same() -> None:
    assert fisher([[5, 5], [5, 5]], 1).share == pytest.approx(1)
    assert odds_ratio([[5, 5], [5, 5]]).value == pytest.approx(1)


def test_an_empty_cell_leaves_one_side_open() -> None:
    found = odds_ratio([[0, 5], [4, 3]])
    assert (found.value, found.low) == (0, 0)
    assert 0 < found.high < math.inf
    assert odds_ratio([[5, 0], [4, 3]]).high == math.inf


def test_with_one_row_or_column_there_is_nothing_to_compare() -> None:
    for table in ([[3, 4]], [[3], [4]], [[0, 0], [3, 4]], [[0, 3], [0, 4]], [[0, 0], [0, 0]]):
        assert math.isnan(fisher(table, 1).share)
    assert math.isnan(odds_ratio([[0, 3], [0, 4]]).value)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.integers(0, 12), min_size=4, max_size=4))
def test_two_by_two_is_as_scipy_says(cells: list[int]) -> None:
    table = [cells[:2], cells[2:]]
    own = fisher(table, 1).share
    if not math.isnan(own):
        assert own == pytest.approx(fisher_exact(table).pvalue, abs=1e-9)


@settings(deadline=None, max_examples=30)
@given(st.lists(st.integers(0, 4), min_size=6, max_size=6))
def test_larger_ones_are_as_all_tables_say(cells: list[int]) -> None:
    """Every table of six cells with the same margins, its chance by factorials."""
    rows = [sum(cells[:3]), sum(cells[3:])]
    columns = [cells[place] + cells[place + 3] for place in range(3)]
    own = fisher([cells[:3], cells[3:]], 1).share
    if 0 in rows or sum(column > 0 for column in columns) < 2:
        assert math.isnan(own)
        return

    def chance(first: tuple[int, ...]) -> float:
        every = [*first, *(column - cell for column, cell in zip(columns, first, strict=True))]
        return 1 / math.prod(map(math.factorial, every))

    tables = [t for t in product(*(range(c + 1) for c in columns)) if sum(t) == rows[0]]
    chances = [chance(table) for table in tables]
    observed = chance(tuple(cells[:3]))
    exact = sum(each for each in chances if each <= observed * (1 + 1e-7)) / sum(chances)
    assert own == pytest.approx(exact)
    assert fisher([cells[3:], cells[:3]], 1).share == pytest.approx(exact)
    assert fisher([list(pair) for pair in zip(cells[:3], cells[3:], strict=True)], 1).share == (
        pytest.approx(exact)
    )
