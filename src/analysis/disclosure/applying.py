"""What is hidden is hidden wherever it stands: rows, bars, shares, figures and sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from analysis.counted import Counted, Group
from analysis.disclosure.choice import Choice
from analysis.disclosure.derived import based_on, ends, worked_out_of
from analysis.disclosure.hiding import (
    CONFIDENTIAL,
    SMALL_BASE,
    falls_apart,
    hidden_message,
    is_hidden,
)
from analysis.disclosure.notes import again, instead, notes
from analysis.disclosure.observed import observed
from analysis.disclosure.order import reordered
from analysis.disclosure.said import group_of, is_statistic
from analysis.disclosure.wordings import behind, reworded
from analysis.payload import (
    Cell,
    Chart,
    Column,
    Hidden,
    KeyFigure,
    KeyFigures,
    Message,
    Payload,
    Table,
    Value,
)
from analysis.programme.disclosure import Disclosure


@dataclass(frozen=True)
class Decision:
    """One thing that readers outside do not get to see, and why.

    `value` is what insiders see; a preview for others leaves it out.
    """

    report: str
    cell: str
    shown: str
    row: str
    column: str
    why: str
    value: Cell = None


@dataclass
class Applied:
    """Protected payloads, and every decision that made them so."""

    payloads: list[Payload] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)


@dataclass(frozen=True)
class Applying:
    """How one choice is carried out in one report."""

    report: str
    choice: Choice
    rules: Disclosure
    values: Mapping[Group, int] = field(default_factory=dict)
    merged: frozenset[int] = frozenset()
    dominated: frozenset[tuple[int, int, str]] = frozenset()

    def to(self, payloads: Sequence[Payload]) -> Applied:
        """The payloads of the report as readers outside get them."""
        applied = Applied()
        noted: set[str] = set()
        for number, payload in enumerate(payloads):
            made = self._one(number, payload, applied.decisions)
            applied.payloads.append(made)
            for note in notes(payload, made, self.rules):
                if note.model_dump_json() not in noted:
                    applied.payloads.append(again(note) if note.message.id in noted else note)
                    noted |= {note.model_dump_json(), note.message.id}
        return applied

    def _one(self, number: int, payload: Payload, decisions: list[Decision]) -> Payload:
        if isinstance(payload, (Table, Chart)):
            if self._tells_of_all(payload):
                decisions.append(self._decision(payload, "", "", "unanimous", None))
                return instead(payload)
            if number in self.merged:
                decisions.append(self._decision(payload, "", "", "merged", None))
            made = self._rows(number, payload, decisions)
            if isinstance(made, Chart) and _is_empty(made):
                return instead(payload)
            payload = self._observed(made, decisions) if isinstance(made, Chart) else made
        if isinstance(payload, KeyFigures):
            figures = [self._figure(payload, one, decisions) for one in payload.figures]
            payload = payload.model_copy(update={"figures": figures})
        return reworded(payload, lambda m: self._message(number, payload, m, decisions))

    def _message(
        self, number: int, payload: Payload, message: Message, decisions: list[Decision]
    ) -> Message:
        headline = isinstance(payload, Chart) and message == payload.headline
        lost = headline and (number in self.merged)
        made = hidden_message(message, self.choice, self.rules, lost)
        if made.id != message.id:
            why = "merged" if lost else self._why(message)
            decisions.append(self._decision(payload, "", message.id, why, None))
        return made

    def _why(self, message: Message) -> str:
        found = (v.counted for v in behind(message).values() if v.counted)
        groups = [group_of(counted, {}, self.rules) for counted in found]
        return next((self.choice.hidden[g] for g in groups if g in self.choice.hidden), "derived")

    def _tells_of_all(self, payload: Table | Chart) -> bool:
        return any(
            column.counted
            and column.counted.by
            and group_of(column.counted, row, self.rules) in self.choice.unanimous
            for row in payload.rows
            for column in payload.columns
        )

    def _rows(
        self, number: int, payload: Table | Chart, decisions: list[Decision]
    ) -> Table | Chart:
        rows = []
        for at, row in enumerate(payload.rows):
            made = dict(row)
            for key, (cell, why) in self._cells(payload, row).items():
                made[key] = cell
                decisions.append(self._decision(payload, _named(payload, row), key, why, row[key]))
            for column in payload.columns:
                if (number, at, column.key) in self.dominated:
                    made[column.key] = CONFIDENTIAL
                    decisions.append(
                        self._decision(
                            payload, _named(payload, row), column.key, "dominance", row[column.key]
                        )
                    )
            rows.append(made)
        rows = self._rare(payload, rows, decisions)
        return payload.model_copy(update={"rows": reordered(payload, rows)})

    def _cells(
        self, payload: Table | Chart, row: Mapping[str, Cell]
    ) -> dict[str, tuple[Hidden, str]]:
        """The cells of one row that are hidden, and why."""
        found: dict[str, tuple[Hidden, str]] = {}
        for column in payload.columns:
            if is_statistic(column) and not (column.counted and column.counted.split):
                if column.counted and falls_apart(column.counted, row, self.choice, self.rules):
                    found[column.key] = (CONFIDENTIAL, "derived")
                continue
            if column.counted and is_hidden(column.counted, row, self.choice, self.rules):
                group = group_of(column.counted, row, self.rules)
                if _is_number(row.get(column.key)):
                    why = self.choice.hidden.get(group, "derived")
                    found[column.key] = (CONFIDENTIAL, why)
        counts = {c.key for c in payload.columns if c.counted and not is_statistic(c)}
        for column in payload.columns:
            if column.key not in found and _is_number(row.get(column.key)):
                if {*worked_out_of(column, counts, payload)} & found.keys():
                    found[column.key] = (CONFIDENTIAL, "derived")
                elif self._is_small(column, row):
                    found[column.key] = (SMALL_BASE, "small_base")
        for end, series in ends(payload).items():
            if series in found and end not in found and _is_number(row.get(end)):
                found[end] = (found[series][0], "derived")
        return found

    def _observed(self, chart: Chart, decisions: list[Decision]) -> Chart:
        """The value that was found goes with the counts that it was worked out of."""
        if chart.observed is None:
            return chart
        made, why = observed(chart.observed, self.choice, self.rules)
        if why:
            value = chart.observed.value.value
            decisions.append(self._decision(chart, "", "observed", why, value))
        return chart.model_copy(update={"observed": made})

    def _is_small(self, column: Column, row: Mapping[str, Cell]) -> bool:
        """Whether a share or statistic is worked out of too few of those who take part."""
        base = row.get(based_on(column, row))
        if is_statistic(column) and column.counted:
            base = self.values.get(group_of(column.counted, row, self.rules), base)
        protected = self.rules.smallest(str(row.get("unit", "")) or "organisations") > 1
        return protected and isinstance(base, int) and base < self.rules.min_base

    def _rare(
        self, payload: Table | Chart, rows: list[dict[str, Cell]], decisions: list[Decision]
    ) -> list[dict[str, Cell]]:
        """A public list without the places in which too few of those listed are."""
        if not isinstance(payload, Table) or payload.listed is None:
            return rows
        smallest = self.rules.smallest(payload.listed.unit)
        for key in {c.key for c in payload.columns} & set(self.rules.rare):
            values = [row[key] for row in rows]
            for row in rows:
                if row[key] is not None and values.count(row[key]) < smallest:
                    decisions.append(
                        self._decision(payload, _named(payload, row), key, "rare", row[key])
                    )
                    row[key] = CONFIDENTIAL
        return rows

    def _figure(self, payload: Payload, figure: KeyFigure, decisions: list[Decision]) -> KeyFigure:
        changes: dict[str, Value | Hidden] = {}
        for name, value in (("value", figure.value), ("base", figure.base)):
            if value and value.counted and is_hidden(value.counted, {}, self.choice, self.rules):
                group = group_of(value.counted, {}, self.rules)
                changes[name] = value.model_copy(update={"value": CONFIDENTIAL})
                why = self.choice.hidden[group]
                decisions.append(self._decision(payload, figure.label.id, name, why, value.value))
        if figure.value.counted is None and figure.context:
            changes |= self._of_context(payload, figure, figure.context, decisions)
        base = figure.base.value if figure.base else None
        protected = self.rules.smallest(figure.unit) > 1
        if protected and isinstance(base, int) and base < self.rules.min_base:
            changes["share"] = SMALL_BASE
        return figure.model_copy(update=changes)

    def _of_context(
        self, payload: Payload, figure: KeyFigure, context: Message, decisions: list[Decision]
    ) -> dict[str, Value]:
        """A statistic goes with the number of those it is worked out of."""
        count = context.values.get("count")
        if count is None or figure.value.kind not in ("number", "share"):
            return {}
        if count.counted and self._is_lost(count.counted):
            cell, why = CONFIDENTIAL, "derived"
        elif isinstance(count.value, int) and count.value < self.rules.min_base:
            cell, why = SMALL_BASE, "small_base"
        else:
            return {}
        decisions.append(self._decision(payload, figure.label.id, "value", why, figure.value.value))
        return {"value": figure.value.model_copy(update={"value": cell})}

    def _is_lost(self, counted: Counted) -> bool:
        """Whether a statistic of those who are counted would tell what is hidden."""
        ways = (is_hidden, falls_apart)
        return any(lost(counted, {}, self.choice, self.rules) for lost in ways)

    def _decision(self, payload: Payload, row: str, column: str, why: str, value: Cell) -> Decision:
        shown = getattr(payload, "id", payload.type)
        return Decision(self.report, payload.cell, shown, row, column, why, value)


def _is_empty(chart: Chart) -> bool:
    return not any(_is_number(row.get(key)) for row in chart.rows for key in chart.series)


def _is_number(value: Cell) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _named(payload: Table | Chart, row: Mapping[str, Cell]) -> str:
    keys = payload.row_key if isinstance(payload, Table) else [payload.category]
    return ", ".join(str(row.get(key)) for key in keys)
