"""The order of rows must not tell what their cells do not."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from analysis.payload import Cell, Chart, Hidden, Table


def reordered(payload: Table | Chart, rows: Sequence[dict[str, Cell]]) -> list[dict[str, Cell]]:
    """The rows by their codes where they stood by a number that is now partly hidden."""
    columns = [column.key for column in payload.columns]
    hidden = [key for key in columns if any(_is_secret(row.get(key)) for row in rows)]
    if not any(_is_sorted(payload, key) for key in hidden):
        return list(rows)
    keys = [c.key for c in payload.columns if c.kind in ("code", "text", "date", "mark")]
    return sorted(rows, key=lambda row: [_place(row.get(key)) for key in keys])


def _is_sorted(payload: Table | Chart, key: str) -> bool:
    named = [c.key for c in payload.columns if c.kind == "code" and c.key != "unit"]
    numbers = [
        value
        for row in payload.rows
        if all(row.get(name) is not None for name in named)
        and isinstance(value := row.get(key), (int, float))
    ]
    falls = all(first >= then for first, then in pairwise(numbers))
    rises = all(first <= then for first, then in pairwise(numbers))
    return len(set(numbers)) > 1 and (falls or rises)


def _is_secret(value: Cell) -> bool:
    """A mean left out because few gave it is no secret, so its place may tell it."""
    return isinstance(value, Hidden) and value.hidden == "confidential"


def _place(value: Cell) -> tuple[bool, str]:
    """Codes as they sort; what was not recorded comes last."""
    return value is None, str(value)
