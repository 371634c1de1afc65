"""Who came: counted by hand in the tables of `small`."""

from __future__ import annotations

from datetime import date

import pytest

from analysis.data import ProgrammeData
from analysis.indicators import attendance, states
from tests.indicators.conftest import Changed
from tests.indicators.small import plain


def test_each_participant_has_one_state_at_a_session(data: ProgrammeData) -> None:
    # e was on the waiting list and came all the same; b came for a part.
    assert plain(states.at_session(data, "plenary-1")) == [
        ("a", "attended"), ("b", "attended"), ("c", "cancelled"), ("d", "absent"),
        ("e", "walk_in"), ("z", "not_registered"),
    ]  # fmt: skip


def test_who_registered_and_is_in_no_other_list_is_absent_all_the_same(changed: Changed) -> None:
    data = changed(
        participants="participant | name | personal\na | De Zon | no",
        registrations="session | participant | status\nplenary-1 | x | confirmed",
    )
    assert ("x", "absent") in plain(states.at_session(data, "plenary-1"))


def test_a_mark_that_was_not_understood_is_nobody_present(data: ProgrammeData) -> None:
    assert states.present(data, "plenary-2") == {"a"}


def test_attendance_is_counted_out_of_those_registered(data: ProgrammeData) -> None:
    found = plain(attendance.by_session(data))
    assert found[0] == ("plenary-1", 1, 1, "organisations", 2, 3, pytest.approx(2 / 3))
    assert found[2] == ("plenary-2", 3, 0, "organisations", 1, 4, 0.25)


def test_without_registrations_all_present_count_and_the_base_is_not_recorded(
    data: ProgrammeData,
) -> None:
    assert plain(attendance.of(data, "class-1")) == [
        ("class-1", None, None, "organisations", 2, None, None)
    ]


def test_sessions_stand_in_order_of_their_day(data: ProgrammeData) -> None:
    assert states.recorded(data) == ["plenary-1", "class-1", "plenary-2"]
    assert states.expected(data) == ["plenary-1", "plenary-2"]


def test_the_flow_goes_from_all_who_signed_up_to_all_who_came(data: ProgrammeData) -> None:
    assert plain(attendance.flow(data, "plenary-1"), "step", "count", "base", "share") == [
        ("gross", 4, 4, 1.0),
        ("cancelled", 1, 4, 0.25),
        ("registered", 3, 4, 0.75),
        ("absent", 1, 4, 0.25),
        ("attended", 2, 4, 0.5),
    ]


def test_without_registrations_there_is_no_flow(data: ProgrammeData) -> None:
    assert attendance.flow(data, "class-1").empty


def test_reasons_for_absence_are_counted_once_a_participant(data: ProgrammeData) -> None:
    # b has two rows and one reason; d and e gave none.
    assert plain(attendance.absences(data, "plenary-2"), "absence_category", "count", "base") == [
        (None, 2, 3),
        ("professional", 1, 3),
    ]
    assert plain(attendance.absences(data, "plenary-1"), "absence_category", "count", "base") == [
        ("personal", 1, 1)
    ]


def test_before_there_is_a_list_nobody_is_absent(changed: Changed) -> None:
    data = changed(date(2020, 3, 1))
    assert attendance.absences(data, "plenary-2").empty
    assert attendance.flow(data, "plenary-2").empty
    assert attendance.of(data, "plenary-2").empty


def test_delegates_are_persons_on_the_list_and_present(data: ProgrammeData) -> None:
    # p1 and p2 for a, p3 for b, p5 for e; p4 stayed away.
    assert plain(attendance.delegates(data, "plenary-1")) == [
        ("persons", 4, 3, pytest.approx(4 / 3))
    ]
    assert attendance.delegates(data, "class-1").empty


def test_each_continuing_participant_has_the_expected_sessions_it_came_to(
    data: ProgrammeData,
) -> None:
    assert plain(attendance.per_participant(data)) == [
        ("a", "1, 2", 2), ("b", "1", 1), ("e", "1", 1)
    ]  # fmt: skip


