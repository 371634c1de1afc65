"""Rounds small enough to count on your fingers, and rounds in which next to nothing was said."""

from __future__ import annotations

import math
import statistics

import numpy as np
import pytest

from analysis.data import ProgrammeData
from analysis.indicators import (
    asked,
    choosing,
    differing,
    items,
    judging,
    profile,
    reading,
    recommending,
    relevance,
    reliability,
    responses,
    success_cases,
    weighted,
)
from tests.indicators.conftest import Changed
from tests.indicators.small import plain

ALL = (
    asked.differing, asked.times, asked.told_apart, choosing.chosen, choosing.ticked,
    differing.between_groups, differing.between_rounds, differing.found_between_groups,
    differing.found_between_rounds, items.items, items.lacking, items.numbers, judging.judged,
    judging.spread, recommending.score, relevance.pair, relevance.quadrants,
    reliability.by_block, responses.by_unit, success_cases.candidates, weighted.effect,
    weighted.means,
)  # fmt: skip
RESPONSES = "response | round | participant | status | counted\n"
ANSWERS = "response | question | option | value | missing\n"


def test_nobody_answered(changed: Changed) -> None:
    data = changed(responses=RESPONSES.strip(), answers=ANSWERS.strip())
    for indicator in ALL:
        assert indicator(data, "after-1").empty, indicator
    assert reading.silent(data, "after-1")["silent"].to_list() == ["learning_behaviour_results"]


def test_one_answer(changed: Changed) -> None:
    data = changed(
        responses=RESPONSES + "r1 | after-1 | a | complete | yes",
        answers=ANSWERS + "r1 | Q1 | A5 | 5 |\nr1 | Q3 |  | 8 |",
    )
    # One answer above the middle: two-sided by chance in all cases, so nothing is called.
    assert plain(judging.judged(data, "after-1"), "judgement", "mean", "count") == [("mixed", 8, 1)]
    (row,) = plain(items.items(data, "after-1"), "question", "count", "base", "low_share",
                   "high_share", "median")[:1]  # fmt: skip
    # Of one in one the lowest share that gives it in one of forty times: 0.025.
    assert row == ("Q1", 1, 1, pytest.approx(0.025), 1, 5)
    assert reliability.by_block(data, "after-1").empty
    assert differing.between_groups(data, "after-1").empty
    assert success_cases.candidates(data, "after-1").empty


def test_all_not_applicable(changed: Changed) -> None:
    data = changed(
        responses=RESPONSES + "\n".join(f"r{n} | after-1 | {one} | complete | yes"
                                        for n, one in enumerate("abe")),
        answers=ANSWERS + "\n".join(f"r{n} | Q1 | N |  | not_applicable" for n in range(3)),
    )  # fmt: skip
    assert plain(items.items(data, "after-1"), "question", "count", "base", "share", "median") == [
        ("Q1", 0, 0, None, None), ("Q2", 0, 0, None, None),
    ]  # fmt: skip
    columns = ("question", "not_applicable_count", "dont_know_count", "blank_count", "base")
    assert plain(items.lacking(data, "after-1"), *columns)[:2] == [
        ("Q1", 3, 0, 0, 3), ("Q2", 0, 0, 3, 3),
    ]  # fmt: skip
    assert judging.judged(data, "after-1").empty
    assert judging.spread(data, "after-1").empty
    assert items.best(data, "after-1", "reaction").empty
    assert differing.found_between_groups(data, "after-1").empty


def test_everybody_said_the_same(changed: Changed) -> None:
    data = changed(
        responses=RESPONSES + "\n".join(f"r{n} | after-1 | {one} | complete | yes"
                                        for n, one in enumerate("abcd")),
        answers=ANSWERS + "\n".join(f"r{n} | Q1 | A4 | 4 |" for n in range(4)),
    )  # fmt: skip
    # a and b are of one sector, c and d of another: no difference can be shown.
    rows = differing.between_groups(data, "after-1")
    assert plain(rows, "attribute", "groups", "known", "p", "verdict") == [
        ("sector", 2, 4, 1, "none_shown")
    ]
    assert differing.found_between_groups(data, "after-1")["found"].to_list() == ["none"]


