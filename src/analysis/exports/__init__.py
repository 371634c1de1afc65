"""Reads raw exports: a file becomes rows of text with their place. One format, one file."""

from __future__ import annotations

from pathlib import Path

from analysis.exports import delimited, workbook
from analysis.exports.rows import Row
from analysis.programme.models import Export

__all__ = ["Row", "read_rows"]


def read_rows(export: Export, folder: Path, shown: str) -> list[Row]:
    """Every row of an export, blank ones and titles included.

    Raises ExportError with one sentence when the file cannot be read as declared.
    """
    path = folder / export.file
    if export.format == "workbook":
        return workbook.read(path, shown, export.sheet)
    return delimited.read(path, shown, export.encoding, export.delimiter)
