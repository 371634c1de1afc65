"""A questionnaire that was filled in becomes a response and its answers."""

import pytest

from analysis.problems import DeclarationError, ExportError
from tests.cleaning.conftest import FORM

COLUMNS = 'response = "id", participant = "Wie", submitted_on = "Op", token = "token"'
HEADER = "id;Wie;Op;token;Q1;Q2;R1;R2;Q4\n"


@pytest.fixture
def answered(tried, entry):
    def run(rows, columns=COLUMNS, header=HEADER, more=""):
        return tried(entry("responses", columns, more), list=header + rows)

    return run


def test_an_answer_is_read_by_its_code_its_label_or_another_spelling(answered):
    found = answered(
        "1;Alfa;20/01/2020;a;A1;7;;;\n2;Beta;20/01/2020;b;EENS;7,5;;;\n"
        "3;;20/01/2020;c;Helemaal eens;;;;\n4;;20/01/2020;d;W;;;;\n"
    )
    assert found.rows("answers", "response", "question", "option", "value", "missing") == [
        ("after-1", "Q1", "A1", 1, None),
        ("after-1", "Q2", None, 7, None),
        ("after-2", "Q1", "A2", 2, None),
        ("after-2", "Q2", None, 7.5, None),
        ("after-3", "Q1", "A2", 2, None),
        ("after-4", "Q1", "W", None, "dont_know"),
    ]
    assert found.rows("responses", "participant") == [("Alfa",), ("Beta",), (None,), (None,)]
    assert found.problems() == []


def test_of_two_responses_with_one_token_the_fullest_counts_and_of_equals_the_last(answered):
    found = answered(
        "1;;20/01/2020;a;A1;7;;;ja\n2;;20/01/2020;a;A1;;;;\n"
        "3;;20/01/2020;b;A1;;;;\n4;;20/01/2020;b;A2;;;;\n5;;20/01/2020;;A1;;;;\n6;;20/01/2020;;;;;;\n"
    )
    assert found.rows("responses", "response", "counted") == [
        ("after-1", True), ("after-2", False), ("after-3", False), ("after-4", True),
        ("after-5", True), ("after-6", False),
    ]  # fmt: skip


def test_who_opened_the_form_and_answered_nothing_does_not_count(answered):
    found = answered(
        "1;Alfa;;a;;;;;\n2;Beta;;b;W;;;;\n3;;;c;;;;;\n4;;20/01/2020;c;A1;;;;\n5;;20/01/2020;d;;;;;\n"
    )
    # "Don't know" is an answer. The third came back and answered; the last sent in an empty form.
    assert found.rows("responses", "response", "status", "counted") == [
        ("after-1", "empty", False), ("after-2", "partial", True), ("after-3", "partial", False),
        ("after-4", "complete", True), ("after-5", "empty", False),
    ]  # fmt: skip
    assert found.problems() == [(2, "empty_response"), (6, "empty_response")]
    assert {what for what, _ in found.became().values()} == {"ignored", "used"}


def test_an_inbox_that_two_participants_share_has_a_response_of_each(answered):
    found = answered(
        "1;Alfa;20/01/2020;info;A1;;;;\n2;Beta;20/01/2020;info;A1;;;;\n"
        "3;Alfa;20/01/2020;info;A2;;;;\n4;;20/01/2020;info;;;;;\n"
        "5;;20/01/2020;own;;;;;\n6;Beta;20/01/2020;own;A1;;;;\n"
    )
    # Whose the fourth is nobody knows; the fifth was broken off before its name was filled in.
    assert found.rows("responses", "response", "counted") == [
        ("after-1", False), ("after-2", True), ("after-3", True), ("after-4", False),
        ("after-5", False), ("after-6", True),
    ]  # fmt: skip


def test_a_response_is_partial_until_it_is_sent_in_and_late_after_closing(answered):
    found = answered(
        "1;;31/01/2020;a;A1;;;;\n2;;1/02/2020;b;A1;;;;\n3;;;c;A1;;;;\n4;;ooit;d;A1;;;;\n"
    )
    assert found.rows("responses", "status", "late") == [
        ("complete", False), ("complete", True), ("partial", None), ("complete", None),
    ]  # fmt: skip
    assert found.problems() == [(5, "unreadable_value")]


