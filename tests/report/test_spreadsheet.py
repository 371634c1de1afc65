"""A workbook, read back by openpyxl: what the page says, in tables that anyone can read."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime

import openpyxl
import pytest

from analysis.draw.numbers import NUMBER_STEP, SHARE_STEP, exact
from analysis.draw.words import Words
from analysis.payload import Column, Message, Table
from analysis.report import worded
from analysis.report.spreadsheet import workbook
from tests.report import sample
from tests.report.sample import LABELS, SECRET, taught, two_rows  # noqa: F401


def opened(language="nl", audience="public"):
    made = workbook(sample.executed(), sample.payloads(), sample.frame(language, audience))
    return openpyxl.load_workbook(io.BytesIO(made))


def grid(page):
    """The marked table of a sheet: its head and its rows."""
    (table,) = page.tables.values()
    head, *rows = [list(row) for row in page[table.ref]]
    return [cell.value for cell in head], rows


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("nl", ["Voorblad", "Inhoud", "Tekst", "Kerncijfers", "Tabel 1", "Figuur 1", "Bijlage 2"]),
        ("en", ["Cover", "Contents", "Text", "Key figures", "Table 1", "Figure 1", "Annex 2"]),
    ],
)
def test_there_is_a_cover_a_list_and_one_table_a_sheet(language, names):
    book = opened(language)
    assert book.sheetnames[:7] == names
    assert all(len(page.tables) == 1 for page in book.worksheets[1:])
    assert all(len(name) <= 31 for name in book.sheetnames)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_each_table_holds_the_numbers_of_its_payload(language):
    book, words = opened(language), Words(language, LABELS)
    for name, payload in zip(book.sheetnames[4:7], sample.tables(), strict=True):
        head, rows = grid(book[name])
        columns = [one for one in payload.columns if one.key != "unit"]
        assert head == [words.heading(one) for one in columns]
        for cells, row in zip(rows, payload.rows, strict=True):
            for cell, column in zip(cells, columns, strict=True):
                assert said(cell, column, words) == re.sub(
                    "\x07", "", words.cell(column, row[column.key])
                )


@pytest.mark.usefixtures("two_rows")
def test_a_workbook_holds_all_rows_of_a_large_table():
    page = opened()["Tabel 1"]
    _, rows = grid(page)
    assert len(rows) == 3
    assert "eerste" not in " ".join(str(cell.value) for row in page for cell in row)


def said(cell, column, words):
    """What a cell shows, in words."""
    value = cell.value
    if isinstance(value, datetime):
        return words.cell(column, value.date().isoformat())
    if isinstance(value, (int, float)):
        as_kept = float(value) if "0.0" in cell.number_format else value
        return words.cell(column, as_kept)
    return value


def test_a_p_value_too_small_to_show_stands_as_on_the_page_and_not_as_nought():
    columns = [Column(key="p", kind="number", decimals=3)]
    table = Table(id="x", caption=Message(id="table.progress_certainty"), columns=columns,
                  rows=[{"p": 0.0002}, {"p": 0.04}], row_key=["p"])  # fmt: skip
    cells = [row[0] for row in worded.table(table, Words("nl"), 1).rows]
    assert [(one.text, one.plain) for one in cells] == [("< 0,001", None), ("0,040", 0.04)]


def test_numbers_are_numbers_rounded_as_they_are_shown():
    _, rows = grid(opened()["Tabel 1"])
    arts = [(cell.value, cell.number_format) for cell in rows[0]]
    assert arts == [
        ("kunsten", "General"),
        (1234, "#,##0"),
        (1243, "#,##0"),
        (float(exact(0.992759, SHARE_STEP)), "0.0%"),
        (float(exact(4.0, NUMBER_STEP)), "#,##0.00"),
        (datetime(2019, 3, 29), "[$-813]d mmmm yyyy"),
    ]


def test_what_is_hidden_or_missing_is_its_shorthand_and_is_explained():
    page = opened()["Tabel 1"]
    _, rows = grid(page)
    assert [cell.value for cell in rows[2]][1:5] == ["[c]", 1243, "[c]", "[u]"]
    assert rows[1][5].value == "[x]"
    above = [page.cell(row, 1).value for row in range(1, 8)]
    assert above[0] == "Tabel 1. Organisaties per sector"
    for sign in ("[c] =", "[u] =", "[x] ="):
        assert any(str(line).startswith(sign) for line in above)


def test_key_figures_have_their_base_and_share_as_numbers():
    head, rows = grid(opened()["Kerncijfers"])
    assert head == ["Kerncijfer", "Waarde", "Op een totaal van", "Eenheid", "Aandeel"]
    assert [[cell.value for cell in row] for row in rows] == [
        ["Gekomen", 1234, 1243, "organisaties", 0.993],
        ["Gestopt", "[c]", 1243, "organisaties", "[c]"],
        ["Waardering", 7.59, "[z]", "[z]", "[z]"],
        ["Gepland", "[x]", "[z]", "[z]", "[z]"],
    ]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_sentence_stands_in_the_text(language):
    _, rows = grid(opened(language)[{"nl": "Tekst", "en": "Text"}[language]])
    told = " ".join(str(row[1].value) for row in rows)
    sentences = [one for one in sample.said(language) if one.endswith(".")]
    assert len(sentences) == 2 and all(one in told for one in sentences)


def test_no_text_becomes_a_formula():
    _, rows = grid(opened()["Bijlage 2"])
    names = [row[1] for row in rows]
    assert [cell.value for cell in names] == ["=1+1|A", "@home & <co>"]
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in names)


def test_nothing_is_merged_empty_or_filtered():
    for page in opened().worksheets:
        assert not page.merged_cells.ranges and not page.auto_filter.ref
        assert all(page.cell(row, 1).value for row in range(1, page.max_row + 1))
        for table in page.tables.values():
            assert table.autoFilter is None
            assert all(cell.value not in (None, "") for row in page[table.ref] for cell in row)
            assert int(re.findall(r"\d+", table.ref)[1]) == page.max_row


def test_the_list_leads_to_every_sheet():
    book = opened()
    _, rows = grid(book["Inhoud"])
    assert [row[0].value for row in rows] == book.sheetnames[2:]
    assert [row[0].hyperlink.location for row in rows] == [f"'{n}'!A1" for n in book.sheetnames[2:]]


def test_the_file_knows_its_title_language_maker_and_day():
    found = opened().properties
    assert found.title.startswith("Wie kwam er, en wie bleef?")
    assert (found.creator, found.language) == ("Departement Cultuur", "nl-BE")
    assert found.created == found.modified == datetime(2019, 5, 6)


def test_an_internal_workbook_says_so_everywhere():
    book = opened(audience="internal")
    assert book.properties.title.startswith("INTERN")
    for page in book.worksheets:
        assert page.oddHeader.right.text == "INTERN"
        lines = [str(page.cell(row, 1).value) for row in range(1, page.max_row + 1)]
        assert any(line.startswith("INTERN") for line in lines)


def test_a_public_workbook_holds_nothing_else():
    made = workbook(sample.executed(), sample.payloads(), sample.frame())
    with zipfile.ZipFile(io.BytesIO(made)) as file:
        parts = b"".join(file.read(name) for name in file.namelist())
        assert {one.date_time for one in file.infolist()} == {(2019, 5, 6, 0, 0, 0)}
    assert SECRET.encode() not in parts and b"INTERN" not in parts


def test_sheets_with_one_name_are_told_apart():
    twice = [*sample.payloads(), sample.payloads()[-1].model_copy(update={"id": "annex-2b"})]
    made = workbook(sample.executed(), twice, sample.frame())
    names = openpyxl.load_workbook(io.BytesIO(made)).sheetnames
    assert "Bijlage 2" in names and "Bijlage 2 2" in names
