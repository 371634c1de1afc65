"""A form of Google is read the same as text and as a workbook, with its dates and checkboxes."""

from datetime import datetime

import openpyxl
import pytest

from tests.exports import books
from tests.exports.survey import contents, surveyed

FORM = """
[[scales]]
id = "topics"
options = [
  { code = "hr", name = { nl = "Personeel, vrijwilligers", en = "Staff, volunteers" } },
  { code = "volunteers", name = { nl = "Vrijwilligers", en = "Volunteers" } },
  { code = "none", name = { nl = "geen", en = "None" } },
  { code = "other", name = { nl = "iets anders", en = "other" } },
]

[[questions]]
id = "Q1"
kind = "choices"
scale = "topics"
other = "other"
text = { nl = "Waarover?", en = "About what?" }
columns = ["Waarover?"]
"""
ENTRY = """
format = "google-forms"
file = "{file}"
dates = "{dates}"
columns = {{ submitted_on = "Timestamp" }}
missing = ["None"]
"""
CELLS = [
    "Personeel, vrijwilligers, Vrijwilligers",
    "None",
    "vrijwilligers, het café om de hoek, en meer",
    "",
]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_option_with_the_separator_an_option_that_says_none_and_own_words(tmp_path, kind):
    header = ["Timestamp", "Waarover?"]
    if kind == "csv":
        rows = [f'"1/{day}/2020 3:05:12","{cell}"' for day, cell in enumerate(CELLS, start=13)]
        content = ("\ufeff" + "\n".join([",".join(header), *rows])).encode()
    else:
        book = openpyxl.Workbook()
        book.active.append(header)
        for day, cell in enumerate(CELLS, start=13):
            book.active.append([datetime(2020, 1, day, 3, 5, 12), cell or None])
        content = books.saved(book)
    declared = ENTRY.format(file=f"a.{kind}", dates="month-first" if kind == "csv" else "day-first")
    found = surveyed(tmp_path, declared, FORM, **{f"a__{kind}": content})
    assert found.answers("Q1") == [
        (2, "hr"), (2, "volunteers"), (3, "none"), (4, "volunteers"), (4, "other"),
    ]  # fmt: skip
    assert found.rows("answer_texts", "text") == [("het café om de hoek, en meer",)]
    days = [day.day for (day,) in found.rows("responses", "submitted_on")]
    assert days == [13, 14, 15, 16]
    assert found.problems() == [(5, "empty_response")]


def test_a_row_of_a_grid_goes_by_itself_where_it_is_unique(tmp_path):
    text = "Tijdstempel,Hoe was [Dag 1],Hoe was [Dag 2],Waarom [Dag 2]\nx,1,2,3\n"
    assert contents(tmp_path, "a.csv", "google-forms", text).names == (
        ("Tijdstempel", "Timestamp", "Horodateur"), ("Hoe was [Dag 1]", "Dag 1"),
        ("Hoe was [Dag 2]", "Dag 2 (1)"),
        ("Waarom [Dag 2]", "Dag 2 (2)"),
    )  # fmt: skip


@pytest.mark.parametrize("zone", ["EET", "GMT+2", "GMT-03:30", "UTC"])
def test_a_time_with_its_zone_is_a_day(tmp_path, zone):
    text = f"Timestamp,Waarover?\n2020/01/14 3:05:12 PM {zone},geen\n"
    declared = ENTRY.format(file="a.csv", dates="day-first")
    found = surveyed(tmp_path, declared, FORM, a__csv=text)
    assert [str(day)[:10] for (day,) in found.rows("responses", "submitted_on")] == ["2020-01-14"]


def test_without_ids_the_place_in_the_file_is_the_id(tmp_path):
    declared = ENTRY.format(file="a.csv", dates="day-first").replace(
        'submitted_on = "Timestamp"', ""
    )
    text = "Timestamp,Waarover?\nx,geen\nx,geen\n"
    found = surveyed(tmp_path, declared, FORM, a__csv=text)
    # Two rows with the same cells are two respondents, where nothing tells them apart.
    assert found.rows("responses", "response") == [("after-list-2",), ("after-list-3",)]
    assert found.became() == {1: ("ignored", "header"), 2: ("used", None), 3: ("used", None)}
