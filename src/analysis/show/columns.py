"""A frame becomes rows of plain values, and each of its columns says what kind it holds.

The name of a column tells most: `_on` is a date, `_count` a count, `_share` a share of one. A
categorical holds codes, worded by the vocabulary of its name, or by the one that the frame
carries in `frame.attrs["vocabularies"]`. Columns that are codes themselves, such as the answers
of a scale, are named by `frame.attrs["headings"]`. What a count counts stands in
`frame.attrs["counted"]`: column -> Counted. `frame.attrs["decimals"]` says how exactly a number is
written where two decimals do not tell enough: column -> how many. `frame.attrs["languages"]` names
for a column with what people wrote the one that says in which language; that is not shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import pandas as pd
from pandas.api import types

from analysis.payload import Cell, Column, Kind, Message, Plain, Value
from analysis.problems import UserError

MEASURES = ("unit", "count", "base", "share")


def kind(name: str, values: pd.Series) -> Kind:
    """What a column holds, by its type and its name."""
    if types.is_bool_dtype(values):
        return "mark"
    if name.endswith("_on") or name == "date" or types.is_datetime64_any_dtype(values):
        return "date"
    if name in ("count", "base") or name.endswith("_count"):
        return "count"
    if name == "share" or name.endswith("_share"):
        return "share"
    if name == "unit" or isinstance(values.dtype, pd.CategoricalDtype):
        return "code"
    return "number" if types.is_numeric_dtype(values) else "text"


def vocabulary(name: str, frame: pd.DataFrame) -> str | None:
    """Which vocabulary words the codes of a column; none where it holds no codes."""
    if kind(name, frame[name]) != "code":
        return None
    return str(frame.attrs.get("vocabularies", {}).get(name, name))


def heading(name: str, frame: pd.DataFrame) -> Message | None:
    """What stands above a column that is a code itself, such as an answer of a scale.

    The frame says so in `frame.attrs["headings"]`: column -> (vocabulary, code).
    """
    if name not in (headings := frame.attrs.get("headings", {})):
        return None
    words, code = headings[name]
    named = Value(kind="code", value=str(code), vocabulary=words)
    return Message(id="column.of_code", values={"code": named})


@dataclass(frozen=True)
class Readers:
    """The columns that not everyone sees: `internal` and `public` for one audience alone.

    `restricted` are persons and their own words, for the few who may see them.
    """

    internal: Sequence[str] = ()
    public: Sequence[str] = ()
    restricted: Sequence[str] = ()

    def of(self, column: str) -> Literal["both", "public", "internal", "restricted"]:
        """Who sees a column; where it is named twice, the fewest."""
        if column in self.restricted:
            return "restricted"
        if column in self.internal:
            return "internal"
        return "public" if column in self.public else "both"


EVERYONE = Readers()


def columns(frame: pd.DataFrame, readers: Readers = EVERYONE) -> list[Column]:
    """Every column of a frame, with who may see it.

    Raises UserError when `readers` names a column that the frame lacks.
    """
    named = {*readers.internal, *readers.public, *readers.restricted}
    if unknown := sorted(named - set(frame.columns)):
        raise UserError(
            f"The table has no column {', '.join(unknown)}. "
            f"Its columns: {', '.join(map(str, frame.columns))}."
        )
    languages = frame.attrs.get("languages", {})
    return [
        Column(
            key=str(name),
            kind=kind(name, frame[name]),
            vocabulary=vocabulary(name, frame),
            audience=readers.of(str(name)),
            heading=heading(name, frame),
            counted=frame.attrs.get("counted", {}).get(name),
            decimals=frame.attrs.get("decimals", {}).get(name),
            language=languages.get(name),
        )
        for name in frame.columns
        if name not in languages.values()
    ]


def plain(value: Any) -> Plain:
    """One cell as JSON holds it; everything that pandas calls missing is None."""
    if pd.isna(value):
        return None
    if isinstance(value, (pd.Timestamp, date)):
        return value.isoformat()[:10]
    if hasattr(value, "item"):
        value = value.item()
    return value if isinstance(value, (bool, int, float, str)) else str(value)


def rows(frame: pd.DataFrame) -> list[dict[str, Cell]]:
    """The rows of a frame, counts as whole numbers whatever pandas made of them.

    A count beside a missing one is a float in pandas; a reader never sees 39.0.
    """
    kinds = {str(name): kind(name, frame[name]) for name in frame.columns}
    return [
        {str(name): _typed(kinds[str(name)], plain(value)) for name, value in record.items()}
        for record in frame.to_dict("records")
    ]


def _typed(kind: Kind, value: Plain) -> Plain:
    if kind == "count" and isinstance(value, float):
        if not value.is_integer():
            raise UserError("A column of counts holds a number that is not whole.")
        return int(value)
    if kind == "date" and isinstance(value, str):
        return date.fromisoformat(value[:10]).isoformat()
    return value


def values(frame: pd.DataFrame) -> dict[str, Value]:
    """The one row of a frame as the values that a message names.

    Raises UserError when the frame has more rows than one.
    """
    if len(frame) != 1:
        raise UserError(f"A sentence is worded from one row, but this frame has {len(frame)}.")
    row = rows(frame)[0]
    return {
        column.key: Value(
            kind=column.kind,
            value=row[column.key],
            vocabulary=column.vocabulary,
            counted=column.counted.of_row(row) if column.counted else None,
            decimals=column.decimals,
        )
        for column in columns(frame)
    }


def key(frame: pd.DataFrame) -> list[str]:
    """What names a row: the columns before its measures that count nothing, or the first one."""
    names = [str(name) for name in frame.columns]
    first = next((at for at, name in enumerate(names) if name in MEASURES), 1)
    return [name for name in names[:first] if kind(name, frame[name]) != "count"] or names[:1]


def value(given: Any) -> Value:
    """A value given by name to a message: its kind follows from its type."""
    if isinstance(given, Value):
        return given
    if given is None or given is pd.NA or given is pd.NaT:
        return Value(kind="text")
    if isinstance(given, bool):
        return Value(kind="mark", value=given)
    if isinstance(given, date):
        return Value(kind="date", value=plain(given))
    number = plain(given)
    if isinstance(number, int):
        return Value(kind="count", value=number)
    return Value(kind="number" if isinstance(number, float) else "text", value=number)
