"""Surveys that nobody here made up are read by declaration alone, from eight tools.

What is expected was counted apart from the code: here with csv, openpyxl and pyreadstat alone, or
by hand, or it was published; each number says where it comes from.
"""

import csv
import html
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import openpyxl
import pandas as pd
import pyreadstat
import pytest

from analysis.cleaning import clean, write
from analysis.data import ProgrammeData
from analysis.exports import read_contents
from analysis.indicators import choosing, evaluation, responses
from analysis.programme import read_declarations
from analysis.workspace import Workspace
from tests.exports.entries import entry

DECLARED = Path(__file__).parent / "workspaces" / "surveys"
RECEIVED = {
    "spack": "google_forms",
    "ssi": "limesurvey_ssi",
    "fivethirtyeight": "surveymonkey_538",
    "cantera": "typeform",
    "coderefinery-typeform": "coderefinery_pre/data/typeform",
    "redcap": "redcap",
    "spss": "spss_pyreadstat",
    "user2016": "useR2016_forwards",
    "qualtrics": "qualtrics_sample",
}
MAC_ROMAN = ("StarWars.csv", "food-world-cup-data.csv")

Surveys = Callable[[str], ProgrammeData]


@pytest.fixture(scope="module")
def raw(real: Callable[[str], Path]) -> Callable[[str], Path]:
    def folder(programme: str) -> Path:
        first, _, rest = RECEIVED[programme].partition("/")
        return real(first) / rest

    return folder


