"""One form in several rounds: a question may be left out, a scale replaced, a header another."""

import pytest

from analysis.problems import DeclarationError, ExportError

FORM = """
id = "short"
title = { nl = "Kort", en = "Short" }
overall = "Q2"

[[scales]]
id = "five"
options = [
  { code = "A1", name = { nl = "oneens", en = "disagree" }, value = 1, spoken = ["1"] },
  { code = "A3", name = { nl = "geen van beide", en = "neither" }, value = 3, spoken = ["3"] },
  { code = "A5", name = { nl = "eens", en = "agree" }, value = 5, spoken = ["5"] },
]

[[scales]]
id = "four"
options = [
  { code = "A1", name = { nl = "oneens", en = "disagree" }, value = 1, spoken = ["1"] },
  { code = "A4", name = { nl = "eens", en = "agree" }, value = 4, spoken = ["3", "4"] },
]

[[questions]]
id = "Q1"
kind = "scale"
scale = "five"
columns = ["Was het goed?", "Was alles goed?"]
text = { nl = "Was het goed?", en = "Was it good?" }

[[questions]]
id = "Q2"
kind = "number"
lowest = 0
highest = 10
text = { nl = "Welk cijfer?", en = "Which mark?" }
"""
ROUNDS = """
[[rounds]]
id = "later"
title = { nl = "Later", en = "Later" }
questionnaire = "short"
left_out = ["Q2"]
scales = { five = "four" }

[recode.present]
"""
COLUMNS = 'response = "id"'


@pytest.fixture
def asked(tried, entry):
    def run(first, later, right="", wrong=""):
        declared = ROUNDS.replace(right, wrong, 1) if right else ROUNDS
        again = entry("responses", COLUMNS, identity="again").replace('"after"', '"later"')
        return tried(
            entry("responses", COLUMNS) + again,
            changed={"\n[recode.present]\n": declared},
            files={"questionnaires/short.toml": FORM},
            list=first,
            again=later,
        )

    return run


def test_the_same_number_on_another_scale_is_another_answer(asked):
    found = asked(
        "id;Was het goed?;Q2\n1;3;7\n2;eens;8\n3;4;8\n",
        "id;Was alles  goed?\n1;3\n2;eens\n3;geen van beide\n",
    )
    assert found.rows("answers", "response", "question", "option", "value", "missing") == [
        ("after-1", "Q1", "A3", 3, None),
        ("after-1", "Q2", None, 7, None),
        ("after-2", "Q1", "A5", 5, None),
        ("after-2", "Q2", None, 8, None),
        ("after-3", "Q1", None, None, "unreadable"),
        ("after-3", "Q2", None, 8, None),
        ("later-1", "Q1", "A4", 4, None),
        ("later-2", "Q1", "A4", 4, None),
        ("later-3", "Q1", None, None, "unreadable"),
    ]


def test_a_question_that_was_not_left_out_must_be_in_the_file(asked):
    with pytest.raises(ExportError, match='no column "Q2"'):
        asked("id;Was het goed?\n1;3\n", "id;Was alles goed?\n1;3\n")
    with pytest.raises(ExportError, match='no column "Was het goed\\?"'):
        asked("id;Was het echt goed?;Q2\n1;3;4\n", "id;Was alles goed?\n1;3\n")


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ('["Q2"]', '["Q3"]', r'rounds\[1\].left_out: "Q3" is not a question of short.'),
        ('"four" }', '"for" }', r'rounds\[1\].scales: "for" is not a scale of short.'),
        ("{ five", "{ fife", r'rounds\[1\].scales: "fife" is not a scale of short.'),
    ],
)
def test_what_a_round_changes_must_be_of_its_form(asked, right, wrong, said):
    with pytest.raises(DeclarationError, match=said):
        asked("id;Q1;Q2\n", "id;Q1\n", right, wrong)


def test_answers_to_a_round_without_a_questionnaire_are_said(asked):
    with pytest.raises(ExportError, match='"later" has no questionnaire'):
        asked(
            "id;Q1;Q2\n1;3;4\n", "id;Q1\n1;3\n",
            'questionnaire = "short"\nleft_out = ["Q2"]\nscales = { five = "four" }',
            'status = "planned"',
        )  # fmt: skip
