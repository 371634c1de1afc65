"""What is told of one unit in a release, and what readers know besides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from analysis.counted import DAY, Derived, Group, undated
from analysis.disclosure.annexes import listings, told_by
from analysis.disclosure.attack import Attacker, described, group_order
from analysis.disclosure.before import Before
from analysis.disclosure.primary import of_few, rounds, siblings
from analysis.disclosure.said import Said
from analysis.disclosure.system import Sum, System
from analysis.payload import Payload
from analysis.problems import UserError
from analysis.programme.disclosure import Disclosure

MANY = 10**9
"""More than there are of any unit."""


@dataclass(frozen=True)
class Known:
    """What readers know besides what a release tells.

    That is what was published outside, what earlier editions told, and the rules by which
    variables follow from others.
    """

    facts: Mapping[Group, int] = field(default_factory=dict)
    before: Before = field(default_factory=Before)
    derived: Sequence[Derived] = ()


@dataclass(frozen=True)
class Settled:
    """What was chosen already for the reports of earlier days, and stays so."""

    shown: frozenset[Group] = frozenset()
    hidden: Mapping[Group, str] = field(default_factory=dict)
    unanimous: frozenset[Group] = frozenset()


@dataclass(frozen=True)
class Release:
    """All that readers are told in a release, and what they know besides."""

    said: Sequence[Said]
    payloads: Sequence[Payload]
    rules: Disclosure
    known: Known = field(default_factory=Known)
    settled: Settled = field(default_factory=Settled)
    secondary: bool = True


class Unit:
    """The part of a release that counts one unit; counts may be hidden in it already."""

    def __init__(self, release: Release, unit: str) -> None:
        self.release, self.rules, self.unit = release, release.rules, unit
        self.said = [one for one in release.said if one.group.unit == unit]
        self.several = frozenset().union(*(one.several for one in self.said))
        self.values = true_values(self.said)
        self.hidden = {one.group for one in self.said} - self.values.keys()
        self.facts = {
            Group(unit, group.of): value
            for group, value in release.known.facts.items()
            if self.rules.unit(group.unit) == unit
        }
        used = frozenset(v for group in {*self.values, *self.hidden} for v, _ in group.of)
        lists = [
            one for one in listings(release.payloads, used, self.rules) if one.whom.unit == unit
        ]
        self.lists = told_by(lists, [*self.values, *self.hidden])
        self.kept = {
            of: width for of, width in release.known.before.kept.items() if of[0][0].unit == unit
        }
        self.few = self._of_few()
        self.exempt = self._exempt()

    def _of_few(self) -> frozenset[Group]:
        """The counts that are part of a small group; also of a hidden one, which may be small."""
        told = {of[0][0]: value for of, value in self.lists.known if len(of) == 1}
        hidden = dict.fromkeys(self.hidden, 1)
        return of_few({**told, **self.facts, **self.values, **hidden}, self.rules)

    def _exempt(self) -> set[Group]:
        """Counts that stay: published facts, waived, unchanged since an earlier edition, and
        those that the reports of earlier days show.
        """
        waived = {
            Group(
                self.rules.unit(one.unit),
                frozenset((name, frozenset(values)) for name, values in one.conditions.items()),
            )
            for one in self.rules.waivers
        }
        return {
            group
            for group, value in self.values.items()
            if group in self.facts
            or _undated(group) in waived
            or group in self.release.settled.shown
            or self.release.known.before.shown.get(group) == value
        }

    def twins(self) -> list[tuple[Group, Group]]:
        """Counts of what is the same but for the day, the earlier one first."""
        found: dict[Group, list[Group]] = {}
        for group in sorted(self.values, key=group_order):
            found.setdefault(_undated(group), []).append(group)
        return [
            pair for alike in found.values() for pair in combinations(sorted(alike, key=_day), 2)
        ]

    def _unchanged(self) -> list[tuple[Group, Group]]:
        """Twins by variables by which no count changed: who sees so takes all for unchanged."""
        twins = [
            (pair, frozenset(name for name, _ in _undated(pair[0]).of)) for pair in self.twins()
        ]
        changed = {by for (a, b), by in twins if self.values[a] != self.values[b]}
        return [pair for pair, by in twins if by not in changed]

    def bases(self) -> dict[Group, int]:
        """The base of each count of answers: the one beside it, or the largest it is part of."""
        of_round: dict[str, int] = {}
        for group, value in self.values.items():
            for round_ in rounds(group):
                of_round[round_] = max(of_round.get(round_, 0), value)
        bases: dict[Group, int] = {}
        for one in self.said:
            largest = max((of_round[round_] for round_ in rounds(one.group)), default=0)
            base = one.base if isinstance(one.base, int) else largest
            bases[one.group] = max(bases.get(one.group, 0), base)
        return bases

    def attacker(self, free: frozenset[Group], unanimous: frozenset[Group]) -> Attacker:
        """One who knows all that readers know."""
        closed = [of for of in self._closed() if not any(group in unanimous for group, _ in of)]
        # A zero is never hidden unless it may be told by nobody, so what is hidden is not zero.
        hides_zero = self.rules.zero == "disclosive"
        least = {
            group: 0 if hides_zero or group in unanimous | self.few else min(1, value)
            for group, value in self.values.items()
        }
        known = [
            *_singly(self.facts),
            *self.lists.known,
            *((of, 0) for of in closed),
            *((((a, 1), (b, -1)), 0) for a, b in self._unchanged()),
        ]
        groups = {*self.values, *self.facts, *self.lists.groups, *self.hidden}
        groups |= {group for of in closed for group, _ in of}
        earlier = _singly(
            {
                group: value
                for group, value in self.release.known.before.shown.items()
                if group.unit == self.unit and group not in groups
            }
        )
        groups |= {of[0][0] for of, _ in earlier} | {group for of in self.kept for group, _ in of}
        rules = [
            one for one in self.release.known.derived if self.rules.unit(one.unit) == self.unit
        ]
        system = System(sorted(groups, key=group_order), self.several, rules)
        between = [*self.lists.between, *self._nested()]
        if not hides_zero:
            surely = sorted(self.hidden - self.few, key=group_order)
            between += [(((group, 1),), 1, MANY) for group in surely]
        attacker = Attacker(system, self.values, least, free, known, between)
        if not earlier:
            return attacker
        wrong = attacker.misfits(earlier)
        known += [one for at, one in enumerate(earlier) if at not in wrong]
        return Attacker(system, self.values, least, free, known, between)

    def _closed(self) -> list[Sum]:
        """Tables whose rows are all there is: nothing is left of the whole they are part of."""
        tables: dict[tuple[str, str, frozenset], set[Group]] = {}
        for one in self.said:
            for variable in one.by - self.several:
                rest = frozenset(pair for pair in one.group.of if pair[0] != variable)
                tables.setdefault((one.column, variable, rest), set()).add(one.group)
        sums: set[Sum] = set()
        for (_, variable, rest), rows in tables.items():
            whole = Group(self.unit, rest)
            if DAY in variable and whole not in self.values and whole not in self.facts:
                # By another day others may take part, so this is another whole.
                day = variable.partition(DAY)[2]
                whole = Group(self.unit, rest | {(f"everyone{DAY}{day}", frozenset({"yes"}))})
            asked = [dict(row.of)[variable] for row in rows]
            alone = len(frozenset().union(*asked)) == sum(map(len, asked))
            total = self.values.get(whole, self.facts.get(whole))
            known = all(row in self.values for row in rows)
            complete = not known or total in (None, sum(self.values[row] for row in rows))
            if alone and complete and len(rows) > 1:
                ordered = sorted(rows, key=group_order)
                sums.add(((whole, 1), *((row, -1) for row in ordered)))
        return sorted(sums, key=sum_order)

    def _nested(self) -> list[tuple[Sum, int, int]]:
        """Where a unit may have several values: who has one of few is among who has one of more."""
        found: list[tuple[Sum, int, int]] = []
        groups = sorted(self.values, key=group_order)
        for variable in sorted(self.several):
            of_it = [group for group in groups if variable in dict(group.of)]
            for part in of_it:
                for whole in siblings(part, variable, self.values):
                    if dict(part.of)[variable] < dict(whole.of)[variable]:
                        found.append((((whole, 1), (part, -1)), 0, MANY))
        return found


def true_values(said: Iterable[Said]) -> dict[Group, int]:
    """The value of each group, which is the same wherever it stands.

    Raises UserError where two places give two values for one group.
    """
    values: dict[Group, int] = {}
    for one in said:
        if not isinstance(one.value, int):
            continue
        if values.setdefault(one.group, one.value) != one.value:
            raise UserError(
                f"{described(one.group)} is counted as {values[one.group]} and as {one.value} in "
                f"the same release ({one.column or 'a sentence or figure'}). Correct one of the "
                "indicators, or what it says that it counts."
            )
    return values


def _undated(group: Group) -> Group:
    """The group that this one is of some day."""
    return Group(group.unit, frozenset((undated(name), values) for name, values in group.of))


def _day(group: Group) -> str:
    return max((name.partition(DAY)[2] for name, _ in group.of), default="")


def _singly(values: Mapping[Group, int]) -> list[tuple[Sum, int]]:
    """Each group as a sum by itself, with its value, in a fixed order."""
    ordered = sorted(values, key=group_order)
    return [(((group, 1),), values[group]) for group in ordered]


def sum_order(of: Sum) -> list[tuple[object, int]]:
    """A fixed order of sums."""
    return [(group_order(group), sign) for group, sign in of]
