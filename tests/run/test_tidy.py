"""A notebook is stored as it is read in a diff: no outputs, and cells with names."""

from __future__ import annotations

from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from analysis.run.tidy import tidy
from tests.run.conftest import PROJECT, Run


def test_outputs_go_and_cells_are_called_after_their_heading(tmp_path: Path) -> None:
    ran = new_code_cell("1 + 1", id="0a1b2c3d", execution_count=7, outputs=[new_output("stream")])
    ran.metadata = {"tags": ["internal"], "papermill": {"duration": 3}}
    heading = new_markdown_cell("## Wie kwam er?", id="deadbeef", metadata={"tags": ["nl"]})
    named = new_code_cell("2", id="who-sector")
    path = tmp_path / "kick_off.ipynb"
    first = new_code_cell("0", id="12345678")
    nbformat.write(new_notebook(cells=[first, heading, ran, named]), path)

    assert tidy(path)
    cells = nbformat.read(path, as_version=4).cells
    assert [cell.id for cell in cells] == [
        "kick-off", "wie-kwam-er-nl", "wie-kwam-er", "who-sector"
    ]  # fmt: skip
    assert cells[2].outputs == []
    assert cells[2].execution_count is None
    assert cells[2].metadata == {"tags": ["internal"]}
    assert not tidy(path)


def test_the_notebooks_of_the_project_are_tidy(run: Run) -> None:
    before = {path: path.read_bytes() for path in (PROJECT / "notebooks").glob("*.ipynb")}
    done = run("tidy")
    assert done.returncode == 0
    assert done.stdout == ""
    assert {path: path.read_bytes() for path in before} == before
