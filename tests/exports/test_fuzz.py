"""Whatever stands in a file, each format reads it or says in one sentence why it does not."""

from __future__ import annotations

import csv
import functools
import io
import tempfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.exports import FORMATS, Row
from analysis.problems import ExportError
from tests.exports import books
from tests.exports.entries import entry
from tests.exports.seeds import Seed, seeds

SLOW = ("spss",)
"""Formats that read each file in a process of its own."""

CALM = settings(deadline=None, suppress_health_check=list(HealthCheck), database=None)

damages = st.lists(
    st.tuples(
        st.sampled_from(["change", "cut", "insert", "repeat", "end"]),
        st.floats(0, 1),
        st.one_of(
            st.binary(min_size=1, max_size=8),
            st.sampled_from(
                [
                    b"\0",
                    b'"',
                    b"\n",
                    b"\r",
                    b"\xff\xfe",
                    b";" * 50,
                    b"<",
                    b"&",
                    b"=1+1",
                    b"\xff" * 4,
                ]
            ),
        ),
    ),
    max_size=4,
)


@functools.cache
def seeded(format: str) -> list[Seed]:
    return seeds(format)


def damaged(content: bytes, how: list[tuple[str, float, bytes]]) -> bytes:
    for what, place, bytes_ in how:
        at = int(place * len(content))
        before, after = content[:at], content[at:]
        match what:
            case "change":
                content = before + bytes_ + after[len(bytes_) :]
            case "cut":
                content = before + after[len(bytes_) * 16 :]
            case "insert":
                content = before + bytes_ + after
            case "repeat":
                content = before + after[:200] + after
            case "end":
                content = before
    return content


def read(format: str, seed: Seed, content: bytes) -> list[Row] | None:
    """All rows, or none when the file was refused in a sentence; anything else is a failure."""
    declared = entry(seed.file, format, **seed.declared)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / seed.file
        path.write_bytes(content)
        try:
            rows = list(FORMATS[format](path, "data/raw/demo/file", declared).rows)
        except ExportError as error:
            for sentence in error.sentences:
                assert sentence.startswith("data/raw/demo/file")
                assert sentence.endswith(".")
                assert sentence.isprintable()
            return None
        assert [one.name for one in Path(folder).iterdir()] == [seed.file]
        assert path.read_bytes() == content
    lines = [row.line for row in rows]
    assert lines == sorted(set(lines))
    assert all(isinstance(cell, str) for row in rows for cell in row.cells)
    return rows


def try_damaged(format: str, which: int, how: list[tuple[str, float, bytes]]) -> None:
    seed = seeded(format)[which % len(seeded(format))]
    read(format, seed, damaged(seed.content, how))


def try_damaged_part(format: str, which: int, part: int, how: list) -> None:
    """Damage what is in a zip, which is then packed as it should be."""
    packed = [seed for seed in seeded(format) if seed.content.startswith(b"PK")]
    if packed:
        seed = packed[which % len(packed)]
        parts = books.unzipped(seed.content)
        name = sorted(parts)[part % len(parts)]
        read(format, seed, books.zipped(parts | {name: damaged(parts[name], how)}))


@pytest.mark.parametrize("format", [format for format in FORMATS if format not in SLOW])
def test_a_damaged_file_is_read_or_refused_in_a_sentence(format):
    @settings(CALM, max_examples=12)
    @given(st.integers(0, 9), st.integers(0, 99), damages)
    def holds(which, part, how):
        try_damaged(format, which, how)
        try_damaged_part(format, which, part, how)

    holds()


@pytest.mark.full
@pytest.mark.parametrize("format", [format for format in FORMATS if format not in SLOW])
def test_many_damaged_files_are_read_or_refused_in_a_sentence(format):
    @settings(CALM, max_examples=400 if format in ("delimited", "workbook") else 60)
    @given(st.integers(0, 9), st.integers(0, 99), damages)
    def holds(which, part, how):
        try_damaged(format, which, how)
        try_damaged_part(format, which, part, how)

    holds()


