"""Which counts of a release are hidden, and why: one choice for each unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import inf

from analysis.counted import Group
from analysis.disclosure.attack import NEAR, group_order
from analysis.disclosure.primary import Rule, Told, is_told_by_all, primary, siblings
from analysis.disclosure.secondary import Search, Target
from analysis.disclosure.system import Sum
from analysis.disclosure.unit import Release, Settled, Unit, sum_order

SECONDARY = "secondary"
ALREADY_HIDDEN = 0.001
"""What it costs to hide again what an earlier edition hid: close to nothing."""


@dataclass(frozen=True)
class Choice:
    """What is hidden and why, and how wide what is possible stays for each protected sum.

    `told` are all groups that are counted somewhere, also those whose count is hidden.
    """

    hidden: Mapping[Group, str] = field(default_factory=dict)
    targets: Sequence[Target] = ()
    unanimous: frozenset[Group] = frozenset()
    cost: float = 0.0
    told: frozenset[Group] = frozenset()

    def is_shown(self, group: Group) -> bool:
        """Whether a reader knows a count: it is shown, or those of all of its parts are."""
        if group in self.told:
            return group not in self.hidden
        return any(self._adds_up(group, variable, values) for variable, values in group.of)

    def _adds_up(self, group: Group, variable: str, values: frozenset[str]) -> bool:
        rest = group.of - {(variable, values)}
        alone = [Group(group.unit, rest | {(variable, frozenset({one}))}) for one in values]
        return all(one in self.told and one not in self.hidden for one in alone)

    def joined(self, other: Choice) -> Choice:
        """This choice and that for another unit."""
        return Choice(
            {**self.hidden, **other.hidden},
            [*self.targets, *other.targets],
            self.unanimous | other.unanimous,
            self.cost + other.cost,
            self.told | other.told,
        )


def settled_by(choice: Choice) -> Settled:
    """What a choice leaves to those that come after it."""
    return Settled(choice.told - choice.hidden.keys(), choice.hidden, choice.unanimous)


def choose(release: Release) -> Choice:
    """The cheapest choice of counts to hide that protects all that must be."""
    units = sorted({one.group.unit for one in release.said})
    choice = Choice(told=frozenset(one.group for one in release.said))
    for unit in units:
        if release.rules.smallest(unit) > 1:
            choice = choice.joined(_choice(Unit(release, unit)))
    return choice


def _choice(unit: Unit) -> Choice:
    """What is hidden of one unit."""
    asked, settled = _asked(unit), unit.release.settled
    if not asked and not unit.kept and not settled.hidden:
        return Choice()
    unanimous = _unanimous(unit, asked) | settled.unanimous
    free = _free(unit, unanimous)
    cost = _costs(unit, free)
    search = Search(unit.attacker(free, unanimous), cost, frozenset())
    targets = _targets(unit, asked, search)
    alone = {target.of[0][0] for target in targets if len(target.of) == 1}
    search.forced = free & (alone | unanimous | settled.hidden.keys())
    hidden = search.best(targets) if unit.release.secondary else search.forced
    return Choice(
        {
            g: settled.hidden.get(g, asked.get(((g, 1),), SECONDARY))
            for g in sorted(hidden, key=group_order)
        },
        targets,
        unanimous,
        sum(cost[group] for group in hidden),
    )


def _asked(unit: Unit) -> dict[Sum, Rule]:
    """The sums that must stay uncertain; what stays shown in any case is none of them."""
    told = Told(unit.values, unit.bases(), unit.few)
    asked = _since(unit) | primary(told, unit.rules)
    return {of: rule for of, rule in asked.items() if len(of) > 1 or of[0][0] not in unit.exempt}


def _free(unit: Unit, unanimous: frozenset[Group]) -> frozenset[Group]:
    """The counts that may be hidden; a zero only where it may be told by nobody."""
    zeros = unanimous | unit.few
    return frozenset(
        group
        for group, value in unit.values.items()
        if group not in unit.exempt
        and (value > 0 or unit.rules.zero == "disclosive" or group in zeros)
    )


def _targets(unit: Unit, asked: Mapping[Sum, Rule], search: Search) -> list[Target]:
    """How uncertain each sum must stay, as far as hiding can make it so at all."""
    width, levels = unit.rules.width(unit.unit), unit.rules.levels
    wanted = [
        Target(
            of, sum(sign * unit.values[group] for group, sign in of), width,
            levels.upper, levels.lower,
        )
        for of in sorted(asked, key=sum_order)
    ]  # fmt: skip
    # What an earlier edition kept uncertain stays so, also where this one no longer counts it.
    wanted += [
        Target(of, 0, min(width, kept), -inf, -inf)
        for of, kept in sorted(unit.kept.items(), key=lambda one: sum_order(one[0]))
        if of not in asked
    ]
    search.explore(wanted, frozenset(search.cost))
    return [one for one in map(search.widest, wanted) if one.width > NEAR]


def _since(unit: Unit) -> dict[Sum, Rule]:
    """What changed little since an earlier edition, or was hidden in it."""
    found: dict[Sum, Rule] = {}
    before = unit.release.known.before
    for group, value in unit.values.items():
        change = value - before.shown.get(group, value)
        if group in before.hidden:
            found[((group, 1),)] = "before"
        elif len(group.of) > 1 and 0 < abs(change) < unit.rules.smallest(unit.unit):
            # So few joined or left a broken-down count that they may be recognised.
            found[((group, 1),)] = "change"
    for earlier, later in unit.twins():
        change = unit.values[later] - unit.values[earlier]
        if len(later.of) > 1 and 0 < abs(change) < unit.rules.smallest(unit.unit):
            found[((later, 1), (earlier, -1))] = "change"
    return found


def _unanimous(unit: Unit, asked: Mapping[Sum, Rule]) -> frozenset[Group]:
    """All counts beside one that everybody is in: they tell it as well."""
    found: set[Group] = set()
    for of, rule in asked.items():
        if rule == "unanimous":
            group = of[0][0]
            for variable, values in group.of:
                if len(values) == 1 and is_told_by_all(variable, values, unit.rules):
                    found |= set(siblings(group, variable, unit.values))
    return frozenset(found - unit.exempt)


def _costs(unit: Unit, free: frozenset[Group]) -> dict[Group, float]:
    weights = unit.rules.costs.model_dump()
    chosen = dict.fromkeys(free, 0.0)
    for one in unit.said:
        if one.group in chosen:
            factor = ALREADY_HIDDEN if one.group in unit.release.known.before.hidden else 1.0
            chosen[one.group] += factor * weights[one.stands]
    return chosen
