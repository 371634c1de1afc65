"""A payload becomes a block: what it says in the language of the report, and its numbers.

All words come from the same `Words` as the page, and every number is worded there before it is
put beside it as a number. What is hidden or not recorded is its shorthand and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from analysis.draw import table as drawn
from analysis.draw.alternative import alternative
from analysis.draw.block import out_of
from analysis.draw.chart import FORMS
from analysis.draw.numbers import SHARE_STEP, exact, is_chance, number_step
from analysis.draw.sheet import WIDE
from analysis.draw.words import Words
from analysis.payload import Cell as Plain
from analysis.payload import (
    Chart,
    Column,
    Hidden,
    KeyFigure,
    KeyFigures,
    Kind,
    Note,
    Payload,
    Sentence,
    Table,
    Value,
)
from analysis.report.audience import file_prefix
from analysis.report.blocks import (
    Block,
    Callout,
    Cell,
    Drawing,
    Figure,
    Figures,
    Grid,
    Head,
    Paragraph,
    Span,
)
from analysis.report.frame import PageFrame
from analysis.report.hurry import stand

NOT_APPLICABLE = "[z]"
"""The shorthand of official statistics for a cell that can hold nothing."""


def worded(
    payloads: Sequence[Payload], frame: PageFrame, words: Words, whole: bool = False
) -> Iterator[tuple[str, Block]]:
    """Each payload with the cell that showed it; tables and figures are numbered as they come.

    Of large tables come the rows that stand on the page, or all with `whole`.
    """
    tables = charts = 0
    for payload in payloads:
        match payload:
            case Sentence():
                yield payload.cell, sentence(payload, frame, words)
            case Note():
                label = words.say(f"note.{payload.form}.label")
                yield payload.cell, Callout(label, words.message(payload.message), payload.form)
            case KeyFigures():
                yield payload.cell, key_figures(payload, words)
            case Table():
                tables += payload.annex is None
                file = "" if whole else file_prefix(frame, words)
                yield payload.cell, table(payload, words, tables, file)
            case Chart():
                charts += 1
                yield payload.cell, chart(payload, words, charts)


def sentence(payload: Sentence, frame: PageFrame, words: Words) -> Paragraph:
    """A sentence; one that may be quoted takes its date and state along."""
    text = words.message(payload.message)
    if payload.quotable:
        text += f" {stand(frame, words).striptags()}"
    return Paragraph((Span(text),))


def table(payload: Table, words: Words, number: int, prefix: str = "") -> Grid:
    """A table with its number; an annex has a number of its own.

    With `prefix`, which begins the names of the files, it is cut as on the page.
    """
    kind, shown = ("annex", payload.annex) if payload.annex else ("table", number)
    id, cut = f"table-{payload.id}", ""
    rows: drawn.Rows = payload.rows
    if prefix:
        file = words.say("table.all_rows.file", file=f"{prefix}{id}{drawn.ENDS[0]}")
        rows, cut = drawn.first_rows(payload, words, file)
    return replace(
        _grid(payload.columns, rows, drawn.row_heading(payload), words),
        id=id,
        cut=cut,
        number=words.say(f"{kind}.number", number=str(shown)),
        caption=words.message(payload.caption),
        note=words.message(payload.note) if payload.note else "",
    )


def chart(payload: Chart, words: Words, number: int) -> Drawing:
    """A chart with its number and the table of its data."""
    headline, subtitle = words.message(payload.headline), words.message(payload.subtitle)
    data = _grid(payload.columns, payload.rows, payload.category, words)
    caption = words.say("chart.data_caption", headline=headline)
    return Drawing(
        id=payload.id,
        number=words.say("chart.number", number=str(number)),
        headline=headline,
        subtitle=subtitle,
        alternative=alternative(payload, words),
        data=replace(data, id=f"chart-{payload.id}-data", caption=caption),
        sheet=lambda: FORMS[payload.form](payload, words, WIDE),
        note=words.message(payload.note) if payload.note else "",
    )


def key_figures(payload: KeyFigures, words: Words) -> Figures:
    """The key figures, and the table that a workbook makes of them."""
    items = tuple(
        Figure(
            label=words.message(figure.label),
            value=words.value(figure.value),
            beside=out_of(figure, words),
            context=words.message(figure.context) if figure.context else "",
        )
        for figure in payload.figures
    )
    rows = tuple(
        (Cell(item.label), *_parts(figure, words), Cell(item.context or NOT_APPLICABLE))
        for item, figure in zip(items, payload.figures, strict=True)
    )
    return Figures(items, _without_empty(_figures_grid(payload, rows, words)))


def _figures_grid(payload: KeyFigures, rows: tuple[tuple[Cell, ...], ...], words: Words) -> Grid:
    keys: dict[str, Kind] = {
        "figure": "text", "value": "number", "base": "count", "unit": "text", "share": "share",
        "context": "text",
    }  # fmt: skip
    there = {one.text for row in rows for one in row}
    kinds = [value for one in payload.figures for value in (one.value, one.base) if value]
    hidden = [one.value for one in kinds]
    above = [words.say("missing.explained")] if None in hidden else []
    above += [
        words.say(f"hidden.{kind}.explained")
        for kind in drawn.HIDDEN
        if any(isinstance(one, Hidden) and one.hidden == kind for one in hidden)
    ]
    if NOT_APPLICABLE in there:
        above.append(words.say("shorthand.z.explained"))
    return Grid(
        id="key-figures",
        number="",
        caption=words.say("form.key_figures"),
        heads=tuple(Head(words.say(f"column.{key}"), kind) for key, kind in keys.items()),
        rows=rows,
        above=tuple(above),
    )


def _parts(figure: KeyFigure, words: Words) -> tuple[Cell, ...]:
    """A key figure's value, base, unit and share; what it does not have is not applicable."""
    value, base = figure.value.value, figure.base.value if figure.base else None
    whole = figure.base if figure.base and isinstance(base, (int, Hidden)) else None
    share: Plain = None
    if whole is not None and figure.value.kind == "count" and base != 0:
        share = next((one for one in (value, base) if isinstance(one, Hidden)), None)
        if isinstance(value, int) and isinstance(base, int):
            share = figure.share or value / base
    none = Cell(NOT_APPLICABLE)
    unit = words.label("unit", figure.unit) if figure.unit else NOT_APPLICABLE
    return (
        _cell(_column(figure.value), value, words),
        _cell(_column(whole), base, words) if whole else none,
        Cell(unit),
        none if share is None else _cell(Column(key="share", kind="share"), share, words),
    )


