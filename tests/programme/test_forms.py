"""What a questionnaire says of its scales, domains, aspects and routing must be able to be."""

from pathlib import Path

import pytest

from analysis.problems import DeclarationError
from analysis.programme import read_declarations
from analysis.workspace import Workspace
from tests.exports.survey import PROGRAMME

FORM = """
[[scales]]
id = "agree4"
options = [
  { code = "A1", name = { nl = "oneens", en = "disagree" }, value = 1 },
  { code = "A2", name = { nl = "eens", en = "agree" }, value = 2 },
  { code = "N", name = { nl = "n.v.t.", en = "n/a" }, missing = "not_applicable" },
]

[[scales]]
id = "yesno"
options = [
  { code = "Y", name = { nl = "ja", en = "yes" } },
  { code = "N", name = { nl = "nee", en = "no" } },
]

[[questions]]
id = "MET"
kind = "choice"
scale = "yesno"
text = { nl = "Kwam u?", en = "Did you come?" }

[[questions]]
id = "LEVEL"
kind = "scale"
scale = "agree4"
domain = "finance"
aspect = "level"
reverse = true
text = { nl = "Wij hebben geen begroting.", en = "We have no budget." }
routed = { question = "MET", options = ["Y"] }

[[questions]]
id = "WORDS"
kind = "text"
text = { nl = "Wat nog?", en = "What else?" }

[[questions]]
id = "REC"
kind = "number"
lowest = 0
highest = 10
aspect = "recommend"
text = { nl = "Zou u het aanraden?", en = "Would you recommend it?" }

[[questions]]
id = "SHOW"
kind = "choice"
scale = "yesno"
aspect = "consent"
text = { nl = "Mogen wij het tonen?", en = "May we show it?" }
"""
REST = """file = "a.csv"
format = "delimited"
columns = {}

[[domains]]
id = "finance"
name = { nl = "financieel beheer", en = "financial management" }
"""


def read(folder: Path, form: str = FORM, programme: str = PROGRAMME) -> None:
    forms = folder / "programmes" / "demo" / "questionnaires"
    forms.mkdir(parents=True)
    (forms.parent / "programme.toml").write_text(programme + REST, encoding="utf-8")
    title = 'id = "form"\ntitle = { nl = "Bevraging", en = "Survey" }\n'
    (forms / "form.toml").write_text(title + form, encoding="utf-8")
    read_declarations(Workspace(folder), "demo")


def test_a_form_with_domains_aspects_and_routing_is_read(tmp_path):
    read(tmp_path)


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        (
            'id = "LEVEL"\nkind = "scale"\nscale = "agree4"',
            'id = "LEVEL"\nkind = "scale"\nscale = "agree5"',
            'questions[1].scale: "agree5" is not a scale of this form. '
            'Known: agree4, yesno. Did you mean "agree4"?',
        ),
        (
            'id = "LEVEL"\nkind = "scale"\nscale = "agree4"',
            'id = "LEVEL"\nkind = "scale"',
            'questions[1]: kind = "scale" is answered with options. Say in scale of which one. '
            "Known: agree4, yesno.",
        ),
        (
            'domain = "finance"',
            'domain = "finances"',
            'questions[1].domain: "finances" is not a domain. Known: finance. '
            'Did you mean "finance"?',
        ),
        (
            'domain = "finance"\n',
            "",
            'questions[1]: aspect = "level" is about a domain. Add domain.',
        ),
        (
            'aspect = "level"',
            'aspect = "levels"',
            "questions[1].aspect",
        ),
        (
            'scale = "agree4"\ndomain',
            'scale = "yesno"\ndomain',
            'questions[1]: aspect = "level" needs answers with an order.',
        ),
        (
            'kind = "text"',
            'kind = "text"\nreverse = true',
            "questions[2]: only answers with an order have an unfavourable end. Take out reverse",
        ),
        (
            'routed = { question = "MET"',
            'routed = { question = "MEET"',
            'questions[1].routed.question: "MEET" is not a question before this one. Known: MET. '
            'Did you mean "MET"?',
        ),
        (
            'routed = { question = "MET"',
            'routed = { question = "WORDS"',
            'questions[1].routed.question: "WORDS" is not a question before this one.',
        ),
        (
            'options = ["Y"]',
            'options = ["Yes"]',
            'questions[1].routed.options: "Yes" is not an option of yesno. Known: N, Y.',
        ),
        (
            'options = ["Y"]',
            "options = []",
            "questions[1].routed.options",
        ),
        (
            "lowest = 0\nhighest = 10",
            "lowest = 10\nhighest = 0",
            "questions[3]: the lowest answer, 10, is not below the highest one, 0.",
        ),
        (
            "highest = 10\n",
            "",
            'questions[3]: aspect = "recommend" needs answers with an order.',
        ),
        (
            'kind = "text"',
            'kind = "choice"\nscale = "yesno"\naspect = "consent"',
            '2 questions have aspect = "consent" (WORDS, SHOW). Keep it at one.',
        ),
        (
            'kind = "choice"\nscale = "yesno"\naspect = "consent"',
            'kind = "text"\naspect = "consent"',
            'questions[4]: aspect = "consent" needs an option that was chosen.',
        ),
        (
            'en = "agree" }, value = 2',
            'en = "agree" }, value = 1',
            "scales[0].options: 2 options of agree4 have the value 1.",
        ),
        (
            'missing = "not_applicable"',
            'value = 3, missing = "not_applicable"',
            'scales[0].options: "N" has a value and is not_applicable. Take out value',
        ),
        (
            '{ code = "A2"',
            '{ code = "A1"',
            'scales[0].options: the id "A1" stands 2 times. Keep one.',
        ),
    ],
)
def test_a_mistake_in_a_form_is_a_sentence_with_its_place(tmp_path, right, wrong, said):
    assert right in FORM
    with pytest.raises(DeclarationError) as error:
        read(tmp_path, FORM.replace(right, wrong, 1))
    assert said in str(error.value)
    assert "questionnaires/form.toml" in str(error.value)


def test_the_question_about_the_whole_exists(tmp_path):
    with pytest.raises(DeclarationError, match='overall: "RECC" is not a question of this form'):
        read(tmp_path, 'overall = "RECC"\n' + FORM)


def test_a_question_that_numbers_answer_routes_nobody(tmp_path):
    late = FORM.replace('routed = { question = "MET", options = ["Y"] }\n', "")
    late = late.replace('aspect = "consent"', 'routed = { question = "REC", options = ["9"] }')
    with pytest.raises(DeclarationError, match='"REC" is not answered with options'):
        read(tmp_path, late)


def test_answers_are_weighed_by_what_is_known_of_participants(tmp_path):
    asked = 'questionnaire = "form"\n'
    right = PROGRAMME.replace(asked, asked + 'weight_by = ["sector"]\nrespondents = "person"\n')
    read(tmp_path / "right", programme=right)
    with pytest.raises(DeclarationError, match=r'rounds\[0\].weight_by: "sectors" is not an attr'):
        read(tmp_path / "wrong", programme=right.replace('"sector"', '"sectors"'))
