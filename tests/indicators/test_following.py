"""Who follows through, in how many domains, and at which sessions: counted by hand in `small`."""

from __future__ import annotations

from datetime import date

import pytest

from analysis.data import ProgrammeData
from analysis.indicators import breadth, following, patterns
from analysis.problems import UsageError
from tests.indicators.conftest import Changed
from tests.indicators.small import plain


def test_who_was_at_one_session_and_registered_for_a_later_one(data: ProgrammeData) -> None:
    # plenary-1: a, b, e. Registered for plenary-2: a, b, d, e.
    found = following.onward(data, "plenary-1", "plenary-2")
    assert plain(found) == [("plenary-1", "plenary-2", "organisations", 3, 3, 1.0)]


def test_without_names_the_last_session_that_registrations_followed_on(
    data: ProgrammeData,
) -> None:
    # Class-1 (a, c) is the last with a list before plenary-2, which is the last with registrations.
    found = following.onward(data)
    assert plain(found) == [("class-1", "plenary-2", "organisations", 1, 2, 0.5)]


def test_a_session_does_not_follow_on_an_earlier_or_an_unlisted_one(data: ProgrammeData) -> None:
    assert following.onward(data, "plenary-2", "plenary-1").empty
    assert following.onward(data, "plenary-1", "class-1").empty
    with pytest.raises(UsageError, match="plenary-9"):
        following.onward(data, "plenary-9")


def test_who_registered_by_what_became_of_them_before(data: ProgrammeData) -> None:
    # Ever enrolled: a, b (attended), c (cancelled), d (absent), e (walk-in).
    found = following.onward_by_state(data, "plenary-1", "plenary-2")
    assert plain(found, "state", "count", "base") == [
        ("attended", 2, 2), ("walk_in", 1, 1), ("absent", 1, 1), ("cancelled", 0, 1),
    ]  # fmt: skip


OPTIONAL = """
    session   | participant | status
    plenary-1 | a           | confirmed
    class-1   | a           | confirmed
    class-1   | b           | cancelled
    class-1   | d           | confirmed
    """


def test_domains_are_those_of_sessions_of_choice_that_one_is_registered_for(
    changed: Changed,
) -> None:
    # Going on: a, b, e. Plenary-1 is for everybody and tells no choice; b cancelled; d stopped.
    data = changed(registrations=OPTIONAL)
    assert plain(breadth.domains(data), "breadth", "count", "base") == [
        ("3", 0, 3), ("2", 0, 3), ("1", 1, 3), ("0", 2, 3),
    ]  # fmt: skip
    assert plain(breadth.by_domain(data), "domain", "count", "base") == [
        ("finance", 1, 3), ("strategy", 0, 3), ("hr", 0, 3),
    ]  # fmt: skip


def test_two_sessions_on_one_domain_are_one_domain(changed: Changed) -> None:
    both = {'domains = ["strategy"]\nattendance_expected = true': 'domains = ["finance"]'}
    registered = "session | participant | status\nclass-1 | a | confirmed\nplenary-2|a|confirmed"
    data = changed(toml=both, registrations=registered)
    assert breadth.deepening(data) == ["class-1", "plenary-2"]
    assert plain(breadth.domains(data), "breadth", "count")[2:] == [("1", 1), ("0", 2)]


def test_before_registrations_for_sessions_of_choice_nothing_is_known(data: ProgrammeData) -> None:
    assert breadth.domains(data).empty
    assert breadth.by_domain(data).empty


def test_how_many_domains_each_asked_for_when_registering(data: ProgrammeData) -> None:
    # plenary-2: a asked for two; b, d and e for one.
    expected = [("3", 0, 4), ("2", 1, 4), ("1", 3, 4), ("0", 0, 4)]
    assert plain(breadth.wished(data), "breadth", "count", "base") == expected
    assert plain(breadth.wished(data, "plenary-2"), "breadth", "count", "base") == expected
    assert breadth.wished(data, "class-1").empty


def test_everybody_has_one_pattern(data: ProgrammeData) -> None:
    # a came twice; b and e once; c and d never.
    assert plain(patterns.patterns(data), "pattern", "plenary-1", "plenary-2", "count", "base") == [
        ("1", True, False, 2, 5),
        ("–", False, False, 2, 5),
        ("1 + 2", True, True, 1, 5),
    ]


def test_without_enrolments_patterns_are_of_those_that_came(changed: Changed) -> None:
    none = {"enrolments": "participant | enrolled_on", "withdrawals": "participant | stopped_on"}
    found = patterns.patterns(changed(**none))
    assert plain(found, "pattern", "count", "base") == [("1", 2, None), ("1 + 2", 1, None)]


def test_a_session_without_a_list_is_not_recorded_in_a_pattern(changed: Changed) -> None:
    data = changed(attendance="session | participant | present\nplenary-2 | a | yes")
    assert plain(patterns.patterns(data), "pattern", "plenary-1", "plenary-2", "count") == [
        ("–", None, False, 4), ("2", None, True, 1)
    ]  # fmt: skip


def test_with_one_session_there_are_two_patterns(changed: Changed) -> None:
    data = changed(date(2020, 1, 20))
    assert plain(patterns.patterns(data), "pattern", "count") == [("1", 3), ("–", 2)]


def test_first_and_once_more_by_day(data: ProgrammeData) -> None:
    # plenary-1: a, b, e; class-1: a again, c for the first time; plenary-2: a again.
    assert plain(patterns.first_and_again(data), "session", "first_count", "count", "base") == [
        ("plenary-1", 3, 0, 3), ("class-1", 1, 1, 2), ("plenary-2", 0, 1, 1)
    ]  # fmt: skip
