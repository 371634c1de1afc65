"""What changed between two editions of a report is worked out from what both showed.

Only protected payloads are compared, so a difference never tells what either edition hid: a
value that is no longer shown is named as such, without what it was. Key figures are matched by
their label, tables and charts row by row by their key, sentences by their place and message.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from analysis.payload import (
    Cell,
    Chart,
    Column,
    Hidden,
    KeyFigure,
    KeyFigures,
    Message,
    Payload,
    Sentence,
    Table,
    Value,
)

NAMING = ("code", "text", "date")
"""The kinds of columns that say what a row is about."""

BY_NUMBER = ("distribution", "dots", "steps")
"""The forms of charts whose rows stand along an axis."""

What = Literal["figure", "base", "cell", "row", "column", "table", "sentence"]
How = Literal["new", "gone", "changed", "hidden", "shown"]


@dataclass(frozen=True)
class Difference:
    """One thing that differs, in no language yet.

    `place` is the label, caption or sentence it concerns, `row` the key of the row there.
    `before` and `after` are left out where the new edition hides a value.
    """

    what: What
    how: How
    place: Message
    row: tuple[Value, ...] = ()
    column: Column | None = None
    before: Value | Message | None = None
    after: Value | Message | None = None


def between(old: Sequence[Payload], new: Sequence[Payload]) -> list[Difference]:
    """What the new edition shows otherwise than the old one, what a reader sees first first."""
    found = [
        *_keyed(_figures(old), _figures(new), _figure, "figure"),
        *_tables(_grids(old, Table), _grids(new, Table)),
    ]
    known = {_identity(one) for one in found}
    for one in _tables(_grids(old, Chart), _grids(new, Chart)):
        # A chart and a table often show the same frame; its differences are told once.
        if _identity(one) not in known:
            found.append(one)
    return [*found, *_keyed(_sentences(old), _sentences(new), _sentence, "sentence")]


def _keyed(old: Mapping[Any, Any], new: Mapping[Any, Any], changed: Any, what: What) -> list[Any]:
    """What is only in one of two editions, and how the rest changed."""
    found: list[Difference] = []
    for key, one in new.items():
        if key in old:
            found += changed(old[key], one)
        else:
            found.append(Difference(what, "new", _place(one)))
    return found + [Difference(what, "gone", _place(old[key])) for key in old if key not in new]


def _place(one: KeyFigure | Sentence) -> Message:
    return one.label if isinstance(one, KeyFigure) else one.message


def _text(content: Any) -> str:
    return json.dumps(content, sort_keys=True, ensure_ascii=False, default=str)


def _figures(payloads: Sequence[Payload]) -> dict[str, KeyFigure]:
    return {
        _text(figure.label.model_dump(mode="json")): figure
        for payload in payloads
        if isinstance(payload, KeyFigures)
        for figure in payload.figures
    }


def _figure(old: KeyFigure, new: KeyFigure) -> Iterator[Difference]:
    if not _same(old.value.value, new.value.value):
        yield _difference("figure", new.label, old.value, new.value)
    elif old.base and new.base and not _same(old.base.value, new.base.value):
        yield _difference("base", new.label, old.base, new.base)


def _difference(
    what: What,
    place: Message,
    before: Value,
    after: Value,
    row: tuple[Value, ...] = (),
    column: Column | None = None,
) -> Difference:
    """A value that differs; one that is hidden now is not told from the edition before."""
    if isinstance(after.value, Hidden):
        return Difference(what, "hidden", place, row, column)
    if isinstance(before.value, Hidden):
        return Difference(what, "shown", place, row, column, None, after)
    return Difference(what, "changed", place, row, column, before, after)


def _sentences(payloads: Sequence[Payload]) -> dict[tuple[str, str, int], Sentence]:
    """The sentences by cell and message; of those of one cell and message, by their order."""
    found: dict[tuple[str, str, int], Sentence] = {}
    for payload in payloads:
        if isinstance(payload, Sentence):
            number = sum(key[:2] == (payload.cell, payload.message.id) for key in found)
            found[payload.cell, payload.message.id, number] = payload
    return found


def _sentence(old: Sentence, new: Sentence) -> Iterator[Difference]:
    before, after = old.message, new.message
    if before.values == after.values:
        return
    if _hidden(after) - _hidden(before):
        yield Difference("sentence", "hidden", after)
    else:
        yield Difference("sentence", "changed", after, before=before, after=after)


def _hidden(message: Message) -> set[str]:
    return {name for name, value in message.values.items() if isinstance(value.value, Hidden)}


def _grids(payloads: Sequence[Payload], kind: type) -> dict[tuple[str, int], Table | Chart]:
    """The tables, or the charts, by their name; of those of one name, by their order."""
    found: dict[tuple[str, int], Table | Chart] = {}
    for payload in payloads:
        # What chance gives differs with every draw, and is no finding.
        chance = isinstance(payload, Chart) and payload.observed is not None
        if isinstance(payload, (Table, Chart)) and isinstance(payload, kind) and not chance:
            number = sum(name == payload.id for name, _ in found)
            found[payload.id, number] = payload
    return found


def caption(grid: Table | Chart) -> Message:
    """What a table or chart is called: a chart by its subtitle, for its headline has numbers."""
    return grid.caption if isinstance(grid, Table) else grid.subtitle


def _tables(
    old: Mapping[tuple[str, int], Table | Chart], new: Mapping[tuple[str, int], Table | Chart]
) -> list[Difference]:
    found: list[Difference] = []
    for key, grid in new.items():
        if key in old:
            found += _grid(old[key], grid)
        else:
            found.append(Difference("table", "new", caption(grid)))
    gone = [grid for key, grid in old.items() if key not in new]
    return found + [Difference("table", "gone", caption(grid)) for grid in gone]


def _grid(old: Table | Chart, new: Table | Chart) -> list[Difference]:
    """How two editions of one table differ: its columns, its rows, then its cells."""
    place = caption(new)
    before = {column.key: column for column in old.columns}
    after = {column.key: column for column in new.columns}
    found = [
        *(Difference("column", "new", place, (), after[key]) for key in after if key not in before),
        *(Difference("column", "gone", place, (), before[k]) for k in before if k not in after),
    ]
    old_rows, new_rows = _rows(old), _rows(new)
    for key, (label, row) in new_rows.items():
        if key not in old_rows:
            found.append(Difference("row", "new", place, label))
            continue
        was = old_rows[key][1]
        found += [
            _difference(
                "cell", place, _value(before[name], was), _value(column, row), label, column
            )
            for name, column in after.items()
            if name in before and not _same(was.get(name), row.get(name))
        ]
    gone = [label for key, (label, _) in old_rows.items() if key not in new_rows]
    return found + [Difference("row", "gone", place, label) for label in gone]


def _rows(grid: Table | Chart) -> dict[str, tuple[tuple[Value, ...], dict[str, Cell]]]:
    """The rows by their key; of rows with the same key, by their order.

    Only what names a row counts as its key: a figure in it can change, or be hidden by now. A
    table whose key the audience may not see is matched by whole rows. Bins and moments of a
    chart are named by a number.
    """
    keys = grid.row_key if isinstance(grid, Table) else [grid.category]
    columns = {column.key: column for column in grid.columns}
    by_number = isinstance(grid, Chart) and grid.form in BY_NUMBER
    named = [key for key in keys if key in columns and (by_number or columns[key].kind in NAMING)]
    found: dict[str, tuple[tuple[Value, ...], dict[str, Cell]]] = {}
    seen: dict[str, int] = {}
    for row in grid.rows:
        text = _text([_plain(row.get(key)) for key in named or columns])
        seen[text] = seen.get(text, 0) + 1
        label = tuple(_value(columns[key], row) for key in named)
        found[f"{text} {seen[text]}"] = (label, row)
    return found


def _same(before: Cell, after: Cell) -> bool:
    """Whether a reader sees the same; why something is hidden makes no difference."""
    return before == after or (isinstance(before, Hidden) and isinstance(after, Hidden))


def _plain(cell: Cell) -> Any:
    return cell.model_dump() if isinstance(cell, Hidden) else cell


def _value(column: Column, row: Mapping[str, Cell]) -> Value:
    return Value(kind=column.kind, value=row.get(column.key), vocabulary=column.vocabulary)


def _identity(one: Difference) -> str:
    """What differs where, apart from what the table is called."""
    row = [value.model_dump(mode="json") for value in one.row]
    values = [
        value.model_dump(mode="json") if value is not None else None
        for value in (one.before, one.after)
    ]
    place = one.place.model_dump(mode="json") if one.what == "table" else ""
    return _text([one.what, one.how, place, row, one.column.key if one.column else "", values])
