"""The files of large tables: all rows, under the names by which the page leads to them."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

import pytest

from analysis.draw.table import MOST_CARRIED, MOST_ROWS, table
from analysis.draw.words import Words, catalogue
from analysis.payload import Audience, Chart, Column, Message, Payload, Table
from analysis.report.audience import file_prefix
from analysis.report.beside import files, of_page
from analysis.report.blocks import Grid
from analysis.report.frame import PageFrame, Provenance
from analysis.report.worded import worded

COLUMNS = [Column(key="name", kind="text"), Column(key="count", kind="count")]


@pytest.fixture(autouse=True)
def message() -> None:
    catalogue("nl").add("table.example_many", "Veel deelnemers")


def of(many: int) -> Table:
    rows = [{"name": f"deelnemer {n}", "count": n} for n in range(many)]
    caption = Message(id="table.example_many")
    return Table(
        audience="internal", id="many", caption=caption, columns=COLUMNS, rows=rows,
        row_key=["name"],
    )  # fmt: skip


def frame(audience: Audience) -> PageFrame:
    return PageFrame(
        language="nl", labels={}, audience=audience, report="demo", name="Demo", organisation="",
        programme="Demo", as_of=date(2019, 4, 5), provenance=Provenance("0"), beside=True,
    )  # fmt: skip


@pytest.mark.parametrize("audience", ["public", "internal"])
def test_a_page_leads_to_its_files_by_their_names(audience: Audience) -> None:
    surroundings, large = frame(audience), of(MOST_CARRIED + 1)
    made = files([of(3), large], surroundings)
    words = Words("nl", {})
    html = table(large, words, 1, file_prefix(surroundings, words), beside=True)
    assert len(made) == 2
    for name, content in made.items():
        assert f'href="{quote(name)}"' in html
        assert len(content.decode("utf-8-sig").splitlines()) == MOST_CARRIED + 2
        assert name.startswith(of_page(surroundings).removesuffix("*.csv"))
        assert name.endswith(".csv")


@pytest.mark.parametrize("audience", ["public", "internal"])
def test_paper_shows_the_first_rows_and_names_the_file_beside_the_page(audience: Audience) -> None:
    surroundings, large = frame(audience), of(MOST_CARRIED + 1)
    ((_, block),) = worded([large], surroundings, Words("nl", {}))
    name, _ = files([large], surroundings)
    assert isinstance(block, Grid) and len(block.rows) == MOST_ROWS
    assert block.cut == (
        "Hier staan de eerste 200 van 2.001 rijen. "
        f"Alle rijen staan in het bestand {name}, onder deze tabel op de webpagina."
    )


def test_what_a_page_carries_itself_has_no_file() -> None:
    chart = Chart(
        id="few", headline=Message(id="table.example_many"), columns=COLUMNS,
        subtitle=Message(id="table.example_many"), rows=of(3).rows, category="name",
        series=["count"],
    )  # fmt: skip
    few: list[Payload] = [of(MOST_CARRIED), chart]
    assert files(few, frame("internal")) == {}
