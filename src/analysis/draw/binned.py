"""Rows that are bins: each from a value up to another, the last one perhaps without an end."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import inf, isinf

from analysis.draw import series
from analysis.draw.numbers import plain_text
from analysis.draw.words import Words
from analysis.payload import Cell, Chart, Hidden, Kind
from analysis.problems import UserError

FROM, TO = "from", "to"
ROUGHLY, UNEVEN = 1e-6, 1e-3


@dataclass(frozen=True)
class Bin:
    """What lies from a value up to another, with what the series have there."""

    low: float
    high: float
    values: tuple[float | None, ...]
    cells: tuple[Cell, ...]


def of(chart: Chart) -> list[Bin]:
    """The bins of a chart from low to high.

    Raises UserError when they have no beginning or end, or overlap.
    """
    for key in (FROM, TO):
        series.column(chart, key)
    found = []
    for row in chart.rows:
        low, high = (series.measured(chart, row.get(key), below_zero=True) for key in (FROM, TO))
        if low is None:
            raise UserError(f'Chart "{chart.id}": a bin does not say from where it runs.')
        cells = tuple(row.get(key) for key in chart.series)
        values = tuple(series.measured(chart, cell) for cell in cells)
        found.append(Bin(low, inf if high is None else high, values, cells))
    found.sort(key=lambda one: (one.low, one.high))
    for one, then in pairwise(found):
        if one.high > then.low + ROUGHLY * abs(then.low):
            raise UserError(
                f'Chart "{chart.id}": the bin from {one.low:g} to {one.high:g} overlaps the one '
                f"from {then.low:g}. Let each bin begin where the one before it ends."
            )
    return found


def checked(chart: Chart, bins: list[Bin]) -> None:
    """Bars as high as counts tell the truth only where all are equally broad."""
    widths = [one.high - one.low for one in bins]
    if isinf(max(widths, default=0)) or max(widths) - min(widths) > UNEVEN * max(widths):
        raise UserError(
            f'Chart "{chart.id}": its bins are not equally broad, so that the height of a bar '
            "would mislead. Make bins of one width."
        )


def kind(chart: Chart) -> Kind:
    """What the axis counts: numbers, shares or counts."""
    return series.column(chart, FROM).kind


def edge(chart: Chart, value: float, words: Words) -> str:
    """Where a bin begins or ends, no more exact than it is."""
    column = series.column(chart, FROM)
    return plain_text(value, column.kind, words.notation, column.decimals)


def observed(chart: Chart) -> float | None:
    """The value that was found; none where it is not recorded or may not be shown."""
    if chart.observed is None or isinstance(chart.observed.value.value, Hidden):
        return None
    return series.measured(chart, chart.observed.value.value, below_zero=True)


def observation(chart: Chart, words: Words) -> str:
    """The value that was found in words, also where there is none to show."""
    assert chart.observed is not None
    return words.say("chart.observed", value=words.value(chart.observed.value))
