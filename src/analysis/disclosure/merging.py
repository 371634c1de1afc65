"""Values that are too small by themselves are first counted together, as is declared.

Merged rows say more than hidden ones. They are only shown where something would be hidden
without them; where a table can be shown in full, it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analysis.disclosure.choice import Choice
from analysis.disclosure.derived import ends, is_end
from analysis.disclosure.hiding import is_hidden
from analysis.disclosure.said import is_statistic
from analysis.payload import Cell, Chart, Column, Payload, Table
from analysis.programme.disclosure import Disclosure, Merged, merged_vocabulary

MEASURES = ("count", "share")


def merged(payload: Payload, choice: Choice, rules: Disclosure) -> Payload | None:
    """The payload with merged rows, where that may help; none where there is nothing to merge."""
    if not isinstance(payload, (Table, Chart)):
        return None
    # Of values that are counted together no mean or interval can be worked out of theirs.
    if any(is_statistic(column) or is_end(column) for column in payload.columns) or ends(payload):
        return None
    if not _loses(payload, choice, rules):
        return None
    for key in _codes(payload):
        variable = _variable(payload, key) or ""
        declared = rules.merge.get(variable)
        if declared and (rows := _rows(payload, key, declared)):
            columns = [
                column.model_copy(update={"vocabulary": merged_vocabulary(variable)})
                if column.key == key
                else column
                for column in _columns(payload, key, declared)
            ]
            return payload.model_copy(update={"rows": rows, "columns": columns})
    return None


def _loses(payload: Table | Chart, choice: Choice, rules: Disclosure) -> bool:
    return any(
        column.counted and is_hidden(column.counted, row, choice, rules)
        for row in payload.rows
        for column in payload.columns
    )


def _codes(payload: Table | Chart) -> list[str]:
    return [column.key for column in payload.columns if column.kind == "code"]


def _variable(payload: Table | Chart, key: str) -> str | None:
    """The variable whose value a column of codes tells; without what follows its colon."""
    for column in payload.columns:
        for variable, named in (column.counted.by if column.counted else {}).items():
            if named == key:
                return variable.split(":")[0]
    return None


def _rows(
    payload: Table | Chart, key: str, declared: Mapping[str, Merged]
) -> list[dict[str, Cell]] | None:
    """The rows with those of merged values added up; none where that changes nothing."""
    into = {value: code for code, one in declared.items() for value in one.of}
    others = [c.key for c in payload.columns if c.kind not in MEASURES and c.key != key]
    counted = [c.key for c in payload.columns if c.counted and key in c.counted.by.values()]
    found: dict[tuple[Cell, ...], dict[str, Cell]] = {}
    for row in payload.rows:
        code = into.get(str(row[key]), row[key])
        place = (code, *(row[other] for other in others))
        if place not in found:
            found[place] = {**row, key: code}
            continue
        for name in counted:
            found[place][name] = _added(found[place][name], row[name])
    if len(found) == len(payload.rows):
        return None
    return [_shared(payload, row) for row in found.values()]


def _added(one: Any, other: Any) -> Cell:
    return None if one is None or other is None else one + other


def _shared(payload: Table | Chart, row: dict[str, Cell]) -> dict[str, Cell]:
    """The row with its shares worked out anew."""
    for column in payload.columns:
        if column.kind == "share":
            part = "count" if column.key == "share" else column.key.removesuffix("share") + "count"
            whole = row.get("base") if column.key == "share" else row.get("count")
            count = row.get(part)
            known = isinstance(count, int) and isinstance(whole, int) and whole > 0
            row[column.key] = count / whole if known else None  # type: ignore[operator]
    return row


def _columns(payload: Table | Chart, key: str, declared: Mapping[str, Merged]) -> list[Column]:
    groups = {code: list(one.of) for code, one in declared.items()}
    return [
        column.model_copy(
            update={
                "counted": column.counted.model_copy(
                    update={"groups": column.counted.groups | groups}
                )
            }
        )
        if column.counted and key in column.counted.by.values()
        else column
        for column in payload.columns
    ]
