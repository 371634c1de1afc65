"""A tiny notebook with one payload of every kind, run once by papermill for all tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from analysis.disclosure.protection import protect
from analysis.draw.words import catalogue
from analysis.report.execute import Executed, execute
from analysis.report.frame import Input, Link, PageFrame, Provenance
from analysis.report.page import render

MESSAGES = {
    "demo.title": "Deelname aan <het> traject",
    "figure.example_kickoff": "Aanwezig op de kick-off",
    "table.example_sectors": "Organisaties per sector",
    "chart.example_sectors": "Kunsten zijn de grootste groep",
    "chart.example_sectors.subtitle": "Aantal organisaties per sector",
    "annex.example": "Deelnemers",
    "note.example_limits": "Dit staat alleen intern.",
    "column.sector": "Sector",
    "column.name": "Naam",
    "column.true_name": "Echte naam",
}
LABELS = {
    "sector": {
        "arts": {"nl": "Kunsten"},
        "long": {"nl": "Sociaal-cultureel volwassenenwerk en bovenlokale samenwerking"},
    }
}
SETUP = f"""
from datetime import date
from types import SimpleNamespace as Stand_in
import pandas as pd
from analysis import show
from analysis.draw.words import catalogue
for id, text in {MESSAGES!r}.items():
    catalogue("nl").add(id, text)
data = Stand_in(
    id="demo-2019", fictional=True, labels={LABELS!r}, as_of=date.fromisoformat(as_of)
)
sectors = pd.DataFrame({{
    "sector": pd.Categorical(["arts", "long", None]), "unit": "organisations",
    "count": pd.array([1234, 9, None], "Int64"), "base": 1243,
}})
people = pd.DataFrame({{"name": ["deelnemer 1"], "true_name": ["Jan Peeters"]}})
"""
CELLS = [
    new_code_cell('as_of: str = "2019-01-01"', id="parameters", metadata={"tags": ["parameters"]}),
    new_code_cell(SETUP, id="setup"),
    new_code_cell('show.title("demo", data)', id="title"),
    new_code_cell('show.key_figures("public", example_kickoff=sectors.head(1))', id="first"),
    new_markdown_cell(
        "## Hoeveel?\n\nTekst met <script>x</script>.\n\n### Verder",
        id="how-many-nl", metadata={"tags": ["nl"]},
    ),
    new_markdown_cell("## How many?", id="how-many-en", metadata={"tags": ["en"]}),
    new_code_cell('show.table(sectors, "example_sectors", "public")', id="table"),
    new_code_cell(
        'show.chart(sectors, "example_sectors", "sector", "count", audience="public")', id="chart"
    ),
    new_code_cell('show.annex(people, 1, "example", "public", internal=["true_name"])', id="annex"),
    new_code_cell('show.table(sectors.head(0), "example_sectors", "public")', id="empty"),
    new_markdown_cell("## Voor ons", id="ours-nl", metadata={"tags": ["nl", "internal"]}),
    new_code_cell('show.note("example_limits")', id="ours"),
]  # fmt: skip


@pytest.fixture(scope="session")
def write(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Writes a notebook of some cells; its folder has braces, which papermill would fill in."""

    def written(*cells: nbformat.NotebookNode) -> Path:
        path = tmp_path_factory.mktemp("note{books}") / "demo.ipynb"
        nbformat.write(new_notebook(cells=list(cells)), path)
        return path

    return written


@pytest.fixture(scope="session")
def progress() -> list[tuple[int, int]]:
    """What the run of the tiny notebook told of its progress."""
    return []


@pytest.fixture(scope="session")
def executed(
    write: Callable[..., Path],
    tmp_path_factory: pytest.TempPathFactory,
    progress: list[tuple[int, int]],
) -> Executed:
    workspace = tmp_path_factory.mktemp("workspace")
    return execute(
        write(*CELLS), {"as_of": "2019-04-12"}, workspace, lambda *done: progress.append(done)
    )


@pytest.fixture(scope="session")
def page(executed: Executed) -> Callable[..., str]:
    """The page for one audience, with changes to its frame."""

    def made(audience: str = "public", of: Executed = executed, **changes: Any) -> str:
        for id, text in MESSAGES.items():
            catalogue("nl").add(id, text)
        frame = PageFrame(**{**_frame(audience), **changes})
        return render(of, protect(of.payloads, audience), frame)

    return made


def _frame(audience: str) -> Mapping[str, Any]:
    return {
        "language": "nl",
        "labels": LABELS,
        "audience": audience,
        "report": "demo",
        "name": "Deelname",
        "organisation": "Departement Cultuur",
        "programme": 'Traject "2019"; </style>',
        "as_of": date(2019, 4, 12),
        "provenance": Provenance(
            digest="ab" * 32,
            inputs=(Input("aanwezig/2019-03-29.csv", "cd" * 32, 1037, 1000, 30, 7),),
            software={"trajectmonitor": "0.1.0"},
        ),
        "contact": "cijfers@example.org",
        "fictional": "Alle namen zijn verzonnen.",
        "siblings": (Link("Deelname"), Link("Evaluatie", "evaluation.nl.html")),
        "home": "../../../index.html",
    }