def test_whether_a_response_was_finished_is_asked_about_when_not_understood(answered):
    found = answered(
        "1;TRUE;A1;;;;\n2;nee;A1;;;;\n3;half;A1;;;;\n",
        columns='response = "id", finished = "Klaar"',
        header="id;Klaar;Q1;Q2;R1;R2;Q4\n",
    )
    assert found.rows("responses", "status") == [("complete",), ("partial",), ("partial",)]
    assert found.problems() == [(4, "unreadable_value")]


def test_an_answer_that_cannot_be_read_is_counted_so_and_never_quoted(answered):
    found = answered("1;;20/01/2020;a;geheim een;11;geheim twee;A1;geheim drie\n")
    assert found.rows("answers", "question", "option", "value", "missing") == [
        ("Q1", None, None, "unreadable"),
        ("Q2", None, None, "unreadable"),
        ("Q3", "A1", 2, None),
        ("Q4", None, None, None),
    ]
    assert found.problems() == [(2, "unreadable_answer")] * 3
    for table, frame in found.cleaned.tables.items():
        assert table == "answer_texts" or "geheim" not in frame.to_csv()
    assert found.rows("answer_texts", "question", "text") == [("Q4", "geheim drie")]


def test_a_ranking_holds_each_option_at_one_rank(answered):
    found = answered("1;;20/01/2020;a;;;A2;A1;\n2;;20/01/2020;b;;;A1;A1;\n3;;20/01/2020;c;;;;A1;\n")
    assert found.rows("answers", "response", "option", "value") == [
        ("after-1", "A2", 1), ("after-1", "A1", 2), ("after-2", "A1", 1), ("after-3", "A1", 2),
    ]  # fmt: skip
    assert found.problems() == [(3, "unreadable_answer")]


def test_a_response_without_an_id_of_its_own_is_refused(answered):
    found = answered("1;;20/01/2020;a;A1;;;;\n1;;20/01/2020;b;A2;;;;\n;;20/01/2020;c;A2;;;;\n")
    assert [what for what, _ in found.became().values()] == [
        "ignored",
        "used",
        "refused",
        "refused",
    ]
    assert found.rows("answers", "option") == [("A1",)]


def test_a_response_id_that_an_earlier_export_of_the_round_has_is_refused(tried, entry):
    entries = entry("responses", COLUMNS) + entry("responses", COLUMNS, identity="english")
    row = "1;;20/01/2020;a;A1;;;;\n"
    found = tried(entries, list=HEADER + row, english=HEADER + row)
    assert found.became(2)[2] == ("refused", "no_own_id")


def test_a_response_of_nobody_known_is_kept_without_participant(answered):
    found = answered("1;Gamma;20/01/2020;a;A1;;;;\n")
    assert found.rows("responses", "participant") == [(None,)]
    assert found.problems() == [(2, "unknown_participant")]


def test_a_codebook_is_used_where_it_says_the_same_as_the_questionnaire(tried, entry):
    found = tried(
        entry("codebook", 'question = "vraag", code = "code", label = "tekst"'),
        list="""
vraag;code;tekst
Q1;;Was het goed?
Q1;A1;Oneens
Q1;A2;helemaal eens
Q2;10;10
Q1;A1;eens
Q1;A9;oneens
Q9;;Wat?
""",
    )
    assert [what for what, _ in found.became().values()] == (
        ["ignored"] + ["used"] * 4 + ["refused"] * 3
    )
    assert found.problems() == [(line, "codebook_differs") for line in (6, 7, 8)]


CALLED = 'id = "Q1"\nkind = "scale"'
"""The start of the first question of the form."""


def called(identity, more=""):
    """The form with another id for its first question."""
    assert CALLED in FORM
    return {
        "questionnaires/short.toml": FORM.replace(CALLED, CALLED.replace("Q1", identity) + more)
    }


