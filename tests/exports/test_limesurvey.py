"""A column of LimeSurvey goes by its code and by its text, however the headings were exported."""

import pytest

from tests.exports.survey import contents, surveyed

FORM = """
[[scales]]
id = "ja-nee"
options = [
  { code = "A1", name = { nl = "ja", en = "yes" } },
  { code = "A2", name = { nl = "nee", en = "no" } },
]

[[questions]]
id = "Q1"
kind = "choice"
scale = "ja-nee"
text = { nl = "Was het goed?", en = "Was it good?" }
columns = ["Was het goed?"]
"""
ENTRY = """
file = "a.csv"
format = "limesurvey"
columns = { response = "id", submitted_on = "submitdate" }
"""


@pytest.mark.parametrize(
    ("header", "names"),
    [
        ("Q1", ("Q1",)),
        ("Q2[SQ001]", ("Q2[SQ001]",)),
        ("123456X78X910SQ001", ("123456X78X910SQ001",)),
        ("Q1. Was het goed?", ("Q1", "Q1. Was het goed?", "Was het goed?")),
        (
            "Q2[SQ001]. <b>Wat</b> koos je?<br />Kies [Dit]",
            ("Q2[SQ001]", "Q2[SQ001]. Wat koos je? Kies [Dit]", "Wat koos je? Kies [Dit]", "Q2"),
        ),
        ("<p>Was het goed?</p>", ("Was het goed?", "<p>Was het goed?</p>")),
        ("Date submitted", ("Date submitted", "submitdate")),
    ],
)
def test_a_heading_gives_a_code_a_text_or_both(tmp_path, header, names):
    assert contents(tmp_path, "a.csv", "limesurvey", f'"{header}"\n"x"\n').names == (names,)


def test_a_survey_that_keeps_no_days_has_complete_responses_without_a_day(tmp_path):
    text = '"id","submitdate","Q1"\n"7","1980-01-01 00:00:00","A1"\n"8","","A2"\n'
    found = surveyed(tmp_path, ENTRY, FORM, a__csv=text)
    assert found.rows("responses", "response", "submitted_on", "status") == [
        ("after-7", None, "complete"), ("after-8", None, "partial"),
    ]  # fmt: skip


@pytest.mark.parametrize("heading", ["Q1", "Q1. Was het goed?", "<p>Was het goed?</p>"])
def test_answers_are_codes_or_labels_and_an_unfinished_response_is_partial(tmp_path, heading):
    text = f'"id","submitdate","{heading}"\n"7","2020-01-20 10:00:00","A1"\n"8","","Nee"\n'
    found = surveyed(tmp_path, ENTRY, FORM, a__csv=text)
    assert found.answers("Q1") == [(2, "A1"), (3, "A2")]
    assert found.rows("responses", "response", "status") == [
        ("after-7", "complete"), ("after-8", "partial"),
    ]  # fmt: skip
