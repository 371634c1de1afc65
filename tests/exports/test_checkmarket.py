"""CheckMarket puts what its codes stand for on a sheet of its own.

No real file was found that may be used: this one was made to the layout as described.
"""

import openpyxl
import pytest

from tests.exports import books
from tests.exports.survey import apart, contents, surveyed

FORM = """
[[scales]]
id = "opinion"
options = [
  { code = "good", name = { nl = "Goed", en = "Good" }, value = 2 },
  { code = "bad", name = { nl = "Slecht", en = "Bad" }, value = 1 },
]

[[questions]]
id = "Q1"
kind = "scale"
scale = "opinion"
text = { nl = "Hoe was het?", en = "How was it?" }
"""


def book(labels: list[list[object]]) -> bytes:
    made = openpyxl.Workbook()
    for row in (
        ["RespondentId", "DateCompleted", "Q1"],
        ["Respondent", "Datum", "Hoe was het?"],
        [501, "2020-01-20 10:00:00", 1],
        [502, "2020-01-20 11:00:00", 2],
        [503, "2020-01-20 11:30:00", 9],
    ):
        made.active.append(row)
    sheet = made.create_sheet("Labels")
    for row in labels:
        sheet.append(row)
    return books.saved(made)


@pytest.mark.parametrize(
    "labels",
    [
        [["Variable", "Value", "Label"], ["Q1", 1, "Goed"], ["Q1", 2, "Slecht"]],
        [["Variabele", "Waarde", "Omschrijving"], ["Q1", None, None], [None, 1, "Goed"],
         [None, 2, "Slecht"]],
    ],
)  # fmt: skip
def test_a_code_is_read_through_the_sheet_of_labels(tmp_path, labels):
    declared = """
    file = "a.xlsx"
    format = "checkmarket"
    columns = { response = "RespondentId", submitted_on = "Datum" }
    """
    found = surveyed(tmp_path, declared, FORM, a__xlsx=book(labels))
    assert found.answers("Q1") == [(3, "good"), (4, "bad"), (5, "unreadable")]
    assert found.problems() == [(5, "unreadable_answer")]
    assert found.became()[2] == ("ignored", "header")


def test_two_header_rows_name_each_column_twice(tmp_path):
    found = contents(tmp_path, "a.xlsx", "checkmarket", book([["Variable", "Value", "Label"]]))
    assert apart(found)[:3] == [(1, "header"), (2, "header"), (3, "")]
    assert (found.names or ())[2] == ("Q1", "Hoe was het?")
