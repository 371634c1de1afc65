"""A sheet is read as it is stored, or one sentence says what is wrong with the workbook."""

import io
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
import xlwt
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font, PatternFill

from analysis.exports import Row, package, workbook
from analysis.problems import ExportError
from tests.exports import books
from tests.exports.entries import entry


def saved(tmp_path: Path, rows: list[list[object]], title: str = "Blad1") -> Path:
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "lijst.xlsx")
    return tmp_path / "lijst.xlsx"


def refused(path: Path, sheet: str | None = None) -> str:
    with pytest.raises(ExportError) as raised:
        workbook.read(path, "data/raw/demo/lijst.xlsx", entry(path.name, "workbook", sheet=sheet))
    (sentence,) = raised.value.sentences
    assert sentence.startswith("data/raw/demo/lijst.xlsx: ")
    assert "\n" not in sentence
    return sentence


def read(path: Path, sheet: str | None = None) -> list[Row]:
    return workbook.read(path, "lijst.xlsx", entry(path.name, "workbook", sheet=sheet)).rows


def cells(path: Path, sheet: str | None = None) -> list[tuple[str, ...]]:
    return [row.cells for row in read(path, sheet)]


def test_rows_are_numbered_as_in_the_sheet_titles_and_blank_rows_included(tmp_path):
    path = saved(tmp_path, [[None], ["Kick-off"], [None], ["Wie", "Aanwezig"], ["Alfa", "x"]])
    rows = read(path)
    assert [(row.line, row.cells) for row in rows] == [
        (1, ("", "")),
        (2, ("Kick-off", "")),
        (3, ("", "")),
        (4, ("Wie", "Aanwezig")),
        (5, ("Alfa", "x")),
    ]


def test_a_merged_cell_has_its_words_on_its_first_row_only(tmp_path):
    path = saved(tmp_path, [["Sector", "Wie"], ["Kunsten", "Alfa"], [None, "Beta"]])
    book = openpyxl.load_workbook(path)
    book.active.merge_cells("A2:A3")
    book.save(path)
    assert cells(path)[1:] == [("Kunsten", "Alfa"), ("", "Beta")]


@pytest.mark.parametrize(
    ("stored", "read"),
    [
        (43516, "43516"),
        (2.5, "2.5"),
        (2.0, "2"),
        (True, "1"),
        (False, "0"),
        (date(2019, 2, 20), "2019-02-20"),
        (datetime(2019, 2, 20, 9, 5), "2019-02-20 09:05:00"),
        (time(9, 30), "09:30:00"),
        ("20/02/2019", "20/02/2019"),
        ("a\nb", "a\nb"),
    ],
)
def test_a_stored_value_becomes_text_without_its_formatting(tmp_path, stored, read):
    assert cells(saved(tmp_path, [["Kop"], [stored]]))[1] == (read,)


def test_a_fraction_with_three_decimals_cannot_be_taken_for_thousands(tmp_path):
    assert cells(saved(tmp_path, [["Vte"], [2.125]]))[1] == ("2.1250",)


def test_of_a_formula_the_stored_value_is_read(tmp_path):
    path = saved(tmp_path, [["Som"], ["=1+1"]])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(b"<v></v>", b"<v>2</v>").replace(b"<v />", b"<v>2</v>")
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert cells(path)[1] == ("2",)


def test_a_formula_that_was_never_computed_and_an_error_are_not_read_as_empty(tmp_path):
    path = saved(tmp_path, [["Een", "Twee"], ["=1+1", "#DIV/0!"], ["x", "#N/A"]])
    assert cells(path)[1:] == [("=(not computed)", "#DIV/0!"), ("x", "#N/A")]


def test_a_sheet_is_found_by_name_and_the_first_is_read_unless_named(tmp_path):
    path = saved(tmp_path, [["eerste"]])
    book = openpyxl.load_workbook(path)
    book.create_sheet("Stopgezet & zo").append(["tweede"])
    book["Stopgezet & zo"].append(["#N/A"])
    book.save(path)
    assert cells(path) == [("eerste",)]
    assert cells(path, "Stopgezet & zo") == [("tweede",), ("#N/A",)]


def test_a_sheet_that_is_missing_gets_the_nearest_name_as_a_question(tmp_path):
    sentence = refused(saved(tmp_path, [["a"]], title="Stopgezet"), "Stopgezt")
    assert 'there is no sheet "Stopgezt". Known: Stopgezet. Did you mean "Stopgezet"?' in sentence


def test_an_empty_sheet_is_to_be_downloaded_again(tmp_path):
    assert "the sheet is empty" in refused(saved(tmp_path, []))


def test_text_that_is_called_a_workbook_is_no_workbook(tmp_path):
    path = tmp_path / "lijst.xlsx"
    path.write_text("Wie;Aanwezig\nAlfa;x\n")
    assert "this is not a workbook" in refused(path)


