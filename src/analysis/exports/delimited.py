"""Delimited text as tools and spreadsheets write it, with the encoding that was declared."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from analysis.exports.rows import Row, readable
from analysis.problems import ExportError

LONGEST_CELL = 1_000_000


def read(path: Path, shown: str, encoding: str, delimiter: str) -> list[Row]:
    """The records of a delimited file, each with the line on which it starts.

    A byte order mark is no part of the first cell. Raises ExportError when the bytes are not
    in the declared encoding or a cell never ends.
    """
    readable(path, shown)
    text = _decoded(path.read_bytes(), shown, encoding)
    csv.field_size_limit(LONGEST_CELL)
    # newline="" leaves line ends inside quoted cells as they are.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows, start = [], 1
    try:
        for cells in reader:
            rows.append(Row(start, tuple(cells)))
            start = reader.line_num + 1
    except csv.Error as error:
        raise ExportError(
            f"{shown}, line {start}: this is not readable as delimited text ({error}). "
            "Check the delimiter and the quotation marks around this line."
        ) from None
    return rows


def _decoded(content: bytes, shown: str, encoding: str) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) and not encoding.startswith("utf-16"):
        raise ExportError(
            f'{shown}: the text is UTF-16, declared is "{encoding}". '
            'Write encoding = "utf-16" in its entry.'
        )
    if b"\0" in content and not encoding.startswith(("utf-16", "utf-32")):
        raise ExportError(
            f"{shown}: this is not a text file (it holds null bytes). "
            "Check that it is the right file and format."
        )
    if not encoding.startswith("utf") and _is_utf8_beyond_ascii(content):
        raise ExportError(
            f'{shown}: the text is UTF-8, declared is "{encoding}". '
            'Write encoding = "utf-8" in its entry.'
        )
    try:
        return content.decode(encoding).removeprefix("\ufeff")
    except LookupError:
        raise ExportError(
            f'{shown}: "{encoding}" is not an encoding. Write utf-8, cp1252 or utf-16.'
        ) from None
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise ExportError(
            f'{shown}, line {line}: a character is not in the declared encoding "{encoding}". '
            'Write encoding = "cp1252" (or "utf-8") in its entry.'
        ) from None


def _is_utf8_beyond_ascii(content: bytes) -> bool:
    if content.isascii():
        return False
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
