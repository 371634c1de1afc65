"""What a notebook gives a chart besides its rows: intervals, bins, and a value that was found."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.counted import Counted
from analysis.payload import Column, Observed, Value
from analysis.problems import UserError
from analysis.show.drawn import bins, ends, observation

WHOM = Counted(unit="organisations", of={"session": ["first"]})


def test_intervals_are_named_in_the_order_of_the_series_or_by_name():
    assert ends((), ["a", "b"], "c") == {}
    assert ends("low", ["a"], "c") == {"a": "low"}
    assert ends(["a_low", "b_low"], ["a", "b"], "c") == {"a": "a_low", "b": "b_low"}
    assert ends({"b": "b_low"}, ["a", "b"], "c") == {"b": "b_low"}
    with pytest.raises(UserError, match="2 series and 1 columns"):
        ends("low", ["a", "b"], "c")


@pytest.mark.parametrize(
    ("edges", "decimals"),
    [([0, 0.004, 0.008], 4), ([0, 0.5, 1], 2), ([0, 10, 20], None), ([0, 0], None)],
)
def test_edges_of_bins_are_written_so_exactly_that_no_two_read_the_same(edges, decimals):
    frame = pd.DataFrame({"from": edges[:-1], "to": edges[1:], "count": 1})
    columns = [Column(key=key, kind="number") for key in frame.columns]
    assert [one.decimals for one in bins(columns, frame)] == [decimals, decimals, None]


def test_a_frame_may_say_itself_how_exact_its_bins_are():
    frame = pd.DataFrame({"from": [0.0], "to": [0.004]})
    columns = [Column(key="from", kind="number", decimals=1), Column(key="to", kind="number")]
    assert [one.decimals for one in bins(columns, frame)] == [1, 4]


def test_a_chart_without_bins_is_left_as_it_is():
    columns = [Column(key="count", kind="count")]
    assert bins(columns, pd.DataFrame({"count": [1]})) == columns


def test_what_was_found_takes_the_counts_along_that_it_was_worked_out_of():
    frame = pd.DataFrame({"value": [0.046], "first_count": [39], "second_count": [29]})
    frame.attrs["counted"] = {"first_count": WHOM}
    frame.attrs["decimals"] = {"value": 3}
    found = observation(frame, [], "c")
    assert found is not None and found.value.value == 0.046 and found.value.decimals == 3
    assert [(one.value, one.counted) for one in found.counts] == [(39, WHOM), (29, None)]


def test_what_was_found_may_be_a_number_or_nothing():
    assert observation(None, [], "c") is None
    assert observation(0.5, [], "c") == Observed(value=Value(kind="number", value=0.5))
    empty = observation(pd.DataFrame({"value": []}), [], "c")
    assert empty is not None and empty.value.value is None
    with pytest.raises(UserError, match="no column value"):
        observation(pd.DataFrame({"difference": [1.0]}), [], "c")


def test_what_was_found_is_written_almost_as_exactly_as_its_bins():
    edges = [Column(key=key, kind="number", decimals=4) for key in ("from", "to")]
    assert observation(0.0459, edges, "c") == Observed(
        value=Value(kind="number", value=0.0459, decimals=3)
    )
