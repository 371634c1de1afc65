"""The cells of a sheet that hold one list, where the sheet holds more than that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from analysis.programme.models import Export

RANGE = re.compile(r"([A-Z]{0,3})([0-9]{0,7}):([A-Z]{0,3})([0-9]{0,7})")
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384


@dataclass(frozen=True)
class Area:
    """A rectangle of cells, counted from 1, its first and last rows and columns included."""

    top: int = 1
    left: int = 1
    bottom: int = MOST_ROWS
    right: int = MOST_COLUMNS

    def rows(self, row: int) -> bool:
        """Whether a row passes through the rectangle."""
        return self.top <= row <= self.bottom

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell lies in the rectangle."""
        return self.left <= column <= self.right and self.top <= row <= self.bottom


def area(cells: str | None) -> Area | None:
    """The rectangle that is written as H3:M40, or A:F for whole columns; none when it is not one.

    Nothing written is the whole sheet.
    """
    if cells is None:
        return Area()
    found = RANGE.fullmatch(cells.replace("$", "").strip().upper())
    if not found:
        return None
    first, top, last, bottom = found.groups()
    if bool(first) != bool(last) or bool(top) != bool(bottom) or not (first or top):
        return None
    rectangle = Area(
        int(top or 1), column(first or "A"), int(bottom or MOST_ROWS), column(last or "XFD")
    )
    upright = 1 <= rectangle.top <= rectangle.bottom <= MOST_ROWS
    return rectangle if upright and rectangle.left <= rectangle.right <= MOST_COLUMNS else None


def column(letters: str) -> int:
    """The number of a column that a spreadsheet names by letters; A is 1."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def misplaced(at: str, export: Export) -> Iterator[str]:
    """A sentence for cells that are declared where no sheet has them."""
    if export.cells is None:
        return
    if not export.spreadsheet:
        yield f"{at}.cells: only a workbook has cells. Take it out."
    elif area(export.cells) is None:
        yield (
            f'{at}.cells: "{export.cells}" is not a range of cells. Write the first and the last '
            'cell, as in "H3:M40", or columns, as in "A:F".'
        )
