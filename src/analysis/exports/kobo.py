"""KoboToolbox and ODK: a question goes by the path of groups in which it was asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from analysis.exports.headers import Called, Cells, container, headed, one, plain
from analysis.exports.rows import Contents
from analysis.programme.models import Export


def read(path: Path, shown: str, export: Export) -> Contents:
    """The submissions; a column is `group/name`, or the name where that is unique.

    Several choices stand in one cell, `a b`, and again in a column each, `name/a`, as 1 and 0.
    """
    return headed(container(path, shown, export), one, _called)


def _called(header: list[Cells]) -> Iterator[Called]:
    for cell in header[0] if header else ():
        parts = cell.strip().split("/")
        tails = ["/".join(parts[place:]) for place in range(1, len(parts))]
        yield [cell], [*tails, plain(cell)]
