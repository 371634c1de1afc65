"""What a sheet shows besides the values of its cells: what is hidden, struck through, coloured."""

from __future__ import annotations

from dataclasses import dataclass, field

from analysis.problems import ExportError
from analysis.programme.area import MOST_COLUMNS, MOST_ROWS, Area

MOST_CELLS = 20_000_000
"""A sheet is read as a rectangle, so one stray cell far down and one far right make it huge."""

MARKS = ("hidden", "struck", "filled")


@dataclass
class Looks:
    """What was seen of a sheet, by rows and columns from 1; of its cells only those in an area.

    `texts` holds what stands in cells with an error, or a formula never computed: the readers
    of workbooks give these as empty ones.
    """

    area: Area = field(default_factory=Area)
    bottom: int = 0
    right: int = 0
    hidden: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    struck: set[int] = field(default_factory=set)
    filled: set[int] = field(default_factory=set)
    texts: dict[tuple[int, int], str] = field(default_factory=dict)

    def reach(self, row: int, column: int) -> None:
        """There is something in this cell."""
        if row > self.bottom:
            self.bottom = row
        if column > self.right:
            self.right = column

    def hide_columns(self, first: int, last: int) -> None:
        """Nobody who opens the file sees these columns."""
        self.hidden_columns.update(range(max(first, 1), min(last, MOST_COLUMNS) + 1))

    def marks(self, row: int) -> tuple[str, ...]:
        """How a row is marked."""
        rows = (self.hidden, self.struck, self.filled)
        if not any(rows):
            return ()
        return tuple(mark for mark, found in zip(MARKS, rows, strict=True) if row in found)

    def refuse_stretched(self, shown: str) -> None:
        """Raise ExportError for a sheet that is far larger than what stands in it."""
        if self.bottom * self.right > MOST_CELLS or self.bottom > MOST_ROWS:
            raise ExportError(
                f"{shown}: a sheet stretches over {self.bottom:,} rows and {self.right:,} columns; "
                f"at most {MOST_CELLS:,} cells are read. Empty the stray cells far from the list "
                "in a copy, and declare that copy."
            )
