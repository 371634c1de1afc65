"""Which combinations occur, and how often: a row of dots for each, filled where it holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.draw import axis, layout, series
from analysis.draw.layout import EDGE
from analysis.draw.series import Row
from analysis.draw.sheet import LINE_HEIGHT, Sheet, Width, breadth
from analysis.draw.words import Words
from analysis.payload import Cell, Chart, Column
from analysis.problems import UserError

ROW = 19.0
BAR = 13.0
BROADEST = 26.0
MOST = 12
DOTS_SHARE = 0.5
VALUE_GAP, BAR_GAP = 5.0, 8.0
FILL = "c1"


@dataclass(frozen=True)
class Matrix:
    """The columns of dots, one for each mark."""

    left: float
    breadth: float
    number: int

    @property
    def right(self) -> float:
        """Where the last column ends."""
        return self.left + self.number * self.breadth

    def at(self, number: int) -> float:
        """The middle of a column."""
        return self.left + (number + 0.5) * self.breadth


def patterns(chart: Chart, words: Words, width: Width) -> Sheet:
    """Dots that are filled or open, joined from the first filled to the last, and a bar."""
    series.at_most(chart, 1)
    sheet, rows, marked = Sheet(width), series.rows(chart, words), marks(chart)
    layout.numbered(sheet, [words.heading(one) for one in marked])
    room = min(BROADEST, DOTS_SHARE * width.points / len(marked))
    matrix = Matrix(EDGE, room, len(marked))
    for number in range(len(marked)):
        y = sheet.height + LINE_HEIGHT / 2
        sheet.text(matrix.at(number), y, str(number + 1), "soft", "center")
    sheet.height += LINE_HEIGHT + 4
    top, key = sheet.height, chart.series[0]
    for row, plain in zip(rows, chart.rows, strict=True):
        _dots(sheet, [plain.get(one.key) for one in marked], matrix, words)
        text = words.cell(series.column(chart, key), plain.get(key))
        _bar(sheet, row, text, matrix.right + BAR_GAP, _scale(rows, matrix, width))
        sheet.height += ROW
    sheet.line(matrix.right + BAR_GAP, top, sheet.height)
    cells = [plain.get(one) for plain in chart.rows for one in (key, *(m.key for m in marked))]
    sheet.height = axis.said(sheet, sheet.height + 4, series.shorthand(cells, words)) + EDGE
    return sheet


def _scale(rows: Sequence[Row], matrix: Matrix, width: Width) -> float:
    """How long a bar is for one, with room for what stands at its end."""
    longest = max((breadth(row.texts[0]) for row in rows if row.complete), default=0.0)
    most = max((row.total for row in rows), default=0.0) or 1.0
    return (width.points - EDGE - matrix.right - BAR_GAP - longest - VALUE_GAP) / most


def _bar(sheet: Sheet, row: Row, text: str, start: float, scale: float) -> None:
    middle, length = sheet.height + ROW / 2, (row.values[0] or 0.0) * scale
    sheet.bar(start, middle - BAR / 2, length, BAR, FILL)
    ink = "ink" if row.complete else "soft"
    sheet.text(start + length + VALUE_GAP, middle, text, ink)


def marks(chart: Chart) -> list[Column]:
    """The columns whose marks make a pattern, in their order.

    Raises UserError when there are none, or too many.
    """
    found = [one for one in chart.columns if one.kind == "mark"]
    if not found:
        known = ", ".join(one.key for one in chart.columns)
        raise UserError(
            f'Chart "{chart.id}" has no columns of true and false, which make its patterns. '
            f"Its columns: {known}."
        )
    if len(found) > MOST:
        raise UserError(
            f'Chart "{chart.id}" has {len(found)} columns of marks; at most {MOST} can be told '
            "apart. Show it as a table."
        )
    return found


def _dots(sheet: Sheet, cells: Sequence[Cell], matrix: Matrix, words: Words) -> None:
    """What the pattern is of; a mark that is not there says why."""
    y = sheet.height + ROW / 2
    filled = [at for at, cell in enumerate(cells) if cell is True]
    if len(filled) > 1:
        sheet.path([(matrix.at(filled[0]), y), (matrix.at(filled[-1]), y)], FILL, 2.0)
    radius = min(5.5, 0.34 * matrix.breadth)
    mark = Column(key="", kind="mark")
    for at, cell in enumerate(cells):
        if isinstance(cell, bool):
            sheet.dot(matrix.at(at), y, radius, FILL if cell else "line", filled=cell)
        else:
            sheet.text(matrix.at(at), y, words.cell(mark, cell), "soft", "center")
