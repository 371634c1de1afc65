"""Two or three header rows of Qualtrics are no responses, and name each column in several ways."""

import json

import pytest

from analysis.problems import ExportError
from tests.exports.survey import apart, contents

OLDER = "V1,V8,Q1,Q2_1,\nResponseID,StartDate,Wat?,Wat nog?-Dit,\nR_1,2019-02-20 09:00:00,2,1,\n"
CURRENT = (
    "ResponseId,StartDate,Q1,Q2_1\n"
    "Antwoord-ID,Begindatum,Wat?,Wat nog? - Dit\n"
    '"{""ImportId"":""_recordId""}","{""ImportId"":""startDate"",""timeZone"":""Z""}",'
    '"{""ImportId"":""QID1""}","{""ImportId"":""QID2"",""choiceId"":""1""}"\n'
    "R_1,2019-02-20 09:00:00,Ja,Dit\n"
)


def test_the_older_layout_has_two_header_rows(tmp_path):
    found = contents(tmp_path, "a.csv", "qualtrics", OLDER)
    assert apart(found) == [(1, "header"), (2, "header"), (3, "")]
    assert found.names == (
        ("V1", "ResponseID"), ("V8", "StartDate"), ("Q1", "Wat?"), ("Q2_1", "Wat nog?-Dit"), (),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "encoding", "delimiter"),
    [("a.csv", "utf-8", ","), ("a.csv", "utf-8-sig", ","), ("a.tsv", "utf-16", "\t")],
)
def test_the_current_layout_has_three_as_text_and_as_tabbed_utf_16(
    tmp_path, name, encoding, delimiter
):
    # Within the import ids stand commas; the tabbed export leaves them as they are.
    text = CURRENT if delimiter == "," else CURRENT.replace(',"{', '\t"{')
    if delimiter == "\t":
        first, second, ids, answer = text.splitlines()
        text = "\n".join(
            [first.replace(",", "\t"), second.replace(",", "\t"), ids, answer.replace(",", "\t")]
        )
    found = contents(
        tmp_path, name, "qualtrics", text.encode(encoding), encoding=encoding, delimiter=delimiter
    )
    assert apart(found) == [(1, "header"), (2, "header"), (3, "header"), (4, "")]
    assert [names[:2] for names in found.names or ()] == [
        ("ResponseId", "_recordId"), ("StartDate", "Begindatum"), ("Q1", "QID1"), ("Q2_1", "QID2"),
    ]  # fmt: skip


def test_a_text_that_two_questions_share_gets_a_number(tmp_path):
    text = "V1,Q1,Q2\nResponseID,Click to write,Click to write\nR_1,1,2\n"
    found = contents(tmp_path, "a.csv", "qualtrics", text)
    assert found.names == (
        ("V1", "ResponseID"), ("Q1", "Click to write (1)"), ("Q2", "Click to write (2)"),
    )  # fmt: skip


SURVEY = {
    "SurveyElements": [
        {"Element": "BL", "Payload": []},
        {
            "Element": "SQ",
            "Payload": {
                "DataExportTag": "Q1", "QuestionType": "MC", "Selector": "SAVR",
                "Choices": {"1": {"Display": "<b>Ja</b>"}, "4": {"Display": "Nee"}},
                "RecodeValues": {"1": 10, "4": "-1"},
            },
        },
        {
            "Element": "SQ",
            "Payload": {
                "DataExportTag": "Q2", "QuestionType": "Matrix", "SubSelector": "SingleAnswer",
                "Choices": [{"Display": "Zaal"}, {"Display": "Eten"}],
                "Answers": {"1": {"Display": "Goed"}}, "ChoiceDataExportTags": {"2": "eten"},
            },
        },
        {
            "Element": "SQ",
            "Payload": {
                "DataExportTag": "Q3", "QuestionType": "MC", "Selector": "MAVR",
                "Choices": {"1": {"Display": "Dit"}},
            },
        },
    ]
}  # fmt: skip
CODED = "V1,Q1,Q2_1,eten,Q3_1\nResponseID,a,b,c,d\nR_1,10,1,1,1\n"


def test_numbers_stand_for_the_answers_of_the_survey_beside_the_file(tmp_path):
    (tmp_path / "a.qsf").write_text(json.dumps(SURVEY), encoding="utf-8")
    found = contents(tmp_path, "a.csv", "qualtrics", CODED, codebook="a.qsf")
    assert found.codes == {
        "Q1": {"10": "Ja", "-1": "Nee"}, "Q2_1": {"1": "Goed"}, "eten": {"1": "Goed"},
    }  # fmt: skip


@pytest.mark.parametrize("text", ["geen json", "[]", "{}", '{"SurveyElements": [1]}', "[" * 99999])
def test_a_codebook_that_is_no_survey_is_refused_in_a_sentence(tmp_path, text):
    (tmp_path / "a.qsf").write_text(text, encoding="utf-8")
    with pytest.raises(ExportError, match=r"a\.qsf: this is not a survey that Qualtrics"):
        contents(tmp_path, "a.csv", "qualtrics", CODED, codebook="a.qsf")
