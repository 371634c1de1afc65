"""Learning levels, roles and reference populations as declared, and what is wrong with them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from analysis.problems import DeclarationError
from analysis.programme import Declarations, read_declarations
from analysis.workspace import open_workspace

PROGRAMME = """
id = "demo"
name = { nl = "Proef", en = "Trial" }
owner = "Dienst Proef"
contact = "proef@example.org"
unit = "organisation"
population = "census"
as_of = 2020-02-01
sessions = []
exports = []
reports = []

[vocabularies.maturity]
1 = { nl = "begint", en = "starts", fr = "débute" }
2 = { nl = "groeit", en = "grows", fr = "grandit" }
3 = { nl = "staat", en = "stands", fr = "tient" }

[vocabularies.sector]
arts = { nl = "kunsten", en = "arts" }
heritage = { nl = "erfgoed", en = "heritage" }
"""
LOW = """
[[levels]]
id = "low"
name = { nl = "laag", en = "low" }
when = { maturity = ["1", "2"] }
"""
HIGH = """
[[levels]]
id = "high"
name = { nl = "hoog", en = "high" }
"""
TUTOR = """
[[roles]]
id = "tutor"
name = { nl = "tutor", en = "tutor" }
levels = ["low", "high"]
"""
FIELD = """
[[references]]
id = "field"
name = { nl = "het veld", en = "the field" }
source = { nl = "een lijst", en = "a list" }
as_of = 2019-12-31
counts.sector = { arts = 6, heritage = 3 }
"""


def read(root: Path, *parts: str) -> Declarations:
    path = root / "programmes" / "demo" / "programme.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join([PROGRAMME, *parts]), encoding="utf-8")
    return read_declarations(open_workspace(root), "demo")


def mistakes(root: Path, *parts: str) -> list[str]:
    with pytest.raises(DeclarationError) as caught:
        read(root, *parts)
    return list(caught.value.sentences)


def test_levels_roles_and_references_are_read(tmp_path: Path) -> None:
    declared = read(tmp_path, LOW, HIGH, TUTOR, FIELD)
    low, high = declared.programme.levels
    assert (low.when, low.not_recorded, high.when) == ({"maturity": ["1", "2"]}, False, {})
    assert declared.programme.roles[0].attended == "all"
    (field,) = declared.programme.references
    assert (field.size, field.as_of, field.complete) == (9, date(2019, 12, 31), False)
    assert declared.labels["level"]["low"]["nl"] == "laag"
    assert declared.labels["reference_source"]["field"]["en"] == "a list"


def test_conditions_are_worded_in_every_language_that_all_their_codes_have(
    tmp_path: Path,
) -> None:
    said = read(tmp_path, LOW, HIGH, TUTOR).labels["condition"]
    assert said["maturity: 1, 2"] == {
        "nl": "begint of groeit", "en": "starts or grows", "fr": "débute ou grandit"
    }  # fmt: skip
    assert said["level: low, high"] == {"nl": "laag of hoog", "en": "low or high"}


def test_a_programme_needs_none_of_them(tmp_path: Path) -> None:
    programme = read(tmp_path).programme
    assert (programme.levels, programme.roles, programme.references) == ([], [], [])


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        (
            [LOW.replace("maturity", "maturty")],
            'levels[0].when.maturty: "maturty" is not an attribute of participants. Known: '
            "arrondissement, capacity, discipline, legal_form, maturity, sector, size_class. Did "
            'you mean "maturity"?',
        ),
        (
            [LOW.replace('"2"]', '"22"]')],
            'levels[0].when.maturity: "22" is not a code of maturity. Known: 1, 2, 3. Did you '
            'mean "2"?',
        ),
        (
            [LOW.replace("maturity", "capacity")],
            "levels[0].when.capacity: this programme declares no codes for it. Add "
            "[vocabularies.capacity].",
        ),
        (
            [LOW.replace('["1", "2"]', "[]")],
            "levels[0].when.maturity: it names no code, so nobody fits. Name one, or take it out.",
        ),
        (
            [HIGH, LOW],
            "levels[0]: it has no rule, so the levels below it get nobody. Add when, or make it "
            "the last one.",
        ),
        (
            [LOW, "not_recorded = true\n", HIGH, "not_recorded = true\n"],
            "levels: more than one takes those of whom something was not recorded. Keep "
            "not_recorded = true at one.",
        ),
        ([LOW, LOW], 'levels: the id "low" stands 2 times. Keep one.'),
        (
            [LOW, HIGH, TUTOR.replace('"high"]', '"hihg"]')],
            'roles[0].levels: "hihg" is not a level. Known: high, low. Did you mean "high"?',
        ),
        (
            [LOW, HIGH, TUTOR, 'when = { sector = ["art"] }'],
            'roles[0].when.sector: "art" is not a code of sector. Known: arts, heritage. Did you '
            'mean "arts"?',
        ),
        (
            [FIELD.replace("heritage", "heritag")],
            'references[0].counts.sector: "heritag" is not a code of sector. Known: arts, '
            'heritage. Did you mean "heritage"?',
        ),
        (
            [FIELD, "counts.maturity = { 1 = 4, 2 = 4 }\n"],
            "references[0].counts: the sums differ (sector 9, maturity 8). Say with total how "
            "many there are.",
        ),
        (
            [FIELD, "total = 8\n"],
            "references[0].total: 8 is fewer than its counts add up to (9). Correct one of them.",
        ),
        (
            [FIELD.replace("6", "0").replace("3 }", "0 }")],
            "references[0].counts: nobody is counted. Give at least one attribute with its counts.",
        ),
    ],
)
def test_what_leads_nowhere_or_cannot_be_is_said(
    tmp_path: Path, parts: list[str], sentence: str
) -> None:
    found = [one.removeprefix("programmes/demo/programme.toml, ").removeprefix(
        "programmes/demo/programme.toml: ") for one in mistakes(tmp_path, *parts)]  # fmt: skip
    assert sentence in found


def test_a_total_settles_sums_that_differ(tmp_path: Path) -> None:
    (field,) = read(
        tmp_path, FIELD, "counts.maturity = { 1 = 4, 2 = 4 }\n", "total = 10\n"
    ).programme.references  # fmt: skip
    assert field.size == 10


def test_a_count_below_zero_is_refused(tmp_path: Path) -> None:
    (sentence,) = mistakes(tmp_path, FIELD.replace("arts = 6", "arts = -6"))
    assert "references[0].counts.sector.arts" in sentence
