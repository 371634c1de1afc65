"""JupyterLab's export menu and nbconvert's command line make an internal draft."""

from __future__ import annotations

import shutil
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import nbformat
import pytest
from nbconvert.exporters import get_exporter
from nbconvert.utils.exceptions import ConversionException
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from analysis.payload import MIME_TYPE
from analysis.report.export import NotebookExporter

PROJECT = Path(__file__).resolve().parents[2]
PROGRAMME = "limburg-2019"
TITLE = {
    "type": "title", "cell": "title", "audience": "public", "programme": PROGRAMME,
    "title": {"id": "withdrawals.title", "values": {}}, "as_of": "2019-04-05", "fictional": True,
}  # fmt: skip


def shows(content: object) -> nbformat.NotebookNode:
    return new_output("display_data", {MIME_TYPE: content, "text/plain": "<title>"})


@pytest.fixture
def notebook(tmp_path: Path) -> Path:
    """An executed notebook in a workspace, with prints and a last value besides its payloads."""
    folder = tmp_path / "programmes" / PROGRAMME
    shutil.copytree(PROJECT / "programmes" / PROGRAMME, folder)
    questionnaires = PROJECT / "questionnaires"
    if questionnaires.exists():
        shutil.copytree(questionnaires, tmp_path / "questionnaires")
    note = {
        "type": "note", "audience": "internal", "form": "missing",
        "message": {"id": "note.missing", "values": {}},
    }  # fmt: skip
    cells = [
        new_code_cell("show.title('withdrawals', data)", id="title", outputs=[shows(TITLE)]),
        new_markdown_cell("## Waarom?", id="why-nl", metadata={"tags": ["nl"]}),
        new_markdown_cell("## Why?", id="why-en", metadata={"tags": ["en"]}),
        new_code_cell(
            "secret_call()",
            id="why-note",
            outputs=[
                new_output("stream", name="stdout", text="gedrukt geheim"),
                shows(note),
                new_output("execute_result", {"text/plain": "'laatste waarde'"}),
            ],
        ),
    ]
    path = tmp_path / "stopzettingen.ipynb"
    nbformat.write(new_notebook(cells=cells), path)
    return path


def converted(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "jupyter", "nbconvert", "--to", "trajectmonitor", *words]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=120)


def test_the_command_line_makes_a_page_that_says_intern_in_its_name(notebook):
    ran = converted(notebook.name, cwd=notebook.parent)
    page = notebook.parent / "stopzettingen.intern.html"
    assert ran.returncode == 0, ran.stderr
    html = page.read_text(encoding="utf-8")
    assert "<title>INTERN – " in html and '<div class="mark">' in html
    assert "Ontwerp, niet vrijgegeven" in html
    assert 'id="why">Waarom?' in html and "Why?" not in html
    assert "Dit is niet geregistreerd." in html
    assert "Departement Cultuur" in html
    for left in ("secret_call", "gedrukt geheim", "laatste waarde", "show.title", "In&nbsp;["):
        assert left not in html


def test_the_language_can_be_chosen(notebook):
    ran = converted(
        notebook.name, "--NotebookExporter.language=en", "--stdout", cwd=notebook.parent
    )
    assert ran.returncode == 0, ran.stderr
    assert '<html lang="en-GB">' in ran.stdout and 'id="why">Why?' in ran.stdout
    assert "<title>INTERNAL – " in ran.stdout


def test_jupyterlab_lists_it_in_its_export_menu():
    (found,) = entry_points(group="nbconvert.exporters", name="trajectmonitor")
    assert found.load() is NotebookExporter is get_exporter("trajectmonitor")
    assert NotebookExporter.export_from_notebook == "Rapport (HTML)"
    assert NotebookExporter().output_mimetype == "text/html"


def test_a_notebook_that_did_not_run_is_refused_in_a_sentence(notebook):
    bare = nbformat.read(notebook, as_version=4)
    for cell in bare.cells:
        if cell.cell_type == "code":
            cell.outputs = []
    with pytest.raises(ConversionException, match="stopzettingen: it has no title to show"):
        NotebookExporter().from_notebook_node(
            bare, {"metadata": {"name": "stopzettingen", "path": str(notebook.parent)}}
        )


def test_an_output_of_another_version_names_its_cell(notebook):
    odd = nbformat.read(notebook, as_version=4)
    odd.cells[0].outputs = [shows({"type": "nosuch"})]
    with pytest.raises(ConversionException, match="cell title: what it shows cannot be read"):
        NotebookExporter().from_notebook_node(
            odd, {"metadata": {"name": "x", "path": str(notebook.parent)}}
        )
