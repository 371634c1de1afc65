"""The shipped exports: every row is accounted for, and every planted mess is treated as meant."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from analysis.cleaning import clean
from analysis.programme import read_declarations
from analysis.tables import RESTRICTED
from analysis.workspace import Workspace

PROJECT = Path(__file__).resolve().parents[2]
EXAMPLE = PROJECT / "examples" / "limburg_2019"
WORKSPACE = Workspace(PROJECT)
DECLARATIONS = read_declarations(WORKSPACE, "limburg-2019")
RAW = WORKSPACE.raw("limburg-2019")
EXPORTS = DECLARATIONS.programme.exports
SOURCES = {export.id: source for source, export in enumerate(EXPORTS)}
NAMED = ("participants", "profiles", "registrations", "attendance", "coaching_bookings",
         "withdrawals", "learning_goals", "responses")  # fmt: skip
PROFILE = {"Jaarbudget": "budget_eur", "VTE": "fte", "Vrijwilligers": "volunteers"}
ACCOUNT = {"Ondernemingsnummer": "enterprise_number", "Postcode": "postcode",
           "Gemeente": "municipality", "Naam": "name"}  # fmt: skip
MARKS = {"present": (True, False), "not present": (False, False),
         "present, half a day": (True, True)}  # fmt: skip


def planted(*kinds: str) -> list[Any]:
    """The planted messes of some kinds on rows that are read; a second sheet may not be."""
    with (EXAMPLE / "planted.csv").open(encoding="utf-8", newline="") as file:
        rows = [list(row.values()) for row in csv.DictReader(file)]
    return [
        pytest.param(
            f"{file}#{sheet}" if sheet else file, int(line), what, after,
            id=f"{kind} {file}{sheet}:{line}",
        )
        for kind, file, line, what, after, sheet in rows
        if kind in kinds and "older copy" not in after and "03-15" not in file
    ]  # fmt: skip


def source_of(file: str) -> int:
    """The number of the export of a file, or of the sheet of it that is named behind it."""
    name, _, sheet = file.partition("#")
    (export,) = [e for e in EXPORTS if e.file == name and sheet in ("", e.sheet)]
    return SOURCES[export.id]


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    return clean(WORKSPACE, DECLARATIONS).tables


def at(frame: pd.DataFrame, file: str, line: int) -> pd.DataFrame:
    return frame[(frame["source"] == source_of(file)) & (frame["line"] == line)]


def participant_at(tables: dict[str, pd.DataFrame], file: str, line: int) -> str:
    """The official name of the participant to whom a raw row led."""
    names = tables["participants"].set_index("participant")["name"]
    found = [names[who] for table in NAMED for who in at(tables[table], file, line)["participant"]]
    (name,) = set(found)
    return name


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.id)
def test_used_refused_and_ignored_add_up_to_the_rows_in_the_file(tables, export):
    path = RAW / export.file
    if export.spreadsheet:
        rows = openpyxl.load_workbook(path)[export.sheet].max_row
    else:
        text = path.read_bytes().decode(export.encoding)
        rows = len(list(csv.reader(io.StringIO(text, newline=""), delimiter=export.delimiter)))
    receipt = tables["receipts"].set_index("export").loc[export.id]
    assert receipt["used_count"] + receipt["refused_count"] + receipt["ignored_count"] == rows
    held = tables["dispositions"].query(f"source == {SOURCES[export.id]}")
    assert len(held) == held["line"].nunique() == rows
    assert held["disposition"].value_counts().get("used", 0) == receipt["used_count"]


NAMES = [
    row
    for row in planted("M01", "M02", "M03", "M04", "M05", "M07", "M08", "M34", "M35", "M36")
    if row.values[2].startswith("organisation written as")
]


@pytest.mark.parametrize(("file", "line", "what", "after"), NAMES)
def test_a_name_leads_to_its_organisation_however_written(tables, file, line, what, after):
    assert participant_at(tables, file, line) == after


def test_many_names_were_planted():
    assert len(NAMES) > 60


@pytest.mark.parametrize(
    ("file", "line", "what", "after"), planted("M16", "M18", "M20", "M27", "M32")
)
def test_a_row_that_is_to_be_ignored_is_ignored(tables, file, line, what, after):
    (disposition,) = at(tables["dispositions"], file, line)["disposition"]
    if line == 1 or after.startswith(("ignored", "dropped")):
        assert disposition == "ignored"
    if "cancelled" in after:
        states = [
            at(tables[of], file, line)["status"] for of in ("registrations", "coaching_bookings")
        ]
        assert [*states[0], *states[1]] == ["cancelled"]


@pytest.mark.parametrize(("file", "line", "what", "after"), planted("M23", "M24", "M25"))
def test_a_mark_on_the_list_means_what_it_meant(tables, file, line, what, after):
    (row,) = at(tables["attendance"], file, line)[["present", "partial"]].itertuples(index=False)
    assert tuple(row) == MARKS[after]


@pytest.mark.parametrize(("file", "line", "what", "after"), planted("M26"))
def test_a_reason_in_free_text_has_its_category(tables, file, line, what, after):
    found = [
        *at(tables["attendance"], file, line)["absence_category"],
        *at(tables["withdrawals"], file, line)["reason_category"],
    ]
    assert found == [after]


NUMBERS = [row for row in planted("M41", "M42", "M43", "M44") if "crm" in row.values[0]]
LATER = [row for row in planted("M41", "M42", "M43", "M44") if "profielen" in row.values[0]]
TURNS = [row for row in planted("M41", "M65") if row.values[3].endswith(("turn", "turns"))]


@pytest.mark.parametrize(("file", "line", "what", "after"), NUMBERS)
def test_a_number_as_typed_has_its_value(tables, file, line, what, after):
    column = PROFILE[what.split()[0]]
    assert at(tables["profiles"], file, line)[column].tolist() == [float(after.split()[0])]


@pytest.mark.parametrize(("file", "line", "what", "after"), LATER)
def test_a_number_in_a_later_profile_has_its_value(tables, file, line, what, after):
    (row,) = at(tables["profiles"], file, line).itertuples(index=False)
    assert float(after) in (row.fte, row.volunteers, row.budget_eur)


@pytest.mark.parametrize(("file", "line", "what", "after"), TURNS)
def test_turns_of_a_card_are_read_however_typed(tables, file, line, what, after):
    assert at(tables["coaching_bookings"], file, line)["turns"].tolist() == [
        float(after.split()[0])
    ]


@pytest.mark.parametrize(("file", "line", "what", "after"), planted("M52", "M54", "M55", "M56"))
def test_a_number_place_or_postcode_is_brought_to_one_form(tables, file, line, what, after):
    column = ACCOUNT[what.split()[0]]
    found = at(tables["participants"], file, line)[column].tolist()
    assert found == [after.replace(".", "") if column == "enterprise_number" else after]


STOPPED = [row for row in planted("M45", "M48") if row.values[0] == "stopzettingen.xlsx"]


@pytest.mark.parametrize(("file", "line", "what", "after"), STOPPED)
def test_a_date_is_read_however_typed(tables, file, line, what, after):
    assert at(tables["withdrawals"], file, line)["stopped_on"].tolist() == [pd.Timestamp(after)]


@pytest.mark.parametrize(("file", "line", "what", "after"), planted("M14"))
def test_two_delegates_in_one_cell_are_two(tables, file, line, what, after):
    assert len(at(tables["delegations"], file, line)) == 2


@pytest.mark.parametrize(("file", "line", "what", "after"), planted("M62", "M67"))
def test_a_response_is_partial_repeated_or_late(tables, file, line, what, after):
    (row,) = at(tables["responses"], file, line).itertuples(index=False)
    answers = (tables["answers"]["response"] == row.response).sum()
    unfinished = "partial" if answers else "empty"
    assert row.status == (unfinished if after.startswith("partial") else "complete")
    assert row.late == after.startswith("late") or row.status in ("partial", "empty")
    token_again = after.startswith("this response stands")
    assert row.counted or not token_again


def test_one_opened_the_form_of_the_kickoff_and_answered_nothing(tables):
    (row,) = tables["responses"].query("status == 'empty'").itertuples(index=False)
    assert (row.response, row.counted) == ("kickoff-38", False)
    assert "empty_response" in set(
        at(tables["problems"], "eval_kickoff_limesurvey.csv", row.line)["kind"]
    )


EVALUATIONS = ("eval_plenair", "eval_tussentijds", "zelfevaluatie")
ANSWERED = [
    row
    for row in planted("M03", "M34", "M35", "M41", "M57", "M58", "M59", "M60", "M61")
    if row.values[0].startswith(EVALUATIONS) and " answered with " in row.values[2]
]


def question_of(tables, file: str, line: int, asked: str):
    """The question of a planted answer, named by its id or by a header; and its scale."""
    (row,) = at(tables["responses"], file, line).itertuples(index=False)
    form = DECLARATIONS.form(row.round)
    (question,) = [q for q in form.questions if asked in q.headers()]
    return row.response, form, question


@pytest.mark.parametrize(("file", "line", "what", "after"), ANSWERED)
def test_an_answer_is_the_option_that_it_stands_for_however_written(
    tables, file, line, what, after
):
    response, form, question = question_of(tables, file, line, what.split(" answered with ")[0])
    answers = tables["answers"]
    rows = answers[(answers["response"] == response) & (answers["question"] == question.id)]
    if after == "missing":
        assert rows.empty
    elif after in ("not applicable", "don't know"):
        assert rows["missing"].tolist() == [after.replace(" ", "_").replace("'", "")]
    elif after.replace(".", "").isdigit():
        assert rows["value"].tolist() == [float(after)]
    elif after == "an answer in words":
        assert rows["option"].isna().tolist() == [True]
    elif question.kind == "choices":
        expected = {"none": {"none"}}.get(after, {"masterclass", "peers", "other"})
        assert set(rows["option"]) == expected
    else:
        (option,) = rows["option"]
        assert form.scale(question.scale).option(option).name.nl == after.split(",")[0]
        assert after.split(",")[-1].strip() not in ("the end of four",) or rows["value"].item() == 4


def test_many_answers_were_planted():
    assert len(ANSWERED) > 45


@pytest.mark.parametrize(("file", "line", "what", "after"), planted("M66"))
def test_a_response_given_without_reading_is_flagged_and_counts(tables, file, line, what, after):
    kinds = set(at(tables["problems"], file, line)["kind"])
    fast = "38 seconds" in what
    assert ("fast_response" if fast else "straight_line") in kinds
    assert at(tables["responses"], file, line)["counted"].all()


@pytest.mark.parametrize(("file", "line", "what", "after"), planted("M68"))
def test_of_an_inbox_of_two_organisations_both_count(tables, file, line, what, after):
    if not file.startswith("zelfevaluatie"):
        return
    (row,) = at(tables["responses"], file, line).itertuples(index=False)
    assert row.counted and row.participant


def test_of_those_that_answered_twice_one_response_counts(tables):
    again = [row.values for row in planted("M62") if "this response stands" in row.values[3]]
    repeated = tables["responses"].query("not counted and status != 'empty'")
    rounds = {row.round: row for row in repeated.itertuples()}
    assert len(again) == 6 and len(rounds) == 6
    for file, line, _, _ in again:
        (stands,) = at(tables["responses"], file, line).itertuples(index=False)
        assert rounds[stands.round].participant == stands.participant


def test_a_timestamp_with_a_zone_is_the_day_of_the_answer(tables):
    found = tables["responses"].query(f"source == {source_of('zelfevaluatie_google_2019-06.csv')}")
    assert found["submitted_on"].notna().all()
    assert found["submitted_on"].max() == pd.Timestamp("2019-06-29")


def test_codes_of_a_scale_that_was_turned_round_are_read_by_their_labels(tables):
    sheet = openpyxl.load_workbook(RAW / "eval_tussentijds_checkmarket.xlsx")["Numeriek"]
    rows = list(sheet.iter_rows(values_only=True))
    place = rows[0].index("MT06")
    answers = tables["answers"].query("question == 'MT06'").set_index("response")["value"]
    checked = 0
    for row in rows[2:]:
        if isinstance(row[place], int) and row[place] <= 5:
            checked += answers[f"midterm-{row[0]}"] == 6 - row[place]
    assert checked == len(answers.dropna()) > 30


GOALS = [row for row in planted("M37") if "goals: " in row.values[3]]


@pytest.mark.parametrize(("file", "line", "what", "after"), GOALS)
def test_several_goals_in_a_cell_are_as_many_goals(tables, file, line, what, after):
    count, domain = after.split(" goals: ")
    found = at(tables["learning_goals"], file, line)
    assert (found["domain"] == domain).sum() == int(count)


def test_a_goal_that_a_colleague_wrote_too_is_one_goal(tables):
    (row,) = [row.values for row in planted("M16") if row.values[0].startswith("leerdoelen")]
    (who,) = set(at(tables["learning_goals"], *row[:2])["participant"])
    texts = tables["learning_goal_texts"].query(f"participant == '{who}'")["text"]
    goal = re.search("`(.+)`", row[2]).group(1).casefold()
    assert texts.str.casefold().tolist().count(goal) == 1


DATED = [row for row in planted("M45") if row.values[0].startswith("leerdoelen")]


@pytest.mark.parametrize(("file", "line", "what", "after"), DATED)
def test_a_goal_was_set_on_its_day_however_typed(tables, file, line, what, after):
    assert set(at(tables["learning_goals"], file, line)["set_on"]) == {pd.Timestamp(after)}


def test_a_goal_without_a_day_was_set_at_the_session(tables):
    assert tables["learning_goals"]["set_on"].min() == pd.Timestamp("2019-02-20")
    assert tables["learning_goals"]["set_on"].notna().all()


def test_the_walk_in_and_the_four_wishes_are_found(tables):
    assert at(tables["attendance"], "2019-02-20_aanwezigheidslijst.xlsx", 60)[
        "walk_in"
    ].tolist() == [True]
    wishes = at(tables["wishes"], "plenair2_inschrijvingen_msforms_2019-03-28.xlsx", 8)
    assert wishes["domain"].nunique() == 4


def test_an_enterprise_number_that_does_not_apply_is_empty(tables):
    account = at(tables["participants"], "2019-02-15_organisaties_crm.csv", 19)
    assert account["enterprise_number"].isna().all()


def test_the_older_download_is_superseded_and_its_differences_are_kept(tables):
    first, then = (f"plenair2_inschrijvingen_msforms_2019-03-{day}.xlsx" for day in (15, 28))
    held = tables["dispositions"].query(f"source == {source_of(first)}")
    assert set(held["disposition"]) == {"ignored"}
    revisions = tables["revisions"]
    assert at(revisions, first, 8)["change"].tolist() == ["gone"]
    assert at(revisions, then, 3)["change"].tolist() == ["changed"]


def test_no_person_is_named_outside_the_restricted_tables(tables):
    with (EXAMPLE / "persons.csv").open(encoding="utf-8", newline="") as file:
        persons = list(csv.DictReader(file))
    names = {f"{row['first_name']} {row['last_name']}" for row in persons}
    assert len(names) > 50
    for table, frame in tables.items():
        if table not in RESTRICTED:
            text = frame.to_csv().casefold()
            assert not [name for name in names if re.search(rf"\b{name.casefold()}\b", text)], table
