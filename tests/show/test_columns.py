"""A column of a frame takes along what its counts count."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.counted import Counted, Group
from analysis.problems import UserError
from analysis.show import columns


@pytest.fixture
def attended() -> pd.DataFrame:
    frame = pd.DataFrame(
        {
            "session": pd.Categorical(["day-1", "day-2"]),
            "unit": pd.Categorical(["organisations"] * 2),
            "count": pd.array([3, None], "Int64"),
            "base": pd.array([4, 5], "Int64"),
        }
    )
    frame.attrs["counted"] = {"count": Counted(of={"state:{session}": ["attended"]})}
    return frame


def test_a_column_says_what_its_counts_count(attended: pd.DataFrame) -> None:
    told = {column.key: column.counted for column in columns.columns(attended)}
    assert told["session"] is None and told["base"] is None
    assert told["count"] == attended.attrs["counted"]["count"]


def test_a_value_says_what_it_counts_without_its_row(attended: pd.DataFrame) -> None:
    counted = columns.values(attended.head(1))["count"].counted
    assert counted is not None
    assert counted.group({}) == Group(
        "organisations", frozenset({("state:day-1", frozenset({"attended"}))})
    )


def test_a_frame_that_tells_nothing_is_shown_all_the_same(attended: pd.DataFrame) -> None:
    attended.attrs.clear()
    assert {column.counted for column in columns.columns(attended)} == {None}


def test_a_column_that_is_not_there_is_said_with_those_that_are(attended: pd.DataFrame) -> None:
    with pytest.raises(UserError, match=r"no column name\. Its columns: session, unit"):
        columns.columns(attended, columns.Readers(internal=["name"]))


def test_a_count_that_is_not_whole_is_no_count() -> None:
    with pytest.raises(UserError, match="not whole"):
        columns.rows(pd.DataFrame({"count": [1.5]}))


def test_where_a_column_is_named_twice_the_fewest_see_it(attended: pd.DataFrame) -> None:
    readers = columns.Readers(internal=["base"], public=["unit"], restricted=["base", "count"])
    seen = {column.key: column.audience for column in columns.columns(attended, readers)}
    assert seen == {
        "session": "both", "unit": "public", "count": "restricted", "base": "restricted"
    }  # fmt: skip
