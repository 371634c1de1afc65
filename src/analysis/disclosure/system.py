"""All counts of one unit are sums of the same few elementary cells.

A family is a set of variables that some count is broken down by. Its elementary cells are the
combinations of atoms: values that no count tells apart. Families are linked where they share
variables, so that what a reader learns in one table counts in all others. A variable of which a
unit may have several values does not add up: each set of its values is a variable of its own,
in it or not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from math import prod

import numpy as np
from scipy.sparse import csr_array

from analysis.counted import Derived, Group
from analysis.problems import UserError

Key = tuple[str, frozenset[str] | None]
"""A variable, or one set of values of a variable of which a unit may have several."""

Family = frozenset[Key]
Sum = tuple[tuple[Group, int], ...]
"""Groups that are added and subtracted: what is left when a part is taken from a whole."""

MOST_CELLS = 60_000

MOST_RULED = 5_000
"""How many cells a rule may take; of a larger one is not used what it leaves empty."""


@dataclass
class System:
    """The elementary cells of one unit, and what is always true of them."""

    groups: Sequence[Group]
    several: frozenset[str]
    derived: Sequence[Derived] = ()
    atoms: dict[Key, list[frozenset[str]]] = field(default_factory=dict)
    start: dict[Family, int] = field(default_factory=dict)
    width: int = 0

    def __post_init__(self) -> None:
        """Lay out the cells of all families."""
        self.atoms = _atoms(self.groups, self.several)
        told = {frozenset(self.conditions(g)) for g in self.groups}
        for family in _closed(told | {*self._ruled(told).values()}):
            self.start[family] = self.width
            self.width += len(self._cells(family))
            if self.width > MOST_CELLS:
                raise UserError(
                    f"The public counts of {self.groups[0].unit} are broken down by too many "
                    f"variables at once ({', '.join(sorted(v for v, _ in family))}) to protect "
                    "them. Make one of these tables internal."
                )

    def conditions(self, group: Group) -> dict[Key, frozenset[str]]:
        """What a group asks of each variable."""
        return {
            (variable, values if variable in self.several else None): values
            for variable, values in group.of
        }

    def row(self, group: Group, within: Family | None = None) -> dict[int, float]:
        """The elementary cells that a group is the sum of, by its own family or a larger one."""
        asked = self.conditions(group)
        family = within or frozenset(asked)
        names = sorted(family, key=_order)
        start = self.start[family]
        return {
            start + at: 1.0
            for at, cell in enumerate(self._cells(family))
            if all(atom <= asked.get(name, atom) for name, atom in zip(names, cell, strict=True))
        }

    def sum(self, of: Sum) -> dict[int, float]:
        """The elementary cells of groups that are added and subtracted.

        Groups of other families are said in cells of the largest, where that holds them.
        """
        families = [frozenset(self.conditions(group)) for group, _ in of]
        largest = max(families, key=len)
        within = largest if all(family <= largest for family in families) else None
        total: dict[int, float] = {}
        for group, sign in of:
            for cell, weight in self.row(group, within).items():
                total[cell] = total.get(cell, 0.0) + sign * weight
        return {cell: weight for cell, weight in total.items() if weight}

    def matrix(self, rows: Iterable[Mapping[int, float]]) -> csr_array:
        """Rows of weights as a sparse matrix."""
        listed = list(rows)
        data = [weight for row in listed for weight in row.values()]
        columns = [cell for row in listed for cell in row]
        ends = np.cumsum([0, *(len(row) for row in listed)])
        return csr_array((data, columns, ends), shape=(len(listed), self.width), dtype=float)

    def _ruled(self, told: set[Family]) -> dict[int, Family]:
        """For each rule what it tells of together, with what its variable is always told with."""
        found: dict[int, Family] = {}
        for number, rule in enumerate(self.derived):
            keys = {(name, None) for name in (rule.variable, *rule.of)} & self.atoms.keys()
            of_it = [family for family in told if (rule.variable, None) in family]
            if not of_it or len(keys) < 2:
                continue
            beside = frozenset.intersection(*of_it)
            for family in (beside | keys, frozenset(keys)):
                if prod(len(self.atoms[key]) for key in family) <= MOST_RULED:
                    found[number] = family
                    break
        return found

    def never(self) -> list[dict[int, float]]:
        """Cells that nobody can be in, by the rules by which variables follow from others."""
        told = {frozenset(self.conditions(g)) for g in self.groups}
        return [
            {self.start[family] + at: 1.0}
            for number, family in self._ruled(told).items()
            for at in self._against(self.derived[number], family)
        ]

    def _against(self, rule: Derived, family: Family) -> Iterator[int]:
        """The places of the cells of a family that a rule leaves empty."""
        names = sorted(family, key=_order)
        told = [v for v in (rule.variable, *rule.of) if (v, None) in names]
        places = {v: names.index((v, None)) for v in told}
        table = [dict(zip((*rule.of, rule.variable), (*of, value), strict=True))
                 for of, value in rule.values.items()]  # fmt: skip
        may = {v: self._may_be(v, {row[v] for row in table}) for v in places}
        fits = {v: {atom: {n for n, row in enumerate(table) if row[v] in values}
                    for atom, values in may[v].items()} for v in places}  # fmt: skip
        for at, cell in enumerate(self._cells(family)):
            if not set.intersection(*(fits[v][cell[place]] for v, place in places.items())):
                yield at

    def _may_be(self, variable: str, values: set[str]) -> dict[frozenset[str], set[str]]:
        """Which of the values in a rule each atom of a variable may stand for.

        One that the rule does not know may be anything.
        """
        atoms = self.atoms[(variable, None)]
        unnamed = values - frozenset().union(*(atom for atom in atoms if atom is not _REST))
        return {
            atom: unnamed if atom is _REST else set(atom & values) if atom <= values else values
            for atom in atoms
        }

    def links(self) -> list[dict[int, float]]:
        """What is always zero: the difference of two families' counts of the same group."""
        rows = []
        for family in self.start:
            inside = [other for other in self.start if other < family]
            for part in inside:
                if not any(part < other for other in inside):
                    rows += self._linked(family, part)
        return rows

    def _linked(self, family: Family, part: Family) -> list[dict[int, float]]:
        names = sorted(family, key=_order)
        places = [names.index(name) for name in sorted(part, key=_order)]
        rows: dict[tuple[frozenset[str], ...], dict[int, float]] = {
            cell: {self.start[part] + at: -1.0} for at, cell in enumerate(self._cells(part))
        }
        for at, cell in enumerate(self._cells(family)):
            rows[tuple(cell[place] for place in places)][self.start[family] + at] = 1.0
        return list(rows.values())

    def _cells(self, family: Family) -> list[tuple[frozenset[str], ...]]:
        return list(product(*(self.atoms[name] for name in sorted(family, key=_order))))


