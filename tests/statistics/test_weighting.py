"""Weights of those who answered, held against R's survey and worked out by hand."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.statistics.proportions import exact
from analysis.statistics.weighting import (
    design_effect,
    raked,
    unreached,
    weighted_mean,
    weighted_share,
)

SCHOOLS = {("E", "No"): 12, ("E", "Yes"): 132, ("H", "No"): 3, ("H", "Yes"): 11,
           ("M", "No"): 8, ("M", "Yes"): 17}  # fmt: skip
"""R survey, apiclus1: how many of the 183 schools are of each kind and met their target."""
TOTALS = {
    "stype": pd.Series({"E": 4421, "H": 755, "M": 1018}),
    "sch.wide": pd.Series({"No": 1072, "Yes": 5122}),
}
WEIGHTS = st.lists(st.floats(0.1, 50), min_size=2, max_size=12)
patient = settings(deadline=None, max_examples=60)


def schools() -> pd.DataFrame:
    rows = [kind for kind, many in SCHOOLS.items() for _ in range(many)]
    return pd.DataFrame(rows, columns=["stype", "sch.wide"])


def test_weights_of_schools_are_those_of_survey() -> None:
    """R survey, rake() of apiclus1 by kind and target, tolerance 1e-12: two of its weights."""
    sample = schools()
    weights = sample.assign(weight=raked(sample, TOTALS)).groupby(["stype", "sch.wide"])["weight"]
    assert weights.max()["E", "No"] == pytest.approx(39.8392362469, abs=1e-9)
    assert weights.max()["M", "Yes"] == pytest.approx(36.7910248644, abs=1e-9)
    assert weights.max().to_numpy() == pytest.approx(weights.min().to_numpy())


def test_of_one_variable_a_weight_is_asked_out_of_answered() -> None:
    sample = pd.DataFrame({"sector": ["care", "care", "arts"]})
    found = raked(sample, {"sector": pd.Series({"care": 6, "arts": 9, "sport": 0})})
    assert found == pytest.approx([3, 3, 9])


def test_margins_that_nobody_can_reach_give_no_weights() -> None:
    sample = pd.DataFrame({"sector": ["care", "care", "arts"], "size": ["big", "big", "small"]})
    sector, size = pd.Series({"care": 6, "arts": 9}), pd.Series({"big": 6, "small": 9})
    assert raked(sample, {"sector": sector, "size": size}) == pytest.approx([3, 3, 9])
    nobody = pd.Series({"care": 6, "arts": 7, "sport": 2})
    assert unreached(sample, {"sector": nobody, "size": size}) == {"sector": ["sport"]}
    hopeless = [
        {"sector": nobody},  # nobody of sport answered
        {"sector": pd.Series({"care": 6})},  # somebody of the arts did, who was not asked
        {"sector": sector, "size": pd.Series({"big": 6, "small": 8})},  # 15 asked, or 14
        {"sector": sector, "size": pd.Series({"big": 7, "small": 8})},  # care and big are the same
        {"sector": sector * 0},
        {},
    ]
    for totals in hopeless:
        assert np.isnan(raked(sample, totals)).all() and len(raked(sample, totals)) == 3
    assert np.isnan(raked(sample.assign(sector=["care", None, "arts"]), {"sector": sector})).all()
    assert len(raked(sample.iloc[:0], {"sector": sector})) == 0


def test_the_design_effect_is_that_of_kish() -> None:
    # By hand: 4 x (1 + 1 + 1 + 9) / 36.
    assert design_effect([1, 1, 1, 3]) == pytest.approx(4 / 3)
    assert design_effect([2.5] * 7) == pytest.approx(1)
    assert math.isnan(design_effect([])) and math.isnan(design_effect([0, 0]))


def test_with_equal_weights_a_mean_is_that_of_students_t() -> None:
    """R t.test(sleep$extra[11:20])$conf.int: 2.33 from .8976775 to 3.7623225."""
    extra = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
    found = weighted_mean(extra, [4] * 10)
    assert found.value == pytest.approx(2.33)
    assert (found.low, found.high) == pytest.approx((0.8976775, 3.7623225), abs=1e-7)


def test_a_weighted_mean_by_hand() -> None:
    # The mean is 3.25; the answers are 2.25, .25 and 1.25 away and weigh .25, .25 and .5.
    found = weighted_mean([1, 3, 4.5], [1, 1, 2])
    assert found.value == pytest.approx(3.25)
    variance = 1.5 * ((0.25 * 2.25) ** 2 + (0.25 * 0.25) ** 2 + (0.5 * 1.25) ** 2)
    assert found.high - found.value == pytest.approx(4.302652729911275 * math.sqrt(variance))


def test_with_equal_weights_a_share_has_exact_bounds() -> None:
    for count, base in ((39, 43), (29, 35), (0, 4), (4, 4)):
        found = weighted_share([1] * count + [0] * (base - count), [2.5] * base)
        expected = exact(count, base)
        assert (found.low, found.high) == pytest.approx((expected.low, expected.high), abs=1e-9)


def test_a_share_with_unequal_weights_is_worth_fewer_answers() -> None:
    found = weighted_share([1, 1, 0, 0, 1, 0], [1, 1, 1, 1, 5, 5])
    plain = exact(3, 6)
    assert found.value == 0.5
    assert found.low < plain.low and found.high > plain.high


def test_without_answers_nothing_is_said() -> None:
    for values, weights in (([], []), ([np.nan], [1]), ([1], [np.nan]), ([1], [0])):
        assert math.isnan(weighted_mean(values, weights).value)
        assert math.isnan(weighted_share(values, weights).value)
    assert math.isnan(weighted_mean([3], [2]).low)
    assert weighted_mean([4, 4, 4], [1, 2, 3]).value == 4
    assert math.isnan(weighted_mean([4, 4, 4], [1, 2, 3]).low)
    assert weighted_share([1, 1], [1, 2]).high == 1 and weighted_share([0], [1]).low == 0


@patient
@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xy")), min_size=1, max_size=12),
    st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xy")), min_size=0, max_size=25),
)
def test_weights_give_back_what_was_asked(answered: list[tuple], more: list[tuple]) -> None:
    """Whoever answered was asked; a group without an answer makes all weights unknown."""
    asked = pd.DataFrame(answered + more, columns=["one", "two"])
    sample = pd.DataFrame(answered, columns=["one", "two"])
    totals = {name: asked[name].value_counts() for name in ("one", "two")}
    found = raked(sample, totals)
    assert raked(sample[::-1], totals)[::-1] == pytest.approx(found, nan_ok=True)
    if np.isnan(found).any():
        assert np.isnan(found).all()
        return
    assert found.sum() == pytest.approx(len(asked))
    for name, total in totals.items():
        reached = pd.Series(found).groupby(sample[name]).sum()
        assert reached.to_dict() == pytest.approx(total.to_dict(), rel=1e-5)


@given(WEIGHTS, st.floats(0.01, 100))
def test_a_design_effect_is_at_least_one_and_has_no_unit(weights: list[float], by: float) -> None:
    found = design_effect(weights)
    assert 1 - 1e-12 <= found <= len(weights) + 1e-12
    assert design_effect(np.array(weights[::-1]) * by) == pytest.approx(found)


@patient
@given(WEIGHTS)
def test_bounds_are_around_the_value(weights: list[float]) -> None:
    holds = [i % 2 for i in range(len(weights))]
    share, mean = weighted_share(holds, weights), weighted_mean(holds, weights)
    assert share.value == pytest.approx(mean.value)
    assert 0 <= share.low <= share.value <= share.high <= 1
    assert mean.low <= mean.value <= mean.high
