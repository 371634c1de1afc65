"""The old .xls: its values, how its rows look, and the errors in its cells."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import xlrd
from xlrd.compdoc import CompDoc, CompDocError

from analysis.exports.looks import Looks
from analysis.programme.area import Area

EPOCHS = (datetime(1899, 12, 30), datetime(1904, 1, 1))
DAYS_BEFORE_LEAP = 61
"""Up to here the numbers of days count a 29 February 1900 that never was."""
STREAMS = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book"))
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

Value = str | float | bool | date | datetime | time


def is_protected(path: Path) -> bool:
    """Whether the container holds a newer workbook, encrypted."""
    content = path.read_bytes()
    newer = path.suffix.lower() in (".xlsx", ".xlsm")
    return ENCRYPTED in content or (newer and not any(name in content for name in STREAMS))


class _Container(CompDoc):
    """The OLE container in which an .xls lies; its sectors may lead round in a circle."""

    def _get_stream(
        self, mem: Any, base: int, sat: Any, sec_size: int, start_sid: int, *rest: Any, **more: Any
    ) -> Any:
        sector = start_sid
        for _ in range(len(sat) + 1):
            if not 0 <= sector < len(sat):
                return super()._get_stream(mem, base, sat, sec_size, start_sid, *rest, **more)
            sector = sat[sector]
        raise CompDocError("The sectors of a stream lead round in a circle.")


@dataclass(frozen=True)
class OldBook:
    """An .xls, of which one sheet at a time is taken into memory."""

    book: Any

    @classmethod
    def opened(cls, path: Path) -> OldBook:
        """The workbook; XLRDError and many others for one that is damaged or protected."""
        # What it would print about a damaged file.
        log = io.StringIO()
        container = _Container(path.read_bytes(), logfile=log)
        found = [container.locate_named_stream(name) for name in ("Workbook", "Book")]
        content, start, size = max(found, key=lambda one: one[0] is not None)
        if content is None:
            raise CompDocError("There is no workbook in it.")
        return cls(
            xlrd.open_workbook(
                file_contents=bytes(content[start : start + size]),
                logfile=log,
                formatting_info=True,
                on_demand=True,
                ragged_rows=True,
            )
        )

    def shown_sheets(self) -> list[tuple[str, bool]]:
        """The names of the sheets, each with whether it is seen when the file is opened."""
        return list(
            zip(self.book.sheet_names(), [not seen for seen in self.book._sheet_visibility],
                strict=True)
        )  # fmt: skip

    def sheet(self, name: str, area: Area) -> tuple[Any, Looks]:
        """The sheet, and how it looks."""
        sheet = self.book.sheet_by_name(name)
        looks = Looks(area)
        for row in range(sheet.nrows):
            info = sheet.rowinfo_map.get(row)
            if info is not None and info.hidden:
                looks.hidden.add(row + 1)
            for column in range(sheet.row_len(row)):
                self._look(sheet, row, column, looks)
        for column, info in sheet.colinfo_map.items():
            if info.hidden:
                looks.hide_columns(column + 1, column + 1)
        return sheet, looks

    def _look(self, sheet: Any, row: int, column: int, looks: Looks) -> None:
        kind = sheet.cell_type(row, column)
        if kind in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
            return
        looks.reach(row + 1, column + 1)
        if not looks.area.holds(row + 1, column + 1):
            return
        form = self.book.xf_list[sheet.cell_xf_index(row, column)]
        runs = sheet.rich_text_runlist_map.get((row, column), ())
        fonts = [form.font_index, *(font for _, font in runs)]
        if any(self.book.font_list[font].struck_out for font in fonts):
            looks.struck.add(row + 1)
        if form.background.fill_pattern:
            looks.filled.add(row + 1)

    def rows(self, sheet: Any) -> Iterator[list[Value]]:
        """The values of each row, as far as it goes."""
        for row in range(sheet.nrows):
            yield [self._value(cell) for cell in sheet.row(row)]

    def _value(self, cell: Any) -> Value:
        if cell.ctype == xlrd.XL_CELL_ERROR:
            return str(xlrd.error_text_from_code.get(cell.value, "#ERROR"))
        if cell.ctype == xlrd.XL_CELL_BOOLEAN:
            return bool(cell.value)
        if cell.ctype == xlrd.XL_CELL_DATE:
            return _moment(cell.value, self.book.datemode)
        value: Value = cell.value
        return value


def _moment(days: float, datemode: int) -> Value:
    """What a number of days stands for: a day, a time of day, or both; itself if it is none."""
    if not 0 <= days < 2_958_466:
        return days
    shift = 1 if datemode == 0 and 1 <= days < DAYS_BEFORE_LEAP - 1 else 0
    moment = (
        EPOCHS[datemode] + timedelta(days=shift) + timedelta(milliseconds=round(days * 86_400_000))
    )
    if days < 1:
        return moment.time()
    return moment.date() if moment.time() == time(0) else moment