@pytest.fixture(scope="module")
def surveys(raw: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> Surveys:
    root = tmp_path_factory.mktemp("surveys")
    shutil.copytree(DECLARED, root, dirs_exist_ok=True)
    workspace = Workspace(root)

    @cache
    def data(programme: str) -> ProgrammeData:
        shutil.copytree(raw(programme), workspace.raw(programme))
        declared = read_declarations(workspace, programme)
        folder = write(workspace, programme, clean(workspace, declared))
        return ProgrammeData(declared, folder, declared.programme.as_of)

    return data


def lines(file: Path) -> list[list[str]]:
    encoding = "mac_roman" if file.name in MAC_ROMAN else "utf-8-sig"
    with file.open(encoding=encoding, newline="") as text:
        return list(csv.reader(text))


def row_count(file: Path) -> int:
    """How many rows a file has, by another reader than ours; empty ones behind the last not."""
    if file.suffix == ".sav":
        return int(pyreadstat.read_sav(str(file), metadataonly=True)[1].number_rows)
    if file.suffix == ".xlsx":
        sheet = openpyxl.load_workbook(file, read_only=True).worksheets[0]
        filled = [any(row) for row in sheet.iter_rows(values_only=True)]
        return len(filled) - filled[::-1].index(True)
    return len(lines(file))


def receipts(data: ProgrammeData) -> pd.DataFrame:
    return data.table("receipts").set_index("export")


def table(data: ProgrammeData, round_: str, question: str) -> dict[str, int]:
    """How often each option that was chosen at all was chosen."""
    rows = evaluation.choices(data, round_, question)
    rows = rows[rows["count"] > 0]
    return {str(one): int(count) for one, count in zip(rows["option"], rows["count"], strict=True)}


def base(data: ProgrammeData, round_: str, question: str) -> int:
    return int(evaluation.choices(data, round_, question)["base"].iloc[0])


def column(file: Path, header: str, skip: int = 1) -> list[str]:
    rows = lines(file)
    place = rows[0].index(header)
    return [row[place] for row in rows[skip:]]


def given(data: ProgrammeData, round_: str, question: str) -> pd.DataFrame:
    rows = evaluation.answers(data, round_)
    return rows[rows["question"] == question]


@pytest.mark.parametrize("programme", RECEIVED)
def test_every_row_of_every_file_has_exactly_one_disposition(
    surveys: Surveys, raw: Callable[[str], Path], programme: str
) -> None:
    data = surveys(programme)
    dispositions = data.table("dispositions")
    assert not dispositions.duplicated(["source", "line"]).any()
    for _, row in receipts(data).iterrows():
        assert row["row_count"] == row_count(raw(programme) / str(row["file"])), row["file"]
        parts = row["used_count"] + row["refused_count"] + row["ignored_count"]
        assert parts == row["row_count"] == (dispositions["source"] == row["source"]).sum()


@pytest.mark.parametrize(
    ("programme", "used"),
    # Lines as csv reads them, less the header rows: one, two or three of them.
    [
        ("spack", {"2020-csv": 170, "2020-xlsx": 170, "2021-csv": 179, "2021-xlsx": 179}),
        ("ssi", {"nl-2017": 77, "zaf-2017": 22, "uk-2016": 273}),
        ("fivethirtyeight", {"starwars": 1186, "comma": 1129, "food": 1373, "steak": 550}),
        ("cantera", {"cantera": 60}),
        ("user2016", {"user2016": 455}),
    ],
)
def test_all_respondents_are_used_and_nothing_is_a_problem(
    surveys: Surveys, programme: str, used: dict[str, int]
) -> None:
    found = receipts(surveys(programme))
    assert found["used_count"].to_dict() == used
    assert (found["refused_count"] == 0).all()
    # That somebody gave every statement the same answer is worth a look, and no problem.
    assert set(surveys(programme).table("problems")["kind"]) <= {"straight_line", "fast_response"}


# Google Forms


def by_place(data: ProgrammeData, round_: str, question: str) -> list[tuple[set[str], set[float]]]:
    """The answers to a question, respondent after respondent in the order of the file."""
    rows = given(data, round_, question)
    order = data.table("responses").sort_values(["source", "line"])
    order = order[order["round"] == round_]
    found: dict[str, tuple[set[str], set[float]]] = {
        response: (set(), set()) for response in order["response"]
    }
    for response, option, value in zip(
        rows["response"], rows["option"], rows["value"], strict=True
    ):
        found[response][0].update([] if pd.isna(option) else [option])
        found[response][1].update([] if pd.isna(value) else [value])
    return list(found.values())


@pytest.mark.parametrize("year", ["2020", "2021"])
def test_the_text_and_the_workbook_of_one_survey_give_the_same_answers(
    surveys: Surveys, year: str
) -> None:
    data = surveys("spack")
    asked = data.declarations.questionnaires[f"survey-{year}"].questions
    differ = {
        question.id: sum(
            one != other
            for one, other in zip(
                by_place(data, f"{year}-csv", question.id),
                by_place(data, f"{year}-xlsx", question.id),
                strict=True,
            )
        )
        for question in asked
    }
    # The publishers took some words of their own out of the text: held cell by cell against
    # openpyxl, 1 of the features and 1 of the contributions were emptied, and 3 of the systems
    # ("TOSS, Red Hat" for "TOSS, BlueOS") replaced.
    known = {"2020": {"features": 1, "contributed": 1, "system": 3}, "2021": {}}[year]
    assert {question: count for question, count in differ.items() if count} == known


def test_us_dates_as_text_and_true_dates_are_the_same_days(surveys: Surveys) -> None:
    rows = surveys("spack").table("responses").sort_values(["source", "line"])
    days = {one: list(own["submitted_on"]) for one, own in rows.groupby("round", observed=True)}
    assert days["2020-csv"] == days["2020-xlsx"]
    assert days["2021-csv"] == days["2021-xlsx"]
    # The first line of data: 11/17/2020 18:23:58.
    assert days["2020-csv"][0] == pd.Timestamp("2020-11-17")


def test_several_choices_in_one_cell_are_counted_each(
    surveys: Surveys, raw: Callable[[str], Path]
) -> None:
    data, file = surveys("spack"), raw("spack") / "spack-user-survey-2020-responses.csv"
    # None of these options holds the separator, so splitting on it counts them too.
    header = "Which processors do you expect to use with Spack in the next year?"
    cells = column(file, header)
    parts = Counter(part for cell in cells for part in cell.split(", "))
    assert table(data, "2020-csv", "processors") == {
        "amd": parts["AMD"], "intel": parts["Intel"], "ibm-power": parts["IBM Power"],
        "arm": parts["ARM"],
    } == {"amd": 137, "intel": 169, "ibm-power": 64, "arm": 75}  # fmt: skip
    assert base(data, "2020-csv", "processors") == 170
    shares = choosing.ticked(data, "2020-csv").set_index("option")["share"]
    assert shares[["processors.amd", "processors.intel"]].sum() > 1


def test_an_option_that_holds_the_separator_is_one_option(surveys: Surveys) -> None:
    data = surveys("spack")
    # sort | uniq -c over the column: 11 times "500-1,000", 21 times "> 1,000".
    installs = table(data, "2020-csv", "installs")
    assert (installs["500-1-000"], installs["over-1-000"]) == (11, 21)
    assert table(data, "2020-csv", "meeting") == {
        "yes-i-d-attend": 81, "maybe": 64, "yes-i-d-present-something": 17, "no": 8,
    }  # fmt: skip


def test_no_is_an_answer_among_several(surveys: Surveys) -> None:
    assert table(surveys("spack"), "2020-csv", "contributed")["no"] == 43


# LimeSurvey


def test_the_published_qualifications_of_77_respondents_are_reproduced(surveys: Surveys) -> None:
    data = surveys("ssi")
    assert responses.received(data, "nl-2017").iloc[0]["count"] == 77
    rows = evaluation.choices(data, "nl-2017", "edu1")
    # Printed by the authors, analysis/2017/results_nl_narrative: 43, 29, 2, 2 and 1.
    assert sorted(rows["count"], reverse=True) == [43, 29, 2, 2, 1]
    assert [round(100 * share) for share in sorted(rows["share"], reverse=True)] == [
        56,
        38,
        3,
        3,
        1,
    ]


def test_boxes_with_yes_and_no_count_those_to_whom_they_were_shown(
    surveys: Surveys, raw: Callable[[str], Path]
) -> None:
    data, file = surveys("ssi"), raw("ssi") / "2017_nl_public_data.csv"
    # proj4can: two respondents were not asked; "Yes" 17, 65, 8 and 43 times by sort | uniq -c.
    assert table(data, "nl-2017", "proj4can") == {"t1": 17, "t2": 65, "t3": 8, "t4": 43}
    assert base(data, "nl-2017", "proj4can") == 75
    rows = lines(file)
    disciplines = [n for n, head in enumerate(rows[0]) if head.startswith("currentEmp13[")]
    assert len(disciplines) == 65
    ticked = sum(row[n] == "Yes" for row in rows[1:] for n in disciplines)
    assert sum(table(data, "nl-2017", "currentEmp13").values()) == ticked
    assert base(data, "nl-2017", "currentEmp13") == 77


def test_not_applicable_is_an_option_where_the_form_has_it(surveys: Surveys) -> None:
    data = surveys("ssi")
    # "Yes" under ukrse2[4], the option "N/A": 26 of the 71 that were asked.
    assert table(data, "nl-2017", "ukrse2")["m4"] == 26
    assert base(data, "nl-2017", "ukrse2") == 71


def test_an_answer_with_a_space_behind_it_is_the_same_answer(
    surveys: Surveys, raw: Callable[[str], Path]
) -> None:
    header = "turnOver3. How often do you consider leaving your job?"
    # A table of the cells as they stand has this answer twice, and once too low.
    found = Counter(column(raw("ssi") / "2016_uk_public_data.csv", header))
    assert (found["Never "], found["Never"]) == (58, 15)
    rows = evaluation.distribution(surveys("ssi"), "uk-2016", "often").set_index("question")
    assert rows.loc["turnOver3", "never"] == 58 + 15


def test_a_list_of_headings_alone_is_read_line_by_line(raw: Callable[[str], Path]) -> None:
    # The headings of the tool of 2016 lie beside the data: 106 line ends by wc, and one line more.
    path = raw("ssi") / "2016_uk_header.csv"
    export = entry(path.name, delimiter="\t")
    rows = list(read_contents(export, path.parent, path.name).rows)
    assert [row.cells for row in rows] == [
        tuple(row) for row in csv.reader(path.open(encoding="utf-8", newline=""), delimiter="\t")
    ]
    assert len(rows) == rows[-1].line == 107


@pytest.mark.full
def test_the_page_of_a_round_shows_each_option_out_of_those_who_saw_it(
    raw: Callable[[str], Path], tmp_path: Path
) -> None:
    shutil.copytree(DECLARED / "programmes" / "ssi", tmp_path / "programmes" / "ssi")
    shutil.copytree(raw("ssi"), tmp_path / "data" / "raw" / "ssi")
    command = [sys.executable, "-m", "analysis", "build", "--workspace", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    page = tmp_path / "reports" / "draft" / "public" / "ssi" / "evaluation-nl-2017.en.html"
    text = html.unescape(re.sub(r"<[^>]*>", " ", page.read_text(encoding="utf-8")))
    plain = " ".join(text.split())
    assert "Questions to which more than one answer could be given" in plain
    # 41 of 77, by sort | uniq -c under currentEmp13[17].
    assert "In which disciplines do you work? Computer Science 41 77 53.2%" in plain
    assert "There are no questions to which" not in plain


# SurveyMonkey


def test_the_films_that_were_seen_have_the_published_shares(surveys: Surveys) -> None:
    data = surveys("fivethirtyeight")
    # FiveThirtyEight, July 2014, as the press quoted it: of 835 respondents 91, 88 and 73 percent
    # saw episodes V, VI and IV, and 80 (80.6 by the file) episode I.
    rows = evaluation.choices(data, "starwars", "seen")
    assert set(rows["base"]) == {835}
    assert list(rows["count"]) == [673, 571, 550, 607, 758, 738]
    assert [round(100 * share) for share in rows["share"]] == [81, 68, 66, 73, 91, 88]
    # Likewise: Han shot first, say 39 percent, and Greedo 24.
    shot = evaluation.choices(data, "starwars", "shot")
    assert [round(100 * share) for share in shot["share"]] == [39, 24, 37]


@pytest.mark.parametrize(
    ("character", "percent"),
    # As the press quoted it; "unfamiliar" is in the base.
    [("luke-skywalker", 93), ("han-solo", 92), ("yoda", 91), ("r2-d2", 90), ("c-3p0", 85)],
)
def test_the_published_favour_of_characters_is_reproduced(
    surveys: Surveys, character: str, percent: int
) -> None:
    rows = evaluation.ratings(surveys("fivethirtyeight"), "starwars").set_index("question")
    row = rows.loc[f"view-{character}"]
    assert round(100 * row["top_count"] / (row["count"] + row["dont_know_count"])) == percent


def test_a_film_under_two_questions_is_told_apart(
    surveys: Surveys, raw: Callable[[str], Path]
) -> None:
    rows = lines(raw("fivethirtyeight") / "StarWars.csv")
    assert rows[1][3:9] == rows[1][9:15]
    ranked = evaluation.numbers(surveys("fivethirtyeight"), "starwars").set_index("question")
    for place in range(1, 7):
        ranks = [int(row[8 + place]) for row in rows[2:] if row[8 + place]]
        assert ranked.loc[f"rank-e{place}", "count"] == len(ranks)
        assert ranked.loc[f"rank-e{place}", "mean"] == pytest.approx(sum(ranks) / len(ranks))


def test_unfamiliar_is_an_answer_without_a_place_on_the_scale(surveys: Surveys) -> None:
    rows = evaluation.ratings(surveys("fivethirtyeight"), "starwars").set_index("question")
    # Boba Fett, by sort | uniq -c: 132 times "Unfamiliar (N/A)", 374 blanks of 1186.
    assert rows.loc["view-boba-fett", "dont_know_count"] == 132
    assert rows.loc["view-boba-fett", "count"] == 1186 - 374 - 132


def test_in_mac_roman_a_space_that_does_not_break_is_a_space(surveys: Surveys) -> None:
    data = surveys("fivethirtyeight")
    rows = evaluation.distribution(data, "food", "care").set_index("question")
    # "Not much" and "Not at all" have that space behind them: 200 and 84.
    assert (rows.loc["interest", "not-much"], rows.loc["interest", "not-at-all"]) == (200, 84)
    liked = evaluation.ratings(data, "food").set_index("question")
    assert liked.loc["like-algeria", "dont_know_count"] == 1076


def test_options_that_differ_in_one_comma_stay_apart(
    surveys: Surveys, raw: Callable[[str], Path]
) -> None:
    file = raw("fivethirtyeight") / "comma-survey.csv"
    found = Counter(row[1] for row in lines(file)[1:])
    with_comma = next(text for text in found if text.endswith("kind, and loyal."))
    counted = table(surveys("fivethirtyeight"), "comma", "sentence")
    assert counted == {"with": found[with_comma], "without": 1129 - found[with_comma]}


# Typeform


def test_an_option_that_stands_under_its_question_is_counted(
    surveys: Surveys, raw: Callable[[str], Path]
) -> None:
    data, rows = surveys("cantera"), lines(raw("cantera") / "cantera_typeform_responses.csv")
    assert rows[1].count("Other") == 7
    filled = [sum(bool(row[n]) for row in rows[2:]) for n in range(1, 8)]
    assert list(evaluation.choices(data, "cantera", "system")["count"]) == filled
    assert table(data, "cantera", "interface")["python"] == 56
    # What they wrote under Other is their own words: 4 under systems, 1 under sources.
    assert table(data, "cantera", "system")["other"] == 4
    assert not (data.folder / "answer_texts.parquet").exists()


def test_the_407_responses_of_fourteen_exports_are_one_survey(
    surveys: Surveys, raw: Callable[[str], Path]
) -> None:
    data = surveys("coderefinery-typeform")
    files = sorted(raw("coderefinery-typeform").glob("*/*.csv"))
    # Printed by the authors, survey-analysis: 407 from Typeform.
    assert responses.received(data, "pre-workshop").iloc[0]["count"] == 407
    assert sum(len(lines(file)) - 1 for file in files) == 407
    git = sum(bool(one) for file in files for one in column(file, "Git"))
    assert table(data, "pre-workshop", "versions")["git"] == git == 253
    assert table(data, "pre-workshop", "versions")["other"] == 1
    experience = evaluation.ratings(data, "pre-workshop").set_index("question")
    assert experience.loc["experience", "count"] == 407


# REDCap


def test_boxes_without_a_tick_are_no_answer_where_it_is_unknown_who_saw_them(
    surveys: Surveys,
) -> None:
    data = surveys("redcap")
    # The field desired_result of the project says which records should have data for which.
    assert table(data, "checkboxes", "check_one") == {"1": 2, "2": 1, "3": 1, "4": 1}
    assert base(data, "checkboxes", "check_one") == 2
    assert table(data, "checkboxes", "check_two") == {"a": 1, "b": 1, "c": 1, "d": 1}
    assert base(data, "checkboxes", "check_two") == 2
    assert base(data, "checkboxes-shown", "check_two") == 4


def test_codes_are_read_through_the_data_dictionary(surveys: Surveys) -> None:
    data = surveys("redcap")
    # data.csv: ethnicity 1, 1, 0, 1, 2; its dictionary: 0 unknown, 1 not Hispanic, 2 Hispanic.
    assert table(data, "simple", "ethnicity") == {"0": 1, "1": 3, "2": 1}
    # sex was written by another program as TRUE and FALSE.
    assert table(data, "simple", "sex") == {"0": 2, "1": 3}
    # race___1 to race___6, by eye: 5 alone; 3, 5; 4, 5; 2, 5; 1, 6.
    ticked = {"1": 1, "2": 1, "3": 1, "4": 1, "5": 4, "6": 1}
    assert table(data, "simple", "race") == ticked


def test_rows_of_repeating_instruments_and_other_events_are_set_apart(surveys: Surveys) -> None:
    data = surveys("redcap")
    found = receipts(data)["used_count"]
    assert found[["repeating", "repeating-bp", "arms"]].to_list() == [2, 4, 20]
    assert found[["longitudinal", "longitudinal-visit"]].to_list() == [2, 2]
    reasons = data.table("dispositions")["reason"].value_counts()
    assert reasons["other_section"] == 4 + 2 + 16 + 16 + 40
    pressures = evaluation.numbers(data, "repeating-bp").set_index("question")
    # bp_systolic: 110, 111, 112 and 114.
    assert pressures.loc["bp_systolic", "mean"] == pytest.approx(447 / 4)


def test_without_a_choice_of_event_a_record_that_stands_again_is_refused(surveys: Surveys) -> None:
    data = surveys("redcap")
    row = receipts(data).loc["longitudinal-whole"]
    assert (row["used_count"], row["refused_count"]) == (3, 15)
    # Nothing of what was asked stands in the first row of a record: it is of another event.
    assert set(data.table("problems")["kind"]) == {"no_own_id", "empty_response"}


def test_a_decimal_comma_and_a_decimal_point_are_the_same_number(surveys: Surveys) -> None:
    data = surveys("redcap")
    rows = evaluation.numbers(data, "comma-and-dot").set_index("question")["mean"]
    # 1.54, 1.84, 1.95 and 1.61; 52.3, 92.3, 123.4 and 45.9.
    assert rows["height_comma"] == rows["height_dot"] == pytest.approx(6.94 / 4)
    assert rows["weight_comma"] == rows["weight_dot"] == pytest.approx(313.9 / 4)
    assert evaluation.numbers(data, "comma").set_index("question").loc["height", "mean"] == (
        pytest.approx(6.94 / 4)
    )


# SPSS


def test_user_missing_values_are_gaps_unless_an_option_says_that_they_are_answers(
    surveys: Surveys, raw: Callable[[str], Path]
) -> None:
    data = surveys("spss")
    with (raw("spss") / "sample_missing_user.csv").open(encoding="utf-8") as text:
        rows = list(csv.DictReader(text))
    # Declared as missing in the file: -1 and 2000 to 3000 of mynum, -1 of mylabl, -1 to -3 of
    # myord. The form has an option for the -1 of mylabl, "undetermined".
    assert [row["mynum"] for row in rows][-2:] == ["-1.00", "2500.00"]
    assert evaluation.numbers(data, "sample_missing").set_index("question").loc[
        "mynum", "count"
    ] == 5  # fmt: skip
    labelled = Counter(row["mylabl"] for row in rows)
    assert table(data, "sample_missing", "mylabl") == {
        "male": labelled["1.00"], "female": labelled["2.00"], "undetermined": labelled["-1.00"],
    }  # fmt: skip
    ordered = given(data, "sample_missing", "myord")
    assert list(ordered["value"]) == [1, 2, 3, 1, 1]


def test_codes_of_a_file_are_read_through_its_own_labels(surveys: Surveys) -> None:
    data = surveys("spss")
    # x is 1, 2, 3 with a label, 4 and 9 without one, and 8, which is missing.
    assert table(data, "simple_alltypes", "x") == {"red": 1, "green": 1, "blue": 1}
    wrong = data.table("problems")
    assert list(wrong.loc[wrong["column"] == "x", "kind"]) == ["unreadable_answer"] * 2
    assert table(data, "simple_alltypes", "boxes") == {"r1": 3, "r2": 4}
    assert base(data, "simple_alltypes", "boxes") == 6
    assert table_of_scale(data, "ordered_category") == {"low": 2, "medium": 1, "high": 1}


def table_of_scale(data: ProgrammeData, round_: str) -> dict[str, int]:
    row = evaluation.distribution(data, round_, "Col1").iloc[0]
    return {option: int(row[option]) for option in ("low", "medium", "high")}


def test_99_persons_with_one_number_each_are_99_persons(
    surveys: Surveys, raw: Callable[[str], Path]
) -> None:
    cases, _ = pyreadstat.read_sav(str(raw("spss") / "hebrews.sav"))
    row = evaluation.numbers(surveys("spss"), "hebrews").iloc[0]
    assert (row["base"], row["count"]) == (99, 99)
    assert row["mean"] == pytest.approx(cases.iloc[:, 0].mean())


# The survey at useR! 2016


def test_the_published_shares_with_a_doctorate_are_reproduced(
    surveys: Surveys, raw: Callable[[str], Path]
) -> None:
    rows = lines(raw("user2016") / "useR2016.csv")
    # The help page says 449 x 48; the data are 455 x 47.
    assert (len(rows) - 1, len(rows[0])) == (455, 47)
    answers = evaluation.answers(surveys("user2016"), "user2016")
    wide = {
        question: answers[answers["question"] == question].set_index("response")["option"]
        for question in ("Q2", "Q7")
    }
    both = pd.DataFrame(wide).dropna()
    shares = both["Q7"].eq("doctorate-professional").groupby(both["Q2"]).mean()
    # Printed in the overview of the package: 48.6 % of men, 43.6 % of women.
    assert round(100 * shares["men"], 1) == 48.6
    assert round(100 * shares["women"], 1) == 43.6


def test_a_column_per_option_and_one_for_own_words(
    surveys: Surveys, raw: Callable[[str], Path]
) -> None:
    data, file = surveys("user2016"), raw("user2016") / "useR2016.csv"
    for question, header in (("q19", "Q19_H"), ("q13", "Q13_E")):
        filled = sum(bool(cell) for cell in column(file, header))
        option = "other" if question == "q19" else header
        assert table(data, "user2016", question.upper())[option] == filled


# Qualtrics


def test_header_rows_are_no_respondents(surveys: Surveys, raw: Callable[[str], Path]) -> None:
    for _, row in receipts(surveys("qualtrics")).iterrows():
        rows = lines(raw("qualtrics") / str(row["file"]))
        # A response has an id that starts with R_, in the first column or the ninth.
        ids = [one for one in rows if one[0].startswith("R_") or one[8].startswith("R_")]
        assert row["used_count"] == len(ids), row["file"]
        assert row["ignored_count"] == len(rows) - len(ids) in (2, 3)


def test_the_older_layout_and_the_current_one_give_the_same_answers(surveys: Surveys) -> None:
    data = surveys("qualtrics")
    older, current = "multiple-answer-mc-questions", "multiple-answer-mc-questions-insights"
    for question in ("Q2", "Q3"):
        assert table(data, older, question) == table(data, current, question) != {}
    # By hand: four of the five ticked statement 1 of Q2.
    assert table(data, current, "Q2")["a1"] == 4


@pytest.mark.parametrize("layout", ["Legacy", "Insights"])
def test_numbers_are_read_through_the_survey_that_was_exported_beside_them(
    surveys: Surveys, raw: Callable[[str], Path], layout: str
) -> None:
    data, round_ = surveys("qualtrics"), f"no-basis-for-evaluation-{layout.lower()}"
    file = raw("qualtrics") / f"No_Basis_for_Evaluation ({layout}).csv"
    skip = {"Legacy": 2, "Insights": 3}[layout]
    # RecodeValues in the .qsf: 1 great, 2 in the middle, 3 awful, -1 no opinion.
    found = Counter(column(file, "Q1", skip))
    assert table(data, round_, "Q1") == {
        name: found[code]
        for code, name in {"1": "great", "2": "middle", "3": "awful", "-1": "no-opinion"}.items()
        if found[code]
    }
    # And of Q4: 1 like, 2 neither, 3 dislike; -1 and -2 are no marks.
    rated = evaluation.ratings(data, round_).set_index("question").loc["Q4_1"]
    marks = Counter(column(file, "Q4_1", skip))
    assert (rated["dont_know_count"], rated["not_applicable_count"]) == (marks["-1"], marks["-2"])
    counted = marks["1"] + marks["2"] + marks["3"]
    assert rated["count"] == counted
    assert rated["mean"] == pytest.approx((3 * marks["1"] + 2 * marks["2"] + marks["3"]) / counted)


def test_a_question_goes_by_its_code_its_import_id_and_its_text(surveys: Surveys) -> None:
    data = surveys("qualtrics")
    assert table(data, "qualtrics-sample", "Q1") == {"2": 1}
    assert table(data, "qualtrics-sample-legacy", "Q1") == {"2": 1}
    assert evaluation.open_answers(data, "qualtrics-sample")["count"].to_list() == [1]
