"""Every form of chart is rows of bars: a label, one or more bars, and a key where needed.

On a wide sheet the labels stand left of the bars; on a narrow one above them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from analysis.draw.series import Row
from analysis.draw.sheet import LINE_HEIGHT, WIDE, Sheet, Width, breadth, wrapped

ROW_GAP = 13.0
LABEL_SHARE = 0.34
LABEL_GAP = 9.0
SWATCH = 10.0
EDGE = 2.0


@dataclass(frozen=True)
class Lane:
    """The strip on which the bars of one row are drawn."""

    row: Row
    top: float
    height: float

    @property
    def middle(self) -> float:
        """The height at which a single bar's text stands."""
        return self.top + self.height / 2


@dataclass(frozen=True)
class Plot:
    """The place for the bars between the labels and the right edge."""

    left: float
    right: float

    @property
    def room(self) -> float:
        """How long the longest bar may be."""
        return self.right - self.left


def plot(rows: Sequence[Row], width: Width) -> Plot:
    """Where bars may stand, given the longest label."""
    if width != WIDE:
        return Plot(EDGE, width.points - EDGE)
    longest = max((breadth(part) for row in rows for part in _caption(row)), default=0.0)
    return Plot(min(longest, LABEL_SHARE * width.points) + LABEL_GAP, width.points - EDGE)


def lanes(
    sheet: Sheet,
    rows: Sequence[Row],
    place: Plot,
    bar_height: Callable[[Row], float],
    with_sample: bool = False,
) -> list[Lane]:
    """The labels of all rows, drawn, and the lane of each; the sheet grows to hold them."""
    made = []
    for row in rows:
        beside = sheet.width == WIDE
        room = place.left - LABEL_GAP if beside else place.room
        lines = [
            line
            for part in (_caption(row) if with_sample else [row.label])
            for line in wrapped(part, room + 0.5)
        ]
        made.append(_lane(sheet, row, lines, bar_height(row), beside, place))
    sheet.height += EDGE - (ROW_GAP if made else 0)
    return made


def _caption(row: Row) -> list[str]:
    return [row.label, row.sample] if row.sample else [row.label]


def _lane(sheet: Sheet, row: Row, lines: list[str], bars: float, beside: bool, place: Plot) -> Lane:
    """One row at the foot of the sheet: its label lines, and the room for its bars."""
    top, text = sheet.height, len(lines) * LINE_HEIGHT
    height = max(text, bars) if beside else text + bars + 2
    first = top + (height - text) / 2 if beside else top
    for number, line in enumerate(lines):
        x = place.left - LABEL_GAP if beside else place.left
        y = first + (number + 0.5) * LINE_HEIGHT
        sheet.text(x, y, line, side="right" if beside else "left")
    sheet.height = top + height + ROW_GAP
    return Lane(row, top + (height - bars) / 2 if beside else top + text + 2, bars)


def key(sheet: Sheet, names: Sequence[str], colours: Sequence[str]) -> None:
    """Which colour is which series, in as many lines as needed, above the bars."""
    x, y = EDGE, sheet.height + LINE_HEIGHT / 2
    for name, colour in zip(names, colours, strict=True):
        lines = wrapped(name, sheet.width.points - SWATCH - 8)
        wide = SWATCH + 5 + max(breadth(line) for line in lines)
        if x > EDGE and x + wide > sheet.width.points:
            x, y = EDGE, y + LINE_HEIGHT + 2
        sheet.bar(x, y - SWATCH / 2, SWATCH, SWATCH, colour)
        for number, line in enumerate(lines):
            sheet.text(x + SWATCH + 5, y + number * LINE_HEIGHT, line)
        y += (len(lines) - 1) * LINE_HEIGHT
        x += wide + 16
    sheet.height = y + LINE_HEIGHT / 2 + 10


def absence(row: Row) -> str:
    """What stands where a bar has no length: not recorded, not shown, or recorded and nothing."""
    return row.absent or row.texts[0]


def parts(
    sheet: Sheet,
    lane: Lane,
    start: float,
    scale: float,
    colours: Sequence[str],
) -> None:
    """The parts of one bar side by side, each with its value where that fits.

    A gap of one point keeps neighbours of the same lightness apart.
    """
    x = start
    for value, text, colour in zip(lane.row.values, lane.row.texts, colours, strict=True):
        length = (value or 0) * scale
        sheet.bar(x, lane.top, max(length - 1, 0.6) if length else 0, lane.height, colour)
        if breadth(text) + 4 <= length:
            sheet.text(x + length / 2, lane.middle, text, f"on-{colour}", "center")
        x += length
