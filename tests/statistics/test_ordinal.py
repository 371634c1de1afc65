"""How far apart a group stands on a ladder, held against counting pairs."""

import math
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.statistics.ordinal import leik, spread

LADDERS = st.lists(st.integers(0, 9), min_size=2, max_size=6).filter(any)


@pytest.mark.parametrize("index", [spread, leik])
def test_spread_goes_from_all_on_one_level_to_half_at_each_end(index: object) -> None:
    assert callable(index)
    assert index([0, 8, 0, 0, 0]) == 0
    assert index([4, 0, 0, 0, 4]) == 1


def test_spread_by_hand() -> None:
    """A quarter and three quarters are at or below: 4/2 (3/16 + 3/16), and 2/2 (1/4 + 1/4)."""
    assert (spread([1, 2, 1]), leik([1, 2, 1])) == (0.75, 0.5)


@settings(deadline=None, max_examples=60)
@given(LADDERS)
def test_spread_is_how_many_steps_two_stand_apart(counts: list[int]) -> None:
    those = [level for level, many in enumerate(counts) for _ in range(many)]
    steps = sum(abs(one - other) for one, other in product(those, repeat=2)) / len(those) ** 2
    assert spread(counts) == pytest.approx(2 * steps / (len(counts) - 1), abs=1e-12)


@settings(deadline=None, max_examples=60)
@given(LADDERS)
def test_a_ladder_may_be_read_from_either_end(counts: list[int]) -> None:
    assert spread(counts[::-1]) == pytest.approx(spread(counts), abs=1e-12)
    assert leik(counts[::-1]) == pytest.approx(leik(counts), abs=1e-12)


def test_nothing_is_known_of_nobody_or_of_one_level() -> None:
    assert all(
        math.isnan(index(counts)) for index in (spread, leik) for counts in ([], [3], [0, 0])
    )
