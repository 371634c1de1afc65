"""A sheet is read as it is stored, or one sentence says what is wrong with the workbook."""

import io
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest

from analysis.exports import Row, package, workbook
from analysis.problems import ExportError
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