@pytest.mark.parametrize("columns", ["", ', language = "language"'])
def test_a_question_called_as_another_column_is_read_under_its_own_header(tried, entry, columns):
    found = tried(
        entry("responses", 'response = "id"' + columns),
        files=called("language", '\ncolumns = ["Was het goed?"]'),
        list="id;language;Was het goed?;Q2;R1;R2;Q4\n1;nl;A1;;;;\n2;fr;A2;;;;\n",
    )
    assert found.rows("answers", "question", "option") == [("language", "A1"), ("language", "A2")]
    assert found.problems() == []


def test_a_question_whose_header_is_lost_does_not_take_the_column_of_its_name(tried, entry):
    with pytest.raises(ExportError, match='there is no column "Was het goed\\?"'):
        tried(
            entry("responses", 'response = "id", language = "Language"'),
            files=called("language", '\ncolumns = ["Was het goed?"]'),
            list="id;Language;Q2;R1;R2;Q4\n1;nl;;;;\n",
        )


def test_a_question_known_only_by_the_name_of_another_column_is_refused(tried, entry):
    sentence = (
        r'short\.toml, questions\[0\]\.id: "language" is the header under which the export "list" '
        "has its language. Say in columns under which header the answers stand"
    )
    with pytest.raises(DeclarationError, match=sentence):
        tried(
            entry("responses", 'response = "id", language = "Language"'),
            files=called("language"),
            list="id;Language;Q2;R1;R2;Q4\n1;nl;;;;\n",
        )


def test_questions_with_the_same_words_are_told_apart_by_their_ids(tried, entry):
    found = tried(
        entry("responses", 'response = "id"'),
        files=called("Q1", '\ncolumns = ["Was het goed?"]'),
        list="id;Was het goed?;Was het goed?;Q1;Q2;R1;R2;Q4\n1;x;y;A1;;;;\n",
    )
    assert found.rows("answers", "question", "option") == [("Q1", "A1")]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (
            "oneesn;;;;",
            'is words and not one of the options of "agree": oneens, eens, weet niet. The nearest '
            'is "oneens" (A1). If that is meant, add its spelling to spoken',
        ),
        ("disagre;;;;", 'The nearest is "oneens" (A1)'),
        ("xyz;;;;", "None of them is near. Add its spelling to spoken of the one that is meant."),
        ("7;;;;", 'is a number and not one of the options of "agree"'),
        (";elf;;;", "The answer is words and not a number from 0 to 10."),
        (";11;;;", "The answer is not a number from 0 to 10."),
        (";2 of 3;;;", "The answer is words with a number in it and not a number from 0 to 10."),
        (";;A1;A1;", "An option stands at two ranks of Q3."),
    ],
)  # fmt: skip
def test_an_answer_off_the_scale_is_said_with_its_kind_and_the_nearest_option(
    answered, cells, said
):
    found = answered(f"1;;20/01/2020;a;{cells}\n")
    ((line, column, sentence),) = found.rows("problems", "line", "column", "sentence")
    assert said in sentence
    assert line == 2
    assert column == ("R2" if "A1;A1" in cells else "Q2" if cells.startswith(";") else "Q1")


def test_a_remark_on_an_answer_names_the_header_as_it_is_in_the_file(tried, entry):
    form = FORM.replace(
        'scale = "agree"\ntext', 'scale = "agree"\ncolumns = ["Oud", "Nieuw"]\ntext'
    )
    found = tried(
        entry("responses", 'response = "id"'),
        list="id;Nieuw;Q2;R1;R2;Q4\n1;misschien;;;;\n",
        files={"questionnaires/short.toml": form},
    )
    assert found.rows("problems", "line", "column") == [(2, "Nieuw")]


def test_a_question_that_the_export_lacks_is_said_with_the_nearest_header(answered):
    with pytest.raises(ExportError) as error:
        answered("1;;20/01/2020;a;A1;7;;;\n", header="id;Wie;Op;token;Q1;Q22;R1;R2;Q4\n")
    assert 'line 1: there is no column "Q2".' in str(error.value)
    assert 'Did you mean "Q22"?' in str(error.value)
