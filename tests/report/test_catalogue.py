"""The list of what was released: whole without a script, narrowed with one, newest first."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from analysis.report import gate
from analysis.report.catalogue import (
    ProgrammeEntry,
    ReportEntry,
    render_catalogue,
    render_published,
    render_statement,
)
from analysis.report.checks.release import Release
from analysis.report.listing import grouped, read_listed
from tests.report.releases import EDITIONS, edition, site

FILES = {file.path for one in EDITIONS for file in one.all_files()}
MACHINES = {"feed.nl.xml", "feed.en.xml", "index.json"}


def drafts(language: str) -> str:
    reports = (ReportEntry("Deelname", date(2019, 4, 12), "a.nl.html", "b.nl.html"),
               ReportEntry("Stoppen", date(2018, 4, 12), "c.nl.html"))  # fmt: skip
    others = {"en": "index.en.html", "nl": "index.html"}
    others.pop(language)
    return render_catalogue([ProgrammeEntry("x", "Limburg", reports)], language, "Wij", others)


def test_programmes_and_reports_stand_with_the_last_release_first() -> None:
    groups = grouped(EDITIONS, "nl")
    assert [group.name for group in groups] == ["Trajectbegeleiding", "Genk"]
    found = [
        (entry.newest.record.report, entry.newest.record.number) for entry in groups[0].entries
    ]
    assert found == [("attendance", 1), ("kickoff", 2), ("annex", 1)]
    assert [one.record.number for one in groups[0].entries[1].others] == [1]


def test_an_edition_that_was_withdrawn_is_not_the_one_to_use() -> None:
    withdrawal = {"on": date(2019, 8, 1), "by": "x", "erratum": {"nl": "Fout."}}
    newest = edition("kickoff", 3, date(2019, 7, 1), "withdrawn", withdrawal=withdrawal)
    (entry,) = grouped([*EDITIONS[:2], newest], "nl")[0].entries
    assert [entry.newest.record.number, *(one.record.number for one in entry.others)] == [2, 3, 1]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_list_says_what_each_edition_is(language: str) -> None:
    html = render_published(EDITIONS, site(), language)
    said = {"nl": ("Voorlopig", "Definitief", "Een naam ontbrak.", "1 juni 2019",
                   "Eén andere editie van Évaluatie kickoff"),
            "en": ("Provisional", "Final", "A name was missing.", "1 June 2019",
                   "One other edition of Evaluation kickoff")}  # fmt: skip
    for text in said[language]:
        assert text in html
    assert f'href="limburg-2019/kickoff/2/kickoff.{language}.html"' in html
    assert f'href="limburg-2019/kickoff/1/kickoff.{language}.html"' in html
    assert f'href="limburg-2019/kickoff/2/kickoff.{language}.pdf" type="application/pdf"' in html
    assert "(13 kB)" in html


def test_the_gate_passes_the_lists_and_the_statement() -> None:
    pages = {f"index.{one}.html": render_published(EDITIONS, site(), one) for one in ("nl", "en")}
    pages |= {f"statement.{one}.html": render_statement(site(), one) for one in ("nl", "en")}
    files = {name: html.encode() for name, html in pages.items()}
    of = Release(files, standing=FILES | MACHINES, contacts={site().contact})
    assert [finding.sentence for finding in gate.check(of)] == []


def test_the_gate_passes_the_list_of_drafts() -> None:
    files = {"index.html": drafts("nl").encode(), "index.en.html": drafts("en").encode()}
    standing = {"a.nl.html", "b.nl.html", "c.nl.html"}
    assert [one.sentence for one in gate.check(Release(files, standing=standing))] == []


def test_a_list_that_is_not_for_everybody_says_so() -> None:
    html = render_published(EDITIONS, site(), "nl", "internal")
    assert "<title>INTERN – Rapporten" in html and '<div class="mark">' in html
    assert "statement.nl.html" not in html and "feed." not in html


def test_an_empty_list_says_so_and_has_no_script() -> None:
    html = render_published([], site(), "nl")
    assert "Er zijn nog geen rapporten." in html
    assert "<script" not in html and "script-src" not in html


def test_a_title_of_a_programme_is_never_run() -> None:
    html = render_published([edition("x", 1, date(2019, 1, 1), title={"nl": "<b>"})], site(), "nl")
    assert "&lt;b&gt;" in html and "<b>" not in html


def test_the_same_editions_give_the_same_bytes_in_any_order() -> None:
    assert render_published(EDITIONS, site()) == render_published(EDITIONS[::-1], site())


def test_editions_are_read_from_where_they_lie(tmp_path: Path) -> None:
    one = EDITIONS[1]
    place = tmp_path / one.record.programme / one.record.place
    place.mkdir(parents=True)
    (place / "edition.json").write_bytes(one.record.written())
    (place / "kickoff.nl.html").write_text("x" * 7)
    (listed,) = read_listed(tmp_path)
    assert listed.record == one.record
    assert listed.sizes == {"kickoff.nl.html": 7}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    sync_api = pytest.importorskip("playwright.sync_api")
    path = os.environ.get("TRAJECTMONITOR_CHROMIUM") or shutil.which("chromium")
    if not path:
        if os.environ.get("CI"):
            pytest.fail("no Chromium: name one in TRAJECTMONITOR_CHROMIUM")
        pytest.skip("no Chromium: name one in TRAJECTMONITOR_CHROMIUM")
    with sync_api.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Any]:
    """Opens the list, with or without scripts; nothing may be said on the console."""
    contexts: list[Any] = []

    def tab_of(html: str, **view: Any) -> Any:
        contexts.append(browser.new_context(**view))
        tab = contexts[-1].new_page()
        tab.said = []
        tab.on("console", lambda message: tab.said.append(message.text))
        tab.on("pageerror", lambda error: tab.said.append(str(error)))
        (tmp_path / "index.html").write_text(html, encoding="utf-8")
        tab.goto((tmp_path / "index.html").as_uri())
        return tab

    yield tab_of
    for context in contexts:
        context.close()


def shown(tab: Any) -> list[str]:
    return tab.locator("[data-entry]:visible").locator("h3, th").all_inner_texts()


ALL = ["Évaluatie attendance", "Évaluatie kickoff", "Évaluatie annex", "Évaluatie sessions"]


def test_without_a_script_everything_stands_there_and_no_filter(opened: Any) -> None:
    tab = opened(render_published(EDITIONS, site()), java_script_enabled=False)
    assert shown(tab) == ALL
    assert not tab.locator("form").is_visible()
    assert tab.said == []


def test_words_narrow_the_list_whatever_their_accents(opened: Any) -> None:
    tab = opened(render_published(EDITIONS, site()))
    assert shown(tab) == ALL and tab.inner_text("[role=status]") == ""
    tab.fill("[type=search]", "EVALUATIE kick")
    assert shown(tab) == ["Évaluatie kickoff"]
    assert tab.inner_text("[role=status]") == "1 rapport gevonden."
    tab.fill("[type=search]", "évaluatie")
    assert tab.inner_text("[role=status]") == "4 rapporten gevonden."
    tab.fill("[type=search]", "genk")
    assert shown(tab) == ["Évaluatie sessions"]
    assert tab.locator("h2:visible").all_inner_texts() == ["Genk"]
    tab.fill("[type=search]", "zzz")
    assert shown(tab) == []
    assert tab.inner_text("[role=status]").startswith("Geen enkel rapport gevonden.")
    assert tab.said == []


def test_programme_state_and_year_narrow_the_list_together(opened: Any) -> None:
    tab = opened(render_published(EDITIONS, site(), "en"))
    tab.get_by_role("radio", name="Coaching").check()
    assert len(shown(tab)) == 3
    tab.get_by_label("Final", exact=True).check()
    assert shown(tab) == ["Evaluation kickoff"]
    tab.get_by_label("2018", exact=True).check()
    assert shown(tab) == []
    tab.get_by_role("button", name="Show all").click()
    tab.locator("[data-entry]:visible").nth(3).wait_for()
    assert len(shown(tab)) == 4
    assert tab.inner_text("[role=status]") == ""


def test_enter_sends_nothing(opened: Any) -> None:
    tab = opened(render_published(EDITIONS, site()))
    address = tab.url
    tab.fill("[type=search]", "annex")
    tab.keyboard.press("Enter")
    assert tab.url == address and shown(tab) == ["Évaluatie annex"] and tab.said == []


def test_the_list_of_drafts_has_the_same_filter(opened: Any) -> None:
    tab = opened(drafts("nl"))
    assert shown(tab) == ["Deelname", "Stoppen"]
    tab.get_by_label("2018", exact=True).check()
    assert shown(tab) == ["Stoppen"]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark")])
def test_the_list_fits(opened: Any, width: int, scheme: str) -> None:
    view = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme}
    tab = opened(render_published(EDITIONS, site()), **view)
    assert tab.evaluate("document.documentElement.scrollWidth") <= width


def test_each_language_is_one_step_away() -> None:
    html = render_published(EDITIONS, site(), "nl")
    assert re.search(r'<a href="index.en.html" hreflang="en-GB" lang="en-GB">English</a>', html)
    assert '<link rel="alternate" hreflang="en-GB" href="index.en.html">' in html