def test_a_workbook_with_a_password_asks_to_take_it_off(tmp_path):
    path = tmp_path / "lijst.xlsx"
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 1000)
    assert "has a password. Open it, take off the password" in refused(path)


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_workbook_is_said_to_be_damaged(tmp_path, part):
    path = saved(tmp_path, [["Wie", "Aanwezig"], *[[f"Nr {n}", "x"] for n in range(50)]])
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * part)])
    assert "is damaged and cannot be read" in refused(path)


def test_a_sheet_with_damaged_content_is_said_to_be_damaged(tmp_path):
    path = saved(tmp_path, [["Wie"], ["Alfa"]])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"][:-30] + b"\xff\xfe<"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert "is damaged and cannot be read" in refused(path)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr(package, "MOST_UNPACKED", 1_000_000)
    monkeypatch.setattr(zipfile.ZipFile, "read", lambda *_: pytest.fail("It was unpacked."))
    path = tmp_path / "lijst.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", io.BytesIO(b"0" * 2_000_000).getvalue())
    assert path.stat().st_size < 10_000
    assert "unpacks to 2,000,000 bytes; at most 1,000,000 are read" in refused(path)


def test_two_stray_cells_far_away_do_not_fill_the_memory(tmp_path):
    path = saved(tmp_path, [["Wie"]])
    book = openpyxl.load_workbook(path)
    book.active["A1048576"] = book.active["XFD1"] = "?"
    book.save(path)
    assert "stretches over 1,048,576 rows and 16,384 columns" in refused(path)


LOOKS = [
    ["Wie", "Aanwezig", "Reden"],
    ["Alfa", "x", None],
    ["Beta", "x", "gestopt"],
    ["Gamma", "afw", "ziek"],
    ["Delta", "x", "geannuleerd"],
]


def marked_xlsx() -> bytes:
    """Beta is struck through, Gamma hidden, Delta grey, and the reasons are in a hidden column."""
    book = openpyxl.load_workbook(io.BytesIO(books.xlsx(LOOKS)))
    sheet = book.active
    sheet["A3"].font = Font(strike=True)
    sheet.row_dimensions[4].hidden = True
    for cell in sheet[5]:
        cell.fill = PatternFill("solid", fgColor="CCCCCC")
    sheet.column_dimensions["C"].hidden = True
    return books.saved(book)


def marked_xls() -> bytes:
    """The same as an .xls."""
    book = books.old(LOOKS)
    sheet = book.get_sheet(0)
    sheet.write(2, 0, "Beta", xlwt.easyxf("font: struck_out on"))
    sheet.row(3).hidden = True
    for at, cell in enumerate(LOOKS[4]):
        sheet.write(4, at, cell, xlwt.easyxf("pattern: pattern solid, fore_colour gray25"))
    sheet.col(2).hidden = True
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


STYLES = """
<style:style style:name="s" style:family="table-cell">
  <style:text-properties style:text-line-through-style="solid"/></style:style>
<style:style style:name="t" style:family="table-cell" style:parent-style-name="s"/>
<style:style style:name="f" style:family="table-cell">
  <style:table-cell-properties fo:background-color="#cccccc"/></style:style>
"""


def marked_ods() -> bytes:
    """The same as an .ods; the style that strikes through is inherited."""

    def row(cells: list[str | None], style: str = "", attributes: str = "") -> str:
        inside = "".join(
            f'<table:table-cell{style} office:value-type="string"><text:p>{cell}</text:p>'
            "</table:table-cell>" if cell else "<table:table-cell/>"
            for cell in cells
        )  # fmt: skip
        return f"<table:table-row{attributes}>{inside}</table:table-row>"

    styles = ["", "", ' table:style-name="t"', "", ' table:style-name="f"']
    attributes = ["", "", "", ' table:visibility="collapse"', ""]
    columns = '<table:table-column table:number-columns-repeated="2"/>'
    columns += '<table:table-column table:visibility="filter"/>'
    rows = zip(LOOKS, styles, attributes, strict=True)
    return books.ods_of(columns + "".join(row(*one) for one in rows), styles=STYLES)


@pytest.mark.parametrize(
    ("kind", "made"), [("xlsx", marked_xlsx), ("xls", marked_xls), ("ods", marked_ods)]
)
def test_what_is_hidden_struck_through_or_coloured_is_told_of_each_row(tmp_path, kind, made):
    path = tmp_path / f"list.{kind}"
    path.write_bytes(made())
    found = workbook.read(path, "list", entry(path.name, "workbook"))
    assert [row.marks for row in found.rows] == [(), (), ("struck",), ("hidden",), ("filled",)]
    assert [row.cells for row in found.rows] == [tuple(cell or "" for cell in row) for row in LOOKS]
    assert found.hidden == {2}


