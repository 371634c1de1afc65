"""Reads raw exports: a file becomes rows of text with their place. One format, one file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from analysis.exports import delimited, workbook
from analysis.exports.rows import Contents, Row
from analysis.programme.models import Export

__all__ = ["FORMATS", "Contents", "Row", "read_contents"]

FORMATS: dict[str, Callable[[Path, str, Export], Contents]] = {
    "delimited": delimited.read,
    "workbook": workbook.read,
}
"""Format as declared -> what reads it: the file, how messages name it, and its declaration."""


def read_contents(export: Export, folder: Path, shown: str) -> Contents:
    """Every row of an export, blank ones and titles included.

    Raises ExportError with one sentence when the file cannot be read as declared.
    """
    return FORMATS[export.format](folder / export.file, shown, export)
