"""Remarks that protection adds to a report, in the place of what it took or below it."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.counted import Group
from analysis.disclosure.derived import based_on
from analysis.disclosure.said import group_of
from analysis.disclosure.wordings import behind, messages
from analysis.payload import Chart, KeyFigures, Message, Note, Payload, Table, Value
from analysis.programme.disclosure import Disclosure

SMALL = "disclosure.small_base"
"""Says that percentages are out of few."""


def notes(payload: Payload, made: Payload, rules: Disclosure) -> Iterator[Note]:
    """What is said below a payload: that a base is small, that a small count may be shown."""
    if isinstance(made, (Table, Chart)) and _has_small_base(made, rules):
        yield _note(made, Message(id=SMALL, values=_limits(rules)))
    for number, waiver in enumerate(rules.waivers):
        conditions = {(v, frozenset(values)) for v, values in waiver.conditions.items()}
        if any(group.of == conditions for group in _groups(payload, rules)):
            values = {
                "because": Value(kind="code", value=str(number), vocabulary="waiver"),
                "officer": Value(kind="text", value=waiver.officer),
                "date": Value(kind="date", value=waiver.date.isoformat()),
            }
            yield _note(made, Message(id="disclosure.waiver", values=values))


def _has_small_base(payload: Table | Chart, rules: Disclosure) -> bool:
    shares = [c for c in payload.columns if c.kind == "share"]
    return any(
        isinstance(base := row.get(based_on(column, row)), int)
        and rules.min_base <= base < rules.small_base
        and isinstance(row.get(column.key), float)
        for column in shares
        for row in payload.rows
    )


def _limits(rules: Disclosure) -> dict[str, Value]:
    least, most = rules.min_base, rules.small_base - 1
    return {
        "least": Value(kind="number", value=least), "most": Value(kind="number", value=most),
    }  # fmt: skip


def _groups(payload: Payload, rules: Disclosure) -> Iterator[Group]:
    if isinstance(payload, (Table, Chart)):
        for row in payload.rows:
            yield from (group_of(c.counted, row, rules) for c in payload.columns if c.counted)
    values = [v for m in messages(payload) for v in behind(m).values()]
    if isinstance(payload, KeyFigures):
        values += [v for f in payload.figures for v in (f.value, f.base) if v]
    yield from (group_of(v.counted, {}, rules) for v in values if v.counted)


def _note(payload: Payload, message: Message) -> Note:
    return Note(cell=payload.cell, audience=payload.audience, message=message)


def again(note: Note) -> Note:
    """The remark when it stands in the report already: shorter where that can be."""
    if note.message.id != SMALL:
        return note
    message = note.message.model_copy(update={"id": f"{SMALL}.again"})
    return note.model_copy(update={"message": message})


def instead(payload: Table | Chart) -> Note:
    """What is said in the place of a table or chart that is not shown."""
    return Note(
        cell=payload.cell, audience=payload.audience, form="remark",
        message=Message(id=f"hidden.{payload.type}"),
    )  # fmt: skip
