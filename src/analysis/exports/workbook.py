"""A sheet of a spreadsheet file. Formulas are never computed: the stored value is read."""

from __future__ import annotations

import zipfile
import zlib
from datetime import date, datetime, time, timedelta
from pathlib import Path
from xml.etree.ElementTree import ParseError

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from analysis.exports.package import refuse_bomb, unread
from analysis.exports.rows import Contents, Row, readable
from analysis.problems import ExportError, suggestion
from analysis.programme.models import Export

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
"""How an .xls starts, and an .xlsx that has a password."""

Cell = int | float | str | bool | time | date | datetime | timedelta


def read(path: Path, shown: str, export: Export) -> Contents:
    """The rows of one sheet, numbered as in the spreadsheet; the first sheet unless named.

    Numbers without a fraction lose their `.0`; dates become ISO text; an error such as #N/A is
    kept as text. Raises ExportError when the file is no workbook, is protected, unpacks to too
    much or lacks the sheet.
    """
    readable(path, shown)
    try:
        refuse_bomb(path, shown)
        book = CalamineWorkbook.from_path(str(path))
        name = _sheet(book.sheet_names, shown, export.sheet)
        cells = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        blind = unread(path, name)
    except PasswordError:
        raise ExportError(_protected(shown)) from None
    except (CalamineError, OSError, ValueError, NotImplementedError, RuntimeError, KeyError,
            zipfile.BadZipFile, zlib.error, EOFError, ParseError) as error:  # fmt: skip
        raise ExportError(_unreadable(path, shown, error)) from None
    if not cells:
        raise ExportError(f"{shown}: the sheet is empty. Download it again.")
    return Contents(
        [
            Row(
                line,
                tuple(
                    blind.get((line, column)) or _text(cell)
                    for column, cell in enumerate(row, start=1)
                ),
            )
            for line, row in enumerate(cells, start=1)
        ]
    )


def _sheet(names: list[str], shown: str, sheet: str | None) -> str:
    if not names:
        raise ExportError(f"{shown}: this workbook has no sheets. Download it again.")
    if sheet is not None and sheet not in names:
        raise ExportError(
            f'{shown}: there is no sheet "{sheet}". {suggestion(sheet, names)} '
            "Write its name as sheet in the entry of this export."
        )
    return sheet or names[0]


def _protected(shown: str) -> str:
    return (
        f"{shown}: this workbook has a password. Open it, take off the password, and save it "
        "as .xlsx."
    )


def _unreadable(path: Path, shown: str, error: Exception) -> str:
    with path.open("rb") as file:
        start = file.read(len(OLE))
    if start == OLE and path.suffix.lower() == ".xlsx":
        return _protected(shown)
    if not start.startswith((b"PK", OLE)):
        return (
            f"{shown}: this is not a workbook, though it may be called one. If it is text, "
            'write format = "delimited" in its entry; else download it again.'
        )
    return (
        f"{shown}: this workbook is damaged and cannot be read ({type(error).__name__}). "
        "Download it again, or open it and save it as .xlsx."
    )


def _text(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float):
        return _number(cell)
    if isinstance(cell, datetime):
        midnight = cell.time() == time(0)
        return cell.date().isoformat() if midnight else cell.isoformat(" ", "seconds")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell)


def _number(cell: float) -> str:
    if cell.is_integer():
        return str(int(cell))
    text = repr(cell)
    # Text such as 2.125 means two thousand and more in Dutch; a further zero keeps it a fraction.
    return f"{text}0" if len(text.partition(".")[2]) == 3 else text