def test_the_judgement_is_told_by_signs(changed: Changed) -> None:
    def side(*marks: float) -> tuple[object, ...]:
        data = changed(
            responses=RESPONSES + "\n".join(f"r{n} | after-1 |  | complete | yes"
                                            for n in range(len(marks))),
            answers=ANSWERS + "\n".join(f"r{n} | Q3 |  | {m} |" for n, m in enumerate(marks)),
        )  # fmt: skip
        return plain(judging.judged(data, "after-1"), "judgement")[0]

    # All six on one side: 2 / 2 ** 6 = 0.03; of five 0.06; who gives the middle says nothing.
    assert side(6, 7, 8, 9, 10, 6) == ("positive",)
    assert side(6, 7, 8, 9, 10, 5) == ("mixed",)
    assert side(0, 1, 2, 3, 4, 4.5) == ("negative",)


RECOMMEND = {
    'overall = "Q3"': 'overall = "Q3"',
    'id = "Q3"\nkind = "number"': 'id = "Q3"\nkind = "number"\naspect = "recommend"',
}


def test_promoters_and_detractors(changed: Changed) -> None:
    marks = [10, 9, 8, 7, 6, 0]
    data = changed(
        toml=RECOMMEND,
        responses=RESPONSES + "\n".join(f"r{n} | after-1 |  | complete | yes" for n in range(6)),
        answers=ANSWERS + "\n".join(f"r{n} | Q3 |  | {m} |" for n, m in enumerate(marks)),
    )
    (row,) = plain(recommending.score(data, "after-1"), "promoter_count", "passive_count",
                   "detractor_count", "count", "base", "net_value")  # fmt: skip
    assert row == (2, 2, 2, 6, 6, 0)


TURNED = {
    'id = "Q2"\nkind = "scale"': 'id = "Q2"\nkind = "scale"\nreverse = true',
    'id = "Q7"\nkind = "scale"\nscale = "pace"': 'id = "Q7"\nkind = "scale"\nscale = "agree"',
}


def test_a_reversed_statement_is_turned_for_the_block_alone(changed: Changed) -> None:
    first, second, third = [5, 4, 2, 1, 4], [1, 2, 3, 5, 2], [4, 4, 3, 1, 5]
    rows = "\n".join(
        f"r{n} | {q} | A{v} | {v} |"
        for n, values in enumerate(zip(first, second, third, strict=True))
        for q, v in zip(("Q1", "Q2", "Q7"), values, strict=True)
    )
    data = changed(
        toml=TURNED, answers=ANSWERS + rows,
        responses=RESPONSES + "\n".join(f"r{n} | after-1 |  | complete | yes" for n in range(5)),
    )  # fmt: skip
    # As asked: the mean of Q2 is that of what was ticked.
    shown = items.items(data, "after-1").set_index("question")
    assert (shown.loc["Q2", "mean"], shown.loc["Q2", "reverse"]) == (statistics.mean(second), True)
    whole = [first, [6 - value for value in second], third]
    total = statistics.variance([sum(one) for one in zip(*whole, strict=True)])
    alpha = 3 / 2 * (1 - sum(map(statistics.variance, whole)) / total)
    (row,) = plain(reliability.by_block(data, "after-1"), "complete", "alpha_value", "verdict")
    assert row == (5, pytest.approx(alpha), "few")


WEIGHED = {'asked = "attending"': 'asked = "attending"\nweight_by = ["sector"]'}
PEOPLE = """
    session | participant | person | role | present
    plenary-1 | a | p1 | listed | yes
    plenary-1 | b | p2 | listed | yes
    plenary-1 | c | p3 | listed | yes
    plenary-1 | d | p4 | listed | yes
    plenary-1 | d | p5 | listed | yes
    plenary-1 | z | p6 | listed | yes
"""
THERE = "session | participant | present\n" + "\n".join(
    f"plenary-1 | {one} | yes" for one in "abcdz"
)


