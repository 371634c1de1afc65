"""A notebook is executed once, by papermill, in a room of its own.

No settings of whoever runs it play a part: IPython's and Jupyter's folders are empty ones.
What comes out are its payloads in the order of its cells; any other output is a failure, for
nothing reaches a page that did not go through `show`.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import papermill
from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError
from pydantic import ValidationError

from analysis import problems
from analysis.payload import MIME_TYPE, Chart, Payload, Table, read
from analysis.problems import NotebookError
from analysis.report.notebook import read_notebook
from analysis.report.room import room

Progress = Callable[[int, int], None]
"""Called with the number of cells done and the number of cells in all."""

KERNEL = "python3"


@dataclass(frozen=True)
class Executed:
    """A notebook that ran, with its payloads. It holds unprotected numbers: keep it internal."""

    notebook: NotebookNode
    payloads: list[Payload]


def execute(
    notebook: Path, parameters: dict[str, Any], workspace: Path, progress: Progress | None = None
) -> Executed:
    """Run a notebook with its parameters against a workspace.

    Raises NotebookError, with the notebook as far as it came as attribute `notebook`, when a
    cell fails or shows something that is no payload.
    """
    with room(workspace) as folder, _silence():
        # A copy, because papermill fills in braces that it finds in a path.
        shutil.copyfile(notebook, folder / "notebook.ipynb")
        output = folder / "executed.ipynb"
        try:
            _run(folder, output, parameters, progress)
        except PapermillExecutionError as error:
            ran = read_notebook(output)
            raise _failure(_failed(notebook, ran, error), ran) from None
        except Exception as error:
            ran = read_notebook(output if output.exists() else folder / "notebook.ipynb")
            sentence = f"{notebook.name}: the notebook could not be run ({type(error).__name__})."
            raise _failure(sentence, ran) from error
        ran = nbformat.read(output, as_version=4)
    return Executed(ran, collected(notebook.name, ran))


def _run(folder: Path, output: Path, parameters: dict[str, Any], progress: Progress | None) -> None:
    """Papermill's stock engine; the kernel starts in the folder and keeps its own log quiet."""
    papermill.execute_notebook(
        folder / "notebook.ipynb",
        output,
        parameters=parameters,
        kernel_name=KERNEL,
        language="python",
        progress_bar=_bar(progress),
        # Papermill would write the whole notebook twice a cell.
        autosave_cell_every=0,
        request_save_on_cell_execute=False,
        resources={"metadata": {"path": str(folder)}},
        extra_arguments=["--IPKernelApp.log_level=50"],
    )


def collected(name: str, notebook: NotebookNode) -> list[Payload]:
    """The payloads of a notebook that ran, each with the cell that showed it.

    Raises NotebookError for the first output that is none, and for a table or chart under an id
    that another has: its place on the page and its files would be those of both.
    """
    found = [
        _payload(name, notebook, cell, output)
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
    ]
    _each_once(name, notebook, found)
    return found


def _each_once(name: str, notebook: NotebookNode, payloads: list[Payload]) -> None:
    cells: dict[tuple[str, str], str] = {}
    for one in (one for one in payloads if isinstance(one, Table | Chart)):
        if (before := cells.get((one.type, one.id))) is not None:
            raise _failure(
                f'{name}, cells {before} and {one.cell}: each shows a {one.type} "{one.id}". Give '
                "one of the two another id, for its place on the page and its files bear it.",
                notebook,
            )
        cells[one.type, one.id] = one.cell


def _payload(
    name: str, notebook: NotebookNode, cell: NotebookNode, output: NotebookNode
) -> Payload:
    if output.output_type == "display_data" and MIME_TYPE in output.data:
        try:
            return read(output.data[MIME_TYPE]).model_copy(update={"cell": cell.id})
        except ValidationError:
            raise _failure(
                f"{name}, cell {cell.id}: its payload cannot be read. Show it with analysis.show.",
                notebook,
            ) from None
    what = {
        "stream": f"printed something ({output.get('name', 'stdout')})",
        "execute_result": "ends in an expression whose value is shown",
        "error": "failed",
    }.get(output.output_type, "shows something that is no payload")
    raise _failure(
        f"{name}, cell {cell.id}: {what}. A report holds only what analysis.show shows; "
        "show it that way or take it out.",
        notebook,
    )


def _failed(path: Path, ran: NotebookNode, error: PapermillExecutionError) -> str:
    """Which cell failed and how, without quoting a value: an error may hold survey answers.

    Our own errors are written for readers, so their sentence is kept.
    """
    cell = next(
        (
            cell.id
            for cell in ran.cells
            if cell.cell_type == "code"
            and any(output.output_type == "error" for output in cell.outputs)
        ),
        "?",
    )
    said = f"{error.ename}: {error.evalue}" if error.ename in _own_errors() else error.ename
    return f"{path.name}, cell {cell}: the cell failed with {said}"


def _own_errors() -> set[str]:
    return {
        name
        for name, kind in vars(problems).items()
        if isinstance(kind, type) and issubclass(kind, problems.UserError)
    }


def _failure(sentence: str, notebook: NotebookNode) -> NotebookError:
    """The failure with the notebook as far as it came, for the caller to keep aside."""
    error = NotebookError(sentence)
    error.notebook = notebook  # type: ignore[attr-defined]
    return error


class _Counter:
    """What papermill's progress bar writes to: `3/12` becomes a call."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.last = -1

    def write(self, text: str) -> None:
        done, _, total = text.strip().partition("/")
        if done.isdigit() and total.isdigit() and int(done) != self.last:
            self.last = int(done)
            self.progress(self.last, int(total))

    def flush(self) -> None:
        """Nothing is held back."""


def _bar(progress: Progress | None) -> bool | dict[str, Any]:
    if progress is None:
        return False
    return {
        "file": _Counter(progress), "bar_format": "{n}/{total}", "mininterval": 0,
        "miniters": 1, "ascii": True,
    }  # fmt: skip


@contextmanager
def _silence() -> Iterator[None]:
    """Papermill and its kin log nothing below an error while a notebook runs."""
    names = ("papermill", "nbclient", "traitlets", "asyncio")
    loggers = [logging.getLogger(name) for name in names]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
