"""Files that are made to do harm are refused in a sentence: nothing runs, nothing fills memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from analysis.exports import delimited, package, read_contents, workbook
from analysis.problems import ExportError
from tests.exports import books
from tests.exports.entries import entry

ALFA = [["Wie", "Aanwezig"], ["Alfa", "x"]]
PARTS = books.unzipped(books.xlsx(ALFA))
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
FAR = 'table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384"'

SPACES = "<text:p><text:s text:c='2000000000'/></text:p>"
MEMORY = 1_500_000_000
CHILD = """
import json, resource, sys
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[1]),) * 2)
from pathlib import Path
from analysis.exports import read_contents
from analysis.problems import ExportError
from analysis.programme import Export
for declared in json.loads(sys.stdin.read()):
    export = Export.model_validate(declared)
    try:
        said = f"{sum(1 for _ in read_contents(export, Path.cwd(), export.file).rows)} rows"
    except ExportError as error:
        said = str(error)
    print(json.dumps(said), flush=True)
"""


bounded = pytest.mark.skipif(
    sys.platform != "linux", reason="Only Linux holds a process to the memory that it is given."
)


def sheet(rows: str, after: str = "") -> bytes:
    xml = f"<worksheet {MAIN}><sheetData>{rows}</sheetData>{after}</worksheet>"
    return books.zipped(PARTS | {SHEET: xml.encode()})


def strings(xml: str) -> bytes:
    return books.zipped(PARTS | {STRINGS: xml.encode()})


def ods_row(attributes: str, inside: str = "<text:p>1</text:p>") -> bytes:
    cell = f"{attributes} office:value-type='string'>{inside}</table:table-cell>"
    return books.ods_of(f"<table:table-row {cell}</table:table-row>")


def declared(path: Path, **more: object) -> dict[str, object]:
    format = "delimited" if path.suffix in (".csv", ".txt") else "workbook"
    told = {"id": "e", "received": "2019-02-20", "content": "participants", "columns": {}}
    return told | {"file": path.name, "format": format} | more


def told_apart(folder: Path, *exports: dict[str, object]) -> list[str]:
    """What reading each file says, in a process of its own that may not use much memory."""
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(MEMORY)],
        input=json.dumps(exports, default=str), capture_output=True, text=True, cwd=folder,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return [json.loads(line) for line in done.stdout.splitlines()]


def refused(tmp_path: Path, name: str, content: bytes, **more: object) -> str:
    path = tmp_path / name
    path.write_bytes(content)
    export = entry(name, str(declared(path)["format"]), **more)
    with pytest.raises(ExportError) as raised:
        list(read_contents(export, tmp_path, "data/raw/demo/file").rows)
    (sentence,) = raised.value.sentences
    assert sentence.startswith("data/raw/demo/file")
    assert sentence.endswith(".")
    assert sentence.isprintable()
    assert [one.name for one in tmp_path.iterdir()] == [name]
    assert path.read_bytes() == content
    return sentence


LONG = "is not packed as spreadsheets do"
STRETCHED = "stretches over"
BOMBS: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "a promise of four billion texts": (
        "a.xlsx",
        lambda: strings(f'<sst {MAIN} uniqueCount="4294967295"><si><t>x</t></si></sst>'),
        LONG,
    ),
    "elements three million deep": ("b.xlsx", lambda: sheet("<x>" * 3_000_000), LONG),
    "elements that hide how deep they are": (
        "c.xlsx", lambda: sheet("<x><!--</-->" * 500_000), LONG,
    ),
    "one cell far down and one far right": (
        "d.xlsx",
        lambda: sheet(
            '<row r="1"><c r="XFD1"><v>1</v></c></row><row r="1048576"><c><v>1</v></c></row>'
        ),
        STRETCHED,
    ),
    "one row that says that it is the last of four billion": (
        "e.xlsx", lambda: sheet('<row r="4294967295"><c><v>1</v></c></row>'), "damaged",
    ),
    "one cell that is repeated over the whole sheet": (
        "f.ods", lambda: ods_row(FAR), STRETCHED,
    ),
    "one empty cell, repeated two billion times, before another": (
        "g.ods",
        lambda: ods_row(
            '><table:table-cell table:number-columns-repeated="2000000000"/><table:table-cell'
        ),
        STRETCHED,
    ),
    "two billion spaces": (
        "h.ods", lambda: ods_row("><table:table-cell", SPACES),
        "damaged",
    ),
    "a billion laughs": (
        "i.xlsx",
        lambda: strings(
            '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>'
            f"<sst {MAIN}><si><t>&c;</t></si></sst>"
        ),
        "declares a document type",
    ),
    "a container whose parts lead round in a circle": (
        "j.xls", lambda: round_in_a_circle(books.xls(ALFA * 50)), "damaged",
    ),
    "an old workbook that promises two billion texts": (
        "k.xls", lambda: promising(books.xls(ALFA)), "damaged",
    ),
}  # fmt: skip


def round_in_a_circle(container: bytes) -> bytes:
    """An OLE container whose chains of sectors have no end, but lead back to the first."""
    table = 512 * (1 + int.from_bytes(container[76:80], "little"))
    sectors = container[table : table + 512].replace(bytes.fromhex("feffffff"), b"\0" * 4)
    return container[:table] + sectors + container[table + 512 :]


def promising(container: bytes) -> bytes:
    """An .xls whose list of shared texts says that it is endless."""
    at = container.index(bytes.fromhex("fc00"), 512)
    return container[: at + 4] + b"\xff\xff\xff\x7f" * 2 + container[at + 12 :]


@bounded
def of_size(path: Path, pieces: Iterator[bytes]) -> Path:
    """A workbook whose sheet is written piece by piece."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in PARTS.items():
            if name != SHEET:
                archive.writestr(name, content)
        with archive.open(SHEET, "w") as part:
            part.write(f"<worksheet {MAIN}><sheetData>".encode())
            for piece in pieces:
                part.write(piece)
            part.write(b"</sheetData></worksheet>")
    return path


