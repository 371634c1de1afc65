"""What the pages of the example's rounds say, recomputed from the raw files with csv and openpyxl.

Nothing of ours reads the files here, and every formula is written out again.
"""

from __future__ import annotations

import csv
import math
import statistics
from collections import Counter
from datetime import date
from pathlib import Path

import numpy as np
import openpyxl
import pytest
from scipy.stats import beta, fisher_exact

from analysis.data import ProgrammeData
from analysis.indicators import (
    asked,
    differing,
    items,
    judging,
    reading,
    recommending,
    relevance,
    reliability,
    responses,
    success_cases,
)
from analysis.indicators.evaluation import answers
from analysis.indicators.progress import transfer
from tests.indicators.small import plain

RAW = Path(__file__).parents[2] / "data" / "raw" / "limburg-2019"
AGREE = {f"A{value}": value for value in range(1, 6)}


@pytest.fixture(scope="module")
def later(example: ProgrammeData) -> ProgrammeData:
    """The example on a day on which all rounds but the last were closed."""
    return ProgrammeData(example.declarations, example.folder, date(2019, 7, 5))


def kickoff() -> list[dict[str, str]]:
    """The responses of the kick-off that count: no test, not empty, of one token the fullest."""
    with (RAW / "eval_kickoff_limesurvey.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["ORG"] and row["ORG"] != "test"]
    fullest: dict[str, dict[str, str]] = {}
    for row in rows:
        before = fullest.get(row["token"])
        if before is None or filled(row) >= filled(before):
            fullest[row["token"]] = row
    return [row for row in fullest.values() if filled(row)]


def filled(row: dict[str, str]) -> int:
    return sum(bool(cell) for header, cell in row.items() if header.startswith("KO"))


def given(question: str) -> list[str]:
    return [row[question] for row in kickoff()]


def midterm() -> list[dict[str, object]]:
    """The responses of June that count; of two with one e-mail address the later one."""
    sheet = openpyxl.load_workbook(RAW / "eval_tussentijds_checkmarket.xlsx")["Numeriek"]
    heads, _, *rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    told = [dict(zip(map(str, heads), row, strict=True)) for row in rows if row[7] != "test"]
    return list({str(row["Email"]): row for row in told if row["RespondentId"]}.values())


def test_the_first_sentence_has_its_mean_its_n_and_its_side(example: ProgrammeData) -> None:
    scores = [int(cell) for cell in given("KO08") if cell]
    row = judging.judged(example, "kickoff").iloc[0]
    assert (row["count"], row["answered_count"]) == (len(scores), len(kickoff())) == (37, 38)
    assert row["mean"] == pytest.approx(statistics.fmean(scores))
    # 36 above five, none below: two-sided by the binomial distribution 2 / 2 ** 36.
    assert (sum(s > 5 for s in scores), sum(s < 5 for s in scores)) == (36, 0)
    assert row["judgement"] == "positive"
    spread = judging.spread(example, "kickoff").set_index("score")["count"]
    found = Counter(map(str, scores))
    assert {score: int(count) for score, count in spread.items() if count} == dict(found)
    assert list(spread.index) == [str(number) for number in range(11)]


def test_one_opened_the_form_and_answered_nothing(example: ProgrammeData) -> None:
    columns = ("count", "complete_count", "partial_count", "repeated_count", "empty_count")
    # 40 rows without the test; one came back later, and one stopped on the first page.
    assert plain(responses.received(example, "kickoff"), *columns) == [(38, 37, 1, 1, 1)]


@pytest.mark.parametrize("question", [f"KO0{number}" for number in range(1, 8)])
def test_a_statement_has_its_shares_bounds_and_gaps(example: ProgrammeData, question: str) -> None:
    cells = given(question)
    values = [AGREE[cell] for cell in cells if cell in AGREE]
    top, n = sum(value >= 4 for value in values), len(values)
    row = items.items(example, "kickoff").set_index("question").loc[question]
    assert (row["count"], row["base"]) == (top, n)
    # Clopper and Pearson (1934), by the quantiles of beta distributions.
    assert row["low_share"] == pytest.approx(beta.ppf(0.025, top, n - top + 1))
    assert row["high_share"] == pytest.approx(beta.ppf(0.975, top + 1, n - top))
    assert row["median"] == statistics.median(values)
    assert row["mean"] == pytest.approx(statistics.fmean(values))
    gaps = items.lacking(example, "kickoff").set_index("question").loc[question]
    assert gaps["not_applicable_count"] == cells.count("N")
    assert gaps["dont_know_count"] == cells.count("W")
    assert gaps["blank_count"] == cells.count("")
    assert gaps["not_shown_count"] == 0


def test_a_round_that_asked_nothing_about_the_whole_opens_with_its_recommendation(
    later: ProgrammeData,
) -> None:
    assert judging.judged(later, "midterm").attrs["unasked"]
    assert judging.spread(later, "midterm").attrs["unasked"]
    assert not judging.judged(later, "kickoff").attrs["unasked"]
    marks = [int(str(row["MT24"])) for row in midterm() if str(row["MT24"]).isdigit()]
    marks = [mark for mark in marks if mark != 999]
    columns = ("promoter_count", "detractor_count", "count")
    assert plain(recommending.opening(later, "midterm"), *columns) == [
        (sum(mark >= 9 for mark in marks), sum(mark <= 6 for mark in marks), len(marks))
    ]
    # The kick-off opens with how the whole was judged, and with nothing more.
    other = recommending.opening(later, "kickoff")
    assert other.empty and other.attrs["unasked"]


def test_who_was_not_asked_a_question_did_not_leave_it_empty(later: ProgrammeData) -> None:
    rows = midterm()
    # MT14 (why was the card not used?) is for those who said no (2) to MT14a.
    asked_it = [row for row in rows if row["MT14a"] == 2]
    told = answers(later, "midterm")
    told = told[told["question"] == "MT14"]
    assert told["option"].notna().sum() == sum(row["MT14"] is not None for row in asked_it) == 14
    assert (told["missing"] == "not_shown").sum() == len(rows) - len(asked_it) == 24


def test_organisations_and_persons_are_counted_apart(example: ProgrammeData) -> None:
    # Spellings of one organisation, by eye; all others stand once or are spelled alike.
    called = {
        "Ganzenbrug": "Open Huis Ganzenbrug", "Poortwacht": "Stadsmuseum De Poortwacht",
    }  # fmt: skip
    times = Counter(called.get(row["ORG"], row["ORG"]) for row in kickoff())
    assert plain(asked.times(example, "kickoff"), "respondents", "count", "base") == [
        ("1", sum(n == 1 for n in times.values()), len(times)),
        ("2", sum(n == 2 for n in times.values()), len(times)),
        ("3+", 0, len(times)),
    ]


def test_who_answered_is_held_against_who_was_asked(example: ProgrammeData) -> None:
    sectors = asked.by(example, "kickoff", "sector")
    # 39 organisations were there, 33 of them answered; the groups are all of them.
    assert (sectors["base"].sum(), sectors["count"].sum()) == (39, 33)
    table = [sectors["count"].to_list(), (sectors["base"] - sectors["count"]).to_list()]
    # One against all others, by scipy: the smallest p of these is that of circus, 6 / 39.
    circus = sectors.set_index("sector").loc["circus"]
    rest = [[int(circus["count"]), 1], [33 - int(circus["count"]), 5]]
    assert fisher_exact(rest).pvalue == pytest.approx(6 / 39)
    verdict = asked.told_apart(example, "kickoff").set_index("attribute").loc["sector"]
    assert verdict["p"] > fisher_exact(rest).pvalue / len(table[0])
    assert asked.differing(example, "kickoff")["found"].to_list() == ["none"]


def test_the_round_says_nothing_about_results(example: ProgrammeData) -> None:
    rows = reading.by_level(example, "kickoff").set_index("reads")["question_count"]
    # The form has nine closed questions about these levels; KO11 and KO12 are of the network.
    assert rows.to_dict() == {"reaction": 7, "learning": 2, "behaviour": 1, "results": 0}
    assert reading.silent(example, "kickoff")["silent"].to_list() == ["results"]


def test_alpha_is_that_of_its_formula(example: ProgrammeData) -> None:
    reaction = ["KO01", "KO02", "KO03", "KO05", "KO06", "KO07"]
    rows = [[AGREE[row[q]] for q in reaction] for row in kickoff()
            if all(row[q] in AGREE for q in reaction)]  # fmt: skip
    own = sum(statistics.variance(column) for column in zip(*rows, strict=True))
    total = statistics.variance([sum(row) for row in rows])
    found = reliability.by_block(example, "kickoff").set_index("reads").loc["reaction"]
    assert found["complete"] == len(rows)
    assert found["alpha_value"] == pytest.approx(6 / 5 * (1 - own / total))


def test_the_recommendation_score_is_that_of_the_workbook(later: ProgrammeData) -> None:
    marks = [int(str(row["MT24"])) for row in midterm() if row["MT24"] not in (None, 999, "999")
             and str(row["MT24"]).isdigit()]  # fmt: skip
    up, down = sum(mark >= 9 for mark in marks), sum(mark <= 6 for mark in marks)
    row = recommending.score(later, "midterm").iloc[0]
    assert (row["promoter_count"], row["detractor_count"], row["count"]) == (up, down, len(marks))
    assert row["net_value"] == pytest.approx(100 * (up - down) / len(marks))
    # The plain Wald interval of a difference of two shares of the same people lies close by.
    score = (up - down) / len(marks)
    reach = 1.96 * math.sqrt(((up + down) / len(marks) - score**2) / len(marks))
    assert row["low_value"] == pytest.approx(100 * (score - reach), abs=4)
    assert row["high_value"] == pytest.approx(100 * (score + reach), abs=4)


def test_peer_consultation_and_assignments_stand_beside_what_they_apply(
    later: ProgrammeData,
) -> None:
    rows = plain(transfer.practice(later), "question", "count", "top_count")
    expected = []
    for question in ("MT15", "MT16"):
        marks = [row[question] for row in midterm() if row[question] in (1, 2, 3, 4, 5)]
        expected.append((question, len(marks), sum(mark in (4, 5) for mark in marks)))
    assert rows == expected
    assert plain(transfer.ratings(later), "question") == [("MT09",)]


def sessions(name: str) -> list[dict[str, object]]:
    sheet = openpyxl.load_workbook(RAW / name).worksheets[0]
    heads, *rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    return [dict(zip(map(str, heads), row, strict=True)) for row in rows]


def test_relevance_stands_beside_satisfaction(example: ProgrammeData) -> None:
    rows = sessions("eval_plenair_msforms_2019-03-29.xlsx")
    relevant = {"eens", "agree", "helemaal eens", "strongly agree"}
    said = [
        (str(row["De inhoud was relevant voor mijn functie."]).strip().lower() in relevant,
         float(str(row["Waardering (0-10)"]).replace(",", ".")) > 5)
        for row in rows if row["Organisatie"] not in (None, "test")
    ]  # fmt: skip
    found = relevance.quadrants(example, "plenary-2").set_index("relevance")
    # One of the 26 lines is a second form of the same person.
    assert found["base"].sum() == len(said) - 1 == 25
    for side, high in (("high", True), ("low", False)):
        row = found.loc[side]
        assert row["satisfied_count"] + row["unsatisfied_count"] == row["base"]
        counted = Counter(one for one in said if one[0] is high)
        assert abs(counted[high, True] - int(row["satisfied_count"])) <= 1
        assert abs(counted[high, False] - int(row["unsatisfied_count"])) <= 1


def test_rounds_are_compared_on_the_same_scale_only(later: ProgrammeData) -> None:
    rows = differing.between_rounds(later, "plenary-3")
    # In June the statements had four options where they had five in March.
    assert set(rows["question"]) == {"PL08", "PL09", "PL11"}
    found = differing.found_between_rounds(later, "plenary-3").iloc[0]
    assert (found["base"], found["unlike"]) == (3, 6)
    for row in rows.itertuples():
        assert row.up + row.same + row.down == row.known
        now = differing.by_participant(later, "plenary-3", str(row.question))
        then = differing.by_participant(later, "plenary-2", str(row.question))
        both = sorted(set(now.index) & set(then.index))
        changes = [now[one] - then[one] for one in both]
        assert row.p == pytest.approx(every_way(changes))
    # Holm by hand: the smallest of three times 3, the next times 2, never falling.
    p = sorted(rows["p"])
    raised = [min(1, max(p[0] * 3, 0)), max(p[0] * 3, p[1] * 2), max(p[0] * 3, p[1] * 2, p[2])]
    assert sorted(rows["adjusted_p"]) == pytest.approx(raised)


def every_way(changes: list[float]) -> float:
    """Wilcoxon's p by going through all ways in which the pairs that changed could have."""
    moved = [change for change in changes if abs(change) > 1e-9]
    sizes = [round(abs(change), 9) for change in moved]
    ranks = np.array([statistics.fmean(n for n, s in enumerate(sorted(sizes), 1) if s == size)
                      for size in sizes])  # fmt: skip
    signs = (np.arange(2 ** len(ranks))[:, None] >> np.arange(len(ranks))) & 1
    away = np.abs(signs @ ranks - ranks.sum() / 2)
    own = abs(sum(r for r, c in zip(ranks, moved, strict=True) if c > 0) - ranks.sum() / 2)
    return float((away >= own - 1e-9).mean())


@pytest.mark.full
def test_no_group_differs_unless_it_is_told(later: ProgrammeData) -> None:
    for round_ in ("kickoff", "plenary-2", "plenary-3", "midterm"):
        rows = differing.between_groups(later, round_)
        called = rows["verdict"] == "difference"
        assert (rows.loc[called, "adjusted_p"] < 0.05).all()
        assert (rows.loc[~called, "adjusted_p"] >= 0.05).all()
        assert (rows["adjusted_p"] >= rows["p"]).all()


def test_success_cases_stand_by_name_and_without_what_they_answered(
    example: ProgrammeData,
) -> None:
    rows = success_cases.candidates(example, "kickoff")
    assert list(rows.columns) == ["case", "name"]
    # Scored from 0 to 1: KO04 (learning), KO10 (behaviour) and KO08 (the whole). Organisations of
    # which one person answered, spelled as they are called:
    times = Counter(row["ORG"] for row in kickoff())
    alone = {row["ORG"]: row for row in kickoff() if times[row["ORG"]] == 1}
    named = set(rows.loc[rows["case"] == "most", "name"])
    for name in {"Mijnstreek Verhaalt", "Open Huis Ganzenbrug"} & named & set(alone):
        row = alone[name]
        assert AGREE[row["KO04"]] >= 4
        assert min(float(row["KO10"]), float(row["KO08"])) >= 7.5
    low = [name for name, row in alone.items() if row["KO10"] and float(row["KO10"]) < 7.5]
    assert low and not named & set(low)
    for kind in ("most", "least"):
        names = rows.loc[rows["case"] == kind, "name"].to_list()
        assert names == sorted(names)
