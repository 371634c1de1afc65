"""Notebooks are stored without outputs, and every cell has a name that leads somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from analysis.draw.words import languages
from analysis.report.notebook import read_notebook, tags

# JupyterLab gives a new cell eight hexadecimal digits, which name nothing.
UNNAMED = re.compile(r"[0-9a-f]{8}(-[0-9a-f-]+)?")


def tidy(notebook: Path) -> bool:
    """Strip what a run left behind and name the cells; whether anything changed.

    A cell without a name is called after the heading above it, with a number.
    """
    found = read_notebook(notebook)
    before = nbformat.writes(found)
    section = notebook.stem.replace("_", "-")
    taken = {cell.id for cell in found.cells if not UNNAMED.fullmatch(cell.id)}
    for cell in found.cells:
        section = _heading(cell) or section
        if UNNAMED.fullmatch(cell.id):
            cell.id = _free(section, taken, cell)
            taken.add(cell.id)
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
            cell.metadata = {name: cell.metadata[name] for name in cell.metadata if name == "tags"}
    after = nbformat.writes(found)
    if after != before:
        nbformat.write(found, notebook)
    return after != before


def _heading(cell: NotebookNode) -> str | None:
    if cell.cell_type != "markdown":
        return None
    heading = re.search(r"^#{1,3} +(.+)$", cell.source, flags=re.MULTILINE)
    return re.sub(r"[^a-z0-9]+", "-", heading[1].lower()).strip("-") if heading else None


def _free(section: str, taken: set[str], cell: NotebookNode) -> str:
    """The first name that is free; a text says its language, so that both languages pair up."""
    language = next((f"-{tag}" for tag in tags(cell) if tag in languages()), "")
    name, number = f"{section}{language}", 1
    while name in taken:
        number += 1
        name = f"{section}-{number}{language}"
    return name
