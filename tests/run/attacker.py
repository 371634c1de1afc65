"""A reader who takes everything that was published and works out what it hides.

It reads results as JSON and shares no code with the protection: it finds the counts itself, lays
out its own cells and sums, and solves its own linear programs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product
from typing import Any

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_array, csr_array, vstack

Group = tuple[str, frozenset[tuple[str, frozenset[str]]]]
"""Whom a count counts: the unit, and the values that each variable may have."""

Family = frozenset[tuple[str, frozenset[str] | None]]
NAMES = ("published_name", "name")
STANDS_FOR = {"responses": "persons"}
NOWHERE = {"", "not_registered"}
"""What is said of who is in no list."""

NEAR = 1e-6

Rule = tuple[str, tuple[str, ...], Mapping[tuple[str, ...], str]]
"""A variable, those that it follows from, and its value for each combination of theirs."""


@dataclass
class Read:
    """What one edition tells: counts (none for a hidden one), whole tables, and lists."""

    counts: dict[Group, int | None] = field(default_factory=dict)
    tables: dict[tuple[Any, ...], set[Group]] = field(default_factory=dict)
    lists: list[tuple[Group, list[dict[str, Any]]]] = field(default_factory=list)
    several: set[str] = field(default_factory=set)

    def tell(self, group: Group, value: Any) -> None:
        """One count in one place; what is hidden here may be shown elsewhere."""
        if isinstance(value, dict):
            self.counts.setdefault(group, None)
        elif isinstance(value, int) and not isinstance(value, bool):
            assert self.counts.get(group) in (None, value), (group, value, self.counts[group])
            self.counts[group] = value


def read(payloads: Iterable[Mapping[str, Any]]) -> Read:
    """All that the results of one edition tell, as JSON holds it."""
    told = Read()
    for payload in payloads:
        if "rows" in payload:
            _rows(told, payload)
        for value in _values(payload):
            if value.get("counted") and value["kind"] == "count":
                told.several.update(value["counted"]["several"])
                told.tell(group(value["counted"], {}), value["value"])
    return told


def _values(content: Any) -> Iterator[Mapping[str, Any]]:
    """Every value that stands anywhere in a payload but in its rows."""
    if isinstance(content, Mapping):
        if {"kind", "value", "counted"} <= content.keys():
            yield content
        for name, part in content.items():
            if name != "rows":
                yield from _values(part)
    elif isinstance(content, list):
        for part in content:
            yield from _values(part)


def _rows(told: Read, payload: Mapping[str, Any]) -> None:
    if payload.get("listed"):
        told.lists.append((group(payload["listed"], {}), payload["rows"]))
    columns = {column["key"]: column for column in payload["columns"]}
    for column in columns.values():
        if not column["counted"] or column["kind"] not in ("count", "number"):
            continue
        if (column["kind"] == "number" and "_" in column["key"]) or column["key"] == "mean":
            continue
        for row in payload["rows"]:
            value = row[column["key"]]
            if not isinstance(value, (int, dict)):
                continue
            whom = group(column["counted"], row)
            told.several.update(
                _named(one, column["counted"], row) for one in column["counted"]["several"]
            )
            told.tell(whom, value)
            _share(told, columns, row, whom, column["key"])
            by = {_named(one, column["counted"], row) for one in column["counted"]["by"]}
            for variable in by & dict(whom[1]).keys():
                rest = frozenset(pair for pair in whom[1] if pair[0] != variable)
                place = (payload["id"], column["key"], variable, whom[0], rest)
                told.tables.setdefault(place, set()).add(whom)


def _share(
    told: Read, columns: Mapping[str, Any], row: Mapping[str, Any], whom: Group, key: str
) -> None:
    """A share out of a base that is shown tells its count as well."""
    share, whole = ("share", "base") if key == "count" else (key.replace("count", "share"), "count")
    if key == "base" or share == key or share not in columns:
        return
    if isinstance(row.get(share), float) and isinstance(row.get(whole), int):
        told.tell(whom, round(row[share] * row[whole]))


def _filled(text: str, row: Mapping[str, Any]) -> str:
    return text.format_map({name: "" if v is None else str(v) for name, v in row.items()})


def group(counted: Mapping[str, Any], row: Mapping[str, Any]) -> Group:
    """Whom a count counts in a row, by what the count says of itself."""
    asked = {_named(name, counted, row): frozenset(v) for name, v in counted["of"].items()}
    for name, column in counted["by"].items():
        value = "" if row[column] is None else str(row[column])
        asked[_named(name, counted, row)] = frozenset(counted["groups"].get(value, [value]))
    everyone = counted.get("called", {}).get("")
    told = {name for name, values in asked.items() if values}
    if everyone and not any("@" in n or (":" in n and not asked[n] & NOWHERE) for n in told):
        asked[everyone] = frozenset({"yes"})
    unit = _filled(counted["unit"], row)
    return STANDS_FOR.get(unit, unit), frozenset((n, v) for n, v in asked.items() if v)


def _named(text: str, counted: Mapping[str, Any], row: Mapping[str, Any]) -> str:
    """The name of a variable; what changed between two days bears the day."""
    name = _filled(text, row)
    return str(counted.get("called", {}).get(name, name))


@dataclass
class Knowledge:
    """Sums of groups that equal something, and sums that lie between two numbers."""

    equal: list[tuple[dict[Group, float], float]] = field(default_factory=list)
    between: list[tuple[dict[Group, float], float, float]] = field(default_factory=list)

    def groups(self) -> set[Group]:
        """All groups of which anything is known."""
        sums = [*(of for of, _ in self.equal), *(of for of, _, _ in self.between)]
        return {one for of in sums for one in of}


def of_lists(told: Read, variables: set[str]) -> Knowledge:
    """What public lists tell, each by itself and two laid side by side, name by name."""
    known = Knowledge()
    for whom, rows in told.lists:
        for variable in [*sorted(variables & rows[0].keys()), None]:
            if not any(variable and isinstance(row[variable], dict) for row in rows):
                counts = Counter(_of(row, variable) for row in rows)
                _broken_down(known, whom, variable, {v: (n, n) for v, n in counts.items()})
    for (whom, rows), (other, others) in [
        pair for two in combinations(told.lists, 2) for pair in (two, two[::-1])
    ]:
        first, second = dict(whom[1]), dict(other[1])
        if whom[0] != other[0] or any(first[v] != second[v] for v in first.keys() & second.keys()):
            continue
        both = (whom[0], whom[1] | other[1])
        for variable in [*sorted(variables & rows[0].keys()), None]:
            _broken_down(known, both, variable, _joined(rows, others, variable))
    return known


def _of(row: Mapping[str, Any], variable: str | None) -> str:
    return "" if variable is None or row[variable] is None else str(row[variable])


def _name(row: Mapping[str, Any]) -> str | None:
    found = next((row[key] for key in NAMES if isinstance(row.get(key), str)), None)
    return None if found in (None, "[c]") else found


def _joined(
    rows: Sequence[Mapping[str, Any]], others: Sequence[Mapping[str, Any]], variable: str | None
) -> dict[str, tuple[int, int]]:
    names = {_name(row) for row in others} - {None}
    nameless = any(_name(row) is None for row in others)
    counts: dict[str, tuple[int, int]] = {}
    for row in rows:
        least, most = counts.get(_of(row, variable), (0, 0))
        name = _name(row)
        sure, may = (name in names, name in names) if name else (False, nameless)
        counts[_of(row, variable)] = least + sure, most + may
    return counts


def _broken_down(
    known: Knowledge,
    whom: Group,
    variable: str | None,
    counts: Mapping[str, tuple[int, int]],
) -> None:
    parts: dict[Group, float] = {whom: 1.0}
    for value, (least, most) in counts.items():
        asked = {(variable, frozenset({value}))} if variable else set()
        part = (whom[0], whom[1] | asked)
        known.between.append(({part: 1.0}, least, most))
        parts[part] = -1.0
    if variable:
        known.equal.append((parts, 0.0))


class Attack:
    """All that can be worked out about one unit from what is known.

    Every set of variables that something is counted by has its own cells; where two share
    variables, what they say of those is the same.
    """

    def __init__(
        self, groups: Iterable[Group], several: set[str], rules: Sequence[Rule] = ()
    ) -> None:
        self.groups, self.several, self.rules = sorted(groups, key=repr), several, rules
        self.atoms = self._values_told_apart()
        self.start: dict[Family, int] = {}
        self.width = 0
        for family in self._families():
            self.start[family] = self.width
            self.width += int(np.prod([len(self.atoms[key]) for key in family], dtype=int))
        self.links = self._links()

    def _asked(self, of: Group) -> dict[Any, frozenset[str]]:
        return {(v, values if v in self.several else None): values for v, values in of[1]}

    def _values_told_apart(self) -> dict[Any, list[tuple[bool, ...]]]:
        """Of each variable which of the sets of values that are asked a unit may be in."""
        sets: dict[Any, list[frozenset[str]]] = {}
        for one in self.groups:
            for key, values in self._asked(one).items():
                if values not in sets.setdefault(key, []):
                    sets[key].append(values)
        self.sets = sets
        return {
            key: sorted(
                {tuple(v in one for one in asked) for v in set().union(*asked)}
                | {(False,) * len(asked)}
            )
            for key, asked in sets.items()
        }

    def _families(self) -> list[Family]:
        found: set[Family] = {frozenset(self._asked(one)) for one in self.groups} | {frozenset()}
        self.ruled = [(rule, self._ruled(rule, found)) for rule in self.rules]
        found |= {family for _, family in self.ruled if family}
        while more := {a & b for a, b in combinations(found, 2)} - found:
            found |= more
        return sorted(found, key=lambda one: (len(one), repr(sorted(one, key=repr))))

    def _ruled(self, rule: Rule, told: set[Family]) -> Family:
        """What a rule is about, with all that its variable is never told without."""
        about = {(name, None) for name in (rule[0], *rule[1])} & self.atoms.keys()
        with_it = [family for family in told if (rule[0], None) in family]
        known = len(about) > 1 and with_it
        return frozenset.intersection(*with_it) | about if known else frozenset()

    def impossible(self) -> list[dict[int, float]]:
        """The cells in which nobody can be, by the rules that everybody can read."""
        empty = []
        for (variable, of, values), family in self.ruled:
            about = [key for key in family if key[0] in (variable, *of)]
            rows = [dict(zip((*of, variable), (*c, v), strict=True)) for c, v in values.items()]
            occur = {
                tuple(tuple(row[key[0]] in one for one in self.sets[key]) for key in about)
                for row in rows
            }
            for number, cell in enumerate(self._cells(family)):
                if about and tuple(cell[key] for key in about) not in occur:
                    empty.append({self.start[family] + number: 1.0})
        return empty

    def _cells(self, family: Family) -> list[dict[Any, tuple[bool, ...]]]:
        keys = sorted(family, key=repr)
        return [
            dict(zip(keys, cell, strict=True))
            for cell in product(*(self.atoms[key] for key in keys))
        ]

    def row(self, of: Group, family: Family | None = None) -> dict[int, float]:
        """The cells that a group is the sum of."""
        asked = self._asked(of)
        family = frozenset(asked) if family is None else family
        at = {key: self.sets[key].index(values) for key, values in asked.items()}
        return {
            self.start[family] + number: 1.0
            for number, cell in enumerate(self._cells(family))
            if all(cell[key][place] for key, place in at.items())
        }

    def sum(self, of: Mapping[Group, float]) -> dict[int, float]:
        """The cells of groups added and taken away, in one family where that holds them all."""
        largest = max((frozenset(self._asked(one)) for one in of), key=len)
        total: Counter[int] = Counter()
        for one, sign in of.items():
            within = largest if self._asked(one).keys() <= largest else None
            for cell, weight in self.row(one, within).items():
                total[cell] += sign * weight  # type: ignore[assignment]
        return dict(total)

    def _links(self) -> list[dict[int, float]]:
        rows: list[dict[int, float]] = []
        for family, part in product(self.start, repeat=2):
            if part < family:
                of_part: dict[tuple[Any, ...], dict[int, float]] = {}
                for number, cell in enumerate(self._cells(part)):
                    of_part[tuple(cell.items())] = {self.start[part] + number: -1.0}
                keys = sorted(part, key=repr)
                for number, cell in enumerate(self._cells(family)):
                    place = tuple((key, cell[key]) for key in keys)
                    of_part[place][self.start[family] + number] = 1.0
                rows += of_part.values()
        return rows

    def matrix(self, rows: Sequence[Mapping[int, float]]) -> csr_array:
        """Rows of weights of cells."""
        at = [(n, cell, weight) for n, row in enumerate(rows) for cell, weight in row.items()]
        lines, cells, weights = zip(*at, strict=True) if at else ((), (), ())
        return csr_array(coo_array((weights, (lines, cells)), shape=(len(rows), self.width)))

    def learn(self, known: Knowledge) -> None:
        """Lay out all that is known, for all questions."""
        sums = self.matrix([self.sum(of) for of, _ in known.equal])
        always = [*self.links, *self.impossible()]
        self.equal = vstack([self.matrix(always), sums], format="csr")
        self.right = np.array([0.0] * len(always) + [value for _, value in known.equal])
        bounded = self.matrix([self.sum(of) for of, _, _ in known.between])
        self.below = vstack([bounded, -bounded], format="csr")
        ends = [most for *_, most in known.between] + [-low for _, low, _ in known.between]
        finite = np.isfinite(ends)
        self.below, self.most = self.below[np.flatnonzero(finite)], np.array(ends)[finite]

    def interval(self, of: Mapping[Group, float]) -> tuple[float, float]:
        """The least and greatest value of a sum that fits all that is known."""
        target = self.matrix([self.sum(of)]).toarray()[0]
        return self._end(target, -1), self._end(target, 1)

    def _end(self, target: np.ndarray, sign: int) -> float:
        solved = linprog(
            -sign * target, A_ub=self.below, b_ub=self.most, A_eq=self.equal, b_eq=self.right,
            options={"presolve": True},
        )  # fmt: skip
        if solved.status == 3:
            return sign * np.inf
        assert solved.status == 0, f"what was published contradicts itself: {solved.message}"
        return -sign * float(solved.fun)
