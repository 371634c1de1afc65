"""A notebook says in its cell tagged `parameters` what it can be asked, with type and default.

Papermill runs a misspelt parameter with the default and only warns; here it is an error.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import nbformat
from nbformat import NotebookNode

from analysis.problems import NotebookError, UsageError, suggestion

TYPES = {"str": str, "int": int, "bool": bool, "date": str, "None": type(None)}


class Parameter(NamedTuple):
    """What a notebook can be asked: its type as written, and what holds without it."""

    type: str
    default: Any


def read_notebook(path: Path) -> NotebookNode:
    """A notebook as it lies on disk.

    Raises NotebookError when the file is no notebook.
    """
    try:
        return nbformat.read(path, as_version=4)
    except (OSError, ValueError, KeyError, nbformat.ValidationError) as error:
        raise NotebookError(
            f"{path.name}: cannot be read as a notebook ({type(error).__name__}). "
            "Open it in JupyterLab and save it again."
        ) from None


def tags(cell: NotebookNode) -> list[str]:
    """The tags of a cell."""
    return list(cell.metadata.get("tags", []))


def parameters(notebook: Path) -> dict[str, Parameter]:
    """Every parameter of a notebook by its name, in the order of its cell."""
    found = {}
    for cell in read_notebook(notebook).cells:
        if cell.cell_type == "code" and "parameters" in tags(cell):
            for statement in _statements(notebook, cell):
                name, parameter = _parameter(notebook, cell, statement)
                found[name] = parameter
    return found


def checked_parameters(notebook: Path, given: Mapping[str, Any]) -> dict[str, Any]:
    """What is asked of a notebook, ready for papermill: dates become ISO text.

    Raises UsageError for a parameter that the notebook lacks, or of another type.
    """
    known = parameters(notebook)
    for name, value in given.items():
        if name not in known:
            raise UsageError(
                f'{notebook.name} has no parameter "{name}". {suggestion(name, known)}'
            )
        if not _fits(known[name].type, value):
            raise UsageError(
                f'{notebook.name}, parameter "{name}": expected {known[name].type}, got {value!r}.'
            )
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in given.items()
    }


def _statements(notebook: Path, cell: NotebookNode) -> list[ast.stmt]:
    try:
        return ast.parse(cell.source).body
    except SyntaxError:
        raise NotebookError(
            f"{notebook.name}, cell {cell.id}: the parameters are not valid Python."
        ) from None


def _parameter(notebook: Path, cell: NotebookNode, statement: ast.stmt) -> tuple[str, Parameter]:
    """One line of the cell, such as `as_of: str = "2019-04-12"`."""
    if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
        try:
            default = ast.literal_eval(statement.value) if statement.value else None
            return statement.target.id, Parameter(ast.unparse(statement.annotation), default)
        except ValueError:
            pass
    raise NotebookError(
        f"{notebook.name}, cell {cell.id}, line {statement.lineno}: a parameter is a name with a "
        'type and a plain value, such as as_of: str = "2019-04-12".'
    )


def _fits(annotation: str, value: Any) -> bool:
    """Whether a value is of one of the types that the notebook wrote."""
    allowed = [part.strip() for part in annotation.split("|")]
    if isinstance(value, date):
        return bool({"date", "str"} & set(allowed))
    if type(value) not in {TYPES[name] for name in allowed if name in TYPES}:
        return False
    return "str" in allowed or not isinstance(value, str) or _is_day(value)


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False