def test_words_struck_through_within_a_cell_mark_the_row(tmp_path):
    struck = TextBlock(InlineFont(strike=True), "Alfa")
    path = saved(tmp_path, [["Wie"], [CellRichText(struck, " Beta")], ["Gamma"]])
    assert [row.marks for row in read(path)] == [(), ("struck",), ()]
    assert cells(path)[1] == ("Alfa Beta",)


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_an_error_in_another_kind_of_workbook_is_not_read_as_empty(tmp_path, kind):
    path = tmp_path / f"list.{kind}"
    if kind == "xls":
        book = books.old([["Een", "Twee"]])
        book.get_sheet(0).row(1).set_cell_error(0, "#DIV/0!")
        book.get_sheet(0).row(1).set_cell_error(1, 42)  # N/A
        book.save(str(path))
    else:
        rows = "<table:table-row>{}</table:table-row>" * 2
        told = 'table:formula="of:=1/0" office:value-type="string" office:string-value=""'
        error = (
            "<table:table-cell {} calcext:value-type='error'><text:p>{}</text:p></table:table-cell>"
        )
        words = (
            "<table:table-cell office:value-type='string'><text:p>{}</text:p></table:table-cell>"
        )
        content = books.ods_of(
            rows.format(
                words.format("Een") + words.format("Twee"),
                error.format(told, "#DIV/0!") + error.format(told, "#N/A"),
            )
        )
        # The namespace in which LibreOffice tells what kind of value a cell has.
        parts = books.unzipped(content)
        named = b'<office:document-content xmlns:calcext="urn:org:documentfoundation:calcext"'
        parts["content.xml"] = parts["content.xml"].replace(b"<office:document-content", named)
        path.write_bytes(books.zipped(parts))
    assert cells(path) == [("Een", "Twee"), ("#DIV/0!", "#N/A")]


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_of_declared_cells_only_those_are_given_and_other_rows_are_apart(tmp_path, kind):
    table = [
        ["Links", None, None, "Rechts", None],
        ["Wie", "Uur", None, "Wie", "Dag"],
        ["Alfa", 1, None, "Gamma", 3],
        ["Beta", 2, None, "Delta", 4],
        ["Samen", 3, None, None, None],
    ]
    path = tmp_path / f"list.{kind}"
    path.write_bytes(getattr(books, kind)(table))

    def declared(cells: str) -> list[tuple[str, ...]]:
        rows = workbook.read(path, "list", entry(path.name, "workbook", cells=cells)).rows
        return [(row.apart, *row.cells) for row in rows]

    assert declared("D2:E4") == [
        ("outside", "Rechts", ""),
        ("", "Wie", "Dag"),
        ("", "Gamma", "3"),
        ("", "Delta", "4"),
        ("outside", "", ""),
    ]
    assert declared("A:B")[1:3] == [("", "Wie", "Uur"), ("", "Alfa", "1")]


def test_the_first_sheet_is_the_first_that_is_shown(tmp_path):
    path = saved(tmp_path, [["verborgen"]])
    book = openpyxl.load_workbook(path)
    book.create_sheet("Getoond").append(["getoond"])
    book.worksheets[0].sheet_state = "hidden"
    book.active = 1
    book.save(path)
    assert cells(path) == [("getoond",)]
    assert cells(path, "Blad1") == [("verborgen",)]


@pytest.mark.parametrize("kind", ["xlsx", "xls"])
@pytest.mark.parametrize(
    ("stored", "read"),
    [
        (datetime(2019, 2, 20), "2019-02-20"),
        (datetime(2019, 2, 20, 9, 5), "2019-02-20 09:05:00"),
        (datetime(1900, 3, 1), "1900-03-01"),
    ],
)
def test_a_date_is_the_same_in_old_and_new_workbooks(tmp_path, kind, stored, read):
    path = tmp_path / f"lijst.{kind}"
    if kind == "xlsx":
        saved(tmp_path, [["Kop"], [stored]])
    else:
        book = books.old([["Kop"]])
        book.get_sheet(0).write(1, 0, stored, xlwt.easyxf(num_format_str="dd/mm/yyyy hh:mm"))
        book.save(str(path))
    assert cells(path)[1] == (read,)


def test_two_lists_on_one_sheet_are_read_apart_with_their_cancelled_days(real):
    """Counted in the file: 29 dated rows left and 35 right; grey, so cancelled, are 2 and 3."""
    path = real("library_carpentry_training_attendance") / "training_attendance.xlsx"

    def listed(cells: str) -> list[Row]:
        declared = entry(path.name, "workbook", sheet="2016", cells=cells)
        return [row for row in workbook.read(path, "2016", declared).rows if not row.apart]

    left, right = listed("B3:E32"), listed("G3:J38")
    assert left[0].cells == ("Date", "Length (hours)", "PGR|PDRA|other", "Delivered by")
    assert right[0].cells == ("Date", "Len", "Attendees", "Delivered by")
    assert (len(left) - 1, len(right) - 1) == (29, 35)
    assert [row.line for row in left if "filled" in row.marks] == [10, 25]
    assert [row.line for row in right if "filled" in row.marks] == [16, 17, 29]
