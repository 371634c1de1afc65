"""How large a share is left as time goes by: level, and a step down where somebody stops."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from analysis.draw import axis, layout, series
from analysis.draw.axis import Axis, Scale
from analysis.draw.layout import EDGE
from analysis.draw.numbers import month_text
from analysis.draw.sheet import LINE_HEIGHT, Sheet, Width, breadth
from analysis.draw.words import Words
from analysis.payload import Cell, Chart, Hidden
from analysis.problems import UserError

HEIGHT = 170.0
LABEL_GAP = 6.0
LOOKS = (("c1", False), ("c2", True), ("c3", False), ("c5", True))
"""A second line is dashed: lines are never told apart by colour alone."""

AT_RISK = ("at_risk_count", "at_risk", "base")
"""The column that tells how many were still followed, the first of these that is there."""


@dataclass(frozen=True)
class Frame:
    """The place of the lines: time to the right, the share upwards."""

    time: Axis
    shares: Scale
    top: float

    def up(self, value: float) -> float:
        """At which height a share stands."""
        part = (value - self.shares.low) / (self.shares.high - self.shares.low)
        return self.top + HEIGHT * (1 - part)


def steps(chart: Chart, words: Words, width: Width) -> Sheet:
    """Stepped lines with their intervals dashed, and below the axis how many were followed."""
    series.at_most(chart, len(LOOKS))
    rows, sheet = in_time(chart), Sheet(width)
    _names(sheet, chart, words)
    shares = _shares(chart)
    texts = axis.tick_texts(shares, series.column(chart, chart.series[0]).kind, words)
    ends = [words.cell(series.column(chart, key), rows[-1].get(key)) for key in chart.series]
    left = EDGE + max(map(breadth, texts)) + LABEL_GAP
    right = width.points - EDGE - max(map(breadth, ends)) - LABEL_GAP
    time = Axis(_scale(chart, rows, right - left), left, right)
    frame = Frame(time, shares, sheet.height + LINE_HEIGHT)
    _upright(sheet, frame, texts)
    lines = [_Line(chart, rows, frame, *one) for one in zip(chart.series, LOOKS, strict=False)]
    for line in lines:
        _series(sheet, line, words)
    _ends(sheet, lines, words)
    places = [time.at(value) for value in time.scale.ticks]
    dates = _times(chart, time.scale, words)
    y = axis.drawn(sheet, frame.top + HEIGHT, places, dates, ends=time.ends)
    about = axis.named(chart, words, series.called(chart, chart.category, words))
    y = axis.said(sheet, y + 2, [about])
    sheet.height = _followed(sheet, chart, rows, time, y, words) + EDGE
    return sheet


def in_time(chart: Chart) -> list[dict[str, Cell]]:
    """The rows from the first moment to the last."""
    return sorted(chart.rows, key=lambda row: when(chart, row))


def when(chart: Chart, row: dict[str, Cell]) -> float:
    """A moment as a number: days are counted, other times are numbers already.

    Raises UserError when a row has none.
    """
    plain = row.get(chart.category)
    if isinstance(plain, str):
        return float(date.fromisoformat(plain[:10]).toordinal())
    value = series.measured(chart, plain, below_zero=True)
    if value is None:
        raise UserError(
            f'Chart "{chart.id}": a row has no time in "{chart.category}". Leave such rows out '
            "before the chart is shown."
        )
    return value


@dataclass(frozen=True)
class _Line:
    chart: Chart
    rows: Sequence[dict[str, Cell]]
    frame: Frame
    key: str
    look: layout.Look

    def runs(self, key: str) -> list[list[tuple[float, float]]]:
        """The steps of a column, apart where nothing can be drawn."""
        found: list[list[tuple[float, float]]] = [[]]
        last = len(self.rows) - 1
        for at, row in enumerate(self.rows):
            gone = isinstance(row.get(self.key), Hidden) or row.get(self.key) is None
            value = None if gone else series.measured(self.chart, row.get(key))
            if value is None:
                found.append([])
                continue
            y = self.frame.up(value)
            until = when(self.chart, self.rows[min(at + 1, last)])
            found[-1] += [
                (self.frame.time.at(when(self.chart, row)), y),
                (self.frame.time.at(until), y),
            ]
        return [run for run in found if run]


def _has_interval(chart: Chart) -> bool:
    """Whether an interval is anywhere wider than its line."""
    return any(
        series.end(chart, row, chart.low, key) != series.end(chart, row, chart.high, key)
        for row in chart.rows
        for key in chart.series
    )


def _names(sheet: Sheet, chart: Chart, words: Words) -> None:
    names = series.names(chart, words)
    if len(names) > 1:
        layout.lines(sheet, names, LOOKS)
    else:
        sheet.height = axis.said(sheet, sheet.height, names)


def _shares(chart: Chart) -> Scale:
    """From zero, so that a step is as large as it looks; shares run to 100%."""
    keys = [*chart.series, *chart.high.values()]
    found = [series.measured(chart, row.get(key)) for row in chart.rows for key in keys]
    whole = [1.0] if series.column(chart, chart.series[0]).kind == "share" else []
    return axis.scaled([v for v in found if v is not None] + whole, 5, zero=True)


def _scale(chart: Chart, rows: Sequence[dict[str, Cell]], room: float) -> Scale:
    """The time from the first row to the last."""
    times = [when(chart, row) for row in rows]
    most = axis.steps(room)
    if series.column(chart, chart.category).kind != "date":
        scale = axis.scaled(times, most, whole=all(time.is_integer() for time in times))
        return axis.within(scale, times[0], times[-1])
    first, last = date.fromordinal(int(times[0])), date.fromordinal(int(times[-1]))
    ticks = tuple(float(day.toordinal()) for day in axis.days(first, last, most))
    return Scale(times[0], max(times[-1], times[0] + 1), ticks or (times[0],), 1.0)


def _times(chart: Chart, scale: Scale, words: Words) -> list[str]:
    column = series.column(chart, chart.category)
    if column.kind != "date":
        return axis.tick_texts(scale, column.kind, words)
    return [month_text(date.fromordinal(int(one)), words.notation) for one in scale.ticks]


def _upright(sheet: Sheet, frame: Frame, texts: Sequence[str]) -> None:
    """The shares beside the lines."""
    left = frame.time.left
    for value, text in zip(frame.shares.ticks, texts, strict=True):
        y = frame.up(value)
        sheet.text(left - LABEL_GAP, y, text, "soft", "right")
        sheet.path([(left - 3, y), (left, y)])
    sheet.path([(left, frame.top), (left, frame.top + HEIGHT)])


def _series(sheet: Sheet, line: _Line, words: Words) -> None:
    """One line with its interval; where it is broken, why."""
    for ends in (line.chart.low, line.chart.high) if _has_interval(line.chart) else ():
        for run in line.runs(ends[line.key]) if line.key in ends else []:
            sheet.path(run, line.look[0], 1.0, dashed=True)
    runs = line.runs(line.key)
    for run in runs:
        colour, dashed = line.look
        sheet.path(run, colour, 2.2, dashed)
    column = series.column(line.chart, line.key)
    for row in line.rows:
        if series.measured(line.chart, row.get(line.key)) is None:
            x, foot = line.frame.time.at(when(line.chart, row)), line.frame.top + HEIGHT
            sheet.text(x, foot - LINE_HEIGHT, words.cell(column, row.get(line.key)), "soft")


def _ends(sheet: Sheet, lines: Sequence[_Line], words: Words) -> None:
    """What each line comes to, to its right; two that end close together stand apart."""
    found = []
    for line in lines:
        cell = line.rows[-1].get(line.key)
        value = series.measured(line.chart, cell)
        if value is not None:
            text = words.cell(series.column(line.chart, line.key), cell)
            found.append((line.frame.up(value), text))
    x = lines[0].frame.time.at(when(lines[0].chart, lines[0].rows[-1])) + LABEL_GAP
    taken = -LINE_HEIGHT
    for up, text in sorted(found):
        y = max(up, taken + LINE_HEIGHT)
        sheet.text(x, y, text)
        taken = y


def _followed(
    sheet: Sheet,
    chart: Chart,
    rows: Sequence[dict[str, Cell]],
    time: Axis,
    y: float,
    words: Words,
) -> float:
    """How many were still followed at each step, as far as the numbers fit; and the shorthand."""
    column = next((one for one in chart.columns if one.key in AT_RISK), None)
    cells = [row.get(key) for row in rows for key in chart.series]
    if column:
        y = axis.said(sheet, y + 5, [words.heading(column)])
        places = [time.at(when(chart, row)) for row in rows]
        y = axis.numbers(
            sheet, y, places, [words.cell(column, row.get(column.key)) for row in rows]
        )
        cells += [row.get(column.key) for row in rows]
    lines = [words.say("chart.interval")] if _has_interval(chart) else []
    return axis.said(sheet, y + 3, [*lines, *series.shorthand(cells, words)])
