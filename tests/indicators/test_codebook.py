"""The codebook tells what was asked, as it was declared."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from analysis.data import ProgrammeData
from analysis.indicators import codebook
from analysis.programme import read_declarations
from analysis.workspace import Workspace
from tests.exports.survey import PROGRAMME
from tests.programme.test_forms import FORM, REST

MORE = """
[[scales]]
id = "rank"
options = [
  { code = "a", name = { nl = "een", en = "one" }, spoken = ["1", "uno"] },
  { code = "b", name = { nl = "twee", en = "two" } },
]

[[questions]]
id = "TOP"
kind = "ranking"
scale = "rank"
columns = ["eerst", "dan"]
text = { nl = "Wat eerst?", en = "What first?" }

[[questions]]
id = "BOX"
kind = "choices"
scale = "rank"
text = { nl = "Wat nog?", en = "What else?" }
boxes = { a = ["A", "Aa"], b = "B" }

[[questions]]
id = "HOWMANY"
kind = "number"
lowest = 1
columns = ["Hoeveel?", "How many?"]
text = { nl = "Hoeveel?", en = "How many?" }
"""


def programme(folder: Path, forms: dict[str, str]) -> ProgrammeData:
    place = folder / "programmes" / "demo" / "questionnaires"
    place.mkdir(parents=True)
    (place.parent / "programme.toml").write_text(PROGRAMME + REST, encoding="utf-8")
    for name, form in forms.items():
        title = f'id = "{name}"\ntitle = {{ nl = "Bevraging", en = "Survey" }}\n'
        (place / f"{name}.toml").write_text(title + form, encoding="utf-8")
    declared = read_declarations(Workspace(folder), "demo")
    return ProgrammeData(declared, folder, date(2020, 2, 1))


@pytest.fixture
def data(tmp_path: Path) -> ProgrammeData:
    return programme(tmp_path, {"form": FORM + MORE})


def test_questions_are_counted_by_how_they_are_answered(data: ProgrammeData) -> None:
    asked = codebook.asked(data)
    assert asked[["form_count", "unit", "count"]].values.tolist() == [[1, "questions", 8]]
    # LEVEL has a scale; REC and HOWMANY a number. WORDS is answered in own words.
    assert codebook.on_scale(data)[["count", "base"]].values.tolist() == [[3, 8]]
    assert codebook.in_own_words(data)[["count", "base"]].values.tolist() == [[1, 8]]
    assert codebook.forms(data)[["scale_count", "count"]].values.tolist() == [[3, 8]]


def test_a_question_tells_its_kind_scale_and_bounds(data: ProgrammeData) -> None:
    items = codebook.items(data).set_index("item")
    assert list(items.index) == [
        "MET", "LEVEL", "WORDS", "REC", "SHOW", "TOP", "BOX", "HOWMANY",
    ]  # fmt: skip
    assert list(items["bounds"]) == ["–", "–", "–", "0 – 10", "–", "–", "–", "≥ 1"]
    assert items.loc["LEVEL", "scale"] == "agree4"
    assert items.loc["TOP", "question_kind"] == "ranking"
    assert data.declarations.labels["asked"][items.loc["LEVEL", "question"]] == {
        "nl": "Wij hebben geen begroting.", "en": "We have no budget.",
    }  # fmt: skip


def test_a_question_tells_what_it_is_about_and_of_whom_it_was_asked(data: ProgrammeData) -> None:
    meanings = codebook.meanings(data).set_index("item")
    columns = ["domain", "question_aspect", "reverse", "routed_item", "routed_options"]
    assert list(meanings.loc["LEVEL", columns]) == ["finance", "level", True, "MET", "Y"]
    assert list(meanings.loc["WORDS", columns]) == ["none", "none", False, "–", "–"]


def test_options_come_with_their_place_and_other_spellings(data: ProgrammeData) -> None:
    options = codebook.options(data)
    columns = ["scale", "code", "scale_place", "answer_missing", "spoken"]
    assert options[columns].values.tolist() == [
        ["agree4", "A1", "1", "none", "–"],
        ["agree4", "A2", "2", "none", "–"],
        ["agree4", "N", "–", "not_applicable", "–"],
        ["yesno", "Y", "–", "none", "–"],
        ["yesno", "N", "–", "none", "–"],
        ["rank", "a", "–", "none", "1 · uno"],
        ["rank", "b", "–", "none", "–"],
    ]
    offered = data.declarations.labels["offered"]
    assert [offered[code]["en"] for code in options["option"]][:3] == ["disagree", "agree", "n/a"]


def test_every_header_is_told_with_its_part(data: ProgrammeData) -> None:
    headers = codebook.headers(data)
    found = headers[headers["item"].isin(["TOP", "BOX", "HOWMANY"])]
    assert found[["item", "part", "header"]].values.tolist() == [
        ["TOP", "1", "eerst"], ["TOP", "2", "dan"],
        ["BOX", "a", "A"], ["BOX", "a", "Aa"], ["BOX", "b", "B"],
        ["HOWMANY", "–", "Hoeveel?"], ["HOWMANY", "–", "How many?"], ["HOWMANY", "–", "HOWMANY"],
    ]  # fmt: skip


def test_each_evaluation_tells_its_form(data: ProgrammeData) -> None:
    assert codebook.rounds(data).values.tolist() == [["after", "form", "–", "–"]]


def test_a_programme_without_questionnaires_has_an_empty_codebook(tmp_path: Path) -> None:
    text = PROGRAMME.replace('questionnaire = "form"', 'status = "planned"')
    folder = tmp_path / "programmes" / "demo"
    folder.mkdir(parents=True)
    (folder / "programme.toml").write_text(text[: text.index("[[exports]]")] + "", encoding="utf-8")
    (folder / "programme.toml").write_text(
        text[: text.index("[[exports]]")].replace("reports = []", "reports = []\nexports = []"),
        encoding="utf-8",
    )
    bare = ProgrammeData(read_declarations(Workspace(tmp_path), "demo"), tmp_path, date(2020, 2, 1))
    every = ("forms", "asked", "on_scale", "in_own_words", "rounds", "items", "meanings",
             "options", "headers")  # fmt: skip
    full = programme(tmp_path / "full", {"form": FORM + MORE})
    for name in every:
        found = getattr(codebook, name)(bare)
        assert found.empty
        assert list(found) == list(getattr(codebook, name)(full))
