"""Exports of Indico: surveys as in the real ones that tests/test_real_lists.py reads.

The registrations are built here after the tool's own columns.
"""

from pathlib import Path

import openpyxl
import pytest

from analysis.exports import Contents, read_contents
from analysis.problems import ExportError
from tests.exports.entries import entry
from tests.exports.test_teams import apart, data, place

REGISTRATIONS = (
    "ID,Name,Email Address,Affiliation,Position,Registration date,Registration state,Checked in\n"
    "1,An Smets,an@a.be,Alfa vzw,Zakelijk leider,2019-02-14T22:28:00+01:00,Completed,Yes\n"
    "2,Bo Pauwels,bo@b.be,Beta,,2019-02-15T09:05:00+01:00,Withdrawn,No\n"
)
SURVEY = (
    "Submitter,Submitter Email,Submission Date,Vooraf: Welk toestel heb je?,Vooraf: Wat nog?,"
    "Achteraf: Wat nog?\n"
    ",,2019-02-14 22:28:05.650969+00:00,Linux; macOS,niets,veel\n"
)


def read(tmp_path: Path, text: str) -> Contents:
    (tmp_path / "indico.csv").write_bytes(b"\xef\xbb\xbf" + text.encode())
    return read_contents(entry("indico.csv", "indico"), tmp_path, "data/raw/d/indico.csv")


def test_each_registration_is_a_row_under_names_of_our_own(tmp_path):
    contents = read(tmp_path, REGISTRATIONS)
    assert data(contents) == [(2, "1"), (3, "2")]
    assert apart(contents) == {1: "header"}
    for name, at in {"Naam": 1, "organisation": 3, "registered_on": 5, "status": 6}.items():
        assert place(contents, name) == at


def test_a_question_may_be_declared_without_its_section(tmp_path):
    contents = read(tmp_path, SURVEY)
    assert place(contents, "Welk toestel heb je?") == 3
    assert place(contents, "Vooraf: Welk toestel heb je?") == 3


def test_a_question_that_two_sections_ask_needs_its_section(tmp_path):
    contents = read(tmp_path, SURVEY)
    assert contents.names
    assert not any("Wat nog?" in names for names in contents.names)
    assert place(contents, "Achteraf: Wat nog?") == 5


def test_a_file_of_empty_rows_is_refused_with_a_sentence(tmp_path):
    with pytest.raises(ExportError, match="nothing but empty rows"):
        read(tmp_path, "\n,,\n")


def test_the_same_export_as_a_workbook_gives_the_same_rows(tmp_path):
    book = openpyxl.Workbook()
    for line in REGISTRATIONS.splitlines():
        book.active.append(line.split(","))
    book.save(tmp_path / "indico.xlsx")
    shown = "data/raw/d/indico.xlsx"
    contents = read_contents(entry("indico.xlsx", "indico"), tmp_path, shown)
    as_text = read(tmp_path, REGISTRATIONS)
    assert contents.names == as_text.names
    assert [row.cells for row in contents.rows] == [row.cells for row in as_text.rows]
