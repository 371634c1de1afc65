"""What a count counts, said so that two counts can be held against each other.

A count is of the units for which some variables have some values: "organisations whose state at
plenary 2 is attended, and whose sector is arts". Every public count says this of itself. Only
then can be worked out what a reader learns from one number about another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field

NOT_RECORDED = ""
"""The value of a variable of a unit for which it was not recorded."""

DAY = "@"
"""Stands before the day in the name of a variable that is another one on another day."""

EVERYONE = ""
"""Stands for a count that asks nothing of who took part, among the names in `called`."""

UNLISTED = {NOT_RECORDED, "not_registered"}
"""Values that also those have who are in no list."""


@dataclass(frozen=True)
class Group:
    """The units that are counted: all for which each variable has one of its values."""

    unit: str
    of: frozenset[tuple[str, frozenset[str]]]


@dataclass(frozen=True)
class Derived:
    """A variable that follows from others by a rule that everybody can read.

    `values` tells for each combination of values of the variables in `of` which value it has then;
    a value that was not recorded is one of them. No other combination occurs.
    """

    unit: str
    variable: str
    of: tuple[str, ...]
    values: Mapping[tuple[str, ...], str]

    def called(self, names: Mapping[str, str]) -> Derived:
        """The same rule for variables by other names."""
        of = tuple(names.get(one, one) for one in self.of)
        return Derived(self.unit, names.get(self.variable, self.variable), of, self.values)


def undated(variable: str) -> str:
    """The variable of which this is the one of some day."""
    return variable.partition(DAY)[0]


class Counted(BaseModel):
    """What the counts in one column count, row by row.

    `of` gives the values that a variable must have in every row; `by` names the column in which
    a row tells the value of a variable. `groups` says which values a column's value stands for,
    where it stands for several; without any it is no condition, as in the row of a total. A
    column's name in braces, in a unit or the name of a variable, stands for its value in the row.
    `several` are variables of which a unit may have more values than one, so that the counts of
    its values do not add up; of the variables in `open` a unit may have none of the values that
    rows tell, so that all rows together are not everybody.

    Of a statistic `split` names the variable over whose values it tells how these units are
    spread, and `parts` by variable the sets of values that it tells apart: it says no more than
    the counts of these parts do, and no less.

    `called` gives variables another name than they have here: what may change while a programme
    runs is another variable on another day. Where it names `EVERYONE`, who took part by that day is
    a variable as well: a count that asks no more than what holds of anybody asks that too.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    unit: str = "{unit}"
    of: dict[str, list[str]] = {}
    by: dict[str, str] = {}
    groups: dict[str, list[str]] = {}
    several: list[str] = []
    open: list[str] = []
    split: str = ""
    parts: dict[str, list[list[str]]] = {}
    called: dict[str, str] = Field(default={}, exclude_if=lambda names: not names)

    def group(self, row: Mapping[str, object]) -> Group:
        """The units that are counted in a row."""
        texts = {name: _text(value) for name, value in row.items()}
        given = {name.format_map(texts): values for name, values in self.of.items()}
        for name, column in self.by.items():
            value = texts[column]
            given[name.format_map(texts)] = self.groups.get(value, [value])
        asked = {self.name(name): frozenset(values) for name, values in given.items() if values}
        if EVERYONE in self.called and not any(_chosen(*one) for one in asked.items()):
            asked[self.called[EVERYONE]] = frozenset({"yes"})
        return Group(self.unit.format_map(texts), frozenset(asked.items()))

    def name(self, variable: str) -> str:
        """The name of a variable, which is another one where it is `called` so."""
        return self.called.get(variable, variable)

    def names(self, row: Mapping[str, object]) -> set[str]:
        """All variables that are told of in a row, by the names that they have here."""
        texts = {name: _text(value) for name, value in row.items()}
        told = [*self.of, *self.by, *self.several, *self.open, self.split]
        return {name.format_map(texts) for name in told if name}

    def parted(self, row: Mapping[str, object]) -> list[Group]:
        """The parts of these units whose counts a statistic is worked out of, in a row."""
        variable = self._split(row)
        if not variable:
            return []
        whole = self.group(row)
        named = self.name(variable)
        rest = frozenset(pair for pair in whole.of if pair[0] != named)
        return [
            Group(whole.unit, rest | {(named, frozenset(values))})
            for values in self.parts.get(variable, [])
        ]

    def _split(self, row: Mapping[str, object]) -> str:
        return self.split.format_map({name: _text(value) for name, value in row.items()})

    def of_row(self, row: Mapping[str, object]) -> Counted:
        """The same of one row alone, without need of the row."""
        group = self.group(row)
        texts = {name: _text(value) for name, value in row.items()}
        split = self._split(row)
        return Counted(
            unit=group.unit,
            of={name: sorted(values) for name, values in sorted(group.of)},
            several=[self.name(name.format_map(texts)) for name in self.several],
            open=[self.name(name.format_map(texts)) for name in self.open],
            split=self.name(split),
            parts={self.name(split): self.parts[split]} if split in self.parts else {},
        )


def _chosen(variable: str, values: frozenset[str]) -> bool:
    """Whether a condition holds only of those of whom something is known, on one day or ever."""
    return DAY in variable or (":" in variable and not values & UNLISTED)


def _text(value: object) -> str:
    return NOT_RECORDED if value is None or value != value else str(value)
