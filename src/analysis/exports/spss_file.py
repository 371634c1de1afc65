"""Reads one SPSS file in a process of its own, so that a hostile one can harm nothing else.

Writes lines of JSON: first what the file says of its variables, then a line per case.
"""

from __future__ import annotations

import json
import sys
from datetime import date, datetime, time
from typing import Any

MOST_CELLS = 10_000_000
MOST_MEMORY = 4 * 1024**3
TOO_LARGE, NOT_READABLE = 3, 4
"""Exit codes: the file holds too many cells; it cannot be read."""


def main(path: str, encoding: str | None) -> int:
    """Write the file to standard output; the exit code says why it was not."""
    _bounded()
    import pyreadstat

    try:
        # As a dict, for which the library does not load another one.
        _, meta = pyreadstat.read_sav(
            path, metadataonly=True, output_format="dict", encoding=encoding
        )
        most = MOST_CELLS // (meta.number_columns or 1)
        cases, meta = pyreadstat.read_sav(
            path, user_missing=True, row_limit=most + 1, output_format="dict", encoding=encoding
        )
    except MemoryError:
        return TOO_LARGE
    except Exception as error:  # the library has no exception of its own
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return NOT_READABLE
    columns = [[text(value) for value in cases[name]] for name in meta.column_names]
    if columns and len(columns[0]) > most:
        return TOO_LARGE
    print(json.dumps(_variables(meta, cases)))
    for case in zip(*columns, strict=True):
        print(json.dumps(case))
    return 0


def _bounded() -> None:
    """Take no more memory than a survey can need, where the system can be asked for that."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def _variables(meta: Any, cases: dict[str, list[Any]]) -> list[dict[str, object]]:
    sets = {
        name: one["label"] for one in meta.mr_sets.values() for name in one["variable_list"]
    }  # fmt: skip
    return [
        {
            "name": name,
            "label": label or "",
            "set": sets.get(name, ""),
            "codes": {text(code): said for code, said in _labels(meta, name).items()},
            "missing": _missing(meta.missing_ranges.get(name, []), cases[name]),
        }
        for name, label in zip(meta.column_names, meta.column_labels, strict=True)
    ]


def _labels(meta: Any, name: str) -> dict[Any, str]:
    labels: dict[Any, str] = meta.variable_value_labels.get(name, {})
    return labels


def _missing(ranges: list[dict[str, Any]], values: list[Any]) -> list[str]:
    """The values that lie in a range which the file declares as user-missing."""
    found = {
        text(value)
        for value in values
        for one in ranges
        if value is not None
        and isinstance(value, str) == isinstance(one["lo"], str)
        and one["lo"] <= value <= one["hi"]
    }
    return sorted(found)


def text(value: object) -> str:
    """A value as text: no `.0` behind a whole number, and dates as ISO text."""
    if value is None or value != value:
        return ""
    if isinstance(value, float):
        # Text such as 2.125 means two thousand in Dutch; a further zero keeps it a fraction.
        plain = str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
        return f"{plain}0" if len(plain.partition(".")[2]) == 3 else plain
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    return value.isoformat() if isinstance(value, date | time) else str(value)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2] or None))
