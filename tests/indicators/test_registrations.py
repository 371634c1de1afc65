"""Who signed up: counted by hand in the tables of `small`."""

from __future__ import annotations

from datetime import date

import pytest

from analysis.data import ProgrammeData
from analysis.indicators import registrations
from analysis.problems import UsageError
from tests.indicators.conftest import Changed
from tests.indicators.small import plain


def test_a_participant_with_two_tickets_of_which_one_is_cancelled_is_registered_once(
    data: ProgrammeData,
) -> None:
    found = plain(registrations.states(data, "plenary-1"), "participant", "registered", "cancelled")
    # The waiting list (e) is no registration.
    assert found == [
        ("a", True, False), ("b", True, False), ("c", False, True), ("d", True, False)
    ]  # fmt: skip


def test_a_participant_registered_on_the_day_of_its_first_ticket(data: ProgrammeData) -> None:
    rows = registrations.states(data, "plenary-1").set_index("participant")
    assert rows.loc["a", "registered_on"].date() == date(2020, 1, 2)


def test_gross_less_cancelled_is_net(data: ProgrammeData) -> None:
    # plenary-1: a, b, c, d ever signed up and c cancelled; plenary-2: a, b, d, e.
    assert plain(registrations.by_session(data)) == [
        ("plenary-1", 4, 1, "organisations", 3, 4, 0.75),
        ("plenary-2", 4, 0, "organisations", 4, 4, 1.0),
    ]


def test_a_session_without_registrations_is_not_recorded_and_has_no_row(
    data: ProgrammeData,
) -> None:
    assert registrations.recorded(data) == ["plenary-1", "plenary-2"]
    assert registrations.of(data, "class-1").empty
    assert plain(registrations.of(data, "plenary-1"), "count", "base") == [(3, 4)]


def test_sessions_stand_in_order_of_their_day(changed: Changed) -> None:
    data = changed(
        registrations="""
        session   | participant | status
        plenary-2 | a           | confirmed
        class-1   | a           | confirmed
        """
    )
    assert registrations.recorded(data) == ["class-1", "plenary-2"]


def test_wishes_are_counted_out_of_those_registered(data: ProgrammeData) -> None:
    # a asked for two domains; nobody asked for hr.
    assert plain(registrations.wishes(data, "plenary-2"), "domain", "count", "base") == [
        ("finance", 3, 4), ("strategy", 2, 4), ("hr", 0, 4)
    ]  # fmt: skip


def test_the_wish_of_who_cancelled_is_no_wish(data: ProgrammeData) -> None:
    assert registrations.wishes(data, "plenary-1").empty


def test_an_unknown_session_is_answered_with_those_that_exist(data: ProgrammeData) -> None:
    with pytest.raises(UsageError) as caught:
        registrations.of(data, "plenary-3")
    assert caught.value.sentences[0].startswith(
        'session: "plenary-3" is not a session of lente. Known: class-1, plenary-1, plenary-2.'
    )


def test_the_main_wish_is_what_most_asked_for(data: ProgrammeData) -> None:
    # Finance: a, b and d; strategy: a and e.
    assert plain(registrations.main_wish(data, "plenary-2"), "domain", "count", "base") == [
        ("finance", 3, 4)
    ]
    assert registrations.main_wish(data, "class-1").empty
