"""Microsoft Forms: its own columns are worded in the language of whoever downloads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from analysis.exports.headers import Called, Cells, container, headed, one
from analysis.exports.rows import Contents
from analysis.programme.models import Export

OWN = (
    ("ID",),
    ("Start time", "Begintijd", "Starttijd"),
    ("Completion time", "Tijd van voltooien", "Voltooiingstijd"),
    ("Email", "E-mail", "E-mailadres"),
    ("Name", "Naam"),
    ("Last modified time", "Tijd van laatste wijziging", "Laatst gewijzigd"),
)
"""The columns that the tool adds, each with its names in English and Dutch."""


def read(path: Path, shown: str, export: Export) -> Contents:
    """The responses; a column is its header, one of the tool itself also that of another language.

    Space that does not break and line ends in a header count as space.
    """
    return headed(container(path, shown, export), one, _called)


def _called(header: list[Cells]) -> Iterator[Called]:
    for cell in header[0] if header else ():
        plain = " ".join(cell.split()).casefold()
        same = [names for names in OWN if plain in [name.casefold() for name in names]]
        yield [cell], [name for names in same for name in names]
