"""A bar for each series of each category, with its value at its end."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.draw import layout, series
from analysis.draw.palette import SERIES
from analysis.draw.series import Row
from analysis.draw.sheet import Sheet, Width, breadth
from analysis.draw.words import Words
from analysis.payload import Chart
from analysis.problems import UserError

BAR = 16.0
BAR_GAP = 2.0
VALUE_GAP = 5.0
MOST_OF_A_WHOLE = 0.5
MOST_OF_THE_ROOM = 0.4


def bars(chart: Chart, words: Words, width: Width) -> Sheet:
    """Horizontal bars from zero; what is not recorded has no bar but says so."""
    if len(chart.series) > len(SERIES):
        raise UserError(
            f'Chart "{chart.id}" has {len(chart.series)} series; at most {len(SERIES)} can be '
            "told apart. Show it as a table."
        )
    rows, names = series.rows(chart, words), series.names(chart, words)
    direct = [series.named(row, names, words) for row in rows]
    place = layout.plot(rows, width)
    keyed = len(names) > 1 and _longest(rows, direct) > MOST_OF_THE_ROOM * place.room
    sheet = Sheet(width)
    if keyed:
        direct = [list(row.texts) for row in rows]
        layout.key(sheet, names, SERIES[: len(names)])
    height = len(names) * (BAR + BAR_GAP) - BAR_GAP
    lanes = layout.lanes(sheet, rows, place, lambda row: height)
    room = place.room - _longest(rows, direct) - VALUE_GAP
    scale = room / _whole(chart, rows)
    for lane, texts in zip(lanes, direct, strict=True):
        _lane(sheet, lane, place.left, scale, texts)
    return sheet


def _lane(sheet: Sheet, lane: layout.Lane, left: float, scale: float, texts: Sequence[str]) -> None:
    y = lane.top
    sheet.line(left, lane.top - 3, lane.top + lane.height + 3)
    for value, text, colour in zip(lane.row.values, texts, SERIES, strict=False):
        length = (value or 0) * scale
        sheet.bar(left, y, length, BAR, colour)
        ink = "soft" if value is None else "ink"
        sheet.text(left + length + VALUE_GAP, y + BAR / 2, text, ink)
        y += BAR + BAR_GAP


def _longest(rows: Sequence[Row], direct: Sequence[Sequence[str]]) -> float:
    """The breadth that the texts need at the ends of their bars; without a bar there is room."""
    return max(
        (
            breadth(text)
            for row, texts in zip(rows, direct, strict=True)
            for value, text in zip(row.values, texts, strict=True)
            if value is not None
        ),
        default=0.0,
    )


def _whole(chart: Chart, rows: Sequence[Row]) -> float:
    """What the longest possible bar stands for: shares run to 100% unless all are small."""
    highest = max((value for row in rows for value in row.values if value), default=1.0)
    is_share = series.column(chart, chart.series[0]).kind == "share"
    return 1.0 if is_share and MOST_OF_A_WHOLE < highest <= 1 else highest
