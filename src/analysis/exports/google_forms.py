"""Google Forms: question texts as headers, a row of a grid between brackets behind its question."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from analysis.exports.headers import Called, Cells, container, headed, one
from analysis.exports.rows import Contents
from analysis.programme.models import Export

OWN = ("Timestamp", "Tijdstempel", "Horodateur")
"""The column that the tool adds, in the languages of its forms."""

ROW = re.compile(r"(.*)\[(.*)\]\s*", re.DOTALL)


def read(path: Path, shown: str, export: Export) -> Contents:
    """The responses; a column is its question, a row of a grid also that row where it is unique.

    A response has no id of its own: its place in the file is one.
    """
    return headed(container(path, shown, export), one, _called)


def _called(header: list[Cells]) -> Iterator[Called]:
    for cell in header[0] if header else ():
        row = ROW.fullmatch(cell)
        own = OWN if cell.strip().casefold() in map(str.casefold, OWN) else ()
        yield [cell], [*own, *([row[2]] if row else [])]
