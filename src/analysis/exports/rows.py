"""A raw row is text with its place. Nothing is typed, trimmed or left out while reading."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from analysis.problems import ExportError

MOST_BYTES = 200_000_000
"""No export of a programme comes near this; a larger file is not what it says it is."""


@dataclass(frozen=True)
class Row:
    """One record of an export: the line or sheet row on which it starts, and its cells."""

    line: int
    cells: tuple[str, ...]

    @property
    def blank(self) -> bool:
        """Whether nothing but space stands in the row."""
        return not any(cell.strip() for cell in self.cells)


def readable(path: Path, shown: str) -> int:
    """The size in bytes of a file that can be read.

    Raises ExportError when it is missing, a folder, empty, unreadable or far too large.
    """
    if path.is_dir():
        raise ExportError(
            f"{shown}: this is a folder, expected a file. Put the export itself there, or say in "
            "programme.toml where it is."
        )
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            file.read(1)
    except FileNotFoundError:
        raise ExportError(
            f"{shown}: this export is missing. Put the file there, or take its entry out of "
            "programme.toml."
        ) from None
    except OSError as error:
        raise ExportError(
            f"{shown}: this export cannot be read ({error.strerror or type(error).__name__}). "
            "Close it in other programs, or ask for the right to read it."
        ) from None
    if size == 0:
        raise ExportError(f"{shown}: this export is empty. Download it again.")
    if size > MOST_BYTES:
        raise ExportError(
            f"{shown}: this export is {size:,} bytes; at most {MOST_BYTES:,} are read. "
            "Check that it is the right file."
        )
    return size
