"""How long a report takes beside the bare computation in it: the same cells as a plain program.

Both run in this process on the example, in turn, three times; medians and their ratio are printed.
"""

from __future__ import annotations

import contextlib
import io
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import nbformat

from analysis.cleaning import clean, write
from analysis.data import ProgrammeData
from analysis.programme import read_declarations
from analysis.programme.models import Report
from analysis.report.notebooks import notebook
from analysis.report.room import room
from analysis.run.executing import run
from analysis.run.pages import Drawn, draw, plan_of
from analysis.workspace import Workspace, open_workspace

PROGRAMME, REPORT, ROUNDS = "limburg-2019", "kickoff", 3


def main() -> None:
    """Print the seconds of both and how many times longer the report takes."""
    example = open_workspace()
    declarations = read_declarations(example, PROGRAMME)
    with tempfile.TemporaryDirectory() as name:
        place = Workspace(Path(name))
        write(place, PROGRAMME, clean(example, declarations))
        day = declarations.programme.as_of
        data = ProgrammeData(declarations, place.processed(PROGRAMME), day)
        report = next(one for one in declarations.programme.reports if one.id == REPORT)
        made = [
            (_seconds(lambda: _plain(example.root)), _seconds(lambda: _made(example, data, report)))
            for _ in range(ROUNDS)
        ]
    plain, whole = (statistics.median(column) for column in zip(*made, strict=True))
    print(f"cells as a plain program  {plain:6.2f} s")
    print(f"papermill, two pages      {whole:6.2f} s   {whole / plain:.1f} times")


def _made(workspace: Workspace, data: ProgrammeData, report: Report) -> list[Drawn]:
    ran = run(workspace, data, report)
    return draw(data, ran, plan_of(data, [ran]))


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _plain(workspace: Path) -> None:
    cells = nbformat.read(notebook(REPORT), as_version=4).cells
    names: dict[str, object] = {}
    with room(workspace), contextlib.redirect_stdout(io.StringIO()):
        for cell in cells:
            if cell.cell_type == "code":
                exec(compile(cell.source, cell.id, "exec"), names)


if __name__ == "__main__":
    sys.exit(main())
