"""What an audience may read is decided here, over all payloads of a release together.

For now it only separates the audiences: a public page gets the public payloads and the columns
that the public may see; an internal page gets everything. This is the place where the
protection plan of the next issue will stand: small counts, what can be derived from totals,
and earlier editions of the same report. It therefore takes a whole list and not one payload.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.payload import Audience, Chart, Column, Payload, Table
from analysis.problems import UserError


@dataclass(frozen=True)
class Plan:
    """What each audience may read of the reports of one release."""

    payloads: Mapping[str, Sequence[Payload]]

    def protected(self, report: str, audience: Audience) -> list[Payload]:
        """The payloads of a report as this audience may read them, in the same order."""
        return protect(self.payloads[report], audience)


def plan(payloads: Mapping[str, Sequence[Payload]]) -> Plan:
    """One plan for all reports of a release, by the name of the report."""
    return Plan(payloads)


def protect(payloads: Sequence[Payload], audience: Audience) -> list[Payload]:
    """The payloads as this audience may read them, in the same order.

    Raises UserError when a chart would lose a column that it draws.
    """
    shown = payloads if audience == "internal" else [p for p in payloads if p.audience == "public"]
    return [_for_audience(payload, audience) for payload in shown]


def _for_audience(payload: Payload, audience: Audience) -> Payload:
    """One payload without the columns of the other audience, in heading and in rows."""
    if not isinstance(payload, (Table, Chart)):
        return payload
    columns = [column for column in payload.columns if column.audience in ("both", audience)]
    keys = {column.key for column in columns}
    if isinstance(payload, Chart):
        _still_drawable(payload, keys)
    rows = [{key: row.get(key) for key in _ordered(columns)} for row in payload.rows]
    changes = {"columns": columns, "rows": rows}
    if isinstance(payload, Table):
        changes["row_key"] = [key for key in payload.row_key if key in keys]
    return payload.model_copy(update=changes)


def _ordered(columns: Sequence[Column]) -> list[str]:
    return [column.key for column in columns]


def _still_drawable(chart: Chart, keys: set[str]) -> None:
    if lost := sorted({chart.category, *chart.series} - keys):
        raise UserError(
            f'Chart "{chart.id}" is public but draws a column that is not: {", ".join(lost)}. '
            "Make the chart internal, or draw another column."
        )
