"""Which payloads, and which of their columns, an audience sees at all.

The public sees what is public; a participant besides what is for participants; insiders see
everything but persons and their own words; the few who may see those see everything. What is
counted in what the public sees is protected elsewhere: see `plan`.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.payload import Audience, Chart, Payload, Table
from analysis.problems import UserError

SEES: dict[Audience, tuple[Audience, ...]] = {
    "public": ("public",),
    "participant": ("public", "participant"),
    "internal": ("public", "participant", "internal"),
    "restricted": ("public", "participant", "internal", "restricted"),
}
"""The payloads that each audience sees."""

COLUMNS: dict[Audience, tuple[str, ...]] = {
    "public": ("both", "public"),
    "participant": ("both", "public"),
    "internal": ("both", "internal"),
    "restricted": ("both", "internal", "restricted"),
}
"""The columns that each audience sees; one for the public stands in for an internal one."""

OUTSIDE: tuple[Audience, ...] = ("public", "participant")
"""The audiences who are not to learn who is counted."""


def protect(payloads: Sequence[Payload], audience: Audience) -> list[Payload]:
    """The payloads as this audience may see them, in the same order.

    Raises UserError when a chart would lose a column that it draws.
    """
    return [
        for_audience(payload, audience)
        for payload in payloads
        if payload.audience in SEES[audience]
    ]


def for_audience(payload: Payload, audience: Audience) -> Payload:
    """One payload without the columns of other audiences, in heading and in rows."""
    if not isinstance(payload, (Table, Chart)):
        return payload
    columns = [column for column in payload.columns if column.audience in COLUMNS[audience]]
    keys = [column.key for column in columns]
    if isinstance(payload, Chart):
        _still_drawable(payload, set(keys))
    held = [*keys, *(column.language for column in columns if column.language)]
    changes: dict[str, object] = {
        "columns": columns,
        "rows": [{key: row.get(key) for key in held} for row in payload.rows],
    }
    if isinstance(payload, Table):
        changes["row_key"] = [key for key in payload.row_key if key in keys]
    return payload.model_copy(update=changes)


def _still_drawable(chart: Chart, keys: set[str]) -> None:
    drawn = {chart.category, *chart.series, *chart.low.values(), *chart.high.values()}
    if lost := sorted(drawn - keys):
        raise UserError(
            f'Chart "{chart.id}" is public but draws a column that is not: {", ".join(lost)}. '
            "Make the chart internal, or draw another column."
        )
