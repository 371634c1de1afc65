"""A list in a file as columns under headers, in the form in which two lists are compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from analysis import exports
from analysis.cleaning.alike import compared
from analysis.cleaning.text import key, tidy
from analysis.programme import Export

MOST_TITLE_ROWS = 40
MOST_COMPARED = 20_000
"""So many rows of a list are held against another to see which column is which."""
FEW = 3


@dataclass(frozen=True)
class Listed:
    """A list: its headers, the line they stand on, and its rows of data."""

    headers: tuple[str, ...]
    line: int
    rows: tuple[tuple[str, ...], ...]

    @cached_property
    def places(self) -> dict[str, int]:
        """Header, as compared -> its place; a header that stands twice has none."""
        keys = [key(header) for header in self.headers]
        times = Counter(keys)
        return {one: place for place, one in enumerate(keys) if one and times[one] == 1}

    def place(self, header: str) -> int | None:
        """Where a header stands, if it stands there once."""
        return self.places.get(key(header))

    def column(self, place: int) -> list[str]:
        """The cells under a header, empty ones left out."""
        cells = (row[place] for row in self.rows if place < len(row))
        return [cell for cell in map(tidy, cells) if cell]

    def values(self, place: int, *, month_first: bool = False) -> list[str]:
        """The cells under a header in the form in which they are compared."""
        if (place, month_first) not in self._values:
            cells = self.column(place)[:MOST_COMPARED]
            self._values[place, month_first] = [
                compared(key(cell), month_first=month_first) for cell in cells
            ]
        return self._values[place, month_first]

    @cached_property
    def _values(self) -> dict[tuple[int, bool], list[str]]:
        """What was compared already."""
        return {}


def listed(export: Export, folder: Path, shown: str, known: Iterable[str]) -> Listed | None:
    """The list in a file as an entry reads it, under the row that holds most known headers.

    None when no row holds any. Raises ExportError when the file cannot be read.
    """
    contents = exports.read_contents(export, folder, shown)
    rows = [row for row in contents.rows if not row.apart]
    if contents.names is not None:
        headers = tuple(names[0] if names else "" for names in contents.names)
        return Listed(headers, 1, tuple(row.cells for row in rows if not row.blank))
    wanted = {key(header) for header in known} - {""}
    scores = [
        len(wanted & {key(cell) for cell in row.cells}) for row in rows[:MOST_TITLE_ROWS]
    ]  # fmt: skip
    if not any(scores):
        return None
    best = max(range(len(scores)), key=lambda index: (scores[index], -index))
    below = tuple(row.cells for row in rows[best + 1 :] if not row.blank)
    return Listed(tuple(map(tidy, rows[best].cells)), rows[best].line, below)


def agreement(one: Sequence[str], other: Sequence[str]) -> float | None:
    """The share of the values of the shorter column that the other has as well, as compared.

    None when one of them holds too few to tell.
    """
    if min(len(one), len(other)) < FEW:
        return None
    common = Counter(one) & Counter(other)
    return sum(common.values()) / min(len(one), len(other))
