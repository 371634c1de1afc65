"""A cell for each row and column, darker where more is counted; each says its number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from analysis.draw import layout, series
from analysis.draw.axis import said
from analysis.draw.layout import EDGE, LABEL_GAP, Lane, Plot
from analysis.draw.palette import HEAT
from analysis.draw.series import Row
from analysis.draw.sheet import LINE_HEIGHT, WIDE, Sheet, Width, breadth, wrapped
from analysis.draw.words import Words
from analysis.payload import Chart
from analysis.problems import UserError

CELL = 24.0
PADDING = 4.0
BESIDE, BELOW = 2.0, 8.0
"""How far apart rows of cells lie where their labels stand beside, or above them."""


@dataclass(frozen=True)
class Columns:
    """Where the cells stand, and what stands above them."""

    left: float
    breadth: float
    heads: tuple[list[str], ...]

    def at(self, number: int) -> float:
        """Where a column begins."""
        return self.left + number * self.breadth


def heatmap(chart: Chart, words: Words, width: Width) -> Sheet:
    """Cells in steps of one colour; none for zero, for what is hidden, or not recorded."""
    rows, names = series.rows(chart, words), series.names(chart, words)
    sheet, place = Sheet(width), layout.plot(rows, width)
    keys = [series.column(chart, key) for key in chart.series]
    texts = [[words.cell(one, row.get(one.key)) for one in keys] for row in chart.rows]
    room = place.room / len(names)
    if max((breadth(text) for row in texts for text in row), default=0.0) + PADDING > room:
        raise UserError(
            f'Chart "{chart.id}" has {len(names)} columns, too many for their numbers to fit in '
            "cells on a telephone. Join some, or show it as a table."
        )
    columns = _columns(sheet, place, names)
    highest = max((value for row in rows for value in row.values if value), default=0.0)
    gap = BESIDE if width == WIDE else BELOW
    lanes = layout.lanes(sheet, rows, place, lambda row: _height(row, place, width), gap=gap)
    for lane, said_there in zip(lanes, texts, strict=True):
        _cells(sheet, lane, columns, said_there, highest)
    lines = series.shorthand([row.get(key) for row in chart.rows for key in chart.series], words)
    sheet.height = said(sheet, sheet.height + PADDING, lines) + EDGE if lines else sheet.height
    return sheet


def _columns(sheet: Sheet, place: Plot, names: Sequence[str]) -> Columns:
    """The headings above the cells; where a word of them is too long, a number stands there."""
    room = place.room / len(names)
    numbered = any(breadth(word) > room - PADDING for name in names for word in name.split())
    if numbered:
        layout.numbered(sheet, names)
    heads = [str(at) for at in range(1, len(names) + 1)] if numbered else names
    columns = Columns(place.left, room, tuple(wrapped(one, room - PADDING) for one in heads))
    _heads(sheet, columns)
    return columns


def _heads(sheet: Sheet, columns: Columns) -> None:
    """The headings stand on the cells: the last line of each at the same height."""
    most = max(len(lines) for lines in columns.heads)
    for number, lines in enumerate(columns.heads):
        middle = columns.at(number) + columns.breadth / 2
        for at, line in enumerate(lines, start=most - len(lines)):
            sheet.text(middle, sheet.height + (at + 0.5) * LINE_HEIGHT, line, side="center")
    sheet.height += most * LINE_HEIGHT + PADDING


def _height(row: Row, place: Plot, width: Width) -> float:
    """Cells are as high as the label beside them, so that they lie close."""
    if width != WIDE:
        return CELL
    return max(CELL, len(wrapped(row.label, place.left - LABEL_GAP + 0.5)) * LINE_HEIGHT)


def _cells(
    sheet: Sheet, lane: Lane, columns: Columns, texts: Sequence[str], highest: float
) -> None:
    top, foot = lane.top, lane.top + lane.height
    for number, (value, text) in enumerate(zip(lane.row.values, texts, strict=True)):
        left, right = columns.at(number), columns.at(number + 1) - 2
        colour = step(value, highest)
        ink = "soft"
        if colour:
            sheet.bar(left, top, right - left, lane.height, colour)
            ink = f"on-{colour}"
        sheet.path([(left, top), (right, top), (right, foot), (left, foot), (left, top)])
        sheet.text((left + right) / 2, lane.middle, text, ink, "center")


def step(value: float | None, highest: float) -> str | None:
    """Which step of lightness a value has; none where there is nothing to colour."""
    if not value or not highest:
        return None
    return HEAT[min(ceil(value / highest * len(HEAT)), len(HEAT)) - 1]
