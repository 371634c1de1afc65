"""What a drawing without bars states, in words: the longest way of saying it first.

Each form is read for something else: a heatmap for its fullest cell, dots for where most stand,
a distribution for where the found value lies, steps for the share at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from math import isinf
from types import MappingProxyType

from analysis.draw import binned, series
from analysis.draw.binned import Bin
from analysis.draw.patterns import marks
from analysis.draw.steps import in_time
from analysis.draw.words import Words
from analysis.payload import Chart, Form, Hidden, Value

TIED, NEXT = 3, 2


def heatmap(chart: Chart, words: Words) -> Iterator[str]:
    """The cells with the most, and how many have none."""
    rows, names = series.rows(chart, words), series.names(chart, words)
    cells = [
        (value, row.label, name, text)
        for row in rows
        for value, name, text in zip(row.values, names, row.texts, strict=True)
    ]
    values = [value for value, *_ in cells if value is not None]
    if not values:
        yield _nothing(chart, words)
        return
    top = [
        words.say("alternative.heatmap_cell", row=label, column=name, value=text)
        for value, label, name, text in cells
        if value == max(values)
    ]
    zeros, total = values.count(0), str(len(cells))
    id = "alternative.heatmap_highest" + _shown(chart)
    if zeros and not _shown(chart):
        id = "alternative.heatmap_zeros"
    for many in range(min(len(top), TIED), 0, -1):
        yield words.say(id, zeros, cells="; ".join(top[:many]), zeros=str(zeros), total=total)


def dumbbell(chart: Chart, words: Words) -> Iterator[str]:
    """Every row, or the one whose dots lie farthest apart."""
    rows = series.rows(chart, words, below_zero=True)
    names = series.names(chart, words)
    said = {
        row.label: words.say(
            "alternative.row",
            category=row.label.rstrip("."),
            values=", ".join(series.named(row, names, words)),
        )
        for row in rows
    }
    yield "; ".join(said.values())
    known = [row for row in rows if row.complete]
    if not known:
        yield _nothing(chart, words)
    elif len(names) > 1:
        far = max(known, key=lambda row: abs((row.values[0] or 0) - (row.values[1] or 0)))
        yield words.say("alternative.dumbbell_farthest" + _shown(chart), row=said[far.label])
    else:
        ordered = sorted(known, key=lambda row: row.values[0] or 0)
        id = "alternative.extremes" + _shown(chart)
        yield words.say(id, highest=said[ordered[-1].label], lowest=said[ordered[0].label])


def distribution(chart: Chart, words: Words) -> Iterator[str]:
    """From where to where chance reaches, and how much of it reaches the found value."""
    bins = binned.of(chart)
    counts = [one.values[0] for one in bins]
    filled = [one for one in bins if one.values[0]]
    found = _found(chart, bins, words) if chart.observed else ""
    if not filled:
        yield "; ".join(filter(None, [_nothing(chart, words), found]))
        return
    top = bins[max(range(len(bins)), key=lambda at: counts[at] or 0)]
    ends = {"low": filled[0].low, "high": filled[-1].high, "from": top.low, "to": top.high}
    texts = {name: binned.edge(chart, value, words) for name, value in ends.items()}
    reach = words.say("alternative.distribution_reach", **texts)
    yield "; ".join(filter(None, [reach, found]))
    if found:
        yield found


def _found(chart: Chart, bins: list[Bin], words: Words) -> str:
    """Where the found value lies; a bin that holds it counts as reaching it, hence "at most"."""
    assert chart.observed is not None
    text, value = words.value(chart.observed.value), binned.observed(chart)
    counts = [one.values[0] for one in bins]
    if value is None:
        return words.say("alternative.distribution_absent", value=text)
    if None in counts or not any(counts):
        return words.say("alternative.distribution_value", value=text)
    total = sum(count or 0 for count in counts)
    above = sum(one.values[0] or 0 for one in bins if one.high > value) / total
    below = sum(one.values[0] or 0 for one in bins if one.low <= value) / total
    if above == 0 or below == 0:
        return words.say(f"alternative.distribution_{'under' if above else 'over'}", value=text)
    share = words.value(Value(kind="share", value=min(above, below)))
    side = "above" if above <= below else "below"
    return words.say(f"alternative.distribution_{side}", value=text, share=share)


def dots(chart: Chart, words: Words) -> Iterator[str]:
    """Of each series where most of them stand, and where the largest."""
    bins = binned.of(chart)
    said = [_of_series(chart, bins, number, words) for number in range(len(chart.series))]
    for many in range(len(said), 0, -1):
        yield "; ".join(said[:many])


def _of_series(chart: Chart, bins: list[Bin], number: int, words: Words) -> str:
    column = series.column(chart, chart.series[number])
    cells = [one.cells[number] for one in bins]
    hidden = next((cell for cell in cells if isinstance(cell, Hidden)), None)
    filled = [one for one in bins if one.values[number]]
    if not filled:
        why = series.text(column, hidden or (None if None in cells else 0), words)
        return words.say("alternative.dots_none", name=words.heading(column), absent=why)
    top = max(filled, key=lambda one: one.values[number] or 0)
    return words.say(
        "alternative.dots_series" + ("_shown" if hidden else ""),
        name=words.heading(column),
        count=words.cell(column, top.cells[number]),
        bin=_bin(chart, top, words),
        highest=_bin(chart, filled[-1], words),
    )


def _bin(chart: Chart, one: Bin, words: Words) -> str:
    low = binned.edge(chart, one.low, words)
    if isinf(one.high):
        return words.say("alternative.dots_bin_open", **{"from": low})
    if one.low == one.high:
        return words.say("alternative.dots_bin_one", **{"from": low})
    high = binned.edge(chart, one.high, words)
    return words.say("alternative.dots_bin", **{"from": low, "to": high})


def steps(chart: Chart, words: Words) -> Iterator[str]:
    """The share at the start and at the end of each line."""
    rows = in_time(chart)
    time = series.column(chart, chart.category)
    first, last = rows[0], rows[-1]
    said = []
    moments = {
        name: words.cell(time, row.get(chart.category))
        for name, row in (("from", first), ("to", last))
    }
    for key, name in zip(chart.series, series.names(chart, words), strict=True):
        column = series.column(chart, key)
        ends = {
            which: series.text(column, row.get(key), words)
            for which, row in (("first", first), ("last", last))
        }
        said.append(words.say("alternative.steps_end", name=name, **ends, **moments))
    for many in range(len(said), 0, -1):
        yield "; ".join(said[:many])


def patterns(chart: Chart, words: Words) -> Iterator[str]:
    """The most frequent pattern, and those that follow it."""
    key, marked = chart.series[0], marks(chart)
    known = [row for row in chart.rows if series.measured(chart, row.get(key))]
    if not known:
        yield _nothing(chart, words)
        return
    column = series.column(chart, key)
    ordered = sorted(known, key=lambda row: -(series.measured(chart, row.get(key)) or 0))
    said = []
    for row in ordered[: NEXT + 1]:
        names = [words.heading(one) for one in marked if row.get(one.key) is True]
        pattern = words.listed(names) if names else words.say("alternative.patterns_none")
        value = words.cell(column, row.get(key))
        said.append(words.say("alternative.patterns_row", pattern=pattern, count=value))
    id = "alternative.patterns_shown" if _shown(chart) else "alternative.patterns_first"
    for many in range(len(said), 0, -1):
        first = said[0]
        if rest := said[1:many]:
            first = words.say("alternative.patterns_next", first=first, next="; ".join(rest))
        yield words.say(id, total=str(len(chart.rows)), first=first)


def _nothing(chart: Chart, words: Words) -> str:
    return words.say(f"alternative.all_{'hidden' if series.hidden_rows(chart) else 'missing'}")


def _shown(chart: Chart) -> str:
    """The most of what is shown need not be the most of all."""
    return "_shown" if series.hidden_rows(chart) else ""


STATED: Mapping[Form, Callable[[Chart, Words], Iterator[str]]] = MappingProxyType(
    {
        "heatmap": heatmap, "dumbbell": dumbbell, "distribution": distribution,
        "dots": dots, "steps": steps, "patterns": patterns,
    }
)  # fmt: skip
