"""Answers on a scale: disagreement to the left, agreement to the right of one line.

The neutral answer is centred on that line, so that a row leans to the side it is on. Each row
shows its n: five answers and fifty draw the same bar.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.draw import layout, series
from analysis.draw.series import Row
from analysis.draw.sheet import Sheet, Width
from analysis.draw.words import Words
from analysis.payload import Chart
from analysis.problems import UserError

BAR = 22.0
LEFT = {0: (), 1: ("n2",), 2: ("n3", "n1"), 3: ("n3", "n2", "n1")}
RIGHT = {0: (), 1: ("p2",), 2: ("p1", "p3"), 3: ("p1", "p2", "p3")}


def likert(chart: Chart, words: Words, width: Width) -> Sheet:
    """Diverging bars of equal length; a row that cannot be drawn whole says so."""
    rows, names = series.rows(chart, words), series.names(chart, words)
    colours, before = _colours(chart), _before(chart)
    sheet, place = Sheet(width), layout.plot(rows, width)
    layout.key(sheet, names, colours)
    drawn = [row for row in rows if row.complete and row.total > 0]
    left = max((_left(row, before) / row.total for row in drawn), default=0.5)
    right = max((1 - _left(row, before) / row.total for row in drawn), default=0.5)
    room = place.room / (left + right)
    middle = place.left + left * room
    for lane in layout.lanes(sheet, rows, place, lambda row: BAR, with_sample=True):
        if lane.row in drawn:
            _middle(sheet, middle, lane.top, through=chart.midpoint is None)
            start = middle - _left(lane.row, before) / lane.row.total * room
            layout.parts(sheet, lane, start, room / lane.row.total, colours)
        else:
            sheet.text(place.left + 6, lane.middle, layout.absence(lane.row), "soft")
    return sheet


def _middle(sheet: Sheet, x: float, top: float, *, through: bool) -> None:
    """The line that all rows share; a neutral answer lies on it, with its number unbroken."""
    ends = [(top - 4, top + BAR + 4)] if through else [(top - 4, top), (top + BAR, top + BAR + 4)]
    for start, end in ends:
        sheet.line(x, start, end)


def _before(chart: Chart) -> float:
    """How many parts lie left of the line: a neutral one counts for half."""
    if chart.midpoint is None:
        return len(chart.series) / 2
    if chart.midpoint not in chart.series:
        known = ", ".join(chart.series)
        raise UserError(
            f'Chart "{chart.id}": midpoint "{chart.midpoint}" is none of its series: {known}.'
        )
    return chart.series.index(chart.midpoint) + 0.5


def _left(row: Row, before: float) -> float:
    """How much of a row lies left of the line."""
    whole = int(before)
    values = [value or 0.0 for value in row.values]
    return sum(values[:whole]) + (values[whole] / 2 if before > whole else 0.0)


def _colours(chart: Chart) -> Sequence[str]:
    """From orange over grey to blue, as many as there are parts."""
    before = _before(chart)
    left, neutral = int(before), int(before > int(before))
    right = len(chart.series) - left - neutral
    if max(left, right) > max(LEFT):
        raise UserError(
            f'Chart "{chart.id}": at most {max(LEFT)} answers can stand on either side of the '
            "middle. Join some, or show a table."
        )
    return (*LEFT[left], *("mid",) * neutral, *RIGHT[right])
