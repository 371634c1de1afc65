"""Shares and statistics: which counts of a row they were worked out of."""

from __future__ import annotations

from analysis.disclosure.said import is_statistic
from analysis.payload import Column


def worked_out_of(column: Column, counts: set[str]) -> tuple[str, ...]:
    """The counts of a row that a reader could work out of this column of it."""
    if column.kind == "share":
        part = column.key.removesuffix("share") + "count" if "_" in column.key else "count"
        return (part, "count", "base")
    return tuple(sorted(counts)) if is_statistic(column) else ()


def based_on(column: Column) -> str:
    """The column that tells of how many a share or statistic is worked out."""
    if column.kind == "share":
        return "base" if column.key == "share" else "count"
    return "count" if is_statistic(column) else ""
