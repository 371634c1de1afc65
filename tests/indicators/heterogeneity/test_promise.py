"""Each indicator of heterogeneity keeps the promise of all indicators, whatever the tables hold."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from analysis.data import ProgrammeData
from analysis.indicators import heterogeneity as found
from tests.indicators import small
from tests.indicators.heterogeneity.test_small import ATTENDANCE, PARTICIPANTS, PROFILES

GIVEN: dict[str, object] = {
    "first": "plenary-1", "second": "plenary-2", "session": "plenary-1", "attribute": "sector",
    "attributes": ("sector",), "family": "categories", "index": "blau", "resamples": 20,
}  # fmt: skip
ASKED = {"strong": {"attributes": "sector"}, "crossed": {"rows": "legal_form", "columns": "sector"},
         "bins": {"attribute": "fte"}, "within_group": {"levels": "legal_form"}}  # fmt: skip

INDICATORS = {
    name: function
    for name, function in vars(found).items()
    if inspect.isfunction(function)
    and inspect.signature(function).return_annotation == "pd.DataFrame"
}


ANSWERS: dict[tuple[str, Path, date], pd.DataFrame] = {}


def asked(name: str, data: ProgrammeData) -> pd.DataFrame:
    """What an indicator says of a programme on a day; each is asked once."""
    key = (name, data.folder, data.as_of)
    if key not in ANSWERS:
        ANSWERS[key] = answer(name, data)
    return ANSWERS[key]


def answer(name: str, data: ProgrammeData) -> pd.DataFrame:
    function: Callable[..., pd.DataFrame] = INDICATORS[name]
    given = GIVEN | ASKED.get(name, {})
    parameters = [*inspect.signature(function).parameters][1:]
    return function(data, **{one: given[one] for one in parameters if one in given})


@pytest.fixture(scope="module")
def six(tmp_path_factory: pytest.TempPathFactory) -> ProgrammeData:
    return opened(tmp_path_factory.mktemp("six"), lambda frame: frame)


@pytest.fixture(scope="module")
def turned(tmp_path_factory: pytest.TempPathFactory) -> ProgrammeData:
    return opened(tmp_path_factory.mktemp("turned"), lambda frame: frame.iloc[::-1])


def opened(root: Path, order: Callable[[pd.DataFrame], pd.DataFrame]) -> ProgrammeData:
    drawn = {"participants": PARTICIPANTS, "profiles": PROFILES, "attendance": ATTENDANCE}
    tables = small.lente() | {name: small.drawn(name, text) for name, text in drawn.items()}
    ordered = {name: order(frame) for name, frame in tables.items()}
    return small.opened(small.written(root, "lente", ordered), "lente")


def test_there_are_indicators() -> None:
    assert len(INDICATORS) > 25


@pytest.mark.parametrize("name", sorted(INDICATORS))
def test_an_indicator_says_something(name: str, six: ProgrammeData) -> None:
    # Everybody is counted, so there are no margins.
    assert asked(name, six).empty == (name in ("of_categories", "of_numbers"))


@pytest.mark.parametrize("name", sorted(INDICATORS))
def test_empty_tables_give_no_row_and_the_same_columns(
    name: str, six: ProgrammeData, nothing: ProgrammeData
) -> None:
    empty = asked(name, nothing)
    assert empty.empty
    assert [*empty.columns] == [*asked(name, six).columns]


@pytest.mark.parametrize("name", sorted(INDICATORS))
def test_before_everything_nothing_is_recorded(name: str, six: ProgrammeData) -> None:
    assert asked(name, ProgrammeData(six.declarations, six.folder, date(2018, 1, 1))).empty


@pytest.mark.full
@pytest.mark.parametrize("name", sorted(INDICATORS))
def test_the_order_of_rows_does_not_matter(
    name: str, six: ProgrammeData, turned: ProgrammeData
) -> None:
    pd.testing.assert_frame_equal(asked(name, six), asked(name, turned))


@pytest.mark.parametrize("name", sorted(INDICATORS))
def test_a_count_lies_within_its_base(name: str, six: ProgrammeData) -> None:
    rows = asked(name, six)
    if {"count", "base", "share"} <= {*rows}:
        assert (rows["count"] >= 0).all() and (rows["count"] <= rows["base"]).all()
        assert ((rows["count"] / rows["base"] - rows["share"]).dropna().abs() < 1e-12).all()
