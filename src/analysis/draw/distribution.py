"""How often chance alone gives each value, and where the value lies that was found."""

from __future__ import annotations

from analysis.draw import axis, binned, series
from analysis.draw.axis import Axis, Scale
from analysis.draw.binned import Bin
from analysis.draw.layout import EDGE
from analysis.draw.sheet import LINE_HEIGHT, Sheet, Width, breadth, wrapped
from analysis.draw.words import Words
from analysis.payload import Chart

HEIGHT = 150.0
LABEL_GAP = 6.0


def distribution(chart: Chart, words: Words, width: Width) -> Sheet:
    """Standing bars side by side, as high as their counts, and a line at what was found."""
    series.at_most(chart, 1)
    bins = binned.of(chart)
    binned.checked(chart, bins)
    sheet, found = Sheet(width), binned.observed(chart)
    heights = _heights(bins)
    column = series.column(chart, chart.series[0])
    texts = axis.tick_texts(heights, column.kind, words)
    line = _line(bins, found, EDGE + max(map(breadth, texts)) + LABEL_GAP, width)
    y = axis.said(sheet, sheet.height, [words.heading(column)]) + 4
    top = y + (_named(sheet, chart, words, line, y, found) if chart.observed else 0.0)
    _bars(sheet, bins, heights, line, top)
    _grid(sheet, heights, texts, line, top)
    if found is not None:
        x = line.at(found)
        sheet.path([(x, top - 2), (x, top + HEIGHT)], "c4", 2.2, dashed=True)
    places = [line.at(value) for value in line.scale.ticks]
    numbers = axis.tick_texts(line.scale, binned.kind(chart), words)
    y = axis.drawn(sheet, top + HEIGHT, places, numbers, ends=line.ends)
    cells = [row.get(chart.series[0]) for row in chart.rows]
    about = [axis.named(chart, words, series.called(chart, binned.FROM, words))]
    sheet.height = axis.said(sheet, y + 2, [*about, *series.shorthand(cells, words)]) + EDGE
    return sheet


def _line(bins: list[Bin], found: float | None, left: float, width: Width) -> Axis:
    """The axis, which holds all bins and what was found."""
    reach = [edge for one in bins for edge in (one.low, one.high)]
    reach += [] if found is None else [found]
    scale = axis.scaled(reach, axis.steps(width.points - left))
    return Axis(axis.within(scale, min(reach), max(reach)), left, width.points - EDGE)


def _heights(bins: list[Bin]) -> Scale:
    counts = [one.values[0] for one in bins]
    return axis.scaled([v for v in counts if v is not None], 3, whole=True, zero=True)


def _named(
    sheet: Sheet, chart: Chart, words: Words, line: Axis, y: float, found: float | None
) -> float:
    """What the line is, above it; how much room that takes."""
    text = binned.observation(chart, words)
    room = line.right - line.left
    lines = wrapped(text, room)
    wide = max(breadth(one) for one in lines)
    x = line.left + wide / 2 if found is None else line.at(found)
    x = min(max(x, line.left + wide / 2), line.right - wide / 2)
    ink = "soft" if found is None else "ink"
    for number, one in enumerate(lines):
        sheet.text(x, y + (number + 0.5) * LINE_HEIGHT, one, ink, "center")
    return len(lines) * LINE_HEIGHT + 5


def _bars(sheet: Sheet, bins: list[Bin], heights: Scale, line: Axis, top: float) -> None:
    for one in bins:
        high = (one.values[0] or 0.0) / heights.high * HEIGHT
        left, right = line.at(one.low), line.at(one.high)
        gap = min(1.0, (right - left) / 5)
        if high:
            sheet.bar(left + gap / 2, top + HEIGHT - high, right - left - gap, high, "c1")


def _grid(sheet: Sheet, heights: Scale, texts: list[str], line: Axis, top: float) -> None:
    """The counts beside the bars."""
    for value, text in zip(heights.ticks, texts, strict=True):
        y = top + HEIGHT * (1 - value / heights.high)
        sheet.text(line.left - LABEL_GAP, y, text, "soft", "right")
        sheet.path([(line.left - 3, y), (line.left, y)])
    sheet.path([(line.left, top), (line.left, top + HEIGHT)])