def test_weights_make_who_answered_resemble_who_was_asked(changed: Changed) -> None:
    data = changed(
        toml=WEIGHED, attendance=THERE, delegations=PEOPLE,
        responses=RESPONSES + "\n".join(f"r{n} | after-1 | {one} | complete | yes"
                                        for n, one in enumerate("abc")),
        answers=ANSWERS + "r0 | Q3 |  | 10 |\nr1 | Q3 |  | 8 |\nr2 | Q3 |  | 3 |",
    )  # fmt: skip
    # Arts: two persons asked and two answered. Heritage: three asked, one answered. Youth: one
    # asked and nobody answered, so no weight reaches it, and that is said.
    weights = np.array([1, 1, 3]) * 1.0
    means = weighted.means(data, "after-1").set_index("question").loc["Q3"]
    assert means["plain_value"] == pytest.approx(7)
    assert means["weighted_value"] == pytest.approx((10 + 8 + 3 * 3) / 5)
    effect = 3 * (weights**2).sum() / weights.sum() ** 2
    (row,) = plain(weighted.effect(data, "after-1"))
    assert row == (pytest.approx(effect), 3, math.floor(3 / effect + 0.5), 1)


GREW = """
    participant | as_of_on   | capacity
    a           | 2019-12-01 | professional
    a           | 2020-02-01 | one_person
    a           | 2020-03-20 | volunteer
    b           | 2020-03-20 | volunteer
"""


def test_those_asked_are_as_they_were_on_the_day_of_the_round(changed: Changed) -> None:
    opened = {'id = "later"': 'id = "later"\nopened = 2020-02-10'}
    data = changed(
        toml=opened, profiles=GREW,
        responses=RESPONSES + "r1 | after-1 | a | complete | yes\nr2 | later | a | complete | yes",
        answers=ANSWERS,
    )  # fmt: skip
    told = {"after-1": "capacity:plenary-1", "later": "capacity:opened.later"}
    for round_, was in (("after-1", "professional"), ("later", "one_person")):
        rows = asked.by(data, round_, "capacity")
        answered = rows[rows["count"] == 1]
        assert answered["capacity"].to_list() == [was]
        assert rows.attrs["counted"]["count"].by == {told[round_]: "capacity"}
    # Of b only a later profile is known; the first one stands for the days before.
    assert set(asked.by(data, "after-1", "capacity")["capacity"].dropna()) == {
        "professional", "volunteer",
    }  # fmt: skip
    # A round of which the day is not known sees everybody as last known.
    assert profile.at_round(changed(profiles=GREW), "later")["capacity"].to_list()[0] == "volunteer"


def test_without_a_declaration_nothing_is_weighted(data: ProgrammeData) -> None:
    assert weighted.means(data, "after-1").empty
    assert weighted.effect(data, "after-1").empty


def test_what_no_chart_shows_is_told_option_by_option(data: ProgrammeData) -> None:
    # The scale of Q7 has two options: none of them is one of the two highest.
    rows = choosing.chosen(data, "after-1")
    assert plain(rows, "question", "option", "count", "base")[-2:] == [
        ("Q7", "pace.P1", 0, 1), ("Q7", "pace.P2", 1, 1),
    ]  # fmt: skip
    assert "Q7" not in set(items.items(data, "after-1")["question"])
    assert items.drawn_scale(data, "after-1", "reaction") == "agree"
    assert items.drawn_scale(data, "after-1", "results") == ""


def test_the_same_question_in_two_rounds_is_held_side_by_side(data: ProgrammeData) -> None:
    # a answered Q1 in both rounds: 5 after the first day, and 4 later.
    rows = differing.between_rounds(data, "after-1")
    row = rows[rows["question"] == "Q1"].iloc[0]
    assert (row["other_round"], row["by"]) == ("later", "organisations")
    assert row["up"] + row["same"] + row["down"] == row["known"]
    assert set(rows["verdict"]) <= {"none_shown", "too_few"}


def test_persons_without_a_name_are_two_groups(persons: ProgrammeData) -> None:
    assert differing.between_rounds(persons, "after").empty
    assert asked.times(persons, "after").empty
    assert asked.by(persons, "after", "sector").empty
    assert success_cases.candidates(persons, "after").empty
