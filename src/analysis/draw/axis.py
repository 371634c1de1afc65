"""An axis has a few round numbers, so that a reader can tell where a mark stands.

It need not begin at zero, unlike the length of a bar: where it does not, the drawing says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import ceil, floor, log10

from analysis.draw.layout import EDGE
from analysis.draw.numbers import tick_text
from analysis.draw.sheet import LINE_HEIGHT, Sheet, breadth, wrapped
from analysis.draw.words import Words
from analysis.payload import Chart, Kind

ROUND = (1, 2, 5, 10)
TICK = 4.0
GAP = 6.0
TICK_ROOM = 58.0
"""How far apart the numbers of an axis stand at least, in points."""

NEAR_ZERO = 0.5
"""An axis begins at zero where its lowest value lies below this part of its highest."""


@dataclass(frozen=True)
class Scale:
    """From what to what an axis runs, and its round numbers."""

    low: float
    high: float
    ticks: tuple[float, ...]
    step: float


@dataclass(frozen=True)
class Axis:
    """A scale laid along the sheet: a value has its place on it."""

    scale: Scale
    left: float
    right: float

    def at(self, value: float) -> float:
        """How far to the right a value stands."""
        part = (value - self.scale.low) / (self.scale.high - self.scale.low)
        return self.left + part * (self.right - self.left)

    @property
    def ends(self) -> tuple[float, float]:
        """Where the line of the axis begins and ends."""
        return self.left, self.right


def scaled(values: Iterable[float], most: int, whole: bool = False, zero: bool = False) -> Scale:
    """Round numbers around all values, `most` steps of them; `whole` allows no fractions.

    `zero` lets the scale begin at zero, wherever the values lie.
    """
    found = sorted(values) or [0.0, 1.0]
    low, high = found[0], found[-1]
    if zero or 0 <= low <= NEAR_ZERO * high:
        low = min(low, 0.0)
    if NEAR_ZERO * low <= high <= 0:
        high = 0.0
    if low == high:
        low, high = (min(low, 0.0), high) if low else (0.0, 1.0)
        high = max(high, 0.0)
    step = _step((high - low) / max(most, 1), whole)
    first, last = floor(Decimal(str(low)) / step), ceil(Decimal(str(high)) / step)
    ticks = tuple(float(number * step) for number in range(first, last + 1))
    return Scale(ticks[0], ticks[-1], ticks, float(step))


def within(scale: Scale, low: float, high: float) -> Scale:
    """The same numbers, for an axis that runs no further than its values."""
    if low >= high:
        return scale
    ticks = tuple(tick for tick in scale.ticks if low <= tick <= high)
    return Scale(low, high, ticks or (low, high), scale.step)


def _step(least: float, whole: bool) -> Decimal:
    """The smallest round number that is not below `least`."""
    size = Decimal(10) ** floor(log10(least))
    step = next(size * n for n in ROUND if float(size * n) >= least * (1 - 1e-9))
    return max(step, Decimal(1)) if whole else step


def steps(room: float) -> int:
    """How many steps fit on an axis."""
    return max(2, int(room / TICK_ROOM))


def tick_texts(scale: Scale, kind: Kind, words: Words) -> list[str]:
    """The numbers of an axis in the notation of the page."""
    return [tick_text(value, kind, scale.step, words.notation) for value in scale.ticks]


def drawn(
    sheet: Sheet,
    y: float,
    places: Sequence[float],
    texts: Sequence[str],
    ends: tuple[float, float] | None = None,
) -> float:
    """A level line with its numbers below it; returns how far down it reaches."""
    sheet.path([(x, y) for x in ends or (places[0], places[-1])])
    for x in places:
        sheet.path([(x, y), (x, y + TICK)])
    return numbers(sheet, y + TICK + 2, places, texts)


def numbers(sheet: Sheet, y: float, places: Sequence[float], texts: Sequence[str]) -> float:
    """Texts in one line, each below its place; those that would touch another are left out.

    The last one stays, for it tells how far the axis runs.
    """
    spans = []
    for x, text in zip(places, texts, strict=True):
        half = breadth(text) / 2
        middle = min(max(x, EDGE + half), sheet.width.points - EDGE - half)
        spans.append((middle - half, middle + half, middle, text))
    taken = -GAP
    for start, end, middle, text in spans:
        last = (start, end) == spans[-1][:2]
        if start >= taken + GAP and (last or end + GAP <= spans[-1][0]):
            sheet.text(middle, y + LINE_HEIGHT / 2, text, "soft", "center")
            taken = end
    return y + LINE_HEIGHT


def named(chart: Chart, words: Words, otherwise: str) -> str:
    """What an axis tells, and in which unit."""
    return words.message(chart.axis) if chart.axis else otherwise


def said(
    sheet: Sheet, y: float, lines: Iterable[str], left: float = EDGE, ink: str = "soft"
) -> float:
    """Lines of text over the whole breadth of a drawing; returns how far down they reach."""
    for line in filter(None, lines):
        for part in wrapped(line, sheet.width.points - EDGE - left):
            sheet.text(left, y + LINE_HEIGHT / 2, part, ink)
            y += LINE_HEIGHT
    return y


def cut(scale: Scale, kind: Kind, words: Words) -> list[str]:
    """The remark that an axis does not begin at zero, where it does not."""
    if scale.low <= 0 <= scale.high:
        return []
    return [
        words.say("chart.axis_cut", value=tick_text(scale.low, kind, scale.step, words.notation))
    ]


def days(first: date, last: date, most: int) -> list[date]:
    """The first days of months between two days, at most so many, evenly apart."""
    months = (last.year - first.year) * 12 + last.month - first.month
    apart = next((n for n in (1, 2, 3, 6, 12, 24, 60, 120) if months / n <= most), 120)
    start = first.year * 12 + first.month - 1 + (first.day > 1)
    start += -start % apart
    found = [date(at // 12, at % 12 + 1, 1) for at in range(start, start + months + 1, apart)]
    return [day for day in found if first <= day <= last]
