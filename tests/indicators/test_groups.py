"""What is usual at a learning level and who is a candidate: counted by hand in `small`.

Of those who go on, a is high, b is low, and the level of e is not known.
"""

from __future__ import annotations

import pytest

from analysis.data import ProgrammeData
from analysis.indicators import groups
from analysis.problems import UsageError
from tests.indicators.conftest import Changed
from tests.indicators.small import plain

PROFILES = """
    participant | as_of_on   | capacity     | fte | volunteers
    a           | 2019-12-01 | professional | 4   | 0
    b           | 2019-12-01 | volunteer    | 1   | 30
    e           | 2019-12-01 | volunteer    |     | 20
"""


def test_a_card_tells_size_and_what_is_usual(changed: Changed) -> None:
    rows = groups.typical(changed(profiles=PROFILES))
    columns = ("level", "count", "sector", "capacity", "fte_median", "volunteers_median")
    # b is of the arts and the sector of e is not recorded; the staff of e is not, and no zero.
    assert plain(rows, *columns) == [
        ("low", 2, "arts", "volunteer", 1.0, 25.0), ("high", 1, "arts", "professional", 4.0, 0.0)
    ]  # fmt: skip


def test_of_two_that_are_as_frequent_neither_is_usual(changed: Changed) -> None:
    people = """
        participant | name | sector   | personal
        a           | A    |          | no
        b           | B    | arts     | no
        e           | E    | heritage | no
    """
    rows = groups.typical(changed(profiles=PROFILES, participants=people))
    assert plain(rows, "level", "sector") == [("low", "several"), ("high", None)]


def test_what_was_recorded_of_nobody_is_empty(data: ProgrammeData) -> None:
    assert plain(groups.typical(data), "level", "fte_median") == [("low", None), ("high", None)]


def test_needs_are_those_of_registered_participants_of_a_level(data: ProgrammeData) -> None:
    columns = ("session", "level", "domain", "count", "base")
    # a asked for finance and strategy, b for finance; d stopped, and the level of e is not known.
    assert plain(groups.needs(data), *columns) == [
        ("plenary-2", "low", "finance", 1, 1), ("plenary-2", "low", "strategy", 0, 1),
        ("plenary-2", "low", "hr", 0, 1), ("plenary-2", "high", "finance", 1, 1),
        ("plenary-2", "high", "strategy", 1, 1), ("plenary-2", "high", "hr", 0, 1),
    ]  # fmt: skip
    assert plain(groups.wanted(data)) == [("low", 1, 0, 0), ("high", 1, 1, 0)]


def test_where_nobody_asked_for_a_domain_it_is_not_recorded(data: ProgrammeData) -> None:
    assert groups.needs(data, "class-1").empty
    assert list(groups.wanted(data, "class-1").columns) == ["level", "finance", "strategy", "hr"]
    with pytest.raises(UsageError, match='"plenary-3" is not a session'):
        groups.needs(data, "plenary-3")


def test_attendance_of_a_level_is_out_of_all_of_that_level(data: ProgrammeData) -> None:
    # a came to both plenary sessions, b to the first.
    rows = groups.attended(data)
    assert plain(rows, "level", "sessions_mean", "count", "base") == [
        ("low", 1.0, 0, 1), ("high", 2.0, 1, 1)
    ]  # fmt: skip


def test_without_a_list_nobody_is_known_to_have_come(changed: Changed) -> None:
    data = changed(attendance="session | participant | present")
    assert groups.attended(data).empty
    assert groups.candidates(data).empty


def test_a_candidate_meets_all_that_is_declared(changed: Changed) -> None:
    columns = ("role", "name", "level", "sessions")
    assert plain(groups.candidates(changed()), *columns) == [("tutor", "De Zon", "high", "1, 2")]


@pytest.mark.parametrize(
    ("attended", "names"),
    [("all", ["De Zon"]), ("once", ["De Zon", "'t Veer", "Élan"]),
     ("any", ["De Zon", "'t Veer", "Élan"])],
)  # fmt: skip
def test_a_role_may_ask_less(changed: Changed, attended: str, names: list[str]) -> None:
    data = changed(toml={'levels = ["high"]': f'attended = "{attended}"'})
    found = groups.candidates(data)
    assert sorted(found["name"]) == sorted(names)


def test_a_role_may_ask_for_an_attribute(changed: Changed) -> None:
    when = 'attended = "any"\nwhen = { capacity = ["volunteer"] }'
    found = groups.candidates(changed(toml={'levels = ["high"]': when}))
    # Of e it is not recorded, so that it is no candidate.
    assert list(found["name"]) == ["Élan"]


def test_candidates_of_the_example_are_at_the_declared_levels(example: ProgrammeData) -> None:
    found = groups.candidates(example)
    tutors = found[found["role"] == "tutor"]
    # Eleven organisations of the highest level came to both plenary sessions.
    assert len(tutors) == 11 and set(tutors["sessions"]) == {"1, 2"}
    assert set(found.loc[found["role"] == "lead", "capacity"]) == {"professional"}
