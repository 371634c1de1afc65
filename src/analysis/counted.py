"""What a count counts, said so that two counts can be held against each other.

A count is of the units for which some variables have some values: "organisations whose state at
plenary 2 is attended, and whose sector is arts". Every public count says this of itself. Only
then can be worked out what a reader learns from one number about another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

NOT_RECORDED = ""
"""The value of a variable of a unit for which it was not recorded."""


@dataclass(frozen=True)
class Group:
    """The units that are counted: all for which each variable has one of its values."""

    unit: str
    of: frozenset[tuple[str, frozenset[str]]]


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

    def group(self, row: Mapping[str, object]) -> Group:
        """The units that are counted in a row."""
        texts = {name: _text(value) for name, value in row.items()}
        given = {name.format_map(texts): values for name, values in self.of.items()}
        for name, column in self.by.items():
            value = texts[column]
            given[name.format_map(texts)] = self.groups.get(value, [value])
        return Group(
            self.unit.format_map(texts),
            frozenset((name, frozenset(values)) for name, values in given.items() if values),
        )

    def parted(self, row: Mapping[str, object]) -> list[Group]:
        """The parts of these units whose counts a statistic is worked out of, in a row."""
        variable = self._split(row)
        if not variable:
            return []
        whole = self.group(row)
        rest = frozenset(pair for pair in whole.of if pair[0] != variable)
        return [
            Group(whole.unit, rest | {(variable, frozenset(values))})
            for values in self.parts.get(variable, [])
        ]

    def _split(self, row: Mapping[str, object]) -> str:
        return self.split.format_map({name: _text(value) for name, value in row.items()})

    def of_row(self, row: Mapping[str, object]) -> Counted:
        """The same of one row alone, without need of the row."""
        group = self.group(row)
        texts = {name: _text(value) for name, value in row.items()}
        return Counted(
            unit=group.unit,
            of={name: sorted(values) for name, values in sorted(group.of)},
            several=[name.format_map(texts) for name in self.several],
            open=[name.format_map(texts) for name in self.open],
            split=(split := self._split(row)),
            parts={split: self.parts[split]} if split in self.parts else {},
        )


def _text(value: object) -> str:
    return NOT_RECORDED if value is None or value != value else str(value)
