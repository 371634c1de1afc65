"""A dot for each participant, where its size lies on an axis that counts in times as many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from math import ceil, isinf, log

from analysis.draw import axis, binned, series
from analysis.draw.binned import Bin
from analysis.draw.layout import EDGE
from analysis.draw.numbers import count_text
from analysis.draw.sheet import LINE_HEIGHT, Sheet, Width
from analysis.draw.words import Words
from analysis.payload import Chart
from analysis.problems import UserError

RADIUS = 3.6
SPACE = 8.2
GAP = 3.0
MOST_ROWS = 12
MARGIN = 8.0
ZERO_SHARE = 0.12
BREAK = 12.0
STRIP_GAP = 9.0
ROUND = (1, 2, 5)
LOOKS = (("c2", False), ("c1", True), ("c3", False), ("c5", True))


@dataclass(frozen=True)
class Slot:
    """Where the dots of a bin stand."""

    left: float
    right: float

    @property
    def across(self) -> int:
        """How many dots fit beside one another."""
        return max(1, int((self.right - self.left - GAP) / SPACE))

    @property
    def middle(self) -> float:
        """Halfway."""
        return (self.left + self.right) / 2


def dots(chart: Chart, words: Words, width: Width) -> Sheet:
    """A strip of dots for each series on one axis; what is hidden has none but says so."""
    series.at_most(chart, len(LOOKS))
    bins, sheet = binned.of(chart), Sheet(width)
    slots = _slots(chart, bins, width)
    each = _each(bins, slots)
    columns = [series.column(chart, key) for key in chart.series]
    for number, name in enumerate(series.names(chart, words)):
        _name(sheet, name, number)
        texts = [words.cell(columns[number], one.cells[number]) for one in bins]
        _strip(sheet, [one.values[number] for one in bins], texts, slots, (number, each))
    y = _axis(sheet, chart, bins, slots, words)
    sheet.height = axis.said(sheet, y + 2, _remarks(chart, bins, each, words)) + EDGE
    return sheet


def _remarks(chart: Chart, bins: Sequence[Bin], each: int, words: Words) -> list[str]:
    one_stands = words.say("chart.dot_stands", count=count_text(each, words.notation, False))
    return [
        axis.named(chart, words, series.called(chart, binned.FROM, words)),
        words.say("chart.log_axis"),
        words.say("chart.log_zero") if any(one.low == 0 for one in bins) else "",
        one_stands if each > 1 else "",
        *series.shorthand([cell for one in bins for cell in one.cells], words),
    ]


def _slots(chart: Chart, bins: Sequence[Bin], width: Width) -> list[Slot]:
    """Bins as far apart as their ratio; one from zero stands by itself at the left.

    Raises UserError when a bin begins below zero.
    """
    if any(one.low < 0 for one in bins):
        raise UserError(
            f'Chart "{chart.id}": a number below 0 has no place on a logarithmic axis. '
            "Show a table."
        )
    rising = [one for one in bins if one.low > 0]
    left, right = EDGE + MARGIN, width.points - EDGE - MARGIN
    nothing = [one for one in bins if one.low == 0]
    slots = [Slot(left, left + ZERO_SHARE * (right - left)) for _ in nothing]
    if not rising:
        return slots
    ratio = next((one.high / one.low for one in reversed(rising) if not isinf(one.high)), 2.0)
    ends = [one.low * ratio if isinf(one.high) else one.high for one in rising]
    start = slots[-1].right + BREAK if slots else left
    whole = log(ends[-1] / rising[0].low)

    def place(value: float) -> float:
        return start + log(value / rising[0].low) / whole * (right - start)

    return slots + [Slot(place(one.low), place(end)) for one, end in zip(rising, ends, strict=True)]


def _each(bins: Sequence[Bin], slots: Sequence[Slot]) -> int:
    """For how many one dot stands: one, unless there are more than the strip can hold."""
    fullest = max(
        (
            (value or 0) / slot.across
            for one, slot in zip(bins, slots, strict=True)
            for value in one.values
        ),
        default=0.0,
    )
    rounds = (digit * 10**power for power in count() for digit in ROUND)
    return next(each for each in rounds if fullest / each <= MOST_ROWS)


def _name(sheet: Sheet, name: str, number: int) -> None:
    """What the series is called, with one of its dots."""
    colour, filled = LOOKS[number]
    y = sheet.height + LINE_HEIGHT / 2
    sheet.dot(EDGE + RADIUS + 1, y, RADIUS + 1, colour, filled)
    sheet.height = axis.said(sheet, sheet.height, [name], EDGE + 2 * RADIUS + 8, "ink") + 2


def _strip(
    sheet: Sheet,
    values: Sequence[float | None],
    texts: Sequence[str],
    slots: Sequence[Slot],
    look: tuple[int, int],
) -> None:
    """The dots of one series, stacked on the axis of its strip."""
    number, each = look
    counts = [0 if not value else max(1, int(value / each + 0.5)) for value in values]
    rows = max([1, *(ceil(n / slot.across) for n, slot in zip(counts, slots, strict=True))])
    base = sheet.height + max(rows * SPACE, LINE_HEIGHT) + 2
    for number_of, value, text, slot in zip(counts, values, texts, slots, strict=True):
        if value is None:
            sheet.text(slot.middle, base - LINE_HEIGHT / 2 - 1, text, "soft", "center")
        for at in range(number_of):
            row = at // slot.across
            beside = min(slot.across, number_of - row * slot.across)
            x = slot.middle + (at % slot.across - (beside - 1) / 2) * SPACE
            sheet.dot(x, base - SPACE * (row + 0.5) - 1, RADIUS, *LOOKS[number])
    for slot in slots:
        sheet.path([(slot.left, base), (slot.right, base)])
    sheet.height = base + STRIP_GAP


def _axis(
    sheet: Sheet, chart: Chart, bins: Sequence[Bin], slots: Sequence[Slot], words: Words
) -> float:
    """The edges of the bins below the lowest strip."""
    places: list[float] = []
    texts: list[str] = []
    for at, (one, slot) in enumerate(zip(bins, slots, strict=True)):
        alone = one.low == one.high
        last = at + 1 == len(bins) or slot.right < slots[at + 1].left
        edges = [(one.low, slot.middle if alone else slot.left)]
        edges += [(one.high, slot.right)] if last and not alone and not isinf(one.high) else []
        for value, x in edges:
            places.append(x)
            texts.append(binned.edge(chart, value, words))
    base = sheet.height - STRIP_GAP
    for x in places:
        sheet.path([(x, base), (x, base + axis.TICK)])
    return axis.numbers(sheet, base + axis.TICK + 2, places, texts)
