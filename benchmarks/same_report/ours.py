"""The same report as a notebook of this project: it shows payloads, and the page draws them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from analysis.draw.words import catalogue
from analysis.report.execute import execute
from analysis.report.frame import Input, PageFrame, Provenance
from analysis.report.page import render
from benchmarks.same_report import content

MESSAGES = {
    "same.title": content.TITLE,
    "same.subtitle": content.INTRODUCTION,
    "chart.same_turnout": "Bij elke sessie kwamen vier op de vijf ingeschreven organisaties",
    "chart.same_turnout.subtitle": "Opkomst per sessie, in aantal organisaties",
    "chart.same_sectors": "Kunsten zijn de grootste groep",
    "chart.same_sectors.subtitle": "Aanwezige organisaties per sector, in aantal organisaties",
    "chart.same_answers": "Over de bereikbaarheid zijn de meningen verdeeld",
    "chart.same_answers.subtitle": "Antwoorden per stelling, in aantal personen",
    "table.same_turnout": "Opkomst per sessie",
    "table.same_reasons": "Niet gekomen, per soort reden",
    "table.same_sectors": "Organisaties per sector",
    "table.same_places": "Organisaties per arrondissement en schaal",
    **{f"column.{key}": text for key, text in {
        "session": "Sessie", "sector": "Sector", "reason": "Soort reden", "place": "Arrondissement",
        "question": "Stelling", "attended": "Aanwezig", "registered": "Ingeschreven",
        "small": "Klein", "middle": "Middelgroot", "large": "Groot",
        "oneens": "Oneens", "neutraal": "Neutraal", "eens": "Eens",
    }.items()},
}  # fmt: skip
SETUP = f"""from datetime import date
from types import SimpleNamespace
import pandas as pd
from analysis import show
from analysis.draw.words import catalogue
for id, text in {MESSAGES!r}.items():
    catalogue("nl").add(id, text)
unit = "organisations"
data = SimpleNamespace(id="same", fictional=True, labels={{}}, as_of=date(2019, 4, 5))
sectors = pd.DataFrame({content.SECTORS!r}.items(), columns=["sector", "count"])
sectors = sectors.assign(unit=unit, base=sectors["count"].sum())
sectors["share"] = sectors["count"] / sectors["base"]
sessions = pd.DataFrame({content.SESSIONS!r}, index=["attended", "registered"]).T
sessions = sessions.rename_axis("session").reset_index().assign(unit=unit)
turnout = sessions.rename(columns={{"attended": "count", "registered": "base"}})
turnout["share"] = turnout["count"] / turnout["base"]
reasons = pd.DataFrame({content.REASONS!r}.items(), columns=["reason", "count"]).assign(unit=unit)
places = pd.DataFrame({content.PLACES!r}, index=["small", "middle", "large"]).T
places = places.rename_axis("place").reset_index()
answers = pd.DataFrame({content.ANSWERS!r}, index=["oneens", "neutraal", "eens"]).T
answers = answers.rename_axis("question").reset_index()"""


def _text(id: str, source: str) -> nbformat.NotebookNode:
    return new_markdown_cell(source, id=id, metadata={"tags": ["nl"]})


def notebook() -> nbformat.NotebookNode:
    """The notebook, to be executed."""
    code = new_code_cell
    return new_notebook(
        cells=[
            code("", id="parameters", metadata={"tags": ["parameters"]}),
            code(SETUP, id="setup"),
            code('show.title("same", data)', id="title"),
            _text("turnout-nl", content.SECTION_TURNOUT),
            code(
                'show.chart(sessions, "same_turnout", "session", ["attended", "registered"])',
                id="turnout-chart",
            ),
            code('show.table(turnout, "same_turnout")', id="turnout-table"),
            code('show.table(reasons, "same_reasons")', id="turnout-reasons"),
            _text("group-nl", content.SECTION_GROUP + "\n\n" + content.DIVERSITY),
            code('show.chart(sectors, "same_sectors", "sector", "count")', id="group-chart"),
            code('show.table(sectors, "same_sectors")', id="group-table"),
            _text("place-nl", content.SECTION_PLACE),
            code('show.table(places, "same_places")', id="place-table"),
            _text("opinion-nl", content.SECTION_OPINION),
            code(
                'show.chart(answers, "same_answers", "question", '
                '["oneens", "neutraal", "eens"], "likert", midpoint="neutraal")',
                id="opinion-chart",
            ),
        ]
    )


def page(folder: Path) -> str:
    """The page as the product writes it for the department, in Dutch."""
    file = folder / "ours.ipynb"
    nbformat.write(notebook(), file)
    executed = execute(file, {}, folder)
    for id, text in MESSAGES.items():
        catalogue("nl").add(id, text)
    frame = PageFrame(
        language="nl",
        labels={},
        audience="internal",
        report="same",
        name=content.TITLE,
        organisation="Departement",
        programme="Traject",
        as_of=date(2019, 4, 5),
        provenance=Provenance("ab" * 32, (Input("lijst.csv", "cd" * 32, 43, 43, 0, 0),)),
        contact="cijfers@example.org",
    )
    return render(executed, executed.payloads, frame)
