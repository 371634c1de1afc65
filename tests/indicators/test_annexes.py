"""The lists behind a report: written out by hand from the tables of `small`."""

from __future__ import annotations

from datetime import date

import pytest

from analysis.data import ProgrammeData
from analysis.indicators import annexes
from analysis.problems import UsageError
from analysis.tables import RESTRICTED
from tests.indicators.conftest import Changed
from tests.indicators.small import plain


def test_names_stand_in_dutch_order_without_article_or_accent(data: ProgrammeData) -> None:
    attended = annexes.participants(data, "plenary-1", "attended")
    assert list(attended["name"]) == ["Élan", "'t Veer", "De Zon"]
    registered = annexes.participants(data, "plenary-1", "registered")
    assert list(registered["name"]) == ["Bries", "Élan", "De Zon"]


def test_the_name_of_a_one_person_organisation_is_confidential(data: ProgrammeData) -> None:
    assert plain(annexes.participants(data, "class-1", "attended"), "name", "published_name") == [
        ("Het Atelier", "[c]"), ("De Zon", "De Zon")
    ]  # fmt: skip


def test_a_participant_is_listed_with_who_came_for_it(data: ProgrammeData) -> None:
    columns = ("name", "delegates", "delegate_count", "present")
    assert plain(annexes.participants(data, "plenary-1", "attended"), *columns) == [
        ("Élan", "Cas", 1, True), ("'t Veer", "Ed", 1, True),
        ("De Zon", "An (directeur); Bo", 2, True),
    ]  # fmt: skip


def test_only_who_stayed_away_has_a_reason_for_it(changed: Changed) -> None:
    # One delegate of a was ill, the other came: a was present.
    data = changed(
        attendance="""
        session   | participant | present | absence_category
        plenary-1 | a           | yes     |
        plenary-1 | a           | no      | personal
        plenary-1 | b           | no      | professional
        """
    )
    registered = annexes.participants(data, "plenary-1", "registered")
    assert plain(registered, "name", "present", "absence_category") == [
        ("Bries", False, None), ("Élan", False, "professional"),
        ("De Zon", True, "not_applicable"),
    ]  # fmt: skip


def test_a_reason_without_declared_words_is_kept_as_it_is(changed: Changed) -> None:
    data = changed(
        toml={"vocabularies.absence_category": "vocabularies.other"},
        attendance="session | participant | present | absence_category\nplenary-1 | b | no | ill",
    )
    rows = annexes.participants(data, "plenary-1", "registered")
    assert ("Élan", "ill") in plain(rows, "name", "absence_category")


def test_before_there_is_a_list_nobody_stayed_away(changed: Changed) -> None:
    registered = annexes.participants(changed(date(2020, 3, 1)), "plenary-2", "registered")
    # e registered later; nobody was named yet.
    assert plain(registered, "name", "present", "delegate_count") == [
        ("Bries", None, None), ("Élan", None, None), ("De Zon", None, None)
    ]  # fmt: skip


def test_another_population_is_answered_with_those_that_exist(data: ProgrammeData) -> None:
    with pytest.raises(UsageError, match=r'"atended" is not one of an annex.*"attended"'):
        annexes.participants(data, "plenary-1", "atended")
    with pytest.raises(UsageError, match=r"Known: attended, registered, stopped\."):
        annexes.size(data, "all")


def test_who_stopped_first_stands_first(data: ProgrammeData) -> None:
    assert plain(annexes.stopped(data), "name", "capacity", "reason_category", "reason") == [
        ("Het Atelier", "one_person", "insufficient_time", "te druk"),
        ("Bries", "volunteer", None, None),
    ]


def test_who_stopped_has_the_last_expected_session_it_came_to(changed: Changed) -> None:
    # A class is no expected session: c came to none.
    data = changed(
        withdrawals="participant | stopped_on\nc | 2020-03-12\nb | 2020-03-12\na | 2020-03-12"
    )
    assert plain(annexes.stopped(data), "name", "last_session") == [
        ("Het Atelier", "never"), ("Élan", "plenary-1"), ("De Zon", "plenary-2")
    ]  # fmt: skip


def test_without_a_list_nobody_is_known_to_have_never_come(changed: Changed) -> None:
    data = changed(
        withdrawals="participant | stopped_on\nc | 2020-01-02",
        attendance="session | participant | present",
    )
    assert plain(annexes.stopped(data), "name", "last_session") == [("Het Atelier", None)]


def test_each_continuing_participant_by_name(data: ProgrammeData) -> None:
    assert plain(annexes.presence(data)) == [
        ("Élan", "1", 1), ("'t Veer", "1", 1), ("De Zon", "1, 2", 2)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("population", "session", "count"),
    [("attended", "plenary-1", 3), ("registered", "plenary-1", 3), ("stopped", "", 2)],
)
def test_an_annex_has_as_many_rows_as_it_says(
    data: ProgrammeData, population: str, session: str, count: int
) -> None:
    assert plain(annexes.size(data, population, session)) == [("organisations", count)]


def test_what_persons_wrote_lies_apart() -> None:
    words = {"withdrawal_notes", "learning_goal_texts", "answer_texts"}
    assert set(RESTRICTED) == {"persons", *words}
