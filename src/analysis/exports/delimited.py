"""Delimited text as tools and spreadsheets write it, with the encoding that was declared."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from analysis.exports.encoded import LONGEST_LINE, checked
from analysis.exports.rows import Contents, Row, readable
from analysis.problems import ExportError
from analysis.programme.models import Export

MOST_BYTES = 4_000_000_000
"""Ten million rows of a broad list; they are read one after another, so they need no room."""

LONGEST_CELL = 1_000_000
LAST = "the end of the file, which no cell may swallow"
HINT = re.compile(r"sep=(.)?", re.IGNORECASE | re.DOTALL)
"""The first line by which a file tells Excel its delimiter."""


def read(path: Path, shown: str, export: Export) -> Contents:
    """The records of a delimited file, each with the line on which it starts.

    They are read from the file each time that they are asked for, one after another. A byte
    order mark is no part of the first cell. Raises ExportError when the bytes are not in the
    declared encoding; and while its rows are read, when a cell or row never ends.
    """
    readable(path, shown, MOST_BYTES)
    if len(export.delimiter) != 1 or export.delimiter in '\r\n"':
        raise ExportError(
            f"{shown}: {json.dumps(export.delimiter)} is not a delimiter. Write one character, "
            "such as ; in its entry."
        )
    codec = checked(path, shown, export.encoding)
    return Contents(Rows(path, shown, codec, export.delimiter))


@dataclass(frozen=True)
class Rows:
    """The rows of one delimited file, as often as they are asked for."""

    path: Path
    shown: str
    codec: str
    delimiter: str

    def __iter__(self) -> Iterator[Row]:
        """Each record of the file, with the line on which it starts."""
        csv.field_size_limit(LONGEST_CELL)
        start, last = 1, Row(0, ())
        # newline="" leaves line ends inside quoted cells as they are.
        with self.path.open(encoding=self.codec, newline="") as file:
            lines = _Lines(file)
            reader = csv.reader(lines, delimiter=self.delimiter)
            try:
                for cells in reader:
                    last = Row(start, tuple(cells))
                    if lines.ended:
                        break
                    yield last if start > 1 else self._hint(last)
                    start, lines.taken = reader.line_num + 1, 0
            except (csv.Error, _EndlessError) as error:
                raise ExportError(
                    f"{self.shown}, line {start}: this is not readable as delimited text "
                    f"({error}). Check the delimiter and the quotation marks around this line."
                ) from None
        if last.cells != (LAST,):
            raise ExportError(
                f"{self.shown}, line {start}: a quotation mark is opened here and never closed. "
                "Close it in a copy, or download the export again."
            )

    def _hint(self, first: Row) -> Row:
        """The first row, set apart when it only names the delimiter."""
        hint = HINT.fullmatch(self.delimiter.join(first.cells))
        if not hint:
            return first
        if hint[1] not in (None, self.delimiter):
            raise ExportError(
                f"{self.shown}, line 1: the file says that its delimiter is "
                f"{json.dumps(hint[1])}, declared is {json.dumps(self.delimiter)}. Write "
                f"delimiter = {json.dumps(hint[1])} in its entry."
            )
        return Row(first.line, first.cells, apart="separator")


class _EndlessError(Exception):
    """A row goes on over ever more lines."""


class _Lines:
    """The lines of a text, with a last one of our own; none may make a row without end.

    A quotation mark that is opened and never closed would swallow all rows behind it.
    """

    def __init__(self, file: io.TextIOBase) -> None:
        self.file, self.taken, self.ended = file, 0, False

    def __iter__(self) -> Iterator[str]:
        """Each line with its end."""
        if first := self.file.readline().removeprefix("\ufeff"):
            yield first
        for line in self.file:
            self.taken += len(line)
            if self.taken > LONGEST_LINE:
                raise _EndlessError(f"row larger than row limit ({LONGEST_LINE})")
            yield line
        self.ended = True
        yield f'"{LAST}"'
