"""What respondents answered: counted by hand in the tables of `small`."""

from __future__ import annotations

import statistics

import pandas as pd
import pytest

from analysis.data import ProgrammeData
from analysis.indicators import evaluation, responses
from analysis.problems import UsageError
from tests.indicators.conftest import Changed
from tests.indicators.small import plain


def test_a_repeated_response_does_not_count(data: ProgrammeData) -> None:
    assert list(responses.that_count(data, "after-1")["response"]) == ["r1", "r2", "r3", "r5"]
    assert "r4" not in set(evaluation.answers(data, "after-1")["response"])


def test_what_came_in(data: ProgrammeData) -> None:
    columns = ("complete_count", "partial_count", "repeated_count", "late_count", "count")
    assert plain(responses.received(data, "after-1"), *columns) == [(3, 1, 1, 1, 4)]
    assert plain(responses.received(data, "after-1"), "empty_count") == [(0,)]
    # No export of this round tells respondents apart, and no closing day is known.
    assert plain(responses.received(data, "later"), *columns) == [(2, 0, None, None, 2)]


def test_opened_and_nothing_answered_is_told_apart_from_answered_twice(changed: Changed) -> None:
    kinds = ["complete | yes", "complete | no", "empty | no", "empty | no"]
    rows = [f"r{n} | after-1 | a | {kind}" for n, kind in enumerate(kinds)]
    data = changed(responses=RESPONSES + "\n".join(rows), answers="response | question")
    frame = responses.received(data, "after-1")
    assert plain(frame, "count", "repeated_count", "empty_count") == [(1, 1, 2)]
    assert frame.attrs["counted"]["empty_count"].of == {"round:after-1": ["empty"]}


def test_an_organisation_answers_when_one_of_its_persons_does(data: ProgrammeData) -> None:
    # a and b of the three that came; four responses of the four persons that came.
    assert plain(responses.by_unit(data, "after-1")) == [
        ("organisations", 2, 3, pytest.approx(2 / 3)), ("persons", 4, 4, 1.0)
    ]  # fmt: skip


def test_when_all_participants_were_asked_those_who_go_on_are_the_base(
    data: ProgrammeData,
) -> None:
    assert plain(responses.by_unit(data, "later")) == [
        ("organisations", 2, 3, pytest.approx(2 / 3)), ("persons", 2, None, None)
    ]  # fmt: skip


RESPONSES = "response | round | participant | status | counted\n"


def test_who_was_not_asked_is_not_counted_among_those_who_were(changed: Changed) -> None:
    # c and d were not there; five responses are more than the four persons on the list.
    rows = [f"r{n} | after-1 | {one} | complete | yes" for n, one in enumerate("abcdd")]
    data = changed(responses=RESPONSES + "\n".join(rows), answers="response | question")
    assert plain(responses.by_unit(data, "after-1"), "unit", "count", "base") == [
        ("organisations", 2, 3), ("persons", 5, None)
    ]  # fmt: skip


def test_responses_without_a_name_tell_nothing_of_organisations(changed: Changed) -> None:
    row = "r1 | after-1 |  | complete | yes"
    data = changed(responses=RESPONSES + row, answers="response | question")
    assert plain(responses.by_unit(data, "after-1"), "unit", "count", "base") == [
        ("organisations", None, 3), ("persons", 1, 4)
    ]  # fmt: skip


def test_a_person_without_a_name_is_counted_by_response(persons: ProgrammeData) -> None:
    assert plain(responses.by_unit(persons, "after")) == [("persons", 3, None, None)]


def test_the_rate_of_response_is_of_participants_and_else_of_persons(
    data: ProgrammeData, changed: Changed, persons: ProgrammeData
) -> None:
    # a, b and e were there, and a and b answered.
    assert plain(responses.rate(data, "after-1"), "unit", "count", "base") == [
        ("organisations", 2, 3)
    ]
    unnamed = changed(
        responses="response | round | status | counted\nr1 | after-1 | complete | yes"
    )
    assert plain(responses.rate(unnamed, "after-1"), "unit", "count", "base") == [("persons", 1, 4)]
    assert responses.rate(persons, "after").empty


def test_each_item_states_its_own_n(data: ProgrammeData) -> None:
    columns = ("question", "count", "base", "highest", "mean", "median")
    assert plain(evaluation.ratings(data, "after-1"), *columns) == [
        ("Q1", 3, 4, 5, pytest.approx(statistics.mean([5, 4, 2])), 4),
        ("Q2", 2, 4, 5, 3, 3),
        ("Q7", 1, 4, 2, 2, 2),
    ]


def test_the_two_highest_options_whatever_the_order_of_declaration(data: ProgrammeData) -> None:
    columns = ("question", "top_count", "top_share", "not_applicable_count", "dont_know_count")
    assert plain(evaluation.ratings(data, "after-1"), *columns) == [
        ("Q1", 2, pytest.approx(2 / 3), 1, 0), ("Q2", 0, 0, 0, 1), ("Q7", 1, 1, 0, 0)
    ]  # fmt: skip


