"""Agreement, held against R's vcd and irr and Krippendorff's own example."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.statistics.agreement import Level, kappa, krippendorff

N = np.nan
CODERS = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, N, N, N],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, N, 3],
    [N, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, N],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, N],
]
"""Krippendorff (2011), example C: four observers, twelve units; also in R's irr."""
COUPLES = [[7, 7, 2, 3], [2, 8, 3, 7], [1, 5, 4, 9], [2, 8, 9, 14]]
"""R vcd, SexualFun: 91 husbands and wives (Hout, Duncan and Sobel 1987)."""
CODES = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), max_size=15)
JUDGED = st.lists(
    st.lists(st.sampled_from([1, 2, 3, N]), min_size=2, max_size=2), min_size=1, max_size=10
)
patient = settings(deadline=None, max_examples=60)


def spoken(table: list[list[int]]) -> tuple[list[int], list[int]]:
    pairs = [(i, j) for i, row in enumerate(table) for j, many in enumerate(row)
             for _ in range(many)]  # fmt: skip
    return [one for one, _ in pairs], [two for _, two in pairs]


def test_couples_agree_as_much_as_vcd_says() -> None:
    """R vcd, Kappa(SexualFun): .1293 with standard error .0686; statsmodels gives the same."""
    found = kappa(*spoken(COUPLES))
    assert found.value == pytest.approx(0.1293, abs=5e-5)
    assert (found.high - found.value) / 1.959963984540054 == pytest.approx(0.0686, abs=5e-5)


def test_two_by_two_is_as_statsmodels_says() -> None:
    """statsmodels 0.14, cohens_kappa of 20, 5, 10, 15."""
    found = kappa(*spoken([[20, 5], [10, 15]]))
    assert found.value == pytest.approx(0.4)
    assert (found.low, found.high) == pytest.approx((0.151092290476, 0.648907709523))


@pytest.mark.parametrize(
    ("level", "expected"),
    [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)],
)
def test_four_observers_agree_as_much_as_krippendorff_says(level: Level, expected: float) -> None:
    assert round(krippendorff(CODERS, level), 3) == expected


def test_binary_data_of_two_are_as_krippendorff_says() -> None:
    """Krippendorff (2011), example A: ten things, alpha .095."""
    one, two = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    assert round(krippendorff([one, two]), 3) == 0.095


def test_what_one_did_not_judge_is_left_out() -> None:
    assert kappa(["a", "b", "a", None], ["a", "b", "b", "a"]) == kappa(list("aba"), list("abb"))
    assert krippendorff([[1, 2, 1, N], [1, 2, 2, 3]]) == krippendorff([[1, 2, 1], [1, 2, 2]])


def test_nothing_to_agree_on_gives_nothing() -> None:
    for one, two in (([], []), (["a"], ["a"]), (["a", None], [None, "b"]), (["a"] * 5, ["a"] * 5)):
        assert math.isnan(kappa(one, two).value)
    empty = [[], [[]], np.empty((2, 0)), [[N, 1], [2, N]], [[1, 1], [1, 1]], [[1, 2, 3]], [1, 2]]
    for ratings in empty:
        assert math.isnan(krippendorff(ratings))
    assert krippendorff([[0, 1], [0, 1]], "ratio") == 1


def test_in_full_agreement_there_are_no_bounds() -> None:
    found = kappa(list("abca"), list("abca"))
    assert found.value == 1 and math.isnan(found.low)


@patient
@given(CODES)
def test_neither_the_order_nor_the_words_matter(pairs: list[tuple[str, str]]) -> None:
    one, two = [a for a, _ in pairs], [b for _, b in pairs]
    here, there = kappa(one, two), kappa(two[::-1], one[::-1])
    assert here.value == pytest.approx(there.value, nan_ok=True)
    # The root of a variance of nought is a rounding of some 1e-9.
    assert here.low == pytest.approx(there.low, nan_ok=True, abs=1e-7)
    words = {"a": "zorg", "b": "kunst", "c": "sport"}
    assert kappa([words[a] for a in one], [words[b] for b in two]).value == pytest.approx(
        here.value, nan_ok=True
    )
    if not math.isnan(here.value):
        assert -1 <= here.value <= 1


@patient
@given(JUDGED)
def test_coders_and_things_have_no_order(columns: list[list[float]]) -> None:
    ratings = np.array(columns).T
    for level in ("nominal", "ordinal", "interval", "ratio"):
        here = krippendorff(ratings, level)
        assert krippendorff(ratings[::-1, ::-1], level) == pytest.approx(here, nan_ok=True)
        assert math.isnan(here) or here <= 1 + 1e-12