def test_participants_are_counted_by_how_often_they_came(data: ProgrammeData) -> None:
    assert plain(attendance.times(data), "times", "count", "base") == [
        ("2", 1, 3), ("1", 2, 3), ("0", 0, 3)
    ]  # fmt: skip
    assert plain(attendance.full(data), "session_count", "count", "base") == [(2, 1, 3)]


def test_from_each_session_to_the_next_by_day(data: ProgrammeData) -> None:
    # plenary-1: a, b, e; class-1: a, c; plenary-2: a. Class-1 had no registrations.
    assert plain(
        attendance.again(data), "session", "next_session", "registered_count", "count", "base"
    ) == [("plenary-1", "class-1", None, 1, 3), ("class-1", "plenary-2", 1, 1, 2)]


def test_a_count_that_was_not_recorded_is_not_zero(persons: ProgrammeData) -> None:
    assert plain(attendance.counts(persons), "session", "measure", "unit", "count") == [
        ("day-1", "on_site", "persons", 5),
        ("day-1", "online", "persons", None),
        ("day-2", "on_site", "persons", 0),
        ("day-2", "online", "persons", 3),
        ("day-3", "on_site", "persons", None),
        ("day-3", "online", "persons", None),
    ]


def test_a_measure_is_added_up_where_it_was_recorded(persons: ProgrammeData) -> None:
    # On site on two of three days, a zero included; online on one.
    assert plain(
        attendance.counted(persons), "measure", "unit", "count", "base", "person_count"
    ) == [("on_site", "sessions", 2, 3, 5), ("online", "sessions", 1, 3, 3)]


def test_the_last_session_is_the_last_with_a_list(data: ProgrammeData, changed: Changed) -> None:
    assert plain(attendance.last(data), "session", "count", "base") == [("plenary-2", 1, 4)]
    earlier = changed(date(2020, 1, 15))
    assert plain(attendance.last(earlier), "session", "count", "base") == [("plenary-1", 2, 3)]


def test_who_came_at_least_once_of_those_who_go_on(data: ProgrammeData, changed: Changed) -> None:
    # a, b and e came to the first day.
    assert plain(attendance.once(data), "session_count", "count", "base") == [(2, 3, 3)]
    other = changed(attendance="session | participant | present\nplenary-2 | b | yes")
    assert plain(attendance.once(other), "session_count", "count", "base") == [(1, 1, 3)]


def test_the_main_reason_for_absence_is_one_that_was_given(changed: Changed) -> None:
    listed = """
        session   | participant | present | absence_category
        plenary-2 | a           | no      | {}
        plenary-2 | b           | no      | professional
        plenary-2 | d           | no      |
        plenary-2 | e           | no      |
        """
    most = attendance.main_absence(changed(attendance=listed.format("professional")), "plenary-2")
    assert plain(most, "absence_category", "count", "base") == [("professional", 2, 4)]


def test_of_two_equally_frequent_reasons_none_is_the_main_one(changed: Changed) -> None:
    data = changed(
        attendance="""
        session   | participant | present | absence_category
        plenary-2 | a           | no      | personal
        plenary-2 | b           | no      | professional
        """
    )
    assert len(attendance.absences(data, "plenary-2").dropna()) == 2
    assert attendance.main_absence(data, "plenary-2").empty


def test_who_cancelled_and_came_had_signed_up(changed: Changed) -> None:
    data = changed(
        registrations="session | participant | status\nplenary-1 | a | cancelled",
        attendance="session | participant | present\nplenary-1 | a | yes",
    )
    assert plain(attendance.flow(data, "plenary-1"), "step", "count", "base") == [
        ("gross", 1, 1), ("cancelled", 1, 1), ("registered", 0, 1), ("absent", 0, 1),
        ("attended", 0, 1),
    ]  # fmt: skip


def test_sessions_of_which_anything_was_counted(
    persons: ProgrammeData, nothing: ProgrammeData
) -> None:
    assert plain(attendance.with_counts(persons)) == [("sessions", 2, 3, pytest.approx(2 / 3))]
    assert attendance.with_counts(nothing).empty