@pytest.mark.full
@pytest.mark.parametrize("format", SLOW)
def test_damaged_files_that_are_read_apart_are_refused_in_a_sentence(format):
    @settings(CALM, max_examples=12)
    @given(st.integers(0, 9), damages)
    def holds(which, how):
        try_damaged(format, which, how)

    holds()


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("start", [b"", b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1"), b"$FL2"])
def test_bytes_that_are_no_file_at_all_are_refused_or_read(format, start):
    @settings(CALM, max_examples=1 if format in SLOW else 5)
    @given(st.binary(max_size=600))
    def holds(content):
        read(format, seeded(format)[0], start + content)

    holds()


# What XML and the old format can both hold, and no reader gives another meaning.
LETTERS = st.characters(
    codec="utf-8", categories=("L", "N", "P", "S", "Zs"), exclude_characters="_"
)
CELLS = st.one_of(
    st.none(),
    st.text(LETTERS, max_size=12).filter(lambda text: text == text.strip()),
    st.integers(-(10**9), 10**9),
)
TABLES = st.lists(st.lists(CELLS, min_size=1, max_size=5), min_size=1, max_size=6)


def as_text(table: list[list]) -> list[tuple[str, ...]]:
    """The table as a reader of sheets gives it: one width, without what is empty at its ends."""
    rows = [["" if cell is None else str(cell) for cell in row] for row in table]
    filled = [(down, across) for down, row in enumerate(rows) for across, c in enumerate(row) if c]
    bottom = max((down for down, _ in filled), default=-1) + 1
    right = max((across for _, across in filled), default=-1) + 1
    return [tuple([*row, *[""] * right][:right]) for row in rows[:bottom]]


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_no_cell_of_a_workbook_is_lost(kind):
    @settings(CALM, max_examples=12)
    @given(TABLES)
    def holds(table):
        content = getattr(books, kind)(table)
        rows = read("workbook", Seed(f"list.{kind}", b""), content)
        assert [row.cells for row in rows or []] == as_text(table)

    holds()


ANY = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_no_cell_of_a_text_is_lost(encoding, delimiter):
    @settings(CALM, max_examples=12)
    @given(st.lists(st.lists(ANY, min_size=1, max_size=5), min_size=1, max_size=6))
    def holds(table):
        table = [["Wie", "Wat"], *table]
        written = io.StringIO(newline="")
        csv.writer(written, delimiter=delimiter).writerows(table)
        declared = {"delimiter": delimiter, "encoding": encoding}
        content = written.getvalue().encode(encoding)
        rows = read("delimited", Seed("list.csv", b"", declared), content)
        assert [list(row.cells) for row in rows or []] == table

    holds()


def test_a_damaged_text_is_read_as_the_standard_library_reads_it():
    @settings(CALM, max_examples=60)
    @given(st.integers(0, 9), damages)
    def holds(which, how):
        seed = seeded("delimited")[which % len(seeded("delimited"))]
        content = damaged(seed.content, how)
        rows = read("delimited", seed, content)
        if rows is not None:
            encoding = seed.declared["encoding"].removesuffix("-sig")
            text = content.decode(encoding).removeprefix("\ufeff")
            apart = csv.reader(io.StringIO(text, newline=""), delimiter=seed.declared["delimiter"])
            assert [list(row.cells) for row in rows] == list(apart)

    holds()


PARTS = books.unzipped(books.xlsx([["Wie", "Aanwezig"], ["Café Één", "x"], [1, 2.5], ["Beta", ""]]))
SHEET = "xl/worksheets/sheet1.xml"


def try_against_openpyxl(how: list, name: str) -> None:
    """What openpyxl reads as text in a damaged workbook is what we read, if we do."""
    content = books.zipped(PARTS | {name: damaged(PARTS[name], how)})
    rows = read("workbook", Seed("list.xlsx", b""), content)
    try:
        sheets = openpyxl.load_workbook(io.BytesIO(content), data_only=True).worksheets
        shown = next(sheet for sheet in sheets if sheet.sheet_state == "visible")
        cells = [cell for row in shown.iter_rows() for cell in row]
    except Exception:  # whatever it says of damage, there is nothing to compare with
        return
    if rows is not None:
        ours = {(row.line, at): cell for row in rows for at, cell in enumerate(row.cells, start=1)}
        for cell in cells:
            if cell.data_type in ("s", "inlineStr") and cell.value:
                assert ours[cell.row, cell.column] == cell.value


@pytest.mark.filterwarnings("ignore")
def test_a_damaged_workbook_is_read_as_openpyxl_reads_it():
    @settings(CALM, max_examples=25)
    @given(damages, st.sampled_from([SHEET, SHEET, *sorted(PARTS)]))
    def holds(how, name):
        try_against_openpyxl(how, name)

    holds()


@pytest.mark.full
@pytest.mark.filterwarnings("ignore")
def test_many_damaged_workbooks_are_read_as_openpyxl_reads_them():
    @settings(CALM, max_examples=200)
    @given(damages, st.sampled_from([SHEET, SHEET, *sorted(PARTS)]))
    def holds(how, name):
        try_against_openpyxl(how, name)

    holds()
