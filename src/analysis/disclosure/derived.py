"""Shares, statistics and intervals: which counts of a row they were worked out of."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.disclosure.said import is_statistic
from analysis.payload import Cell, Chart, Column, Payload

ENDS = ("low", "high")


def worked_out_of(column: Column, counts: set[str], payload: Payload) -> tuple[str, ...]:
    """The counts of a row that a reader could work out of this column of it.

    A share that falls in steps was worked out of all counts beside it, and so was an interval.
    """
    steps = isinstance(payload, Chart) and payload.form == "steps" and column.key in payload.series
    if is_end(column) or steps:
        return tuple(sorted({*counts, "base"}))
    if column.kind == "share":
        part = column.key.removesuffix("share") + "count" if "_" in column.key else "count"
        return (part, "count", "base")
    return tuple(sorted(counts)) if is_statistic(column) else ()


def based_on(column: Column, row: Mapping[str, Cell]) -> str:
    """The column that tells of how many a share, statistic or interval is worked out."""
    own = column.key.rpartition("_")[0] + "_count"
    if is_end(column):
        return next((key for key in (own, "base") if key in row), "count")
    if column.kind == "share":
        return "base" if column.key == "share" else "count"
    return (own if own in row else "count") if is_statistic(column) else ""


def is_end(column: Column) -> bool:
    """Whether a column tells where an interval begins or ends."""
    return column.kind in ("share", "number") and bool({*ENDS} & {*column.key.split("_")})


def ends(payload: Payload) -> dict[str, str]:
    """The columns of a chart in which an interval begins or ends, and the series it is of."""
    if not isinstance(payload, Chart):
        return {}
    return {end: key for side in (payload.low, payload.high) for key, end in side.items()}
