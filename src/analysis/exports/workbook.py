"""A sheet of a spreadsheet file. Formulas are never computed: the stored value is read."""

from __future__ import annotations

import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from analysis.exports.rows import Row, readable
from analysis.problems import ExportError, suggestion

MOST_UNPACKED = 500_000_000

Cell = int | float | str | bool | time | date | datetime | timedelta


def read(path: Path, shown: str, sheet: str | None) -> list[Row]:
    """The rows of one sheet, numbered as in the spreadsheet; the first sheet unless named.

    Numbers without a fraction lose their `.0`; dates become ISO text. Raises ExportError when
    the file is no workbook, is protected, unpacks to too much or lacks the sheet.
    """
    readable(path, shown)
    _refuse_bomb(path, shown)
    try:
        book = CalamineWorkbook.from_path(str(path))
    except (CalamineError, OSError, ValueError) as error:
        raise ExportError(
            f"{shown}: this is not a workbook that can be read ({type(error).__name__}). "
            "Open it, take off any password, and save it as .xlsx."
        ) from None
    if sheet is not None and sheet not in book.sheet_names:
        raise ExportError(
            f'{shown}: there is no sheet "{sheet}". {suggestion(sheet, book.sheet_names)} '
            "Write its name as sheet in the entry of this export."
        )
    if not book.sheet_names:
        raise ExportError(f"{shown}: this workbook has no sheets. Download it again.")
    content = book.get_sheet_by_name(sheet or book.sheet_names[0])
    cells = content.to_python(skip_empty_area=False)
    if not cells:
        raise ExportError(f"{shown}: the sheet is empty. Download it again.")
    return [
        Row(line, tuple(_text(cell) for cell in row)) for line, row in enumerate(cells, start=1)
    ]


def _refuse_bomb(path: Path, shown: str) -> None:
    if not zipfile.is_zipfile(path):
        return
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, OSError):
        unpacked = 0
    if unpacked > MOST_UNPACKED:
        raise ExportError(
            f"{shown}: this workbook unpacks to {unpacked:,} bytes; at most {MOST_UNPACKED:,} "
            "are read. Check that it is the right file."
        )


def _text(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        midnight = cell.time() == time(0)
        return cell.date().isoformat() if midnight else cell.isoformat(" ", "seconds")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell)
