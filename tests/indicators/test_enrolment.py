"""Who goes on, who stopped and how that fits: counted by hand in the tables of `small`."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.data import ProgrammeData
from analysis.indicators import enrolment, reconciliation, withdrawals
from analysis.problems import UsageError
from tests.indicators.conftest import Changed
from tests.indicators.small import plain


def test_who_stopped_was_enrolled_even_if_no_export_says_so(data: ProgrammeData) -> None:
    assert plain(enrolment.statuses(data)) == [
        ("a", "continuing"), ("b", "continuing"), ("c", "stopped"), ("d", "stopped"),
        ("e", "continuing"),
    ]  # fmt: skip
    assert enrolment.continuing(data) == ["a", "b", "e"]


def test_statuses_are_counted_out_of_all_that_ever_enrolled(data: ProgrammeData) -> None:
    assert plain(enrolment.by_status(data)) == [
        ("continuing", "organisations", 3, 5, 0.6), ("stopped", "organisations", 2, 5, 0.4)
    ]  # fmt: skip
    assert plain(enrolment.with_status(data, "stopped"), "count", "base") == [(2, 5)]


def test_when_nobody_enrolled_no_status_is_told(nothing: ProgrammeData) -> None:
    assert plain(enrolment.by_status(nothing), "count", "base", "share") == [(0, 0, None)] * 2
    assert enrolment.with_status(nothing, "continuing").empty


def test_a_status_that_is_none_is_answered_with_those_that_exist(data: ProgrammeData) -> None:
    with pytest.raises(UsageError, match=r'"stoped" is not a status.*"stopped"'):
        enrolment.with_status(data, "stoped")


def test_the_main_reason_is_the_most_frequent_of_those_given(changed: Changed) -> None:
    listed = "participant | reason_category\na | other\nb | other\nc | insufficient_time\nd |\ne |"
    data = changed(withdrawals=listed)
    assert plain(withdrawals.main_reason(data), "reason_category", "count", "base") == [
        ("other", 2, 5)
    ]
    equal = changed(withdrawals="participant | reason_category\na | other\nb | insufficient_time")
    assert withdrawals.main_reason(equal).empty


def test_the_residual_is_of_participants_that_ever_enrolled(changed: Changed) -> None:
    # z registered and came, but never enrolled: it is in no sum with those that did.
    data = changed(
        registrations="session | participant | status\nplenary-1 | a | confirmed\n"
        "plenary-1 | z | confirmed",
        attendance="session | participant | present\nplenary-1 | a | yes\nplenary-1 | z | yes",
    )
    (row,) = reconciliation.residual(data, "plenary-1").to_dict("records")
    assert (row["registered_count"], row["attended_count"], row["count"]) == (1, 1, 5)
    assert row["registered_count"] + row["outside_count"] == row["count"]


def test_each_participant_that_ever_enrolled_has_one_state_and_one_status(
    data: ProgrammeData,
) -> None:
    rows = reconciliation.by_state(data, "plenary-1")
    assert plain(rows, "state", "continuing_count", "stopped_count", "count") == [
        ("attended", 2, 0, 2),
        ("walk_in", 1, 0, 1),
        ("absent", 0, 1, 1),
        ("cancelled", 0, 1, 1),
        ("not_registered", 0, 0, 0),
        ("total", 3, 2, 5),
    ]
    assert rows["count"].iloc[:-1].sum() == len(enrolment.statuses(data))


def test_the_residual_is_who_was_not_registered_any_more(data: ProgrammeData) -> None:
    (row,) = reconciliation.residual(data, "plenary-1").to_dict("records")
    assert row["registered_count"] == 3
    assert row["attended_count"] == 2
    assert (row["continuing_count"], row["stopped_count"], row["count"]) == (3, 2, 5)
    # c had cancelled and e came without a registration.
    assert (row["outside_count"], row["cancelled_count"]) == (2, 1)
    assert row["registered_count"] + row["outside_count"] == row["count"]
    assert row["absent_continuing_count"] == 0


def test_without_a_session_the_first_one_is_reconciled(
    data: ProgrammeData, nothing: ProgrammeData
) -> None:
    for indicator in (reconciliation.by_state, reconciliation.residual):
        first = indicator(data, "plenary-1")
        pd.testing.assert_frame_equal(indicator(data, ""), first)
        assert indicator(data, "").attrs == first.attrs
        assert indicator(nothing, "").empty


def test_nothing_is_reconciled_without_an_attendance_list(nothing: ProgrammeData) -> None:
    assert reconciliation.by_state(nothing, "plenary-1").empty
    assert reconciliation.residual(nothing, "plenary-1").empty


def test_reasons_for_stopping_are_counted_and_an_unknown_one_stays_unknown(
    data: ProgrammeData,
) -> None:
    assert plain(withdrawals.by_reason(data), "reason_category", "count", "base", "share") == [
        ("insufficient_time", 1, 2, 0.5), (None, 1, 2, 0.5)
    ]  # fmt: skip
    assert plain(withdrawals.with_reason(data)) == [("organisations", 1, 2, 0.5)]


def test_who_stopped_stands_beside_who_goes_on(data: ProgrammeData) -> None:
    # The last profile up to the day counts: a is professional, and what e runs on is unknown.
    assert plain(
        withdrawals.by_capacity(data), "capacity", "continuing_count", "ever_count", "count", "base"
    ) == [
        ("one_person", 0, 1, 1, 2),
        ("volunteer", 1, 2, 1, 2),
        ("professional", 1, 1, 0, 2),
        (None, 1, 1, 0, 2),
    ]


def test_a_majority_is_more_than_half(data: ProgrammeData, changed: Changed) -> None:
    assert plain(withdrawals.small_or_volunteer(data), "majority", "count", "base") == [
        (True, 2, 2)
    ]
    half = changed(withdrawals="participant | stopped_on\na | 2020-01-20\nb | 2020-01-20")
    assert plain(withdrawals.small_or_volunteer(half), "majority", "share") == [(False, 0.5)]


@pytest.mark.parametrize(
    ("stopped_on", "after"),
    [
        ("2020-01-14", "before_first"),
        ("2020-01-15", "plenary-1"),
        ("2020-03-09", "plenary-1"),
        ("2020-03-10", "plenary-2"),
        ("", None),
    ],
)
def test_stopping_comes_after_the_last_expected_session(
    changed: Changed, stopped_on: str, after: str | None
) -> None:
    data = changed(withdrawals=f"participant | stopped_on\na | {stopped_on}")
    rows = withdrawals.timing(data)
    assert plain(rows[rows["count"] > 0], "after", "count", "base") == [(after, 1, 1)]


def test_when_nobody_stopped_there_is_nothing_to_time(nothing: ProgrammeData) -> None:
    assert withdrawals.timing(nothing).empty
    assert withdrawals.small_or_volunteer(nothing).empty
