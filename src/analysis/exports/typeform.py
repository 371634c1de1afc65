"""Typeform: a column per option, named by the option alone; some exports put questions above."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from analysis.exports.headers import Called, Cells, container, headed, plain, under
from analysis.exports.rows import Contents
from analysis.programme.models import Export

TOKEN = "#"
"""What stands above the id of a response."""


def read(path: Path, shown: str, export: Export) -> Contents:
    """The responses; a column is its question, its option, or `question | option`.

    Of options that are called alike, `Other (2)` is the second from the left.
    """
    return headed(container(path, shown, export), _height, _called)


def _height(top: list[Cells]) -> int:
    grouped = len(top) > 1 and not (top[0] or ("",))[0].strip() and top[1][:1] == (TOKEN,)
    return 2 if grouped else 1


def _called(header: list[Cells]) -> Iterator[Called]:
    if len(header) < 2:
        yield from (([plain(cell)], [cell]) for cell in (header[0] if header else ()))
        return
    for question, option in under(header[0], header[1]):
        both = f"{plain(question)} | {plain(option)}" if question.strip() else ""
        yield [plain(option)], [both, option]
