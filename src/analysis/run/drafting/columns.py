"""The columns of an export as a form filled them: their names, cells, and what codes stand for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

from analysis.cleaning.text import key, tidy
from analysis.exports import read_contents
from analysis.exports.recognition import Finding, recognise
from analysis.problems import ExportError
from analysis.programme import Export
from analysis.run.adding.resembling import written

MOST_ROWS = 50_000


@dataclass(frozen=True)
class Column:
    """One column: every name under which it may be declared, and the cells that are filled.

    `labels` are what the file itself says that the codes in it stand for; `missing` the cells
    that it declares to be no answer.
    """

    names: tuple[str, ...]
    cells: tuple[str, ...]
    labels: dict[str, str] = field(default_factory=dict)
    missing: frozenset[str] = frozenset()

    @property
    def header(self) -> str:
        """The first of its names."""
        return self.names[0] if self.names else ""

    @property
    def words(self) -> str:
        """The longest of its names, which is the question as asked where the file has it."""
        return max(self.names, key=len, default="")

    @cached_property
    def filled(self) -> list[str]:
        """The cells that hold something, in order."""
        return [cell for cell in self.cells if cell and key(cell) not in self.missing]

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each answer stands in it, as first written; what is spelled alike is one."""
        first: dict[str, str] = {}
        found: Counter[str] = Counter()
        for cell in self.filled:
            found[first.setdefault(key(cell), cell)] += 1
        return found


@dataclass(frozen=True)
class Table:
    """An export as far as it could be read, and how its file was found to be written."""

    columns: list[Column]
    findings: dict[str, Finding]
    entry: dict[str, Any]
    row_count: int


def read(path: Path, shown: str, format: str | None = None) -> Table:
    """The columns of a file, in a format that is named or else found out.

    Raises ExportError when no row of headers is found in it.
    """
    found = recognise(path, shown)
    entry = written(found) | ({"format": format} if format else {})
    export = Export.model_validate(
        {"id": "new", "file": path.name, "received": "2000-01-01", "content": "responses",
         "columns": {}, **entry}
    )  # fmt: skip
    contents = read_contents(export, path.parent, shown)
    rows = [row for row in islice(contents.rows, MOST_ROWS) if not row.apart]
    names = contents.names
    if names is None:
        line = int(found.header.value) if found.header.value else None
        header = next((row for row in rows if row.line == line), None)
        if header is None:
            raise ExportError(
                f"{shown}: no row of headers was found in it. Give it one in a copy, or name "
                "its --format."
            )
        names = tuple((tidy(cell),) for cell in header.cells)
        rows = [row for row in rows if row.line > header.line]
    kept = [row.cells for row in rows if not row.blank]
    columns = [
        Column(
            tuple(dict.fromkeys(one for name in known if (one := tidy(name)))),
            tuple(tidy(cells[place]) if place < len(cells) else "" for cells in kept),
            {key(code): label for code, label in contents.codes.get(known[0], {}).items()}
            if known
            else {},
            frozenset(map(key, contents.missing.get(known[0], ()))) if known else frozenset(),
        )
        for place, known in enumerate(names)
    ]
    return Table(columns, found.findings, entry, len(kept))
