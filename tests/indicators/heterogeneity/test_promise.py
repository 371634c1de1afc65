"""What every indicator promises, the indicators of heterogeneity promise as well."""

from __future__ import annotations

import inspect
from datetime import date

import pandas as pd
import pytest

from analysis.data import ProgrammeData
from analysis.indicators import heterogeneity
from tests.indicators.test_promise import found, is_sound, shuffled

__all__ = ["shuffled"]

ASKED = {
    "first": "plenary-1", "second": "plenary-2", "session": "plenary-1", "resamples": 19,
    "attribute": "sector", "attributes": ("sector", "capacity"), "rows": "sector",
    "columns": "capacity", "levels": "capacity", "family": "categories", "index": "evenness",
}  # fmt: skip
"""What is asked of each that asks for more than the data."""


INDICATORS = dict(found(heterogeneity))
every_one = pytest.mark.parametrize("name", INDICATORS)


def asked(name: str, data: ProgrammeData) -> pd.DataFrame:
    parameters = list(inspect.signature(INDICATORS[name]).parameters)[1:]
    more = {"attributes": "sector capacity"} if name == "verdict.strong" else {}
    return INDICATORS[name](data, **{one: (ASKED | more)[one] for one in parameters})


@every_one
def test_the_order_of_rows_does_not_matter_and_counts_lie_within_their_base(
    name: str, data: ProgrammeData, shuffled: ProgrammeData
) -> None:
    frame = asked(name, data)
    assert is_sound(frame)
    pd.testing.assert_frame_equal(frame, asked(name, shuffled))


@every_one
def test_empty_tables_give_no_row_and_the_same_columns(
    name: str, data: ProgrammeData, nothing: ProgrammeData
) -> None:
    empty = asked(name, nothing)
    assert empty.empty
    assert list(empty.columns) == list(asked(name, data).columns)


@every_one
def test_before_everything_nothing_is_recorded(name: str, data: ProgrammeData) -> None:
    assert asked(name, data.on(date(2018, 1, 1))).empty