def _column(value: Value) -> Column:
    return Column(
        key="value", kind=value.kind, vocabulary=value.vocabulary, decimals=value.decimals
    )


def _without_empty(grid: Grid) -> Grid:
    """The table without columns in which nothing is applicable."""
    kept = [
        at
        for at in range(len(grid.heads))
        if any(row[at].text != NOT_APPLICABLE for row in grid.rows)
    ]
    rows = tuple(tuple(row[at] for at in kept) for row in grid.rows)
    left = any(one.text == NOT_APPLICABLE for row in rows for one in row)
    above = grid.above if left else tuple(one for one in grid.above if NOT_APPLICABLE not in one)
    return replace(grid, heads=tuple(grid.heads[at] for at in kept), rows=rows, above=above)


def _grid(
    columns: Sequence[Column], rows: Sequence[Mapping[str, Plain]], heading: str, words: Words
) -> Grid:
    """The rows in words; a unit that is the same in every row is said once, above the table."""
    markless = drawn.Grid("", drawn.Markup(""), columns, rows, heading)
    unit = drawn.common_unit(markless)
    shown = [one for one in columns if not (unit and one.key == "unit")]
    keys = [one.key for one in shown]
    return Grid(
        id="",
        number="",
        caption="",
        heads=tuple(Head(words.heading(one), one.kind) for one in shown),
        rows=tuple(tuple(_of_row(one, row, words) for one in shown) for row in rows),
        above=tuple(drawn.explained(markless, unit, words)),
        heading=keys.index(heading) if heading in keys else 0,
    )


def _of_row(column: Column, row: Mapping[str, Plain], words: Words) -> Cell:
    cell = _cell(column, row.get(column.key), words)
    language = drawn.language_of(column, row, words)
    return replace(cell, language=language) if language else cell


def _cell(column: Column, plain: Plain, words: Words) -> Cell:
    text = words.cell(column, plain)
    if plain is None or isinstance(plain, Hidden):
        return Cell(text)
    if column.kind == "date":
        return Cell(text, date.fromisoformat(str(plain)[:10]), "date")
    if isinstance(plain, (str, bool)) or column.kind in ("text", "code", "mark"):
        return Cell(text)
    if isinstance(plain, int) or column.kind == "count":
        return Cell(text, int(plain), "count")
    step = SHARE_STEP if column.kind == "share" else number_step(column.decimals)
    if is_chance(column.key) and plain < step:
        return Cell(text)
    decimals = 2 if column.decimals is None else column.decimals
    return Cell(text, float(exact(plain, step)), column.kind, decimals)