def possible(
    width: int, links: Sequence[Mapping[int, float]], zero: Sequence[Mapping[int, float]]
) -> np.ndarray:
    """The cells that somebody may be in, when some sums of cells are zero."""
    empty: set[int] = set()
    # Only a sum without differences says by being zero that each of its cells is.
    for row in zero:
        if all(weight > 0 for weight in row.values()):
            empty |= row.keys()
    before = -1
    while len(empty) != before:
        before = len(empty)
        for row in links:
            whole = next(cell for cell, weight in row.items() if weight < 0)
            parts = row.keys() - {whole}
            if whole in empty or parts <= empty:
                empty |= row.keys()
    return np.array([cell for cell in range(width) if cell not in empty], dtype=int)


def _atoms(groups: Sequence[Group], several: frozenset[str]) -> dict[Key, list[frozenset[str]]]:
    """The values of each variable that no count tells apart; the last are those never named."""
    sets: dict[Key, set[frozenset[str]]] = {}
    for group in groups:
        for variable, values in group.of:
            sets.setdefault((variable, values if variable in several else None), set()).add(values)
    atoms = {}
    for key, asked in sets.items():
        ordered = sorted(asked, key=sorted)
        alike: dict[tuple[bool, ...], set[str]] = {}
        for value in sorted(set().union(*asked)):
            alike.setdefault(tuple(value in one for one in ordered), set()).add(value)
        atoms[key] = [*(frozenset(values) for values in alike.values()), _REST]
    return atoms


_REST = frozenset({"\0"})
"""Stands for all values of a variable that no count names."""


def _closed(families: set[Family]) -> list[Family]:
    """The families with all that two of them share, in a fixed order."""
    found: set[Family] = set()
    waiting: set[Family] = families | {frozenset()}
    while waiting:
        family = waiting.pop()
        found.add(family)
        waiting |= {family & other for other in found} - found
    return sorted(found, key=lambda family: (len(family), sorted(map(_order, family))))


def _order(key: Key) -> tuple[str, list[str]]:
    return key[0], sorted(key[1] or ())
