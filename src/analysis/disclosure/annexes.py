"""What a public list tells by itself, and what two lists tell when they are laid side by side.

A list of all units in a group, with their sector, tells every count of that group by sector.
Units that two lists name are in both groups, and named units of one that the other does not
name are not. A unit without its name may be in the other list or not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from analysis.counted import NOT_RECORDED, Group
from analysis.disclosure.said import group_of
from analysis.disclosure.system import Sum
from analysis.payload import Payload, Table
from analysis.programme.disclosure import Disclosure

UNNAMED = "[c]"
NAMES = ("published_name", "name")


@dataclass(frozen=True)
class Listing:
    """One public list: whom it holds, by which variables, and the rows with their names."""

    whom: Group
    variables: tuple[str, ...]
    rows: tuple[tuple[str | None, tuple[str, ...]], ...]

    def only(self, variables: tuple[str, ...]) -> Listing:
        """The same list with some of its variables."""
        places = [self.variables.index(variable) for variable in variables]
        rows = ((name, tuple(values[at] for at in places)) for name, values in self.rows)
        return Listing(self.whom, variables, tuple(rows))


@dataclass
class Told:
    """Sums whose value the lists tell, and sums of which they tell only bounds."""

    known: list[tuple[Sum, int]] = field(default_factory=list)
    between: list[tuple[Sum, int, int]] = field(default_factory=list)
    groups: set[Group] = field(default_factory=set)


def listings(payloads: Iterable[Payload], used: frozenset[str], rules: Disclosure) -> list[Listing]:
    """The public lists, each with the variables by which something is counted."""
    found = {
        _listing(payload, used, rules)
        for payload in payloads
        if isinstance(payload, Table) and payload.listed is not None
    }
    return sorted(found, key=repr)


def of_more(lists: Sequence[Listing], groups: Iterable[Group]) -> frozenset[str]:
    """The variables of lists by which more is counted than one list tells by itself."""
    return frozenset(
        variable
        for group in groups
        for variable, _ in group.of
        if not any(
            one.whom.of <= group.of
            and {name for name, _ in group.of - one.whom.of} <= set(one.variables)
            for one in lists
        )
    )


def _listing(table: Table, used: frozenset[str], rules: Disclosure) -> Listing:
    assert table.listed is not None
    named = {c.key: table.listed.name(c.key) for c in table.columns if c.kind == "code"}
    keys = [key for key, variable in named.items() if variable in used]
    name = next((c.key for c in table.columns if c.key in NAMES), None)
    rows = tuple(
        (
            str(row[name]) if name and row.get(name) not in (None, UNNAMED) else None,
            tuple(NOT_RECORDED if row.get(key) is None else str(row[key]) for key in keys),
        )
        for row in table.rows
    )
    return Listing(group_of(table.listed, {}, rules), tuple(named[key] for key in keys), rows)


def told_by(lists: Sequence[Listing], groups: Iterable[Group]) -> Told:
    """All that an attentive reader takes from the lists about what is counted in groups."""
    told = Told()
    more = of_more(lists, groups)
    for one in lists:
        for variables in [(v,) for v in one.variables if v not in more] + [()]:
            _alone(told, one.only(variables))
    lists = [one.only(tuple(v for v in one.variables if v in more)) for one in lists]
    for one in lists:
        _alone(told, one)
    for one, other in combinations(lists, 2):
        if one.whom.unit == other.whom.unit:
            _side_by_side(told, one, other)
    return told


def _alone(told: Told, one: Listing) -> None:
    counts = Counter(values for _, values in one.rows)
    _closed(told, one.whom, one.variables, {v: (n, n) for v, n in counts.items()})


def _closed(
    told: Told,
    whom: Group,
    variables: Sequence[str],
    counts: dict[tuple[str, ...], tuple[int, int]],
) -> None:
    """Counts of a group by all variables of its list, and nothing besides them."""
    told.groups.add(whom)
    parts = []
    for values, (least, most) in sorted(counts.items()):
        pairs = zip(variables, values, strict=True)
        given = {(variable, frozenset({value})) for variable, value in pairs}
        group = Group(whom.unit, whom.of | given)
        told.groups.add(group)
        parts.append(group)
        if least == most:
            told.known.append((((group, 1),), least))
        else:
            told.between.append((((group, 1),), least, most))
    if parts != [whom]:
        told.known.append((((whom, 1), *((part, -1) for part in parts)), 0))


def _side_by_side(told: Told, one: Listing, other: Listing) -> None:
    """How many are in both groups, by what the first list tells of each."""
    both = intersection(one.whom, other.whom)
    if both is None:
        return
    names = {name for name, _ in other.rows if name}
    unnamed = sum(name is None for name, _ in other.rows)
    counts: dict[tuple[str, ...], tuple[int, int]] = {}
    for name, values in one.rows:
        least, most = counts.get(values, (0, 0))
        counts[values] = (
            least + (name in names if name else 0),
            most + (name in names if name else min(unnamed, 1)),
        )
    _closed(told, both, one.variables, counts)


def intersection(one: Group, other: Group) -> Group | None:
    """The units in both groups; none where they ask different things of one variable."""
    first, second = dict(one.of), dict(other.of)
    if any(first[v] != second[v] for v in first.keys() & second.keys()):
        return None
    return Group(one.unit, one.of | other.of)
