"""The order of rows must not tell what their cells do not: between 13 and 9 lies 9 to 13.

Rows that stood by a number that is now partly hidden stand by their codes instead, unless a name
or day that everybody reads explains the order that they had.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise

from analysis.payload import Cell, Chart, Column, Hidden, Table

Row = dict[str, Cell]
Pair = tuple[Row, Row]
"""A row with its true values, and as readers outside get it."""

NUMBERING = "no"
"""The column with the numbers of rows: it follows the order and cannot explain it."""

ALONG_AN_AXIS = ("distribution", "dots", "steps")

NAMING = ("code", "text", "date", "mark")


def reordered(payload: Table | Chart, rows: Sequence[Row]) -> list[Row]:
    """The rows by their codes where they stood by a number that is now partly hidden."""
    columns = [column for column in payload.columns if column.key != NUMBERING]
    # Rows along an axis stand in its order, which everybody reads.
    if isinstance(payload, Chart) and payload.form in ALONG_AN_AXIS:
        return list(rows)
    in_parts = isinstance(payload, Chart) and payload.form != "bars"
    pairs = list(zip(payload.rows, rows, strict=True))
    made = [
        row for part in _together(columns, pairs) for row in _part(columns, part, in_parts=in_parts)
    ]
    if made != list(rows) and any(column.key == NUMBERING for column in payload.columns):
        return [{**row, NUMBERING: number} for number, row in enumerate(made, start=1)]
    return made


def _together(columns: Sequence[Column], pairs: list[Pair]) -> list[list[Pair]]:
    """Rows that were sorted together: those of one value of the first column, else all."""
    first = columns[0].key if columns else ""
    runs = [list(run) for _, run in groupby(pairs, key=lambda pair: str(pair[1].get(first)))]
    return runs if len(runs) < len(pairs) else [pairs]


def _part(columns: Sequence[Column], pairs: list[Pair], *, in_parts: bool) -> list[Row]:
    rows = [row for _, row in pairs]
    secret = [one for one in columns if any(_is_secret(row.get(one.key)) for row in rows)]
    true = [row for row, _ in pairs]
    # Bars in parts may have been sorted by what no column shows.
    tells = in_parts or any(_is_sorted(columns, true, one.key) for one in secret)
    if not secret or not tells or _is_explained(columns, rows):
        return rows
    keys = [one.key for one in columns if one.kind in NAMING]
    return sorted(rows, key=lambda row: [_place(row.get(key)) for key in keys])


def _is_sorted(columns: Sequence[Column], rows: Sequence[Row], key: str) -> bool:
    """Whether rows rise or fall by a column; rows of what was not recorded stand apart."""
    named = [one.key for one in columns if one.kind == "code" and one.key not in ("unit", key)]
    found = [
        value
        for row in rows
        if all(row.get(name) is not None for name in named)
        and (value := row.get(key)) is not None
        and not isinstance(value, (bool, Hidden))
    ]
    values = [value for value in found if isinstance(value, str) == isinstance(found[0], str)]
    falls = all(first >= then for first, then in pairwise(values))  # type: ignore[operator]
    rises = all(first <= then for first, then in pairwise(values))  # type: ignore[operator]
    return len(set(values)) > 1 and (falls or rises)


def _is_explained(columns: Sequence[Column], rows: Sequence[Row]) -> bool:
    """Whether the rows stand in the order of a name or day that is there for everybody."""
    for column in columns:
        texts = [value for row in rows if isinstance(value := row.get(column.key), str)]
        whole = len(texts) == len(rows) and column.kind in ("text", "code", "date")
        if whole and len(set(texts)) > 1 and texts == sorted(texts):
            return True
    return False


def _is_secret(value: Cell) -> bool:
    """A mean left out because few gave it is no secret, so its place may tell it."""
    return isinstance(value, Hidden) and value.hidden == "confidential"


def _place(value: Cell) -> tuple[bool, str]:
    """Codes as they sort; what is hidden or was not recorded comes last."""
    return value is None or isinstance(value, Hidden), str(value)
