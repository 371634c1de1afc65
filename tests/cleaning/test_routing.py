"""Who was not asked a question has not left it empty."""

import pytest

from tests.exports.survey import surveyed

FORM = """
[[scales]]
id = "yesno"
options = [
  { code = "Y", name = { nl = "ja", en = "yes" } },
  { code = "N", name = { nl = "nee", en = "no" } },
  { code = "R", name = { nl = "liever niet", en = "prefer not to say" }, missing = "refused" },
]

[[scales]]
id = "topics"
options = [
  { code = "hr", name = { nl = "personeel", en = "staff" } },
  { code = "fin", name = { nl = "geld", en = "money" } },
]

[[questions]]
id = "MET"
kind = "choice"
scale = "yesno"
text = { nl = "Kwam u?", en = "Did you come?" }

[[questions]]
id = "MARK"
kind = "number"
routed = { question = "MET", options = ["Y"] }
text = { nl = "Welk cijfer?", en = "Which mark?" }

[[questions]]
id = "WORDS"
kind = "text"
routed = { question = "MET", options = ["Y"] }
text = { nl = "Wat nog?", en = "What else?" }

[[questions]]
id = "TOPICS"
kind = "choices"
scale = "topics"
routed = { question = "MET", options = ["Y"] }
text = { nl = "Waarover?", en = "About what?" }
boxes = { hr = "b1", fin = "b2" }

[[questions]]
id = "MORE"
kind = "text"
routed = { question = "TOPICS", options = ["hr"] }
text = { nl = "Wat over personeel?", en = "What about staff?" }
"""
ENTRY = 'file = "a.csv"\nformat = "delimited"\ncolumns = {}\n'
HEADER = "MET,MARK,WORDS,b1,b2,MORE\n"


@pytest.fixture
def found(tmp_path):
    return lambda rows: surveyed(tmp_path, ENTRY, FORM, a__csv=HEADER + rows)


def missing(found, line):
    rows = found.rows("answers", "response", "question", "option", "missing")
    return {
        question: why or option
        for response, question, option, why in rows
        if response.endswith(f"-{line}")
    }


def test_an_empty_answer_of_who_was_not_asked_is_not_shown(found):
    answers = missing(found("nee,,,0,0,\n"), 2)
    assert answers == {
        "MET": "N", "MARK": "not_shown", "WORDS": "not_shown", "TOPICS": "not_shown",
        "MORE": "not_shown",
    }  # fmt: skip


def test_an_empty_answer_of_who_was_asked_stays_blank(found):
    assert missing(found("ja,,,1,0,\n"), 2) == {"MET": "Y", "TOPICS": "hr"}


def test_who_ticked_nothing_saw_the_boxes_and_not_what_followed(found):
    answers = missing(found("ja,7,,0,0,\n"), 2)
    assert answers == {"MET": "Y", "MARK": None, "TOPICS": "none_ticked", "MORE": "not_shown"}


def test_refusing_to_say_is_apart_and_routes_past_what_follows(found):
    assert missing(found("prefer not to say,,,,,\n"), 2)["MET"] == "refused"


def test_of_an_answer_that_cannot_be_read_nobody_knows_what_followed(found):
    assert missing(found("soms,,,1,0,\n"), 2) == {"MET": "unreadable", "TOPICS": "hr"}


def test_an_answer_to_a_question_that_was_not_asked_stays_with_a_remark(found):
    survey = found("nee,7,,0,0,\n")
    assert missing(survey, 2)["MARK"] is None
    assert survey.rows("problems", "line", "column", "kind") == [(2, "MARK", "answered_unasked")]


def test_who_was_not_asked_is_in_no_count(tmp_path, found):
    survey = found("nee,,,0,0,\nja,7,meer,1,0,uren\nja,,,0,1,\n")
    assert [row for row in survey.rows("answers", "question", "value") if row[0] == "MARK"] == [
        ("MARK", None), ("MARK", 7),
    ]  # fmt: skip
    assert len(survey.rows("answer_texts", "text")) == 2


def test_of_two_responses_with_one_token_what_was_not_shown_makes_none_fuller(tmp_path):
    entry = ENTRY.replace("{}", '{ token = "token" }')
    rows = "token,MET,MARK,WORDS,b1,b2,MORE\na,ja,7,,,,\na,nee,,,0,0,\n"
    survey = surveyed(tmp_path, entry, FORM, a__csv=rows)
    assert survey.rows("responses", "line", "counted") == [(2, True), (3, False)]
