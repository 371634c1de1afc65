"""An option of SurveyMonkey stands below its question; the row of options is no respondent."""

from tests.exports.survey import apart, contents

GROUPED = (
    "RespondentID,CollectorID,Was het goed?,Wat zag je?,,Wat miste je?,,Wat nog?\n"
    ",,Response,Dag 1,Dag 2,Dag 1,Anders,Open-Ended Response\n"
    "1,9,Ja,Dag 1,,,iets,graag meer\n"
)


def test_a_column_is_its_question_or_question_and_option(tmp_path):
    found = contents(tmp_path, "a.csv", "surveymonkey", GROUPED)
    assert apart(found) == [(1, "header"), (2, "header"), (3, "")]
    assert found.names == (
        ("RespondentID",),
        ("CollectorID",),
        ("Was het goed?",),
        ("Wat zag je? | Dag 1", "Dag 1 (1)"),
        ("Wat zag je? | Dag 2", "Dag 2"),
        ("Wat miste je? | Dag 1", "Dag 1 (2)"),
        ("Wat miste je? | Anders", "Anders"),
        ("Wat nog?",),
    )


def test_without_the_row_of_options_the_first_respondent_is_kept(tmp_path):
    found = contents(tmp_path, "a.csv", "surveymonkey", "RespondentID,Wat?\n1,Dit\n2,\n")
    assert apart(found) == [(1, "header"), (2, ""), (3, "")]


def test_a_question_with_line_breaks_as_code_goes_by_its_text_too(tmp_path):
    text = "RespondentID,Kies: <br>A of B\n,Response\n1,A\n"
    names = contents(tmp_path, "a.csv", "surveymonkey", text).names
    assert names == (("RespondentID",), ("Kies: <br>A of B", "Kies: A of B"))


def test_mac_roman_and_cp1252_give_the_same_names(tmp_path):
    text = "RespondentID,Hoe vond je het café?\n1,goed\n"
    for encoding in ("mac_roman", "cp1252"):
        found = contents(
            tmp_path, "a.csv", "surveymonkey", text.encode(encoding), encoding=encoding
        )
        assert found.names == (("RespondentID",), ("Hoe vond je het café?",))
