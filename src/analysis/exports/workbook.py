"""A sheet of a spreadsheet file. Formulas are never computed: the stored value is read."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import chain, repeat
from pathlib import Path
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import ExpatError

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)
from xlrd import XLRDError
from xlrd.compdoc import CompDocError

from analysis.exports import opendocument, package, spreadsheetml
from analysis.exports.binary import OldBook, is_protected
from analysis.exports.looks import Looks
from analysis.exports.rows import Contents, Row, readable
from analysis.exports.values import Cell, as_text
from analysis.problems import ExportError, suggestion
from analysis.programme.area import Area, area
from analysis.programme.models import Export

ZIP = b"PK\x03\x04"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
"""How an .xls starts, and an .xlsx that has a password."""

DAMAGED = (CalamineError, OSError, ValueError, NotImplementedError, RuntimeError, LookupError,
           ArithmeticError, AttributeError, TypeError, AssertionError, MemoryError, EOFError,
           zipfile.BadZipFile, zlib.error, struct.error, ParseError, ExpatError, XLRDError,
           CompDocError)  # fmt: skip
"""What the readers of workbooks raise on files that are not what they seem."""


def read(path: Path, shown: str, export: Export) -> Contents:
    """The rows of one sheet, numbered as in the spreadsheet; the first one shown unless named.

    Numbers without a fraction lose their `.0`; dates become ISO text; an error such as #N/A is
    kept as text. With declared cells only those are given. Raises ExportError when the file is
    no workbook, is protected, unpacks to too much or lacks the sheet.
    """
    readable(path, shown)
    with path.open("rb") as file:
        start = file.read(len(OLE))
    rectangle = area(export.cells) or Area()
    with _guarded(path, shown):
        if start == OLE:
            found = _old(path, shown, export.sheet, rectangle)
        elif start.startswith(ZIP):
            found = _zipped(path, shown, export.sheet, rectangle)
        else:
            raise ValueError("It starts as no workbook does.")
        if found.bottom == 0:
            raise ExportError(f"{shown}: the sheet is empty. Download it again.")
    hidden = {column - rectangle.left for column in found.looks.hidden_columns}
    return Contents(found, hidden=frozenset(hidden))


def sheets(path: Path, shown: str) -> list[tuple[str, bool]]:
    """The names of the sheets of a workbook, each with whether it is seen when one opens it.

    Raises ExportError as reading does.
    """
    readable(path, shown)
    with path.open("rb") as file:
        start = file.read(len(OLE))
    with _guarded(path, shown):
        if start == OLE and not is_protected(path):
            return OldBook.opened(path).shown_sheets()
        if start.startswith(ZIP):
            return _named(_book(path, package.looked_through(path, shown)))
        raise PasswordError if start == OLE else ValueError("It starts as no workbook does.")


@dataclass(frozen=True)
class Rows:
    """The rows of one sheet, as often as they are asked for.

    `cells` gives them from the first row on, as many as hold a value and beginning in the column
    after `left`; what a reader is blind for may stand below and to the right.
    """

    cells: Callable[[], Iterable[Sequence[Cell]]]
    left: int
    right: int
    bottom: int
    looks: Looks

    def __iter__(self) -> Iterator[Row]:
        """Each row down to the last that holds something; those outside the area are apart."""
        within, texts = self.looks.area, self.looks.texts
        columns = slice(within.left - 1, within.right)
        below = repeat((), self.bottom)
        for line, cells in zip(range(1, self.bottom + 1), chain(self.cells(), below), strict=False):
            found = ("",) * self.left + tuple(map(as_text, cells))
            row = found + ("",) * (self.right - len(found))
            if texts:
                row = tuple(
                    texts.get((line, column), text) for column, text in enumerate(row, start=1)
                )
            marks = self.looks.marks(line)
            yield Row(line, row[columns], "" if within.rows(line) else "outside", marks)


def _zipped(path: Path, shown: str, sheet: str | None, within: Area) -> Rows:
    kind = package.looked_through(path, shown)
    with zipfile.ZipFile(path) as archive:
        if kind == "ods":
            if opendocument.encrypted(archive):
                raise PasswordError
            seen_of = opendocument.looks(archive, sheet, within)
            for seen in seen_of.values():
                seen.refuse_stretched(shown)
        book = _book(path, kind)
        name = _sheet(_named(book), shown, sheet)
        if kind == "ods":
            asked = name in (sheet, next(iter(seen_of)))
            seen = (seen_of if asked else opendocument.looks(archive, name, within))[name]
        else:
            seen = spreadsheetml.looks(archive, name, within)
    seen.refuse_stretched(shown)
    table = book.get_sheet_by_name(name)
    # Both are counted from 0, and there is none of a sheet without values.
    left, (bottom, right) = table.start or (0, 0), table.end or (-1, -1)
    # A number that is no time is found only now, when it is made one.
    cells = partial(_taken, path, shown, table.iter_rows)
    return _rows(cells, left[1], right + 1, bottom + 1, seen)


def _named(book: CalamineWorkbook) -> list[tuple[str, bool]]:
    return [
        (one.name, one.visible == SheetVisibleEnum.Visible)
        for one in book.sheets_metadata
        if one.typ == SheetTypeEnum.WorkSheet
    ]


def _book(path: Path, kind: str) -> CalamineWorkbook:
    if path.suffix.lower() == f".{kind}":
        return CalamineWorkbook.from_path(str(path))
    # By its name it would be read as what it is not.
    with path.open("rb") as file:
        return CalamineWorkbook.from_filelike(file)


def _old(path: Path, shown: str, sheet: str | None, within: Area) -> Rows:
    if is_protected(path):
        raise PasswordError
    book = OldBook.opened(path)
    name = _sheet(book.shown_sheets(), shown, sheet)
    found, seen = book.sheet(name, within)
    seen.refuse_stretched(shown)
    return _rows(lambda: book.rows(found), 0, seen.right, seen.bottom, seen)


def _taken(
    path: Path, shown: str, rows: Callable[[], Iterable[Sequence[Cell]]]
) -> Iterator[Sequence[Cell]]:
    with _guarded(path, shown):
        yield from rows()


def _rows(
    cells: Callable[[], Iterable[Sequence[Cell]]], left: int, right: int, bottom: int, seen: Looks
) -> Rows:
    blind = [(bottom, right), *seen.texts]
    return Rows(cells, left, max(c for _, c in blind), max(r for r, _ in blind), seen)


def _sheet(sheets: list[tuple[str, bool]], shown: str, sheet: str | None) -> str:
    """The name of the sheet that is asked; unless asked the first that is not hidden."""
    names = [name for name, _ in sheets]
    if not names:
        raise ExportError(f"{shown}: this workbook has no sheets. Download it again.")
    if sheet is not None and sheet not in names:
        # A hostile file may call a sheet anything.
        known = ["".join(c if c.isprintable() else "?" for c in name) for name in names]
        raise ExportError(
            f'{shown}: there is no sheet "{sheet}". {suggestion(sheet, known)} '
            "Write its name as sheet in the entry of this export."
        )
    return sheet or next((name for name, seen in sheets if seen), names[0])


@contextmanager
def _guarded(path: Path, shown: str) -> Iterator[None]:
    """Turn whatever a reader makes of a file that is not what it seems into a sentence."""
    try:
        yield
    except PasswordError:
        raise ExportError(_protected(shown)) from None
    except DAMAGED as error:
        raise ExportError(_unreadable(path, shown, error)) from None
    except BaseException as error:
        # A panic of the compiled reader is no Exception, and cannot be imported.
        if type(error).__name__ == "PanicException":
            raise ExportError(_unreadable(path, shown, error)) from None
        raise


def _unreadable(path: Path, shown: str, error: BaseException) -> str:
    with path.open("rb") as file:
        start = file.read(len(OLE))
    if "encrypted" in str(error):
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


def _protected(shown: str) -> str:
    return (
        f"{shown}: this workbook has a password. Open it, take off the password, and save it "
        "as .xlsx."
    )
