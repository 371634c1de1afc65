"""How long participants stay: counted by hand in `small`, and every possible day gone through."""

from __future__ import annotations

from datetime import date
from itertools import product

import numpy as np
import pytest

from analysis.data import ProgrammeData
from analysis.indicators import retention, stays, withdrawals
from analysis.statistics.survival import kaplan_meier
from tests.indicators.conftest import Changed
from tests.indicators.small import plain


def test_a_stay_lasts_from_enrolling_to_stopping_or_the_day_of_the_data(
    data: ProgrammeData,
) -> None:
    days = [tuple(str(day)[:10] for day in row[2:]) for row in plain(stays.spells(data))]
    assert days == [
        ("2019-12-01", "2020-03-31", "2020-03-31"),
        ("2019-12-02", "2020-03-31", "2020-03-31"),
        ("None", "2020-01-20", "2020-01-20"),
        ("2019-12-03", "2020-03-12", "2020-03-12"),
        ("2019-12-04", "2020-03-31", "2020-03-31"),
    ]


def test_who_enrolled_on_an_unknown_day_is_not_in_the_curve(data: ProgrammeData) -> None:
    # Stays of 121, 120, 100 (d, stopped) and 118 days; c never enrolled on a known day.
    assert plain(stays.followed(data), "unknown_count", "count", "base") == [(0, 4, 5)]
    assert plain(
        retention.curve(data), "days", "at_risk_count", "stopped_count", "remaining_share"
    ) == [(0, 4, 0, 1.0), (100, 4, 1, 0.75), (121, 1, 0, 0.75)]
    assert plain(retention.latest_stop(data), "days", "remaining_share") == [(100, 0.75)]


def test_the_example_loses_five_of_forty_four(example: ProgrammeData) -> None:
    rows = retention.curve(example)
    assert rows["stopped_count"].sum() == 5
    # Nobody was followed for a shorter time than the longest stay that ended: no one is censored.
    assert rows["remaining_share"].iloc[-1] == pytest.approx(39 / 44)
    assert (rows["least_share"] == rows["most_share"]).all()


MONTHS = {
    "enrolments": """
        participant | enrolled_on
        a           | 2020-01-01
        b           | 2020-01-01
        d           | 2020-01-20
        e           | 2020-03-11
    """,
    "withdrawals": """
        participant | stopped_on | stopped_from_on | stopped_until_on
        a           |            | 2020-02-01      | 2020-02-29
        b           | 2020-02-10 |                 |
        d           |            |                 |
    """,
}


def test_what_a_month_leaves_open_lies_between_the_least_and_the_most(changed: Changed) -> None:
    data = changed(**MONTHS)
    rows = retention.curve(data)
    spells = stays.spells(data)
    begun = spells["enrolled_on"]
    first, last = ((spells[one] - begun).dt.days for one in ("from_on", "until_on"))
    stopped = spells["status"] == "stopped"
    # Every third day that a and d may have stopped, and the ends.
    options = [
        sorted({*range(low, high + 1, 3), low, high} | set(rows["days"].astype(int)) & set(
            range(low, high + 1))) if gone else [high]
        for low, high, gone in zip(first, last, stopped, strict=True)
    ]  # fmt: skip
    every = [
        kaplan_meier(times, stopped, float(last.max())).at(rows["days"].to_numpy(float))
        for times in product(*options)
    ]
    assert rows["least_share"].to_numpy() == pytest.approx(np.min(every, axis=0))
    assert rows["most_share"].to_numpy() == pytest.approx(np.max(every, axis=0))
    assert plain(stays.followed(data), "unknown_count", "count") == [(2, 4)]


def test_a_month_is_not_known_before_it_has_ended(changed: Changed) -> None:
    before = stays.spells(changed(date(2020, 2, 20), **MONTHS))
    assert list(before["status"]) == ["continuing", "stopped", "stopped"]


def test_who_was_in_the_programme_on_the_day_of_a_session(data: ProgrammeData) -> None:
    # All but z on the first day; c had stopped by the second; d stopped two days after it.
    assert plain(stays.at_sessions(data), "session", "came_count", "count", "base") == [
        ("plenary-1", 3, 5, 5), ("class-1", 1, 4, 5), ("plenary-2", 1, 4, 5)
    ]  # fmt: skip


def test_who_stopped_in_each_phase_of_who_was_in_it(data: ProgrammeData) -> None:
    assert plain(withdrawals.phases(data), "after", "days", "count", "base") == [
        ("before_first", 45, 0, 5), ("plenary-1", 55, 1, 5), ("plenary-2", 22, 1, 4)
    ]  # fmt: skip


def test_a_stop_without_a_day_has_no_phase(changed: Changed) -> None:
    data = changed(withdrawals="participant | stopped_on\na | \nb | 2020-01-16")
    assert plain(withdrawals.phases(data), "after", "days", "count", "base")[-1] == (
        None, None, 1, None
    )  # fmt: skip