def test_a_mean_is_a_number_even_beside_an_item_without_answers(data: ProgrammeData) -> None:
    rows = evaluation.ratings(data, "later")
    assert pd.api.types.is_numeric_dtype(rows["mean"])
    assert plain(rows, "question", "count", "mean") == [
        ("Q1", 1, 4), ("Q2", 0, None), ("Q7", 0, None)
    ]  # fmt: skip


def test_the_whole_is_held_to_the_middle_of_its_bounds(data: ProgrammeData) -> None:
    columns = ("question", "count", "mean", "midpoint", "highest", "above_midpoint")
    assert plain(evaluation.overall(data, "after-1"), *columns) == [("Q3", 4, 7, 5, 10, True)]
    assert plain(evaluation.rating(data, "after-1")) == [(7, 4, 5, 10)]


def test_a_number_without_bounds_has_no_middle(changed: Changed) -> None:
    data = changed(toml={"lowest = 0\nhighest = 10\n": ""})
    assert plain(evaluation.overall(data, "after-1"), "mean", "midpoint", "above_midpoint") == [
        (7, None, None)
    ]


def test_numbers_have_a_median_too(data: ProgrammeData) -> None:
    scores = [8, 7, 4, 9]
    assert plain(evaluation.numbers(data, "after-1")) == [
        ("Q3", "responses", 4, 4, statistics.mean(scores), statistics.median(scores))
    ]


def test_answers_are_spread_over_the_options_of_one_scale(data: ProgrammeData) -> None:
    assert evaluation.main_scale(data, "after-1") == "agree"
    assert evaluation.options(data, "after-1", "agree") == ["A1", "A2", "A3", "A4", "A5"]
    assert evaluation.neutral(data, "after-1", "agree") == "A3"
    assert evaluation.neutral(data, "after-1", "pace") is None
    assert plain(evaluation.distribution(data, "after-1", "agree")) == [
        ("Q1", 0, 1, 0, 1, 1, 3), ("Q2", 0, 0, 2, 0, 0, 2)
    ]  # fmt: skip


def test_the_best_statement_is_one_of_the_main_scale(data: ProgrammeData) -> None:
    # Q7 has a larger share, but of a scale with two options.
    assert plain(evaluation.best(data, "after-1"), "question") == [("Q1",)]


def test_a_choice_is_counted_out_of_answers_that_could_be_read(data: ProgrammeData) -> None:
    assert plain(evaluation.choices(data, "after-1", "Q4"), "option", "count", "base") == [
        ("Y", 2, 3), ("X", 1, 3)
    ]  # fmt: skip


def test_a_ranking_starts_with_what_is_wanted_most(data: ProgrammeData) -> None:
    assert plain(evaluation.ranking(data, "after-1", "Q5"), "option", "count", "base", "mean") == [
        ("F", 2, 3, pytest.approx(4 / 3)), ("S", 1, 3, pytest.approx(5 / 3))
    ]  # fmt: skip


def test_an_unknown_question_is_answered_with_those_that_were_asked(data: ProgrammeData) -> None:
    with pytest.raises(UsageError, match=r'"Q9" is not a question of form\. Known: Q1, Q2'):
        evaluation.ranking(data, "after-1", "Q9")


def test_open_answers_are_counted_and_never_shown(data: ProgrammeData) -> None:
    assert plain(evaluation.open_answers(data, "after-1"), "question", "count", "base") == [
        ("Q6", 2, 4)
    ]


def test_who_answered_in_both_rounds(data: ProgrammeData) -> None:
    # a and b after the first day, a and e later.
    assert plain(responses.in_both(data, "after-1")) == [("later", "organisations", 1, 2, 0.5)]
    assert responses.in_both(data, "after-2").empty


def test_the_rounds_of_a_session_and_nothing_for_one_still_to_come(data: ProgrammeData) -> None:
    assert plain(responses.of_session(data, "plenary-1")) == [("after-1", "responses", 4)]
    assert plain(responses.of_session(data, "plenary-2")) == [("after-2", "responses", None)]
    assert responses.of_session(data, "class-1").empty


def test_a_planned_round_has_no_questions_yet(data: ProgrammeData) -> None:
    assert evaluation.ratings(data, "after-2").empty
    assert evaluation.overall(data, "after-2").empty
    assert evaluation.open_answers(data, "after-2").empty
    assert evaluation.best(data, "after-2").empty
    scale = evaluation.main_scale(data, "after-2")
    assert evaluation.options(data, "after-2", scale) == []
    assert evaluation.neutral(data, "after-2", scale) is None
    assert evaluation.distribution(data, "after-2", scale).empty


def test_an_unknown_round_is_answered_with_those_that_exist(data: ProgrammeData) -> None:
    with pytest.raises(UsageError) as caught:
        responses.received(data, "after-3")
    assert caught.value.sentences[0].startswith(
        'round: "after-3" is not an evaluation round of lente. Known: after-1, after-2, later.'
    )
