"""Typeform names an option without its question; options that are called alike get a number."""

from tests.exports.survey import apart, contents


def test_one_header_row_names_questions_and_options(tmp_path):
    text = "#,Welk <strong>systeem</strong>?,Other,Git,Other\na1,Linux,,Git,\n"
    found = contents(tmp_path, "a.csv", "typeform", text)
    assert apart(found) == [(1, "header"), (2, "")]
    assert found.names == (
        ("#",), ("Welk systeem?", "Welk <strong>systeem</strong>?"), ("Other (1)",), ("Git",),
        ("Other (2)",),
    )  # fmt: skip


def test_questions_above_their_options_tell_them_apart(tmp_path):
    text = ",Systeem?,,Taal?,,\n#,Linux,Other,R,Other,Hoe vaak?\na1,Linux,,,ja,soms\n"
    found = contents(tmp_path, "a.csv", "typeform", text)
    assert apart(found) == [(1, "header"), (2, "header"), (3, "")]
    assert [names[-1] for names in found.names or ()] == [
        "#", "Systeem? | Linux", "Systeem? | Other", "Taal? | R", "Taal? | Other",
        "Taal? | Hoe vaak?",
    ]  # fmt: skip
    assert (found.names or ())[2] == ("Other (1)", "Systeem? | Other")
