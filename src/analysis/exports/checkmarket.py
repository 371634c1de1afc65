"""CheckMarket: respondents with numeric codes on one sheet, what they stand for on another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from analysis.exports import workbook
from analysis.exports.headers import Called, Cells, container, headed, plain
from analysis.exports.rows import Contents
from analysis.problems import ExportError
from analysis.programme.models import Export

VARIABLE = ("variable", "variabele", "question", "vraag")
CODE = ("value", "code", "waarde")
LABEL = ("label", "text", "tekst", "omschrijving")
"""What stands above the columns of the sheet of labels, in English or Dutch."""


def read(path: Path, shown: str, export: Export) -> Contents:
    """The respondents; a column is its variable, or the text below it where that is unique."""
    contents = headed(container(path, shown, export), _height, _called)
    return replace(contents, codes=_labels(path, shown, export))


def _height(_: list[Cells]) -> int:
    return 2


def _called(header: list[Cells]) -> Iterator[Called]:
    for cells in zip(*header, strict=True):
        yield cells[:1], [cells[-1], plain(cells[-1])]


def _labels(path: Path, shown: str, export: Export) -> dict[str, dict[str, str]]:
    """What the codes of each variable stand for, from the first sheet that has labels."""
    try:
        sheets = workbook.sheets(path, shown)
    except ExportError:
        return {}  # delimited text, which has no second sheet
    for sheet, _ in sheets[1:]:
        rows = workbook.read(path, shown, export.model_copy(update={"sheet": sheet})).rows
        cells = [row.cells for row in rows if not row.blank]
        places = _places(cells[0]) if cells else None
        if places:
            return _coded(cells[1:], *places)
    return {}


def _places(header: Cells) -> tuple[int, int, int] | None:
    """Where the variable, the code and the label stand; none when this is not such a sheet."""
    heads = [cell.strip().casefold() for cell in header]
    found = [
        next((place for place, head in enumerate(heads) if head.startswith(words)), None)
        for words in (VARIABLE, CODE, LABEL)
    ]
    variable, code, label = found
    if variable is None or code is None or label is None:
        return None
    return variable, code, label


def _coded(rows: list[Cells], variable: int, code: int, label: int) -> dict[str, dict[str, str]]:
    codes: dict[str, dict[str, str]] = {}
    current = ""
    for cells in rows:
        # A variable stands above its codes once, or beside each of them.
        current = cells[variable].strip() or current
        if cells[code].strip():
            codes.setdefault(current, {})[cells[code].strip()] = cells[label].strip()
    return codes
