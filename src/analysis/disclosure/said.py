"""What readers are told: every count of participants, what it counts, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from analysis.counted import Counted, Group
from analysis.disclosure.wordings import behind, messages, told
from analysis.payload import (
    Cell,
    Chart,
    Column,
    Hidden,
    KeyFigures,
    Observed,
    Payload,
    Table,
    Value,
)
from analysis.programme.disclosure import Disclosure

Stands = Literal["count", "sentence", "figure", "total"]

NO_PARTICIPANTS = frozenset(
    {
        *("sessions", "turns", "rows", "facts", "remarks", "exports", "files", "parts"),
        *("questions", "entries", "domains", "rounds", "components", "corrections"),
        *("indices", "variants", "attributes", "draws"),
    }
)
"""Units that are no participants: how many of them there were says nothing of anyone."""

STATISTICS = ("mean", "median", "sd", "value", "sum", "minimum", "maximum")
"""Numbers that are worked out of what several units have; `counted` says of how many."""

TOTALS = ("base", "ever_count")
WHOLE = "total"


@dataclass(frozen=True)
class Said:
    """One count in one place. `base` is the one beside it; `by` what its rows tell apart."""

    group: Group
    value: Cell
    stands: Stands
    several: frozenset[str]
    base: Cell = None
    by: frozenset[str] = frozenset()
    column: str = ""


def of_all(payloads: Iterable[Payload], rules: Disclosure) -> list[Said]:
    """Every count of participants in payloads as readers see them."""
    return [one for payload in payloads for one in of(payload, rules)]


def of(payload: Payload, rules: Disclosure) -> Iterator[Said]:
    """Every count of participants in one payload."""
    if isinstance(payload, (Table, Chart)):
        for row in payload.rows:
            for column in payload.columns:
                if column.counted and (one := _cell(payload, row, column, rules)):
                    yield one
    if isinstance(payload, KeyFigures):
        for figure in payload.figures:
            base = figure.base.value if figure.base else None
            if found := _value(figure.value, rules, "figure", base):
                yield found
            if figure.base and (found := _value(figure.base, rules, "total", None)):
                yield found
    for message in messages(payload):
        given = behind(message)
        base = given["base"].value if "base" in given else None
        for value in given.values():
            if found := _value(value, rules, "sentence", base):
                yield found


def _cell(
    payload: Table | Chart, row: Mapping[str, Cell], column: Column, rules: Disclosure
) -> Said | None:
    counted, value = column.counted, row.get(column.key)
    if counted is None or is_statistic(column) or not _is_count(value):
        return None
    group = group_of(counted, row, rules)
    whole = column.key in TOTALS or WHOLE in row.values()
    base = row.get("base") if column.key != "base" else None
    alone = counted.model_copy(update={"of": {}}).of_row(row)
    return Said(
        group, value, "total" if whole else "count", frozenset(alone.several), base,
        frozenset(alone.of.keys() - alone.open), f"{payload.id}.{column.key}",
    )  # fmt: skip


def _value(value: Value, rules: Disclosure, stands: Stands, base: Cell) -> Said | None:
    if value.counted is None or value.kind != "count" or not _is_count(value.value):
        return None
    return Said(
        group_of(value.counted, {}, rules), value.value, stands,
        frozenset(value.counted.of_row({}).several), base,
    )  # fmt: skip


def group_of(counted: Counted, row: Mapping[str, object], rules: Disclosure) -> Group:
    """The group that is counted, in the unit that is protected."""
    group = counted.group(row)
    return Group(rules.unit(group.unit), group.of)


def is_statistic(column: Column) -> bool:
    """Whether a column holds a mean, sum or other number worked out of several units."""
    return column.kind == "number" and column.key.split("_")[-1] in STATISTICS


def _is_count(value: Cell) -> bool:
    return isinstance(value, Hidden) or (isinstance(value, int) and not isinstance(value, bool))


def unsaid(payloads: Mapping[str, Sequence[Payload]]) -> list[str]:
    """A sentence for each public count that does not say what it counts."""
    return sorted(
        {
            f"Report {report}, cell {payload.cell or '?'}: {what} says not what it counts. "
            'Let its indicator say so in frame.attrs["counted"], or show it to insiders only.'
            for report, shown in payloads.items()
            for payload in shown
            for what in _unsaid(payload)
        }
    )


def _unsaid(payload: Payload) -> Iterator[str]:
    # What a list tells of each unit that it names is no count of units.
    if isinstance(payload, Chart) or (isinstance(payload, Table) and payload.listed is None):
        for column in payload.columns:
            drawn = isinstance(payload, Chart) and column.key in payload.series
            counted = drawn and column.kind == "number" and not is_statistic(column)
            counts = column.kind == "count" or counted
            numbers = [row for row in payload.rows if isinstance(row.get(column.key), int)]
            if (
                counts
                and not column.counted
                and not _by_name(column.key)
                and any(map(_of_participants, numbers))
            ):
                yield f'column "{column.key}" of {payload.type} "{payload.id}"'
    if isinstance(payload, Chart) and payload.observed and not _tells_of_whom(payload.observed):
        yield f'the observed value of chart "{payload.id}"'
    if isinstance(payload, KeyFigures):
        for figure in payload.figures:
            for value in (figure.value, figure.base):
                if value and _is_unsaid(value) and figure.unit not in NO_PARTICIPANTS:
                    yield f'figure "{figure.label.id}"'
    for message in messages(payload):
        unit = message.values.get("unit")
        if unit is None or unit.value not in NO_PARTICIPANTS:
            for name, value in told(message).items():
                counts = name in ("count", "base") or name.endswith("_count")
                if counts and not _by_name(name) and _is_unsaid(value):
                    yield f'value "{name}" of message "{message.id}"'


def _tells_of_whom(observed: Observed) -> bool:
    return any(one.counted for one in (observed.value, *observed.counts))


def _is_unsaid(value: Value) -> bool:
    return value.kind == "count" and value.counted is None and isinstance(value.value, int)


def _by_name(name: str) -> bool:
    """Whether a name says by itself that no participants are counted, as `session_count` does."""
    return name.removesuffix("_count") + "s" in NO_PARTICIPANTS


def _of_participants(row: Mapping[str, Cell]) -> bool:
    return row.get("unit") not in NO_PARTICIPANTS
