"""Several answers in one cell are found by the known options, whatever stands between them."""

import pytest

from analysis.cleaning.choices import Options
from analysis.programme import Scale
from tests.exports.survey import surveyed

SCALE = Scale.model_validate(
    {
        "id": "topics",
        "options": [
            {"code": "hr", "name": {"nl": "Personeel, vrijwilligers", "en": "Staff, volunteers"}},
            {"code": "staff", "name": {"nl": "Personeel", "en": "Staff"}, "spoken": ["het team"]},
            {"code": "0", "name": {"nl": "’t Geld", "en": "Money"}},
            {"code": "c", "name": {"nl": "C", "en": "C"}},
            {"code": "none", "name": {"nl": "geen", "en": "None"}},
        ],
    }
)
OPTIONS = Options(SCALE)


@pytest.mark.parametrize(
    ("cell", "codes", "rest"),
    [
        ("Personeel, vrijwilligers", ["hr"], ""),
        ("Personeel, 't geld", ["staff", "0"], ""),
        ("PERSONEEL;’t\u00a0Geld;", ["staff", "0"], ""),
        ("Personeel, vrijwilligers, Personeel", ["hr", "staff"], ""),
        ("het team | None", ["staff", "none"], ""),
        ("staff hr", ["staff", "hr"], ""),
        ("Personeel, Personeel", ["staff"], ""),
        # A word inside other words is not that choice.
        ("iets met C erin", [], "iets met C erin"),
        ("C, de rest, en meer, geen", ["c", "none"], "de rest, en meer"),
        (";", [], ""),
    ],
)
def test_a_cell_is_read_by_the_longest_known_options(cell, codes, rest):
    found = OPTIONS.several(cell, {})
    assert [option.code for option in found.options] == codes
    assert found.rest == rest


def test_codes_of_the_file_stand_for_their_labels():
    labels = {"1": "Personeel", "2": "C", "3": "onbekend"}
    found = OPTIONS.several("1 2", labels)
    assert [option.code for option in found.options] == ["staff", "c"]
    assert OPTIONS.several("1;3", labels).rest == "3"


def test_what_the_file_says_of_a_code_counts_before_the_code():
    assert getattr(OPTIONS.one("0", "geen"), "code", None) == "none"
    assert getattr(OPTIONS.one("0", "unknown here"), "code", None) == "0"
    assert OPTIONS.one("7", "") is None


@pytest.mark.parametrize(
    ("code", "cell", "ticked"),
    [
        ("staff", "Personeel", True), ("staff", "1", True), ("staff", "Yes", True),
        ("staff", "x", True), ("staff", "Checked", True), ("staff", "staff", True),
        ("staff", "0", False), ("staff", "Nee", False), ("staff", "Unchecked", False),
        ("staff", "iets", None),
        # 0 in the box of the option with code 0 is an empty box; the name of an option is a tick.
        ("0", "0", False), ("none", "None", True),
    ],
)  # fmt: skip
def test_a_box_is_ticked_empty_or_not_understood(code, cell, ticked):
    assert OPTIONS.ticked(SCALE.option(code), cell) is ticked


FORM = """
[[scales]]
id = "topics"
options = [
  { code = "nvt", name = { nl = "n.v.t.", en = "N/A" }, missing = "not_applicable" },
  { code = "unknown", name = { nl = "weet niet", en = "don't know" }, missing = "dont_know" },
  { code = "none", name = { nl = "geen", en = "None" } },
  { code = "other", name = { nl = "iets anders", en = "something else" } },
]

[[questions]]
id = "one"
kind = "choice"
scale = "topics"
other = "other"
text = { nl = "Wat?", en = "What?" }

[[questions]]
id = "mark"
kind = "number"
text = { nl = "Welk cijfer?", en = "Which mark?" }

[[questions]]
id = "boxes"
kind = "choices"
scale = "topics"
other = "other"
text = { nl = "Wat nog?", en = "What else?" }

[questions.boxes]
none = "b1"
other = "b2"
"""
ENTRY = """
file = "a.csv"
format = "delimited"
delimiter = ";"
columns = { response = "id" }
missing = ["NA", "N/A", "None", "n.v.t.", "weet niet"]
"""


def test_what_means_nothing_recorded_is_an_answer_where_an_option_says_so(tmp_path):
    text = "id;one;mark;b1;b2\n1;N/A;NA;None;\n2;weet niet;weet niet;0;0\n3;NA;7;;NA\n4;Geen;;;\n"
    found = surveyed(tmp_path, ENTRY, FORM, a__csv=text)
    # NA is no spelling of an option, so it is a gap, like every one of them under the mark.
    assert found.answers("one") == [(2, "nvt"), (3, "unknown"), (5, "none")]
    assert found.rows("answers", "question", "value")[0] == ("one", None)
    assert found.answers("mark") == [(4, None)]
    assert found.answers("boxes") == [(2, "none"), (3, "none_ticked")]


def test_own_words_are_the_option_that_stands_for_them_and_restricted(tmp_path):
    text = "id;one;mark;b1;b2\n1;een eigen idee;;;nog een idee\n"
    found = surveyed(tmp_path, ENTRY, FORM, a__csv=text)
    assert found.answers("one") == found.answers("boxes") == [(2, "other")]
    assert found.rows("answer_texts", "question", "text") == [
        ("one", "een eigen idee"), ("boxes", "nog een idee"),
    ]  # fmt: skip
    assert found.problems() == []


def test_a_box_that_is_not_understood_is_a_problem_and_no_tick(tmp_path):
    text = "id;one;mark;b1;b2\n1;;;wie weet;0\n"
    found = surveyed(tmp_path, ENTRY, FORM, a__csv=text)
    assert found.answers("boxes") == [(2, "unreadable")]
    assert found.problems() == [(2, "unreadable_answer")]
