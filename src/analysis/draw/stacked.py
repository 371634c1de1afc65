"""The parts of one whole side by side in one bar per category."""

from __future__ import annotations

from analysis.draw import layout, series
from analysis.draw.palette import SERIES
from analysis.draw.sheet import Sheet, Width
from analysis.draw.words import Words
from analysis.payload import Chart
from analysis.problems import UserError

BAR = 22.0


def stacked(chart: Chart, words: Words, width: Width) -> Sheet:
    """Stacked bars from zero; a row that cannot be drawn whole has no bar but says so."""
    if len(chart.series) > len(SERIES):
        raise UserError(
            f'Chart "{chart.id}" has {len(chart.series)} parts; at most {len(SERIES)} can be '
            "told apart. Show it as a table."
        )
    rows, names = series.rows(chart, words), series.names(chart, words)
    colours = SERIES[: len(names)]
    sheet, place = Sheet(width), layout.plot(rows, width)
    layout.key(sheet, names, colours)
    longest = max((row.total for row in rows if row.complete), default=0.0) or 1.0
    for lane in layout.lanes(sheet, rows, place, lambda row: BAR, with_sample=True):
        sheet.line(place.left, lane.top - 3, lane.top + BAR + 3)
        if lane.row.complete:
            layout.parts(sheet, lane, place.left + 1, place.room / longest, colours)
        else:
            sheet.text(place.left + 6, lane.middle, layout.absence(lane.row), "soft")
    return sheet
