"""Two dots on one line for each category: what was first, what was second, and how far apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.draw import axis, layout, series
from analysis.draw.axis import Axis
from analysis.draw.layout import EDGE
from analysis.draw.sheet import Sheet, Side, Width, breadth
from analysis.draw.words import Words
from analysis.payload import Cell, Chart

RADIUS = 5.0
GAP = 4.0
LANE = 20.0
APART = 14.0
"""How far below one another two dots stand that each have an interval."""
LOOKS = (("c2", False), ("c1", True))
"""The first is an open ring, the second a filled dot: never told apart by colour alone."""


@dataclass(frozen=True)
class Spot:
    """One dot: its value, how far its interval reaches, what it says, and how it looks."""

    value: float | None
    low: float | None
    high: float | None
    text: str
    colour: str
    filled: bool


@dataclass(frozen=True)
class Text:
    """What stands beside a dot, and where."""

    x: float
    y: float
    text: str
    side: Side

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.x - breadth(self.text) if self.side == "right" else self.x

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.left + breadth(self.text)


def dumbbell(chart: Chart, words: Words, width: Width) -> Sheet:
    """Dots on one axis, joined by a line; one alone has its interval, if any, around it."""
    series.at_most(chart, len(LOOKS))
    rows = series.rows(chart, words, below_zero=True)
    spots = [_spots(chart, row, words) for row in chart.rows]
    sheet, place = Sheet(width), layout.plot(rows, width)
    if len(chart.series) > 1:
        layout.dots(sheet, series.names(chart, words), LOOKS)
    kind = series.column(chart, chart.series[0]).kind
    line = _axis(spots, place, whole=kind == "count")
    height = LANE + APART * (bool(chart.low) and len(chart.series) > 1)
    lanes = layout.lanes(sheet, rows, place, lambda row: height)
    for lane, row in zip(lanes, spots, strict=True):
        _lane(sheet, lane, line, row)
    places = [line.at(value) for value in line.scale.ticks]
    y = axis.drawn(sheet, sheet.height, places, axis.tick_texts(line.scale, kind, words))
    sheet.height = axis.said(sheet, y + 2, _remarks(chart, line, words)) + EDGE
    return sheet


def _axis(spots: Sequence[Sequence[Spot]], place: layout.Plot, whole: bool) -> Axis:
    """The axis, with room beside it for what stands beside the outermost dots."""
    known = [v for row in spots for s in row for v in (s.value, s.low, s.high) if v is not None]
    margin = max((breadth(s.text) for row in spots for s in row), default=0.0) + RADIUS + GAP
    absent = max((breadth(text) + 2 * GAP for row in spots if (text := _absent(row))), default=0.0)
    left, right = place.left + margin, place.right - margin - absent
    return Axis(axis.scaled(known, axis.steps(right - left), whole), left, right)


def _absent(spots: Sequence[Spot]) -> str:
    """What stands in the place of dots that are not there."""
    return " / ".join(spot.text for spot in spots if spot.value is None)


def _remarks(chart: Chart, line: Axis, words: Words) -> list[str]:
    kind = series.column(chart, chart.series[0]).kind
    cells = [row.get(key) for row in chart.rows for key in chart.series]
    return [
        axis.named(chart, words, ""),
        *axis.cut(line.scale, kind, words),
        words.say("chart.interval_bars") if chart.low and chart.high else "",
        *series.shorthand(cells, words),
    ]


def _spots(chart: Chart, row: dict[str, Cell], words: Words) -> list[Spot]:
    found = []
    for key, (colour, filled) in zip(chart.series, LOOKS[-len(chart.series) :], strict=True):
        low, high = (series.end(chart, row, side, key) for side in (chart.low, chart.high))
        column = series.column(chart, key)
        value = series.measured(chart, row.get(key), below_zero=True)
        found.append(Spot(value, low, high, words.cell(column, row.get(key)), colour, filled))
    return found


def _lane(sheet: Sheet, lane: layout.Lane, line: Axis, spots: Sequence[Spot]) -> None:
    spread = any(spot.low is not None for spot in spots) and len(spots) > 1
    shift = APART if spread else 0.0
    heights = [lane.middle + shift * (n - (len(spots) - 1) / 2) for n in range(len(spots))]
    known = [(spot, y) for spot, y in zip(spots, heights, strict=True) if spot.value is not None]
    said = _texts(line, known)
    _grid(sheet, lane, line, said)
    places = [(line.at(spot.value or 0.0), y) for spot, y in known]
    if len(places) > 1:
        sheet.path(places, "soft", 1.4)
    for spot, y in known:
        _interval(sheet, spot, line, y)
    for number, ((spot, _), (x, y)) in enumerate(zip(known, places, strict=True)):
        # Of two dots in one place the second lies within the ring of the first.
        within = number > 0 and max(abs(x - places[0][0]), abs(y - places[0][1])) < RADIUS / 2
        sheet.dot(x, y, RADIUS / 2 if within else RADIUS, spot.colour, spot.filled)
    for text in said:
        sheet.text(text.x, text.y, text.text, side=text.side)
    # Not as a dot: which of the two is not there, the look of the other one tells.
    sheet.text(sheet.width.points - EDGE, lane.middle, _absent(spots), "soft", "right")


def _grid(sheet: Sheet, lane: layout.Lane, line: Axis, said: Sequence[Text]) -> None:
    """Upright lines at the numbers of the axis, but not through a text."""
    for value in line.scale.ticks:
        x = line.at(value)
        if not any(text.left - 2 <= x <= text.right + 2 for text in said):
            colour = "rule" if value else "line"
            sheet.path([(x, lane.top - 2), (x, lane.top + lane.height + 2)], colour)


def _interval(sheet: Sheet, spot: Spot, line: Axis, y: float) -> None:
    """A line with ends from the low to the high end."""
    if spot.low is None or spot.high is None:
        return
    left, right = line.at(spot.low), line.at(spot.high)
    sheet.path([(left, y), (right, y)], spot.colour, 1.2)
    for x in (left, right):
        sheet.path([(x, y - 3), (x, y + 3)], spot.colour, 1.2)


def _texts(line: Axis, known: Sequence[tuple[Spot, float]]) -> list[Text]:
    """The lower value to the left, the higher to the right; of equal ones one says it."""
    ordered = sorted(known, key=lambda one: one[0].value or 0.0)
    same = len({spot.text for spot, _ in ordered}) == 1 and len({y for _, y in ordered}) == 1
    found = []
    for number, (spot, y) in enumerate(ordered):
        left = number == 0 and len(ordered) > 1
        if left and same:
            continue
        edge = spot.low if left else spot.high
        at = line.at((spot.value if edge is None else edge) or 0.0)
        x = at - RADIUS - GAP if left else at + RADIUS + GAP
        found.append(Text(x, y, spot.text, "right" if left else "left"))
    return found
