"""A sum that is mostly one participant's own says what that participant has.

For a column of sums, such as `budget_sum`, an indicator tells in a column `budget_largest_share`
how much of each sum is the largest contribution. That column is for insiders, so that nobody
outside reads it. What its sum counts, `counted` of the sum says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from analysis.counted import Group
from analysis.disclosure.choice import Choice
from analysis.disclosure.said import group_of
from analysis.payload import Cell, Chart, Column, Payload, Table
from analysis.programme.disclosure import Disclosure

SUM = "_sum"
LARGEST = "_largest_share"


def dominated(
    payloads: Sequence[Payload],
    values: Mapping[Group, int],
    choice: Choice,
    rules: Disclosure,
) -> Iterator[tuple[int, int, str]]:
    """The sums that may not be shown: payload, row and column.

    With one of them goes each sum of a group that holds its group, for the difference tells it.
    """
    for number, payload in enumerate(payloads):
        if not isinstance(payload, (Table, Chart)):
            continue
        for column in payload.columns:
            if column.key.endswith(SUM) and column.counted:
                for row in _hidden(payload, column, (values, choice, rules)):
                    yield number, row, column.key


def _hidden(
    payload: Table | Chart,
    column: Column,
    known: tuple[Mapping[Group, int], Choice, Disclosure],
) -> list[int]:
    values, choice, rules = known
    assert column.counted is not None
    groups = [group_of(column.counted, row, rules) for row in payload.rows]
    alone = [
        at
        for at, (group, row) in enumerate(zip(groups, payload.rows, strict=True))
        if group in choice.hidden
        or values.get(group, row.get("count") or 0) < rules.smallest(group.unit)  # type: ignore[operator]
        or not _small_enough(row.get(column.key.removesuffix(SUM) + LARGEST), rules)
    ]
    wholes = [
        at
        for at, whole in enumerate(groups)
        if any(_holds(whole, groups[part]) for part in alone if part != at)
    ]
    return sorted({*alone, *wholes})


def _small_enough(share: Cell, rules: Disclosure) -> bool:
    """A sum whose largest contribution nobody tells is not shown."""
    return isinstance(share, (int, float)) and share <= rules.dominance


def _holds(whole: Group, part: Group) -> bool:
    asked = dict(part.of)
    return whole.unit == part.unit and all(
        variable in asked and asked[variable] <= values for variable, values in whole.of
    )
