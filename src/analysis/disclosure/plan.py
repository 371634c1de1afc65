"""What an audience may read is decided here, over all payloads of a release together.

What one report tells can undo what another hides, and so can a list, a published fact or an
earlier edition. Readers outside get what the plan leaves; insiders see the true numbers.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from analysis.counted import Derived, Group
from analysis.disclosure.applying import Applied, Applying, Decision
from analysis.disclosure.attack import described, group_order
from analysis.disclosure.before import before
from analysis.disclosure.choice import SECONDARY, Choice, choose, settled_by
from analysis.disclosure.dominance import dominated
from analysis.disclosure.merging import merged
from analysis.disclosure.protection import OUTSIDE, SEES, for_audience, protect
from analysis.disclosure.said import Said, of_all, unsaid
from analysis.disclosure.system import Sum
from analysis.disclosure.unit import Known, Release, Settled, true_values
from analysis.payload import Audience, Payload
from analysis.problems import UserError
from analysis.programme.disclosure import Disclosure

Reports = Mapping[str, Sequence[Payload]]


@dataclass(frozen=True)
class Cost:
    """What protection takes from readers: counts by themselves small, and those beside them.

    Cells are the places where a count stood, units those counted in them; `weight` is what was
    made as small as it can be.
    """

    primary_cells: int = 0
    primary_units: int = 0
    secondary_cells: int = 0
    secondary_units: int = 0
    weight: float = 0.0


@dataclass(frozen=True)
class Plan:
    """What each audience may read of the reports of one release.

    `outside` holds the protected payloads for readers outside, `derived` what follows from what
    by a rule that they know.
    """

    payloads: Reports
    rules: Disclosure = field(default_factory=Disclosure)
    outside: Reports = field(default_factory=dict)
    decisions: Sequence[Decision] = ()
    choice: Choice = field(default_factory=Choice)
    cost: Cost = field(default_factory=Cost)
    derived: Sequence[Derived] = ()

    def protected(self, report: str, audience: Audience) -> list[Payload]:
        """The payloads of a report as this audience may read them, in the same order."""
        if audience in OUTSIDE:
            return [one for one in self.outside[report] if one.audience in SEES[audience]]
        return protect(self.payloads[report], audience)

    @property
    def digest(self) -> str:
        """Changes with the rules and with everything that is hidden, and with nothing else."""
        stored = {name: part for name, part in self.stored().items() if name != "kept"}
        return hashlib.sha256(json.dumps(stored, sort_keys=True).encode()).hexdigest()

    def stored(self) -> dict[str, Any]:
        """The plan as it is kept with the internal data: what is hidden of whom, and why.

        It holds no hidden number.
        """
        return {
            "rules": self.rules.model_dump(mode="json"),
            "hidden": [
                {"group": described(group), "why": self.choice.hidden[group]}
                for group in sorted(self.choice.hidden, key=group_order)
            ],
            "decisions": [
                {name: value for name, value in vars(one).items() if name != "value"}
                for one in self.decisions
            ],
            "cost": vars(self.cost),
            "kept": [
                {"of": [(_written(group), sign) for group, sign in one.of], "width": one.width}
                for one in self.choice.targets
            ],
        }


def plan(
    payloads: Reports,
    rules: Disclosure | None = None,
    facts: Mapping[Group, int] | None = None,
    earlier: Sequence[Sequence[Payload]] = (),
    kept: Mapping[Sum, float] | None = None,
    *,
    derived: Sequence[Derived] = (),
    days: Mapping[str, str] | None = None,
    secondary: bool = True,
) -> Plan:
    """One plan for all reports of a release, by the name of the report.

    `facts` are published counts, which stay and which everybody knows; `earlier` the protected
    public payloads of earlier editions, the first edition first, and `kept` the sums that those
    left uncertain (see `kept_by`), which no later edition may open. `derived` are variables that
    follow from others, and `days` the day of each report: what one of an earlier day shows does
    not depend on what those of a later day tell. Without `secondary` only the
    counts that are small by themselves are hidden, which is not safe: it is there to show so.
    Raises UserError where a public count says not what it counts, and where counts contradict
    each other.
    """
    rules = rules or Disclosure()
    seen = {
        report: [for_audience(p, "public") for p in payloads[report] if p.audience in OUTSIDE]
        for report in sorted(payloads)
    }
    if missing := unsaid(seen):
        raise UserError(*missing)
    known = Known(facts or {}, before(earlier, rules, kept), tuple(derived))
    return _Making(payloads, rules, known, days or {}, secondary).plan(seen)


@dataclass(frozen=True)
class _Making:
    """The making of one plan."""

    payloads: Reports
    rules: Disclosure
    known: Known
    days: Mapping[str, str]
    secondary: bool

    def plan(self, seen: dict[str, list[Payload]]) -> Plan:
        applied: dict[str, Applied] = {}
        choice, said = Choice(), list[Said]()
        for upto, new in self._by_day(seen):
            choice, said, places = self._merging(upto, new, settled_by(choice))
            values = true_values(said)
            applied |= {
                report: self._applied(report, upto[report], choice, (values, places[report]))
                for report in new
            }
        ordered = {report: applied[report] for report in seen}
        decisions = [one for report in ordered.values() for one in report.decisions]
        outside = {report: one.payloads for report, one in ordered.items()}
        cost = _cost(choice, said)
        return Plan(self.payloads, self.rules, outside, decisions, choice, cost, self.known.derived)

    def _by_day(
        self, seen: dict[str, list[Payload]]
    ) -> Iterator[tuple[dict[str, list[Payload]], list[str]]]:
        """The reports up to each day, and those of that day; all together where none has a day."""
        for day in sorted({self.days.get(report, "") for report in seen}):
            upto = {r: shown for r, shown in seen.items() if self.days.get(r, "") <= day}
            yield upto, [report for report in upto if self.days.get(report, "") == day]

    def _merging(
        self, seen: dict[str, list[Payload]], new: Sequence[str], settled: Settled
    ) -> tuple[Choice, list[Said], dict[str, set[int]]]:
        """The choice once values that are too small by themselves are counted together."""
        choice, said = self._choice(seen, settled)
        places: dict[str, set[int]] = {report: set() for report in new}
        for report in new:
            for number, payload in enumerate(seen[report]):
                if instead := merged(payload, choice, self.rules):
                    seen[report][number] = instead
                    places[report].add(number)
        if any(places.values()):
            choice, said = self._choice(seen, settled)
        return choice, said, places

    def _choice(
        self, seen: Mapping[str, Sequence[Payload]], settled: Settled
    ) -> tuple[Choice, list[Said]]:
        everything = [payload for report in sorted(seen) for payload in seen[report]]
        said = of_all(everything, self.rules)
        release = Release(said, everything, self.rules, self.known, settled, self.secondary)
        return choose(release), said

    def _applied(
        self,
        report: str,
        shown: Sequence[Payload],
        choice: Choice,
        known: tuple[Mapping[Group, int], set[int]],
    ) -> Applied:
        values, places = known
        whole = [p for p in self.payloads[report] if p.audience in OUTSIDE]
        sums = frozenset(dominated(whole, values, choice, self.rules))
        applying = Applying(report, choice, self.rules, values, frozenset(places), sums)
        return applying.to(shown)


def kept_by(stored: Mapping[str, Any]) -> dict[Sum, float]:
    """The sums that a stored plan left uncertain, with the width of what stayed possible."""
    return {
        tuple((_read(group), sign) for group, sign in one["of"]): float(one["width"])
        for one in stored.get("kept", [])
    }


def _written(group: Group) -> dict[str, Any]:
    return {"unit": group.unit, "of": {name: sorted(values) for name, values in sorted(group.of)}}


def _read(group: Mapping[str, Any]) -> Group:
    conditions = ((name, frozenset(values)) for name, values in group["of"].items())
    return Group(group["unit"], frozenset(conditions))


def _cost(choice: Choice, said: Sequence[Said]) -> Cost:
    counts = {True: [0, 0], False: [0, 0]}
    for one in said:
        if (why := choice.hidden.get(one.group)) and isinstance(one.value, int):
            counts[why == SECONDARY][0] += 1
            counts[why == SECONDARY][1] += one.value
    first, second = counts[False], counts[True]
    return Cost(first[0], first[1], second[0], second[1], choice.cost)
