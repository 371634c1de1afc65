"""Most forms of chart are rows: a label, one or more bars or dots, and a key where needed.

On a wide sheet the labels stand left of the bars; on a narrow one above them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from analysis.draw.series import Row
from analysis.draw.sheet import LINE_HEIGHT, WIDE, Sheet, Width, breadth, wrapped

ROW_GAP = 13.0
LABEL_SHARE = 0.34
LABEL_GAP = 9.0
SWATCH = 10.0
EDGE = 2.0


Look = tuple[str, bool]
"""How a mark is told apart: by its colour, and by whether it is filled, or dashed."""

Swatch = Callable[[int, float, float], None]
"""Draws what stands before a name in the key: the how manieth, and where."""


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
    gap: float = ROW_GAP,
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
        sheet.height += gap
    sheet.height += EDGE - (gap if made else 0)
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
    sheet.height = top + height
    return Lane(row, top + (height - bars) / 2 if beside else top + text + 2, bars)


def key(sheet: Sheet, names: Sequence[str], colours: Sequence[str]) -> None:
    """Which colour is which series, in as many lines as needed, above the bars."""

    def swatch(number: int, x: float, y: float) -> None:
        sheet.bar(x, y - SWATCH / 2, SWATCH, SWATCH, colours[number])

    _flow(sheet, names, SWATCH + 5, swatch)


def dots(sheet: Sheet, names: Sequence[str], looks: Sequence[Look]) -> None:
    """Which dot is which series: open or filled."""

    def swatch(number: int, x: float, y: float) -> None:
        sheet.dot(x + SWATCH / 2, y, SWATCH / 2, *looks[number])

    _flow(sheet, names, SWATCH + 5, swatch)


def lines(sheet: Sheet, names: Sequence[str], looks: Sequence[Look]) -> None:
    """Which line is which series: drawn through or dashed."""

    def swatch(number: int, x: float, y: float) -> None:
        colour, dashed = looks[number]
        sheet.path([(x, y), (x + 2.4 * SWATCH, y)], colour, 2.2, dashed)

    _flow(sheet, names, 2.4 * SWATCH + 5, swatch)


def numbered(sheet: Sheet, names: Sequence[str]) -> None:
    """Names too long to stand at their place have a number there, and are written out here."""
    own = all(re.match(rf"{number}\b", name) for number, name in enumerate(names, start=1))
    told = [f"{number}. {name}" for number, name in enumerate(names, start=1)]
    _flow(sheet, names if own else told)


def _flow(
    sheet: Sheet, names: Sequence[str], indent: float = 0.0, swatch: Swatch | None = None
) -> None:
    """Names one after another, in as many lines as needed, each with what stands before it."""
    x, y = EDGE, sheet.height + LINE_HEIGHT / 2
    for number, name in enumerate(names):
        texts = wrapped(name, sheet.width.points - indent - 3)
        wide = indent + max(breadth(text) for text in texts)
        if x > EDGE and x + wide > sheet.width.points:
            x, y = EDGE, y + LINE_HEIGHT + 2
        if swatch:
            swatch(number, x, y)
        for at, text in enumerate(texts):
            sheet.text(x + indent, y + at * LINE_HEIGHT, text)
        y += (len(texts) - 1) * LINE_HEIGHT
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