@pytest.mark.parametrize("element", [b"<a/>", b"<a></a>"])
def test_tens_of_millions_of_tiny_elements_are_refused_before_they_are_followed(
    tmp_path, element, monkeypatch
):
    monkeypatch.setattr(package, "too_deep", lambda _: pytest.fail("followed to its end"))
    pieces = (element * 100_000 for _ in range(205 if element == b"<a/>" else 405))
    path = of_size(tmp_path / "a.xlsx", pieces)
    with pytest.raises(ExportError, match="holds more elements than any list"):
        package.looked_through(path, "a.xlsx")


@pytest.mark.full
def test_a_million_rows_of_ten_cells_are_no_bomb(tmp_path):
    def row(number):
        cells = (f'<c r="{column}{number}"><v>{number % 9973}</v></c>' for column in "ABCDEFGHIJ")
        return f'<row r="{number}">{"".join(cells)}</row>'.encode()

    path = of_size(tmp_path / "a.xlsx", map(row, range(1, 1_000_001)))
    assert package.looked_through(path, "a.xlsx") == "xlsx"


def test_what_would_fill_the_memory_is_refused_before_it_does(tmp_path):
    for file, made, _ in BOMBS.values():
        (tmp_path / file).write_bytes(made())
        assert (tmp_path / file).stat().st_size < 1_000_000
    said = told_apart(tmp_path, *(declared(tmp_path / file) for file, _, _ in BOMBS.values()))
    wanted = {name: words for name, (_, _, words) in BOMBS.items()}
    found = dict(zip(BOMBS, said, strict=True))
    assert {name: wanted[name] in text for name, text in found.items()} == dict.fromkeys(
        BOMBS, True
    ), found


@bounded
def test_a_line_of_a_gigabyte_is_refused_after_its_first_megabytes(tmp_path):
    path = tmp_path / "line.csv"
    with path.open("wb") as file:
        for _ in range(12):
            file.write(b"a" * 1_000_000)
        # Whoever read on would find null bytes, and say that.
        file.truncate(1_000_000_000)
    endless = tmp_path / "endless.csv"
    endless.write_bytes(b"Wie;Wat\n" + (b'"' + b"a" * 2_000 + b'\n";') * 6_000)
    (line, row) = told_apart(tmp_path, declared(path), declared(endless, delimiter=";"))
    assert "line 1: this line has more than 10,000,000 characters" in line
    assert "line 2: this is not readable as delimited text (row larger than" in row


