"""Microsoft Forms words its own columns in the language of whoever downloads.

No real file was found that may be used: this one was made to the documented layout.
"""

from datetime import datetime

import openpyxl
import pytest

from tests.exports import books
from tests.exports.survey import surveyed

ENGLISH = ["ID", "Start time", "Completion time", "Email", "Name", "Wat\u00a0koos\nje?"]
DUTCH = ["Id", "Begintijd", "Tijd van voltooien", "E-mail", "Naam", "Wat koos je?"]
FORM = """
[[scales]]
id = "topics"
options = [
  { code = "money", name = { nl = "Geld; subsidies", en = "Money; grants" } },
  { code = "people", name = { nl = "’t Team", en = "The team" } },
  { code = "unknown", name = { nl = "weet niet", en = "don't know" }, missing = "dont_know" },
]

[[questions]]
id = "Q1"
kind = "choices"
scale = "topics"
text = { nl = "Wat koos je?", en = "What did you choose?" }
columns = ["Wat koos je?"]
"""


@pytest.mark.parametrize("header", [ENGLISH, DUTCH])
@pytest.mark.parametrize(
    "columns",
    [
        'response = "Id", submitted_on = "Tijd van voltooien", participant = "E-mail"',
        'response = "ID", submitted_on = "Completion time", participant = "Email"',
    ],
)
def test_a_declaration_holds_for_downloads_in_both_languages(tmp_path, header, columns):
    book = openpyxl.Workbook()
    book.active.append(header)
    began, done = datetime(2020, 1, 20, 9, 0), datetime(2020, 1, 20, 9, 5)
    for number, (email, cell) in enumerate(
        [("a@example.org", "Geld; subsidies;"), ("anonymous", "'T TEAM;Geld; subsidies;"),
         ("anonymous", "weet\u00a0niet;")],
        start=1,
    ):  # fmt: skip
        book.active.append([number, began, done, email, None, cell])
    declared = f"""
    file = "a.xlsx"
    format = "microsoft-forms"
    columns = {{ {columns} }}
    missing = ["anonymous"]
    """
    found = surveyed(tmp_path, declared, FORM, a__xlsx=books.saved(book))
    assert found.answers("Q1") == [
        (2, "money"), (3, "people"), (3, "money"), (4, "unknown"),
    ]  # fmt: skip
    assert found.rows("responses", "participant") == [("a@example.org",), (None,), (None,)]
    assert found.problems() == []
