"""Where a row stands can tell what it hides: between 13 and 9 lies 9, 10, 11, 12 or 13.

So rows with a hidden value go to the end of their table or chart, in the order of their names,
unless something that everybody may read explains the order they had.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise
from typing import Any

from analysis.payload import Cell, Chart, Column, Hidden, Payload, Table

Row = Mapping[str, Cell]
MEASURES = ("count", "share", "number")
NUMBERING = "no"
"""The column with the numbers of the rows: it follows the order and cannot explain it."""


def in_safe_order(payload: Payload) -> Payload:
    """A table or chart whose order tells nothing of what is hidden in it; any other as it is."""
    if not isinstance(payload, (Table, Chart)):
        return payload
    columns = [column for column in payload.columns if column.key != NUMBERING]
    by_parts = isinstance(payload, Chart) and payload.form != "bars"
    rows = [row for part in _parts(columns, payload.rows) for row in _part(columns, part, by_parts)]
    if rows == payload.rows:
        return payload
    if any(column.key == NUMBERING for column in payload.columns):
        rows = [{**row, NUMBERING: number} for number, row in enumerate(rows, start=1)]
    return payload.model_copy(update={"rows": rows})


def _parts(columns: Sequence[Column], rows: Sequence[Row]) -> list[list[Row]]:
    """Rows that were sorted together: those of one value of the first column, else all."""
    first = columns[0].key if columns else ""
    runs = [list(run) for _, run in groupby(rows, key=lambda row: str(row.get(first)))]
    return runs if len(runs) < len(rows) else [list(rows)]


def _part(columns: Sequence[Column], rows: list[Row], by_parts: bool) -> list[Row]:
    hiding = [row for row in rows if any(isinstance(cell, Hidden) for cell in row.values())]
    if not hiding or _explained(columns, rows):
        return rows
    if not by_parts and not any(_tells(column, rows) for column in columns):
        return rows
    names = [column.key for column in columns if column.kind not in MEASURES]
    hiding.sort(key=lambda row: [str(row.get(name)) for name in names])
    return [row for row in rows if row not in hiding] + hiding


def _explained(columns: Sequence[Column], rows: Sequence[Row]) -> bool:
    """Whether the rows stand in the order of a name or date that is there for everybody."""
    for column in columns:
        values = [row.get(column.key) for row in rows]
        if column.kind in ("text", "code", "date") and all(isinstance(v, str) for v in values):
            texts = [str(value) for value in values]
            if len(set(texts)) > 1 and texts == sorted(texts):
                return True
    return False


def _tells(column: Column, rows: Sequence[Row]) -> bool:
    """Whether a column hides a value among others that rise or fall."""
    values: list[Any] = [row.get(column.key) for row in rows]
    if column.kind not in MEASURES or not any(isinstance(value, Hidden) for value in values):
        return False
    known = [value for value in values if value is not None and not isinstance(value, Hidden)]
    return all(a <= b for a, b in pairwise(known)) or all(a >= b for a, b in pairwise(known))
