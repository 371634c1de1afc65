"""What one participant did: counted by hand in the tables of `small`."""

from __future__ import annotations

import pytest

from analysis.data import ProgrammeData
from analysis.indicators import own
from analysis.problems import UsageError
from tests.indicators.small import plain


def test_each_session_says_whether_the_participant_registered_and_came(
    data: ProgrammeData,
) -> None:
    # Of class-1 there is an attendance list and no registrations.
    assert plain(own.sessions(data, "a"), "session", "registered", "present") == [
        ("plenary-1", True, True), ("class-1", None, True), ("plenary-2", True, True),
    ]  # fmt: skip
    # c cancelled for plenary-1, and is on no list of plenary-2.
    assert plain(own.sessions(data, "c"), "session", "registered", "present") == [
        ("plenary-1", False, False), ("class-1", None, True), ("plenary-2", False, False),
    ]  # fmt: skip


def test_who_was_on_the_waiting_list_came_and_was_not_registered(data: ProgrammeData) -> None:
    assert plain(own.sessions(data, "e"), "registered", "present")[0] == (False, True)


def test_only_sessions_with_a_list_are_counted(data: ProgrammeData) -> None:
    assert plain(own.registered(data, "a")) == [("sessions", 2, 2, 1.0)]
    assert plain(own.attended(data, "a")) == [("sessions", 3, 3, 1.0)]
    assert plain(own.registered(data, "e")) == [("sessions", 1, 2, 0.5)]
    assert plain(own.attended(data, "z")) == [("sessions", 0, 3, 0.0)]


def test_before_there_is_a_list_nothing_is_recorded(nothing: ProgrammeData) -> None:
    assert own.sessions(nothing, "a").empty
    assert own.attended(nothing, "a").empty


def test_a_participant_is_found_by_its_id_and_by_its_name(data: ProgrammeData) -> None:
    assert own.found(data, "b") == own.found(data, "Élan") == "b"
    assert own.name(data, "b") == "Élan"


def test_an_unknown_participant_is_told_with_the_nearest_one(data: ProgrammeData) -> None:
    with pytest.raises(UsageError, match=r'"Zwaluwe" is not a participant of lente.*"Zwaluw"\?'):
        own.name(data, "Zwaluwe")


def test_who_is_only_in_the_address_list_took_no_part(data: ProgrammeData) -> None:
    assert own.took_part(data) == ["a", "b", "c", "d", "e"]


def test_a_participant_knows_itself_and_the_persons_that_it_sent(data: ProgrammeData) -> None:
    # An (p1) came and is in two lists, Bo (p2) in one.
    assert own.brought(data, "a") == {"organisations": 1, "persons": 2}
    assert own.brought(data, "z") == {"organisations": 1, "persons": 1}