@pytest.mark.parametrize("size", [1_000, 2_000_000])
def test_a_zip_that_says_too_little_of_what_is_in_it_is_counted(tmp_path, monkeypatch, size):
    monkeypatch.setattr(package, "MOST_UNPACKED", 1_000_000)
    content = bytearray(strings("0" * 2_000_000))
    with zipfile.ZipFile(BytesIO(content)) as archive:
        offset = archive.getinfo(STRINGS).header_offset
        after = archive.start_dir
    told = (2_000_000).to_bytes(4, "little")
    for start in (offset, after):
        at = content.index(told, start)
        content[at : at + 4] = (1_000).to_bytes(4, "little")
    if size == 2_000_000:
        monkeypatch.setattr(package, "MOST_UNPACKED", 100_000_000)
    words = "unpacks to more than 1,000,000" if size == 1_000 else "not as large as it says"
    assert words in refused(tmp_path, "list.xlsx", bytes(content))


def test_parts_that_overlap_or_stand_twice_are_refused(tmp_path):
    once = books.zipped(PARTS | {"xl/z": b"0" * 1_000})
    with zipfile.ZipFile(BytesIO(once)) as archive:
        parts = archive.infolist()
        directory = archive.start_dir
    first, last = parts[0].header_offset, parts[-1].header_offset
    at = once.rindex(last.to_bytes(4, "little"), directory)
    overlapping = once[:at] + first.to_bytes(4, "little") + once[at + 4 :]
    assert "its parts overlap" in refused(tmp_path, "list.xlsx", overlapping)
    twice = BytesIO()
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(twice, "w") as archive:
        for name in (*PARTS, SHEET):
            archive.writestr(name, PARTS[name])
    assert "a part of it stands twice" in refused(tmp_path, "list.xlsx", twice.getvalue())


@pytest.mark.parametrize(("before", "behind"), [(b"MZ", b""), (b"", b"#!/bin/sh")])
def test_something_hidden_around_the_zip_is_refused(tmp_path, before, behind):
    sentence = refused(tmp_path, "list.xlsx", before + books.xlsx(ALFA) + behind)
    assert "something is hidden before or behind it" in sentence or "not a workbook" in sentence


def test_a_part_from_elsewhere_is_not_fetched(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("not for you")
    entity = f'<!DOCTYPE a [<!ENTITY a SYSTEM "{secret.as_uri()}">]>'
    (tmp_path / "in").mkdir()
    content = strings(f"{entity}<sst {MAIN}><si><t>&a;</t></si></sst>")
    assert "declares a document type" in refused(tmp_path / "in", "list.xlsx", content)
    relations = PARTS["xl/_rels/workbook.xml.rels"].replace(b"/xl/worksheets/", b"/../../../")
    other = books.zipped(PARTS | {"xl/_rels/workbook.xml.rels": relations})
    (tmp_path / "else").mkdir()
    assert "damaged" in refused(tmp_path / "else", "list.xlsx", other)


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("list.xlsx", books.locked_xlsx),
        ("list.xls", books.locked_xlsx),
        ("list.xls", lambda: books.locked_xls(ALFA)),
        ("list.xlsx", lambda: books.locked_xls(ALFA)),
        (
            "list.ods",
            lambda: books.ods(ALFA, manifest="<manifest:file-entry><manifest:encryption-data/>"
                              "</manifest:file-entry>"),
        ),
    ],
)  # fmt: skip
def test_a_password_is_to_be_taken_off(tmp_path, name, made):
    assert "has a password. Open it, take off the password" in refused(tmp_path, name, made())


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
@pytest.mark.parametrize("name", ["list.xlsx", "list.xls", "list.ods", "list.xlsm"])
def test_a_workbook_is_read_by_what_it_is_whatever_it_is_called(tmp_path, kind, name):
    path = tmp_path / name
    path.write_bytes(getattr(books, kind)(ALFA))
    rows = workbook.read(path, name, entry(name, "workbook")).rows
    assert [list(row.cells) for row in rows] == ALFA


