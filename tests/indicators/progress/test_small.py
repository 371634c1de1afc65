"""Progress of eight organisations, each number worked out by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from analysis.data import ProgrammeData
from analysis.indicators.progress import (
    certainty,
    change,
    dose,
    gaps,
    raters,
    scores,
    shift,
    transfer,
    waves,
)
from analysis.problems import UsageError
from tests.indicators import small
from tests.indicators.progress.growing import ANSWERED, grown, tables
from tests.indicators.small import plain

Grown = Callable[..., ProgrammeData]


@pytest.fixture(scope="module")
def growth(tmp_path_factory: pytest.TempPathFactory) -> ProgrammeData:
    return grown(tmp_path_factory.mktemp("growth"))


@pytest.fixture(scope="module")
def turned(tmp_path_factory: pytest.TempPathFactory) -> ProgrammeData:
    root = tmp_path_factory.mktemp("turned")
    return grown(root, turned=lambda frame: frame.iloc[::-1].reset_index(drop=True))


@pytest.fixture(scope="module")
def nothing(tmp_path_factory: pytest.TempPathFactory) -> ProgrammeData:
    return grown(tmp_path_factory.mktemp("nothing"), {})


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> ProgrammeData:
    """Only the first round was held."""
    lines = [response(f"r{one}", one, "22233") for one in "abcd"]
    return grown(tmp_path_factory.mktemp("once"), with_lines(*lines))


def with_lines(*lines: str) -> small.Tables:
    """The tables with these responses alone."""
    header = ANSWERED.strip().split("\n")[0]
    return tables("\n".join([header, *lines]))


def response(name: str, who: str, answers: str, round_: str = "start") -> str:
    """One response whose five items on levels are given as digits, in their order."""
    cells = [*answers.replace(".", " "), *" " * 7]
    return " | ".join([name, round_, who, "yes", *cells])


# Who answered


def test_the_first_and_the_last_round_that_asked_for_levels_are_compared(
    growth: ProgrammeData,
) -> None:
    assert waves.pair(growth) == ["start", "midway"]
    assert waves.pair(growth, "midway", "start") == ["midway", "start"]
    assert waves.pair(growth, "start") == ["start", "midway"]
    assert waves.pair(growth, "", "midway") == ["start", "midway"]
    with pytest.raises(UsageError, match="not an evaluation round"):
        waves.pair(growth, "begin")


def test_everyone_answered_both_rounds_or_one_or_neither(growth: ProgrammeData) -> None:
    assert plain(waves.by_answer(growth), "first_answered", "second_answered", "count", "base") == [
        (True, True, 5, 8),
        (True, False, 1, 8),
        (False, True, 1, 8),
        (False, False, 1, 8),
    ]
    assert plain(waves.both(growth), "count", "base", "share") == [(5, 8, 0.625)]


def test_those_who_answered_are_held_against_the_others_by_an_attribute(
    growth: ProgrammeData,
) -> None:
    rows = waves.by(growth, "sector")
    counts = ("first_count", "second_count", "neither_count", "count", "base")
    assert plain(rows, "sector", *counts) == [
        ("arts", 0, 1, 0, 3, 4),
        ("heritage", 1, 0, 0, 2, 3),
        (None, 0, 0, 1, 0, 1),
    ]
    with pytest.raises(UsageError, match="not known of participants"):
        waves.by(growth, "sectr")


def test_where_nobodys_enrolment_is_recorded_nobody_is_known_to_have_answered_neither(
    tmp_path: Path,
) -> None:
    given = {name: frame for name, frame in tables().items()
             if name not in ("enrolments", "withdrawals")}  # fmt: skip
    found = grown(tmp_path, given)
    rows = waves.by_answer(found)
    assert list(rows["count"]) == [5, 1, 1]
    assert "base" not in rows
    # Of the six that answered the start, five answered again.
    assert plain(waves.both(found), "count", "base") == [(5, 6)]


# Scores


def test_a_score_is_the_mean_of_enough_answers_with_reverse_items_turned_round(
    growth: ProgrammeData,
) -> None:
    found = scores.by_rater(growth, "start").set_index(["response", "domain"])["score"]
    assert found["r1", "finance"] == pytest.approx(8 / 3)
    # Two of three items are enough, one is not; nor is one of two.
    assert found["r2", "finance"] == 1.5
    assert pd.isna(found["r3", "finance"])
    assert pd.isna(found["r3", "hr"])
    # H1 = 2; H2 = 4 on an item that was asked the other way round, so 2.
    assert found["r1", "hr"] == 2
    assert "r8" not in found.index.get_level_values("response")
    assert "r9" not in found.index.get_level_values("response")


def test_an_organisation_has_the_mean_of_its_raters(growth: ProgrammeData) -> None:
    rows = scores.of_participants(growth, "start").set_index(["participant", "domain"])
    assert rows.loc[("e", "finance"), "score"] == 3
    assert rows.loc[("e", "finance"), "raters"] == 2
    assert rows.loc[("e", "finance"), "apart"] == 2
    assert rows["apart"].isna()[("a", "finance")]
    found = raters.by_domain(growth, "start")
    assert plain(found, "domain", "apart_mean", "apart_maximum", "count", "base") == [
        ("finance", 2.0, 2.0, 1, 5),
        ("hr", 2.0, 2.0, 1, 5),
    ]


def test_an_item_that_was_not_shown_was_not_asked(tmp_path: Path) -> None:
    given = with_lines(response("r1", "a", "3...."))
    shown = {"response": "r1", "question": "F2", "missing": "not_shown"}
    more = pd.DataFrame([shown, shown | {"question": "F3"}], columns=given["answers"].columns)
    given["answers"] = pd.concat([given["answers"], more.astype(given["answers"].dtypes)])
    found = scores.by_rater(grown(tmp_path, given), "start")
    assert plain(found, "domain", "score", "answered", "asked") == [("finance", 3.0, 1, 1)]


# Change


def test_only_who_has_both_scores_is_compared_in_a_domain(growth: ProgrammeData) -> None:
    rows = change.by_domain(growth)
    assert plain(rows, "domain", "count", "same_count", "down_count", "base", "share") == [
        ("finance", 2, 1, 1, 4, 0.5),
        ("hr", 2, 1, 1, 4, 0.5),
    ]
    assert change.most(growth).empty


def test_the_levels_of_those_with_both_scores_stand_side_by_side(growth: ProgrammeData) -> None:
    money = change.levels(growth).set_index("domain").loc["finance"]
    # a, b, d and e: 8/3, 3/2, 3 and 3 at the start; 3, 1, 3 and 5 midway.
    assert money["count"] == 4
    assert money["first_mean"] == pytest.approx((8 / 3 + 1.5 + 3 + 3) / 4)
    assert money["second_mean"] == 3
    # The changes 1/3, -1/2, 0 and 2.
    assert money["change_mean"] == pytest.approx(11 / 24)
    assert money["change_median"] == pytest.approx(1 / 6)


def test_the_change_of_each_stands_by_name_and_not_in_order_of_size(growth: ProgrammeData) -> None:
    rows = change.by_participant(growth)
    assert list(rows.columns) == ["name", "finance", "hr"]
    assert list(rows["name"]) == ["De A", "De B", "De D", "De E"]
    assert list(rows["hr"]) == [0, 1, -1, 3]


def test_chance_is_the_exact_sign_test_with_ties_left_out(growth: ProgrammeData) -> None:
    money = certainty.by_domain(growth).set_index("domain").loc["finance"]
    # Two up and one down: with equal chance at least as uneven in 8 of 8 ways.
    assert money["sign_p"] == 1
    # Ranks of 1/3, 1/2 and 2 are 1, 2 and 3; those that rose come to 4 of 6: 4 or more, or 2 or
    # fewer, in 6 of the 8 ways.
    assert money["wilcoxon_p"] == 0.75
    assert money["biserial_value"] == pytest.approx((4 - 2) / 6)
    assert set(certainty.by_domain(growth)["verdict"]) == {"no_clear_difference"}


def test_a_clear_rise_is_called_so_after_holm(tmp_path: Path) -> None:
    who = "abcdefghijkl"
    lines = [response(f"r{one}", one, "22233") for one in who]
    # Ten rise on money, one falls and one stays; on staff nobody changes.
    later = dict.fromkeys(who, "33333") | {"k": "11133", "l": "22233"}
    lines += [response(f"s{one}", one, items, "midway") for one, items in later.items()]
    found = grown(tmp_path, with_lines(*lines))
    rows = certainty.by_domain(found).set_index("domain")
    # binom.test(10, 11) of R 4.2.2: 0.01172; 24 of the 2,048 ways.
    assert rows.loc["finance", "sign_p"] == 24 / 2048
    assert rows.loc["finance", "adjusted_p"] == 24 / 2048
    assert rows.loc["finance", "verdict"] == "more_up"
    assert rows["sign_p"].isna()["hr"]
    assert rows.loc["hr", "verdict"] == "no_clear_difference"
    assert plain(certainty.clear(found), "down_domain_count", "count", "base") == [(0, 1, 2)]
    assert plain(change.most(found), "domain", "count", "base") == [("finance", 10, 12)]
    assert list(change.largest(found)["domain"]) == ["finance"]


# Looking back


def test_looking_back_shifts_the_level_of_the_start(growth: ProgrammeData) -> None:
    rows = shift.by_domain(growth).set_index("domain")
    money = rows.loc["finance"]
    assert money["count"] == 4
    # Remembered 2, 1, 4 and 2 beside 8/3, 3/2, 3 and 3.
    assert money["then_mean"] == 2.25
    assert money["shift_mean"] == pytest.approx((-2 / 3 - 1 / 2 + 1 - 1) / 4)
    assert money["looking_back_mean"] == pytest.approx(3 - 2.25)
    assert money["change_mean"] == pytest.approx(11 / 24)
    # Over both domains a, b and e place their beginning lower now, and d higher.
    assert plain(shift.overall(growth), "count", "same_count", "higher_count", "base") == [
        (3, 0, 1, 4)
    ]


# Gaps


def test_the_gap_is_what_is_wanted_less_the_level_of_the_later_round(
    growth: ProgrammeData,
) -> None:
    assert gaps.asking(growth, "target") == "midway"
    rows = gaps.by_domain(growth, "target")
    # Money: a, b, c, d and g told both: levels 3, 1, 2, 3, 4; wanted 4, 4, 3, 3, 5.
    money = rows.set_index("domain").loc["finance"]
    assert money["count"] == 5
    assert money["level_mean"] == pytest.approx(13 / 5)
    assert money["wanted_mean"] == pytest.approx(19 / 5)
    assert money["gap_mean"] == pytest.approx(6 / 5)
    assert list(rows["domain"]) == ["finance", "hr"]
    # Five are under the smallest base of which a mean is told.
    assert gaps.widest(growth, "target").empty
    importance = gaps.by_domain(growth, "importance").set_index("domain")
    assert importance.loc["hr", "count"] == 5


# Taking part, and using it


def test_what_is_counted_lies_between_the_two_answers_of_each(growth: ProgrammeData) -> None:
    rows = dose.per_participant(growth)
    # a: day 2 and one turn after its first answer. Of e it is not recorded how many turns one took.
    assert plain(rows, "participant", "sessions", "turns", "dose") == [
        ("a", 1, 1.0, 2.0), ("b", 0, 0.0, 0.0), ("d", 0, 0.5, 0.5),
    ]  # fmt: skip
    # Mean changes 1/6, 1/4 and -1/2; doses 2, 0 and 1/2. Ranks 2, 3, 1 and 3, 1, 2: 1 - 6*6/24.
    assert plain(dose.together(growth), "count", "value") == [(3, pytest.approx(-0.5))]
    assert plain(dose.by_half(growth), "half", "dose_minimum", "dose_maximum", "count") == [
        ("least", 0.0, 0.5, 2),
        ("most", 2.0, 2.0, 1),
    ]


def test_transfer_is_what_was_answered_to_the_questions_about_behaviour(
    growth: ProgrammeData,
) -> None:
    assert transfer.asking(growth) == "midway"
    rows = transfer.ratings(growth)
    # U1: 4, 4, 5, not applicable, 2 and 3.
    assert plain(rows, "question", "count", "top_count", "not_applicable_count") == [
        ("U1", 5, 3, 1)
    ]
    # Nobody was asked about a way to practise, so nothing stands for it.
    assert transfer.practice(growth).empty and transfer.practice(growth).attrs["unasked"]


# What may not be there


INDICATORS: dict[str, Callable[[ProgrammeData], pd.DataFrame]] = {
    "both": waves.both,
    "by_answer": waves.by_answer,
    "by_sector": lambda data: waves.by(data, "sector"),
    "told_apart": waves.told_apart,
    "by_domain": change.by_domain,
    "most": change.most,
    "largest": change.largest,
    "levels": change.levels,
    "by_participant": change.by_participant,
    "certainty": certainty.by_domain,
    "clear": certainty.clear,
    "shift": shift.by_domain,
    "shift_overall": shift.overall,
    "target": lambda data: gaps.by_domain(data, "target"),
    "importance": lambda data: gaps.by_domain(data, "importance"),
    "widest": lambda data: gaps.widest(data, "target"),
    "raters": lambda data: raters.by_domain(data, "start"),
    "dose": dose.per_participant,
    "together": dose.together,
    "by_half": dose.by_half,
    "transfer": transfer.ratings,
}
ONE_ROUND = {"raters"}


@pytest.mark.parametrize("name", INDICATORS)
def test_without_responses_there_is_no_row(name: str, nothing: ProgrammeData) -> None:
    assert INDICATORS[name](nothing).empty


@pytest.mark.parametrize("name", sorted(set(INDICATORS) - ONE_ROUND))
def test_with_one_round_only_nothing_is_compared(name: str, once: ProgrammeData) -> None:
    assert INDICATORS[name](once).empty


@pytest.mark.parametrize("name", INDICATORS)
def test_the_order_of_the_rows_changes_nothing(
    name: str, growth: ProgrammeData, turned: ProgrammeData
) -> None:
    pd.testing.assert_frame_equal(INDICATORS[name](growth), INDICATORS[name](turned))


def test_who_only_answered_not_applicable_has_no_score_and_is_in_no_pair(tmp_path: Path) -> None:
    lines = [response(f"r{one}", one, "nnnnn") for one in "abcd"]
    lines += [response(f"s{one}", one, "33333", "midway") for one in "abcd"]
    found = grown(tmp_path, with_lines(*lines))
    assert change.by_domain(found).empty
    assert certainty.clear(found).empty
    assert plain(waves.both(found), "count") == [(4,)]


def test_two_rounds_of_different_organisations_have_no_pairs(tmp_path: Path) -> None:
    lines = [response("r1", "a", "22233"), response("s1", "b", "33333", "midway")]
    found = grown(tmp_path, with_lines(*lines))
    assert change.levels(found).empty
    assert plain(waves.both(found), "count", "base") == [(0, 8)]


def test_where_all_stay_the_same_there_is_no_test_and_no_direction(tmp_path: Path) -> None:
    lines = [response(f"r{one}", one, "22233") for one in "abcd"]
    lines += [response(f"s{one}", one, "22233", "midway") for one in "abcd"]
    found = grown(tmp_path, with_lines(*lines))
    rows = certainty.by_domain(found)
    assert rows[["sign_p", "wilcoxon_p", "biserial_value"]].isna().all(axis=None)
    assert list(change.by_domain(found)["same_count"]) == [4, 4]
    assert plain(certainty.clear(found), "count", "base") == [(0, 2)]
