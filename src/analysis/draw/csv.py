"""A table can be taken along as a file: one that Excel opens as it stands, and one for machines.

Excel's file is written as its readers write: in Dutch semicolons between and commas in numbers,
in English commas and points; a byte order mark in front. The machine's file is the same in every
language: ids as headings, codes as codes, points in numbers, and beside a value that is not there
a flag that says why, as Eurostat writes them. In both a text that a spreadsheet would run as a
formula has an apostrophe in front.
"""

from __future__ import annotations

import base64
import csv
import io
from collections.abc import Mapping, Sequence
from decimal import Decimal

from analysis.draw.words import HIDDEN, MISSING, Words
from analysis.payload import Cell, Column, Hidden

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""How a formula begins; broad signs too, which a spreadsheet may take for the narrow ones."""

MARK = "\ufeff"
NUMERIC = ("count", "share", "number")
FLAGS = {"confidential": "c", "small_base": "u"}
NOT_AVAILABLE = ":"


def csv_text(columns: Sequence[Column], rows: Sequence[Mapping[str, Cell]], words: Words) -> str:
    """The rows with their headings; shares are decimals, dates are ISO, `[x]` is not recorded."""
    point = str(words.notation.locale.number_symbols["latn"]["decimal"])
    heads = [harmless(words.heading(column)) for column in columns]
    lines = [
        [_cell(column, row.get(column.key), words, point) for column in columns] for row in rows
    ]
    return MARK + _written([heads, *lines], ";" if point == "," else ",")


def machine_text(columns: Sequence[Column], rows: Sequence[Mapping[str, Cell]]) -> str:
    """The rows with ids as headings and the flags `c` (confidential), `u` (too few to tell) and
    `:` (not available) in a column of their own; numbers always have that column.
    """
    flagged = [
        column
        for column in columns
        if column.kind in NUMERIC or any(_flag(row.get(column.key)) for row in rows)
    ]
    heads = [
        name
        for column in columns
        for name in (column.key, f"{column.key}_flag")[: 2 if column in flagged else 1]
    ]
    lines = [
        [
            part
            for column in columns
            for part in (_plain(row.get(column.key)), _flag(row.get(column.key)))[
                : 2 if column in flagged else 1
            ]
        ]
        for row in rows
    ]
    return _written([heads, *lines], ",")


def download(columns: Sequence[Column], rows: Sequence[Mapping[str, Cell]], words: Words) -> str:
    """The file for Excel as an address that a page carries within itself."""
    return _address(csv_text(columns, rows, words))


def machine_download(columns: Sequence[Column], rows: Sequence[Mapping[str, Cell]]) -> str:
    """The file for machines as an address that a page carries within itself."""
    return _address(machine_text(columns, rows))


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.lstrip(" \u00a0").startswith(FORMULA) else text


def _written(lines: Sequence[Sequence[str]], delimiter: str) -> str:
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter, lineterminator="\r\n").writerows(lines)
    return file.getvalue()


def _address(text: str) -> str:
    content = base64.b64encode(text.encode("utf-8")).decode("ascii")
    return f"data:text/csv;charset=utf-8;base64,{content}"


def _cell(column: Column, plain: Cell, words: Words, point: str) -> str:
    if isinstance(plain, Hidden):
        return HIDDEN[plain.hidden]
    if plain is None:
        return MISSING
    if isinstance(plain, (int, float)) and not isinstance(plain, bool):
        return _decimal(plain).replace(".", point)
    return str(plain) if column.kind == "date" else harmless(words.cell(column, plain))


def _plain(plain: Cell) -> str:
    if plain is None or isinstance(plain, Hidden):
        return ""
    if isinstance(plain, bool):
        return "true" if plain else "false"
    return harmless(plain) if isinstance(plain, str) else _decimal(plain)


def _flag(plain: Cell) -> str:
    if isinstance(plain, Hidden):
        return FLAGS[plain.hidden]
    return NOT_AVAILABLE if plain is None else ""


def _decimal(number: int | float) -> str:
    # Six decimals are more than any count out of a base needs, and hide binary noise.
    exact = Decimal(number) if isinstance(number, int) else round(Decimal(str(number)), 6)
    return f"{exact.normalize():f}"
