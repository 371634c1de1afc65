"""The first rows of a file whose kind is not known yet, read by what its first bytes are."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Literal

from analysis.exports import workbook
from analysis.exports.recognition.delimiter import delimiter, rows
from analysis.exports.recognition.encoding import PIECE, encoding
from analysis.exports.recognition.findings import Finding
from analysis.exports.rows import readable
from analysis.problems import ExportError
from analysis.programme.models import Export

MOST_ROWS = 400
ZIP, SPSS = b"PK\x03\x04", (b"$FL2", b"$FL3")

Container = Literal["text", "workbook", "spss"]
Cells = list[list[str]]


@dataclass(frozen=True)
class Opened:
    """A file as far as it was looked into: its kind, and the first rows of each of its sheets.

    Text has one sheet without a name. `lines` holds the line on which each row starts.
    """

    container: Container
    sheets: dict[str, Cells]
    lines: dict[str, list[int]]
    encoding: Finding | None = None
    delimiter: Finding | None = None


def container(path: Path, shown: str) -> Container:
    """What kind of file it is by its first bytes, whatever its name says."""
    readable(path, shown)
    with path.open("rb") as file:
        start = file.read(8)
    if start.startswith(SPSS):
        return "spss"
    return "workbook" if start.startswith((ZIP, workbook.OLE)) else "text"


def opened(path: Path, shown: str, encoding: str | None = None) -> Opened:
    """The first rows of a file, in an encoding that is known or else found out.

    Raises ExportError when it cannot be read at all.
    """
    match container(path, shown):
        case "spss":
            return Opened("spss", {}, {})
        case "workbook":
            return _workbook(path, shown)
        case _:
            return _text(path, shown, encoding)


def _text(path: Path, shown: str, known: str | None) -> Opened:
    found = Finding(known, "sure", "it was named") if known else encoding(path)
    if found.value is None:
        raise ExportError(
            f"{shown}: this is neither text nor a workbook ({found.reason}). "
            "Check that it is the right file, and download it again."
        )
    text = beginning(path, found.value)
    mark = delimiter(text)
    listed, lines, line = [], [], 1
    declared = text.partition("\n")[0].strip("\r\ufeff").lower().startswith("sep=")
    for cells in rows(text, mark.value or ",", MOST_ROWS):
        lines.append(line)
        listed.append([] if declared and line == 1 else cells)
        line += 1 + sum(cell.count("\n") for cell in cells)
    return Opened("text", {"": listed}, {"": lines}, found, mark)


def beginning(path: Path, name: str) -> str:
    """The first part of a text, up to the end of a line where there is one."""
    with path.open("rb") as file:
        piece = file.read(PIECE)
        whole = not file.read(1)
    decoder = codecs.getincrementaldecoder(name)("replace")
    text = decoder.decode(piece, final=whole).removeprefix("\ufeff")
    if whole or "\n" not in text:
        return text
    return text[: text.rindex("\n") + 1]


def _workbook(path: Path, shown: str) -> Opened:
    # The reader of workbooks comes first: it refuses what must not be unpacked.
    first = _rows(path, shown, None)
    known = workbook.sheets(path, shown)
    seen = [name for name, visible in known if visible] or [name for name, _ in known]
    sheets: dict[str, Cells] = {}
    lines: dict[str, list[int]] = {}
    for name in seen:
        try:
            # The sheet that is read unless one is named.
            found = first if name == seen[0] else _rows(path, shown, name)
        except ExportError:
            found = []
        sheets[name] = [list(cells) for _, cells in found]
        lines[name] = [line for line, _ in found]
    return Opened("workbook", sheets, lines)


def _rows(path: Path, shown: str, sheet: str | None) -> list[tuple[int, tuple[str, ...]]]:
    plain = Export.model_validate(
        {"id": "new", "file": path.name, "received": "2000-01-01", "format": "workbook",
         "content": "participants", "sheet": sheet, "columns": {}}
    )  # fmt: skip
    try:
        contents = workbook.read(path, shown, plain)
    except ExportError as error:
        if sheet is None and "the sheet is empty" in str(error):
            return []
        raise
    return [(row.line, row.cells) for row in islice(contents.rows, MOST_ROWS)]
