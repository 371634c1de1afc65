"""Several tests at once: held against R's p.adjust and by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.statistics.multiplicity import holm

CHANCES = st.lists(st.floats(0, 1), max_size=8)


def test_holm_is_that_of_r() -> None:
    """R p.adjust(c(.01, .04, .03, .005, .2), "holm")."""
    assert holm([0.01, 0.04, 0.03, 0.005, 0.2]) == pytest.approx([0.04, 0.09, 0.09, 0.025, 0.2])


def test_holm_makes_the_smallest_the_most_larger() -> None:
    # By hand: 4 x 0.005, 3 x 0.01, 2 x 0.03, and 1 x 0.04, which may not be below the one before.
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])


def test_holm_leaves_out_what_is_not_known_and_stays_below_one() -> None:
    found = holm([0.02, np.nan, 0.6])
    assert found[0] == pytest.approx(0.04) and np.isnan(found[1]) and found[2] == 0.6
    assert holm([0.9, 0.8]).max() == 1.0
    assert len(holm([])) == 0


@given(CHANCES)
def test_holm_keeps_the_order_and_never_makes_a_chance_smaller(p: list[float]) -> None:
    found = holm(p)
    assert (found >= np.array(p) - 1e-15).all()
    assert (found <= len(p) * np.array(p) + 1e-15).all()
    order = np.argsort(p, kind="stable")
    assert (np.diff(found[order]) >= 0).all()
    assert (holm(p[::-1])[::-1] == found).all()
