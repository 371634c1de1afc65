"""The list that a tool wrote: its delimiter and encoding are the tool's own, not the declarer's."""

from __future__ import annotations

from pathlib import Path

from analysis.exports import delimited, workbook
from analysis.exports.rows import Row, readable
from analysis.problems import ExportError
from analysis.programme.models import Export

MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8"))
FEW_BYTES = 65_536


def read_list(path: Path, shown: str, export: Export, *, delimiter: str) -> list[Row]:
    """The rows of a tool's text file: its byte order mark tells the encoding, if it has one.

    The delimiter is the tool's, unless the top of the file does not hold it and does hold the
    declared one, as after saving it from a spreadsheet. A workbook is read as one. Raises
    ExportError as `delimited` and `workbook` do.
    """
    readable(path, shown)
    with path.open("rb") as file:
        top = file.read(FEW_BYTES)
    if top.startswith((b"PK\x03\x04", workbook.OLE)):
        return list(workbook.read(path, shown, export).rows)
    encoding = next((name for mark, name in MARKS if top.startswith(mark)), export.encoding)
    saved = delimiter.encode() not in top and export.delimiter.encode() in top
    written = {"encoding": encoding, "delimiter": export.delimiter if saved else delimiter}
    return list(delimited.read(path, shown, export.model_copy(update=written)).rows)


def under_first_header(rows: list[Row], shown: str) -> tuple[list[Row], Row]:
    """The rows, and the one that names their columns: the first that is not blank."""
    header = next((row for row in rows if not row.blank), None)
    if header is None:
        raise ExportError(f"{shown}: nothing but empty rows is in it. Download it again.")
    return rows, header
