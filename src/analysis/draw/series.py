"""What a chart draws: for each category its label, its values and the words beside them.

The same rows serve the bars, the alternative text and the data table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from analysis.draw.words import HIDDEN, Words
from analysis.payload import Cell, Chart, Column, Hidden
from analysis.problems import UserError


@dataclass(frozen=True)
class Row:
    """One category: its label, a value per series (None: nothing to draw), and its base.

    `absent` says why it cannot be drawn as a whole: something is not recorded, or not shown.
    """

    label: str
    values: tuple[float | None, ...]
    texts: tuple[str, ...]
    sample: str | None = None
    absent: str = ""

    @property
    def complete(self) -> bool:
        """Whether every series has a value here."""
        return None not in self.values

    @property
    def total(self) -> float:
        """What the recorded values add up to."""
        return sum(value for value in self.values if value is not None)


def column(chart: Chart, key: str) -> Column:
    """A column of the chart by its key.

    Raises UserError when the chart names a column that it does not have.
    """
    for one in chart.columns:
        if one.key == key:
            return one
    known = ", ".join(one.key for one in chart.columns)
    raise UserError(f'Chart "{chart.id}" has no column "{key}". Its columns: {known}.')


def text(one: Column, plain: Cell, words: Words) -> str:
    """A value as the drawing says it: what is not recorded or not shown is said in words."""
    if isinstance(plain, Hidden):
        return words.say(f"hidden.{plain.hidden}")
    return words.say("missing.text") if plain is None else words.cell(one, plain)


def names(chart: Chart, words: Words) -> list[str]:
    """What the series are called."""
    return [words.heading(column(chart, key)) for key in chart.series]


def at_most(chart: Chart, number: int) -> None:
    """Refuses more series than can be told apart."""
    if len(chart.series) > number:
        raise UserError(
            f'Chart "{chart.id}" has {len(chart.series)} series; its form {chart.form} can tell '
            f"{number} apart. Show fewer, or show a table."
        )


def called(chart: Chart, key: str, words: Words) -> str:
    """What a column is called."""
    return words.heading(column(chart, key))


def end(chart: Chart, row: Mapping[str, Cell], ends: Mapping[str, str], key: str) -> float | None:
    """Where the interval of a series begins or ends; none where its value is not shown."""
    if key not in ends or isinstance(row.get(key), Hidden) or row.get(key) is None:
        return None
    column(chart, ends[key])
    return measured(chart, row.get(ends[key]), below_zero=True)


def shorthand(cells: Iterable[Cell], words: Words) -> list[str]:
    """What `[x]` and `[c]` mean, where a drawing has room for no more than that."""
    found = list(cells)
    there = {cell.hidden for cell in found if isinstance(cell, Hidden)}
    lines = [words.say("missing.explained")] if None in found else []
    return lines + [words.say(f"hidden.{kind}.explained") for kind in HIDDEN if kind in there]


def named(row: Row, names: Sequence[str], words: Words) -> list[str]:
    """The values of a row, each with the name of its series where there are several."""
    if len(names) == 1:
        return list(row.texts)
    return [
        words.say(
            "chart.part_missing" if value is None else "chart.part",
            value=text,
            name=name[:1].lower() + name[1:],
        )
        for value, text, name in zip(row.values, row.texts, names, strict=True)
    ]


def rows(chart: Chart, words: Words, below_zero: bool = False) -> list[Row]:
    """The rows of a chart, ready to draw.

    Raises UserError when the series cannot share one axis, or a value is negative where the
    form has no place for it.
    """
    category = column(chart, chart.category)
    series = [column(chart, key) for key in chart.series]
    if len({one.kind for one in series}) > 1:
        kinds = ", ".join(f"{one.key} ({one.kind})" for one in series)
        raise UserError(f'Chart "{chart.id}": its series cannot share one axis: {kinds}.')
    base = next((one for one in chart.columns if one.key == "base"), None)
    return [
        Row(
            label=text(category, row.get(chart.category), words),
            values=tuple(measured(chart, row.get(one.key), below_zero) for one in series),
            texts=tuple(text(one, row.get(one.key), words) for one in series),
            sample=_sample(base, row, words),
            absent=_absent([row.get(one.key) for one in series], words),
        )
        for row in chart.rows
    ]


def hidden_rows(chart: Chart) -> int:
    """How many categories have a value in the drawing that may not be shown."""
    return sum(any(isinstance(row.get(key), Hidden) for key in chart.series) for row in chart.rows)


def _absent(cells: Sequence[Cell], words: Words) -> str:
    """Why a row cannot be drawn; that something is hidden is said before that it lacks."""
    hidden = sorted({cell.hidden for cell in cells if isinstance(cell, Hidden)})
    if hidden:
        return words.say(f"hidden.{hidden[0]}")
    return words.say("missing.text") if None in cells else ""


def measured(chart: Chart, plain: Cell, below_zero: bool = False) -> float | None:
    """A value as it is drawn; nothing where it is not recorded or not shown."""
    if plain is None or isinstance(plain, Hidden):
        return None
    if isinstance(plain, str):
        raise UserError(f'Chart "{chart.id}": a series must be numbers, but one holds text.')
    if plain < 0 and not below_zero:
        raise UserError(f'Chart "{chart.id}": a bar cannot show a number below 0.')
    return float(plain)


def _sample(base: Column | None, row: Mapping[str, Cell], words: Words) -> str | None:
    if base is None or isinstance(known := row.get("base"), Hidden) or known is None:
        return None
    return words.say("chart.sample", base=words.cell(base, known))
