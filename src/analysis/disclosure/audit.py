"""An attacker who reads only what was published, of all editions, and tries to undo it.

It does not know the true numbers, nor the plan. What it finds is what any reader could find.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from analysis.counted import Derived, Group
from analysis.disclosure.attack import NEAR, Attacker, described, group_order
from analysis.disclosure.before import before
from analysis.disclosure.primary import Told, is_told_by_all, parts, primary
from analysis.disclosure.said import of_all
from analysis.disclosure.secondary import Target
from analysis.disclosure.system import Sum
from analysis.disclosure.unit import Known, Release, Unit
from analysis.payload import Payload
from analysis.programme.disclosure import Disclosure


def exposed(
    published: Sequence[Sequence[Payload]],
    rules: Disclosure | None = None,
    facts: Mapping[Group, int] | None = None,
    targets: Sequence[Target] = (),
    derived: Sequence[Derived] = (),
) -> list[str]:
    """A sentence for each count that readers should not learn, and can.

    `published` holds the public payloads of each edition, the last one being the release that
    is audited: all its reports together. `facts` are counts that were published before, outside.
    `derived` are variables that follow from others by a rule that everybody can read.
    With the `targets` of the plan each protected count is held to the width that was asked of
    it, and to its true value; without, to what a reader can be sure is a small count.
    """
    if not published:
        return []
    rules = rules or Disclosure()
    *earlier, last = published
    said = of_all(last, rules)
    release = Release(said, last, rules, Known(facts or {}, before(earlier, rules), derived))
    units = sorted({one.group.unit for one in said if rules.smallest(one.group.unit) > 1})
    found = []
    for unit in (Unit(release, name) for name in units):
        found += [*_exposed(unit), *_missed(unit, targets)]
    return list(dict.fromkeys(found))


def _missed(unit: Unit, targets: Sequence[Target]) -> Iterator[str]:
    """The protected counts that are held tighter than was asked, or away from the truth."""
    told = {*unit.values, *unit.hidden}
    attacker = unit.attacker(frozenset(unit.values) - unit.exempt, frozenset())
    for target in targets:
        if all(group in told for group, _ in target.of):
            low, high = _reach(attacker, target.of, frozenset())
            if high - low < target.width - NEAR or not low - NEAR <= target.value <= high + NEAR:
                yield _sentence(target.of, low, high)


def _exposed(unit: Unit) -> Iterator[str]:
    free = frozenset(unit.values) - unit.exempt
    attacker = unit.attacker(free, frozenset())
    smallest = unit.rules.smallest(unit.unit)
    counts = {**unit.values, **dict.fromkeys(unit.hidden, 0)}
    hidden: set[Sum] = {((group, 1),) for group in unit.hidden}
    for whole, part, variable in parts(counts):
        if part in unit.hidden and is_told_by_all(variable, dict(part.of)[variable], unit.rules):
            hidden.add(((whole, 1), (part, -1)))
    small = primary(Told(unit.values, unit.bases()), unit.rules)
    shown = {of for of in small if not all(group in unit.exempt for group, _ in of)}
    for of in sorted(hidden | shown, key=lambda of: [group_order(group) for group, _ in of]):
        wanted = min(float(unit.rules.width(unit.unit)), _width(attacker, of, free))
        if wanted <= NEAR:
            continue
        low, high = _reach(attacker, of, frozenset())
        # What may as well be large was only hidden for the sake of another count.
        if high - low < wanted - NEAR and (high < smallest):
            yield _sentence(of, low, high)


def _sentence(of: Sum, low: float, high: float) -> str:
    return (
        f"{' less '.join(described(group) for group, _ in of)} lies between "
        f"{low:.0f} and {high:.0f}, which anybody can work out"
    )


def _width(attacker: Attacker, of: Sum, hidden: frozenset[Group]) -> float:
    low, high = _reach(attacker, of, hidden)
    return high - low


def _reach(attacker: Attacker, of: Sum, hidden: frozenset[Group]) -> tuple[float, float]:
    return attacker.reach(of, hidden, -1).value, attacker.reach(of, hidden, 1).value
