"""A report with one payload of every kind, small enough to count on the fingers, in two languages.

It is protected already: what is hidden here was hidden by the plan. What its notebook put out and
what it tells others than its reader must not be found in any form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from analysis.draw import table
from analysis.draw.block import out_of
from analysis.draw.words import Words, catalogue
from analysis.payload import (
    Chart,
    Column,
    Hidden,
    KeyFigure,
    KeyFigures,
    Message,
    Note,
    Payload,
    Sentence,
    Table,
    Title,
    Value,
)
from analysis.report.execute import Executed
from analysis.report.frame import Edition, Input, Link, PageFrame, Provenance

SECRET = "GEHEIM-4711"
MESSAGES = {
    "sample.title": ("Wie kwam er, en wie bleef?", "Who came, and who stayed?"),
    "sample.came": (
        "{count} van de {base} organisaties kwamen ({share}).",
        "{count} of the {base} organisations came ({share}).",
    ),
    "sample.caution": ("Dit zegt niets over later.", "This says nothing about later."),
    "sample.figure.came": ("Gekomen", "Came"),
    "sample.figure.stopped": ("Gestopt", "Stopped"),
    "sample.figure.rating": ("Waardering", "Rating"),
    "sample.figure.planned": ("Gepland", "Planned"),
    "sample.table": ("Organisaties per sector", "Organisations by sector"),
    "sample.table.note": ("Eén keer geteld.", "Counted once."),
    "sample.chart": ("Kunsten zijn de grootste groep", "Arts are the largest group"),
    "sample.chart.sub": ("Aantal organisaties per sector", "Number of organisations by sector"),
    "sample.annex": ("Deelnemers", "Participants"),
    "column.sample_sector": ("Sector", "Sector"),
    "column.sample_mean": ("Gemiddelde", "Mean"),
    "column.sample_day": ("Dag", "Day"),
    "column.sample_name": ("Naam", "Name"),
    "column.sample_true": ("Gekomen", "Present"),
}
LABELS = {
    "sample_sector": {
        "arts": {"nl": "kunsten", "en": "arts"},
        "heritage": {"nl": "erfgoed", "en": "heritage"},
        "circus": {"nl": "circus", "en": "circus"},
    }
}
CONFIDENTIAL = Hidden(hidden="confidential")
SECTOR = Column(key="sample_sector", kind="code", vocabulary="sample_sector")
COUNT, BASE = Column(key="count", kind="count"), Column(key="base", kind="count")
SHARE, UNIT = Column(key="share", kind="share"), Column(key="unit", kind="code", vocabulary="unit")
MEAN, DAY = Column(key="sample_mean", kind="number"), Column(key="sample_day", kind="date")
ROWS: list[dict[str, Any]] = [
    {"sample_sector": "arts", "unit": "organisations", "count": 1234, "base": 1243,
     "share": 0.992759, "sample_mean": 4.0, "sample_day": "2019-03-29"},
    {"sample_sector": "heritage", "unit": "organisations", "count": 0, "base": 1243,
     "share": 0.0, "sample_mean": 3.745, "sample_day": None},
    {"sample_sector": "circus", "unit": "organisations", "count": CONFIDENTIAL, "base": 1243,
     "share": CONFIDENTIAL, "sample_mean": Hidden(hidden="small_base"), "sample_day": "2019-02-20"},
]  # fmt: skip
COLUMNS = [SECTOR, UNIT, COUNT, BASE, SHARE, MEAN, DAY]


def message(id: str, **values: Value) -> Message:
    """A message of the sample."""
    return Message(id=f"sample.{id}", values=values)


def count(value: Any) -> Value:
    """A count."""
    return Value(kind="count", value=value)


def figure(id: str, value: Value, base: Any = None, unit: str = "organisations") -> KeyFigure:
    """A key figure out of a base."""
    whole = None if base is None else count(base)
    return KeyFigure(label=message(f"figure.{id}"), value=value, base=whole, unit=unit)


def payloads() -> list[Payload]:
    """One of every kind, as a public reader may see them."""
    came = {"count": count(1234), "base": count(1243), "share": Value(kind="share", value=0.992759)}
    return [
        Title(cell="title", title=message("title"), programme="demo-2019", as_of=date(2019, 4, 5)),
        Sentence(cell="brief", message=message("came", **came), quotable=True),
        Note(cell="brief", form="caution", message=message("caution")),
        KeyFigures(
            cell="brief",
            figures=[
                figure("came", count(1234), 1243),
                figure("stopped", count(CONFIDENTIAL), 1243),
                figure("rating", Value(kind="number", value=7.594), unit=""),
                figure("planned", count(None), unit=""),
            ],
        ),
        Table(
            cell="table", id="sectors", caption=message("table"), columns=COLUMNS, rows=ROWS,
            row_key=["sample_sector"], note=message("table.note"),
        ),
        Chart(
            cell="chart", id="sectors", headline=message("chart"), subtitle=message("chart.sub"),
            columns=[SECTOR, COUNT],
            rows=[{key: row[key] for key in ("sample_sector", "count")} for row in ROWS],
            category="sample_sector", series=["count"],
        ),
        Table(
            cell="annex", id="annex-2", annex=2, caption=message("annex"), row_key=["no"],
            columns=[
                Column(key="no", kind="count"), Column(key="sample_name", kind="text"),
                Column(key="sample_true", kind="mark"),
            ],
            rows=[{"no": 1, "sample_name": "=1+1|A\x07", "sample_true": True},
                  {"no": 2, "sample_name": "@home & <co>", "sample_true": False}],
        ),
    ]  # fmt: skip


def executed() -> Executed:
    """Its notebook: texts in two languages, one for inside only, an output that must stay there."""
    shown = new_output("display_data", data={"text/plain": SECRET})
    text = (
        "## Hoeveel?\n\nZie **dit** en [hier](https://example.org/x). $p_i^2$\n\n"
        "- een\n- twee\n\n1. x\n2. y"
    )
    cells = [
        new_code_cell(f"x = '{SECRET}'", id="title", outputs=[shown]),
        new_code_cell("", id="brief"),
        new_markdown_cell(text, id="many-nl", metadata={"tags": ["nl"]}),
        new_markdown_cell("## How many?\n\nSee **this**.", id="many-en", metadata={"tags": ["en"]}),
        new_markdown_cell(f"## {SECRET}", id="in-nl", metadata={"tags": ["nl", "internal"]}),
        *(new_code_cell("", id=id) for id in ("table", "chart", "annex")),
    ]
    return Executed(nbformat.from_dict(new_notebook(cells=cells)), [])


def frame(language: str = "nl", audience: str = "public", **changes: Any) -> PageFrame:
    """Its surroundings."""
    edition = Edition(
        number=2, state="provisional", released_on=date(2019, 5, 6), released_by="Team Cijfers",
        address="https://example.org/demo/2",
    )  # fmt: skip
    given: dict[str, Any] = {
        "language": language,
        "labels": LABELS,
        "audience": audience,
        "report": "demo",
        "name": "Demo",
        "organisation": "Departement Cultuur",
        "programme": "Traject & 2019",
        "as_of": date(2019, 4, 5),
        "provenance": Provenance(
            "ab" * 32, (Input("lijst.csv", "cd" * 32, 9, 7, 1, 1),), {"x": "1"}
        ),
        "contact": "cijfers@example.org",
        "fictional": "Alles is verzonnen.",
        "edition": edition,
        "licence": Link("Gratis hergebruik", "https://example.org/licentie"),
    }
    return PageFrame(**{**given, **changes})


@pytest.fixture(autouse=True)
def taught() -> Iterator[None]:
    """The words of the sample, in both catalogues for the time of one test."""
    for at, language in enumerate(("nl", "en")):
        for id, texts in MESSAGES.items():
            catalogue(language).add(id, texts[at])
    yield
    catalogue.cache_clear()


def said(language: str, audience: str = "public") -> list[str]:
    """Every sentence and key figure of the sample as `Words` writes it."""
    words = Words(language, LABELS)
    found = []
    for one in payloads():
        if isinstance(one, (Sentence, Note)):
            found.append(words.message(one.message))
        if isinstance(one, KeyFigures):
            found += [
                text
                for figure in one.figures
                for text in (words.message(figure.label), words.value(figure.value),
                             out_of(figure, words))
                if text
            ]  # fmt: skip
    return found


def rows(payload: Table | Chart, language: str) -> list[list[str]]:
    """The cells of a table as `Words` writes them, without the unit that is said above it."""
    words = Words(language, LABELS)
    columns = [one for one in payload.columns if one.key != "unit"]
    return [
        [re.sub("\x07", "", words.cell(one, row[one.key])) for one in columns]
        for row in payload.rows
    ]


CUT = {
    "nl": "Hier staan de eerste 2 van 3 rijen. Alle rijen staan in het bestand "
    "demo-nl-table-sectors.csv, onder deze tabel op de webpagina.",
    "en": "Here are the first 2 of 3 rows. All rows are in the file "
    "demo-en-table-sectors.csv, below this table on the web page.",
}
"""What stands below the table of the sample where no more than two rows are shown."""


@pytest.fixture
def two_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """No more than two rows of a table are shown."""
    monkeypatch.setattr(table, "MOST_ROWS", 2)


def in_french() -> list[Payload]:
    """The annex, of which what somebody wrote in the first row is in French."""
    annex = payloads()[-1]
    assert isinstance(annex, Table)
    no, name, true = annex.columns
    name = name.model_copy(update={"language": "sample_language"})
    rows = [{**row, "sample_language": "fr" if row["no"] == 1 else "nl"} for row in annex.rows]
    changed = annex.model_copy(update={"columns": [no, name, true], "rows": rows})
    return [payloads()[0], changed]


def tables() -> list[Table | Chart]:
    """The tables of the sample, that of the chart too."""
    return [one for one in payloads() if isinstance(one, (Table, Chart))]