@pytest.mark.parametrize(
    ("name", "content", "advice"),
    [
        ("list.csv", books.xlsx(ALFA), 'write format = "workbook"'),
        ("list.csv", books.xls(ALFA), 'write format = "workbook"'),
        ("list.xlsx", b"Wie;Aanwezig\nAlfa;x\n", 'write format = "delimited"'),
        ("list.xls", b"<html><table><tr><td>Alfa</td></tr></table>", "this is not a workbook"),
        ("list.xlsx", books.zipped({"../../etc/cron.d/x": b"x"}), "a zip, but no workbook"),
        ("list.xlsx", books.zipped({"xl/workbook.bin": b"x"}), "save it as .xlsx"),
        ("list.csv", b"a;b\n1;\x002\n", "null bytes"),
    ],
    # The bytes of a zip hold the time; a test is known by its name on every worker.
    ids=["xlsx", "xls", "text", "html", "odd zip", "xlsb", "null bytes"],
)
def test_what_is_called_something_else_is_told_what_it_is(tmp_path, name, content, advice):
    assert advice in refused(tmp_path, name, content)


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
@pytest.mark.parametrize("part", [0.02, 0.3, 0.6, 0.98])
def test_half_a_workbook_is_said_to_be_damaged(tmp_path, kind, part):
    content = getattr(books, kind)([[f"Nr {n}", "x"] for n in range(400)])
    half = content[: int(len(content) * part)]
    assert "damaged" in refused(tmp_path, f"list.{kind}", half)


@pytest.mark.parametrize("title", ["..|..|etc|passwd", "C$Windows", "-rf", "$(id)", "x\x1b[31m"])
def test_the_name_of_a_sheet_is_never_a_path_or_a_command(tmp_path, title):
    named = PARTS["xl/workbook.xml"].replace(b'"Blad1"', f'"{title}"'.encode().replace(b"|", b"/"))
    content = books.zipped(PARTS | {"xl/workbook.xml": named})
    (tmp_path / "in").mkdir()
    sentence = refused(tmp_path / "in", "list.xlsx", content, sheet="Blad2")
    assert "there is no sheet" in sentence or "damaged" in sentence


@pytest.mark.parametrize("formula", ["=1+1", "=cmd|' /C calc'!A0", '=HYPERLINK("http://x.be")'])
def test_a_formula_is_never_computed(tmp_path, formula):
    book = openpyxl.Workbook()
    book.active.append(["Wie"])
    book.active.append([formula])
    path = tmp_path / "list.xlsx"
    path.write_bytes(books.saved(book))
    rows = list(workbook.read(path, "list.xlsx", entry("list.xlsx", "workbook")).rows)
    assert rows[1].cells == ("=(not computed)",)
    text = tmp_path / "list.csv"
    text.write_text(f'Wie\n"{formula.replace(chr(34), chr(34) * 2)}"\n')
    rows = list(delimited.read(text, "list.csv", entry("list.csv")).rows)
    assert rows[1].cells == (formula,)


@bounded
@pytest.mark.full
def test_bombs_of_full_size_are_refused_with_little_memory(tmp_path):
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in PARTS.items():
            archive.writestr(name, content)
        with archive.open(STRINGS, "w") as part:
            for _ in range(600):
                part.write(b"0" * 1_000_000)
    with (tmp_path / "line.csv").open("wb") as file:
        for _ in range(1_000):
            file.write(b"a" * 1_000_000)
    exports = (declared(tmp_path / name) for name in ("bomb.xlsx", "line.csv"))
    bomb, line = told_apart(tmp_path, *exports)
    os.truncate(tmp_path / "line.csv", 0)
    assert "unpacks to 600," in bomb
    assert "line 1: this line has more than" in line


def test_a_number_that_is_no_time_is_refused_where_it_is_shown_as_one(tmp_path):
    book = openpyxl.Workbook()
    book.active["A1"] = 1e15
    book.active["A1"].number_format = "[h]:mm"
    assert "damaged" in refused(tmp_path, "list.xlsx", books.saved(book))


def test_the_sheets_of_a_hostile_workbook_are_not_even_named(tmp_path):
    path = tmp_path / "list.xlsx"
    path.write_bytes(BOMBS["a promise of four billion texts"][1]())
    with pytest.raises(ExportError, match="is not packed as spreadsheets do"):
        workbook.sheets(path, "list.xlsx")
    for kind in ("xlsx", "xls", "ods"):
        path.write_bytes(getattr(books, kind)(ALFA))
        assert workbook.sheets(path, "list.xlsx") == [("Blad1", True)]
