"""Delimited text as tools and spreadsheets write it, with the encoding that was declared."""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
from pathlib import Path

from analysis.exports.rows import Contents, Row, readable
from analysis.problems import ExportError
from analysis.programme.models import Export

LONGEST_CELL = 1_000_000
LAST = "the end of the file, which no cell may swallow"
WIDE = ("utf-16", "utf-32")
UNUSED = re.compile("[\x80-\x84\x86-\x9f]")
"""Characters that no text holds; in a single-byte encoding they are those of cp1252."""


def read(path: Path, shown: str, export: Export) -> Contents:
    """The records of a delimited file, each with the line on which it starts.

    A byte order mark is no part of the first cell. Raises ExportError when the bytes are not
    in the declared encoding or a cell never ends.
    """
    readable(path, shown)
    text, delimiter = _decoded(path.read_bytes(), shown, export.encoding), export.delimiter
    if len(delimiter) != 1 or delimiter in '\r\n"':
        raise ExportError(
            f"{shown}: {json.dumps(delimiter)} is not a delimiter. Write one character, such as ; "
            "in its entry."
        )
    return Contents(_rows(text, shown, delimiter))


def _rows(text: str, shown: str, delimiter: str) -> list[Row]:
    # A quotation mark that is opened and never closed would swallow all rows behind it.
    ended = text if text.endswith(("\n", "\r")) or not text else f"{text}\n"
    csv.field_size_limit(LONGEST_CELL)
    # newline="" leaves line ends inside quoted cells as they are.
    lines = io.StringIO(f'{ended}"{LAST}"', newline="")
    rows, start = [], 1
    reader = csv.reader(lines, delimiter=delimiter)
    try:
        for cells in reader:
            rows.append(Row(start, tuple(cells)))
            start = reader.line_num + 1
    except csv.Error as error:
        raise ExportError(
            f"{shown}, line {start}: this is not readable as delimited text ({error}). "
            "Check the delimiter and the quotation marks around this line."
        ) from None
    if rows[-1].cells != (LAST,):
        raise ExportError(
            f"{shown}, line {rows[-1].line}: a quotation mark is opened here and never closed. "
            "Close it in a copy, or download the export again."
        )
    return rows[:-1]


def _decoded(content: bytes, shown: str, encoding: str) -> str:
    codec = _codec(shown, encoding)
    if found := _rather(content, codec):
        raise ExportError(
            f'{shown}: the text is {found}, declared is "{encoding}". '
            f'Write encoding = "{found.lower()}" in its entry.'
        )
    if b"\0" in content and not codec.startswith(WIDE):
        raise ExportError(
            f"{shown}: this is not a text file (it holds null bytes). "
            "Check that it is the right file and format."
        )
    try:
        text = content.decode(codec).removeprefix("\ufeff")
    except UnicodeError as error:
        before = content[: error.start] if isinstance(error, UnicodeDecodeError) else b""
        raise _wrong(shown, before.count(b"\n") + 1, encoding, codec) from None
    if not codec.startswith("utf") and (unused := UNUSED.search(text)):
        raise _wrong(shown, text[: unused.start()].count("\n") + 1, encoding, codec)
    return text


def _codec(shown: str, encoding: str) -> str:
    """The one name of an encoding that has several, such as UTF8 and utf-8."""
    try:
        io.TextIOWrapper(io.BytesIO(), encoding=encoding)
        return codecs.lookup(encoding).name
    except (LookupError, ValueError):
        raise ExportError(
            f'{shown}: "{encoding}" is not an encoding. Write utf-8, cp1252 or utf-16.'
        ) from None


def _rather(content: bytes, codec: str) -> str | None:
    """The encoding that the bytes can hardly be anything but, when another was declared."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None if codec.startswith(WIDE) else "UTF-16"
    if codec.startswith(WIDE):
        return None if b"\0" in content else "UTF-8"
    if codec.startswith("utf") or content.isascii():
        return None
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "UTF-8"


def _wrong(shown: str, line: int, encoding: str, codec: str) -> ExportError:
    other = "utf-8" if codec == "cp1252" or codec.startswith(WIDE) else "cp1252"
    return ExportError(
        f'{shown}, line {line}: a character is not in the declared encoding "{encoding}". '
        f'Write encoding = "{other}" in its entry, or that in which the file was saved.'
    )
