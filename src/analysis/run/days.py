"""Reports of one release that tell of different days.

All counts of a release are one system. What may change while a programme runs is in it once for
each day on which it is told, where it did change: it bears the day in its name. What cannot
change, such as the sector or what became of a session that was over, is the same on all days.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import BaseModel

from analysis.counted import DAY, EVERYONE, Counted, Derived, Group
from analysis.data import ProgrammeData
from analysis.disclosure import Sum
from analysis.indicators.days import differs, facts, on, takes_part_differs
from analysis.indicators.derived import derived
from analysis.payload import Chart, Payload, Table, Value
from analysis.programme.models import Report

Rows = Sequence[Mapping[str, object]]
Told = Sequence[tuple[Report, Sequence[Payload]]]


@dataclass(frozen=True)
class Days:
    """The days of a release, and the variables that are told on each."""

    data: ProgrammeData
    told: Mapping[date, set[str]]

    def called(self, names: set[str], then: ProgrammeData) -> dict[str, str]:
        """By another name what is told on another day too, where it is not as on the main day.

        Days on which it was the same give it the same name: that of the first of them.
        """
        found = {}
        for name in sorted(names):
            days = sorted(day for day, also in self.told.items() if name in also)
            if len(days) > 1 and differs(name, then, self.data):
                like = (self.data.on(day) for day in days if day != self.data.as_of)
                found[name] = on(name, next(one for one in like if not differs(name, then, one)))
        return found


def dated(data: ProgrammeData, told: Told) -> list[list[Payload]]:
    """The payloads of all reports, in which no two days speak of one variable that differs."""
    days = {report.id: data.of(report) for report, _ in told}
    if {one.as_of for one in days.values()} == {data.as_of}:
        return [list(payloads) for _, payloads in told]
    names: dict[date, set[str]] = {data.as_of: {v for group in facts(data) for v, _ in group.of}}
    for report, payloads in told:
        here = names.setdefault(days[report.id].as_of, set())
        for payload in payloads:
            here |= _variables(payload)
    found = Days(data, names)
    return [_on(found, days[report.id], payloads) for report, payloads in told]


def of_now(data: ProgrammeData, payloads: Sequence[Payload]) -> list[Payload]:
    """What an earlier edition told of the day that is the main one now, by its names of now."""

    def renamed(one: Counted, _: Rows) -> Counted:
        called = {n: variable_now(data, name) for n, name in one.called.items()}
        if called == one.called:
            return one
        kept = {n: name for n, name in called.items() if n not in (EVERYONE, name)}
        return one.model_copy(update={"called": kept})

    return [_each(payload, renamed) for payload in payloads]


def kept_now(data: ProgrammeData, kept: Mapping[Sum, float] | None) -> dict[Sum, float]:
    """What earlier editions left uncertain, by the names that variables have now."""
    return {
        tuple((_group_now(data, group), sign) for group, sign in of): width
        for of, width in (kept or {}).items()
    }


def _group_now(data: ProgrammeData, group: Group) -> Group:
    return Group(group.unit, frozenset((variable_now(data, v), of) for v, of in group.of))


def variable_now(data: ProgrammeData, name: str) -> str:
    """The name of a variable in a release of which its day has become the main one."""
    return name.removesuffix(f"{DAY}{data.as_of.isoformat()}")


def rules(data: ProgrammeData, told: Told) -> list[Derived]:
    """The variables that follow from others, on each day by the names that they have there."""
    found: list[Derived] = []
    for report, payloads in told:
        then = data.of(report)
        used = set[str]().union(*map(_variables, payloads))
        for one in derived(then):
            names = {name: on(name, then) for name in (one.variable, *one.of)}
            found.append(one.called({n: name for n, name in names.items() if name in used}))
    return [one for at, one in enumerate(found) if one not in found[:at]]


def _on(days: Days, then: ProgrammeData, payloads: Sequence[Payload]) -> list[Payload]:
    """The payloads of a day, with the variables that are others on the day of the release."""
    if then.as_of == days.data.as_of:
        return list(payloads)
    called = days.called(days.told[then.as_of], then)
    more = takes_part_differs(then, days.data)

    def renamed(one: Counted, rows: Rows) -> Counted:
        given = {n: one.called.get(n, n) for row in rows for n in one.names(row)}
        names = {n: called.get(name, name) for n, name in given.items()}
        kept = {n: name for n, name in names.items() if n != name}
        if more:
            kept[EVERYONE] = on("everyone", then)
        return one.model_copy(update={"called": kept})

    return [_listing(_each(payload, renamed), called) for payload in payloads]


def _listing(payload: Payload, called: Mapping[str, str]) -> Payload:
    """A list in which what it tells of each whom it lists bears the day as well."""
    if not isinstance(payload, Table) or payload.listed is None:
        return payload
    told = {c.key: called[c.key] for c in payload.columns if c.key in called}
    named = payload.listed.called | told
    return payload.model_copy(
        update={"listed": payload.listed.model_copy(update={"called": named})}
    )


def _variables(payload: Payload) -> set[str]:
    """All variables that a payload tells something of, by the names that they have in it."""
    found: set[str] = set()

    def keep(one: Counted, rows: Rows) -> Counted:
        found.update(one.name(name) for row in rows for name in one.names(row))
        return one

    _each(payload, keep)
    if isinstance(payload, Table) and payload.listed is not None:
        found |= {payload.listed.name(c.key) for c in payload.columns if c.kind == "code"}
    return found


def _each(content: Any, by: Callable[[Counted, Rows], Counted], rows: Rows = ({},)) -> Any:
    """A part of a payload with all that it says of whom it counts as `by` gives it."""
    if isinstance(content, Counted):
        return by(content, rows)
    if isinstance(content, (Table, Chart)):
        rows = content.rows
    if isinstance(content, Value):
        rows = ({},)
    if isinstance(content, BaseModel):
        parts = {name: getattr(content, name) for name in type(content).model_fields}
        made = {name: _each(part, by, rows) for name, part in parts.items() if name != "rows"}
        changed = {name: part for name, part in made.items() if part is not parts[name]}
        return content.model_copy(update=changed) if changed else content
    if isinstance(content, list):
        listed = [_each(part, by, rows) for part in content]
        return listed if any(a is not b for a, b in zip(listed, content, strict=True)) else content
    if isinstance(content, dict):
        named = {name: _each(part, by, rows) for name, part in content.items()}
        return named if any(named[name] is not content[name] for name in named) else content
    return content
