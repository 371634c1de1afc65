"""What a real browser makes of a page: no error, no request, no sideways scrolling."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from analysis.report.catalogue import ProgrammeEntry, ReportEntry, render_catalogue

sync_api = pytest.importorskip("playwright.sync_api")


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    path = os.environ.get("TRAJECTMONITOR_CHROMIUM") or shutil.which("chromium")
    if not path or not Path(path).exists():
        if os.environ.get("CI"):
            pytest.fail("no Chromium: name one in TRAJECTMONITOR_CHROMIUM")
        pytest.skip("no Chromium: name one in TRAJECTMONITOR_CHROMIUM")
    with sync_api.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def files(page, tmp_path_factory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    reports = (ReportEntry("Deelname", date(2019, 4, 12), "public.html", "internal.html"),)
    pages = {
        "public": page("public"),
        "internal": page("internal"),
        "index": render_catalogue([ProgrammeEntry("a", "Limburg", reports, fictional=True)]),
    }
    for name, html in pages.items():
        (folder / f"{name}.html").write_text(html, encoding="utf-8")
    return {name: folder / f"{name}.html" for name in pages}


@pytest.mark.parametrize("name", ["public", "internal", "index"])
@pytest.mark.parametrize(
    ("width", "scheme"), [(1280, "light"), (1280, "dark"), (375, "light"), (320, "light")]
)
def test_a_page_fits_and_asks_nothing_of_the_network(browser, files, name, width, scheme):
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    tab = context.new_page()
    problems: list[str] = []
    tab.on("console", lambda message: problems.append(message.text))
    tab.on("pageerror", lambda error: problems.append(str(error)))
    tab.on("request", lambda request: problems.append(request.url))
    tab.goto(files[name].as_uri())
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert len(tab.screenshot(full_page=True)) > 10_000
    assert problems == [files[name].as_uri()]
    context.close()


@pytest.mark.parametrize(("width", "shown"), [(1280, "wide"), (375, "narrow")])
def test_the_drawing_that_fits_is_shown_with_text_of_12_pixels(browser, files, width, shown):
    tab = browser.new_page(viewport={"width": width, "height": 900})
    tab.goto(files["public"].as_uri())
    visible = tab.evaluate(
        "[...document.querySelectorAll('.picture > div')]"
        ".filter(each => each.offsetParent).map(each => each.className)"
    )
    smallest = tab.evaluate(
        "Math.min(...[...document.querySelectorAll('.picture svg')].filter(s => s.clientWidth)"
        ".map(s => 10.5 * s.clientWidth / s.viewBox.baseVal.width))"
    )
    assert visible == [shown]
    assert smallest >= 12
    tab.close()


def test_the_dark_theme_recolours_the_bars(browser, files):
    colours = set()
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme)
        tab = context.new_page()
        tab.goto(files["public"].as_uri())
        colours.add(tab.evaluate("getComputedStyle(document.querySelector('svg path')).fill"))
        context.close()
    assert colours == {"rgb(18, 67, 109)", "rgb(185, 220, 247)"}


def test_on_paper_the_data_tables_are_open(browser, files):
    tab = browser.new_page()
    tab.goto(files["public"].as_uri())
    tab.emulate_media(media="print")
    height = tab.evaluate("document.querySelector('details table').getBoundingClientRect().height")
    assert height > 50
    assert tab.pdf().startswith(b"%PDF")
    tab.close()
