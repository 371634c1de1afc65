"""A raw row is text with its place. Nothing is typed, trimmed or left out while reading."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from analysis.problems import ExportError

MOST_BYTES = 200_000_000
"""No workbook of a programme comes near this; a larger one is not what it says it is."""


# Not frozen: of ten million rows that would take more time than reading them.
@dataclass(slots=True)
class Row:
    """One record of an export: the line or sheet row on which it starts, and its cells.

    `apart` is the code of why its format says that it holds no data (a header, a summary);
    `marks` tell what else its format shows of it (`hidden`, `struck`).
    """

    line: int
    cells: tuple[str, ...]
    apart: str = ""
    marks: tuple[str, ...] = ()

    @property
    def blank(self) -> bool:
        """Whether nothing but space stands in the row."""
        return not any(cell.strip() for cell in self.cells)


@dataclass(frozen=True)
class Stated:
    """How many a file itself says that it lists, where, and how many different ones it lists."""

    line: int
    told: int
    listed: int


@dataclass(frozen=True)
class Contents:
    """All rows of an export in order, and what its format knows about their columns.

    The rows may come straight from the file: take them once, and count them while they pass.
    `names` holds for each column every name under which it may be declared: its code, its
    question, its header. Without them the header is the row in which the declared ones stand.
    `codes` holds, for a column by its first name, what the codes in it stand for; `missing`
    which cells the file itself declares to be no answer; `hidden` the places of columns that
    whoever opens the file does not see.
    """

    rows: Iterable[Row]
    names: tuple[tuple[str, ...], ...] | None = None
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    missing: dict[str, frozenset[str]] = field(default_factory=dict)
    hidden: frozenset[int] = frozenset()
    stated: tuple[Stated, ...] = ()


def readable(path: Path, shown: str, most: int = MOST_BYTES) -> int:
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
    if size > most:
        raise ExportError(
            f"{shown}: this export is {size:,} bytes; at most {most:,} are read. "
            "Check that it is the right file."
        )
    return size
