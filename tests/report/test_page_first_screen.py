"""What a reader sees without scrolling: what, which day, how many, and the main messages."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from analysis.draw.words import catalogue
from analysis.payload import KeyFigure, KeyFigures, Message, Sentence, Value
from analysis.report.frame import Link

sync_api = pytest.importorskip("playwright.sync_api")
SCREENS = [(1280, 800), (375, 812)]
SAID = (
    "Kick-off: 39 van de 43 ingeschreven organisaties waren aanwezig (90,7%).",
    "De deelnemers gaven de dag gemiddeld 7,59 op 10. Dat is berekend uit 37 antwoorden.",
    "39 van de 44 organisaties die zich ooit aanmeldden, gaan verder in het traject (88,6%).",
)


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
def address(executed, page, tmp_path_factory) -> str:
    """A page with three messages, four figures, eight siblings and another language."""
    for number, text in enumerate(SAID):
        catalogue("nl").add(f"sentence.example_{number}", text)
    said = [
        Sentence(
            cell="first", audience="public", quotable=True,
            message=Message(id=f"sentence.example_{number}"),
        )
        for number in range(len(SAID))
    ]  # fmt: skip
    figures = KeyFigures(
        cell="first",
        audience="public",
        figures=[
            KeyFigure(
                label=Message(id=f"figure.{name}"),
                value=Value(kind="count", value=39),
                base=Value(kind="count", value=44),
                unit="organisations",
            )
            for name in ("registered", "attended", "continuing", "stopped")
        ],
    )
    title, *_ = executed.payloads
    html = page(
        of=replace(executed, payloads=[title, *said, figures]),
        programme="Trajectbegeleiding Cultuurplan Limburg",
        organisation="Departement Cultuur, Jeugd en Media",
        siblings=tuple(
            Link(f"Verslag van plenaire sessie {n}", "x.html" if n else "") for n in range(8)
        ),
        alternates={"en": "demo.en.html"},
    )
    path = tmp_path_factory.mktemp("first") / "demo.nl.html"
    path.write_text(html, encoding="utf-8")
    return path.as_uri()


def seen(tab, selector: str) -> list[str]:
    """The texts of the elements that stand wholly on the first screen."""
    return tab.evaluate(
        """selector => [...document.querySelectorAll(selector)].filter(each => {
            const box = each.getBoundingClientRect();
            const within = box.top >= 0 && box.bottom <= innerHeight;
            return each.checkVisibility() && box.height > 0 && within;
        }).map(each => each.textContent)""",
        selector,
    )


@pytest.mark.parametrize(("width", "height"), SCREENS)
def test_the_first_screen_says_what_when_how_many_and_the_message(browser, address, width, height):
    tab = browser.new_page(viewport={"width": width, "height": height})
    tab.goto(address)
    assert seen(tab, "h1") and seen(tab, ".facts time") == ["12 april 2019"]
    assert seen(tab, ".status") == ["Ontwerp, niet vrijgegeven"]
    assert len(seen(tab, ".figures .large")) == 4
    assert len(seen(tab, ".quote")) >= (3 if width == 1280 else 1)
    tab.close()


def test_the_other_reports_are_folded_away_until_asked_for(browser, address):
    tab = browser.new_page(viewport={"width": 375, "height": 812})
    tab.goto(address)
    assert seen(tab, ".siblings li") == []
    tab.keyboard.press("Tab")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    assert len(seen(tab, ".siblings li")) == 8
    tab.close()


@pytest.mark.parametrize("width", [320, 375])
def test_wide_spacing_and_double_size_lose_nothing(browser, address, width):
    tab = browser.new_page(viewport={"width": width, "height": 812})
    tab.goto(address)
    tab.add_style_tag(
        content="*{line-height:1.5!important;letter-spacing:.12em!important;"
        "word-spacing:.16em!important}p{margin-bottom:2em!important}"
    )
    tab.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    tab.evaluate("document.documentElement.style.fontSize = '200%'")
    cut = tab.evaluate(
        "[...document.querySelectorAll('p,dd,dt,h1,h2,li')]"
        ".filter(each => each.scrollHeight > each.clientHeight + 2"
        " && getComputedStyle(each).overflowY === 'hidden').length"
    )
    assert cut == 0
    tab.close()


def test_the_text_to_send_can_be_reached_and_copied_with_the_keyboard(browser, address):
    tab = browser.new_page(viewport={"width": 1280, "height": 800})
    tab.goto(address)
    tab.focus(".mail summary")
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.id") == "mail-text"
    tab.keyboard.press("Control+a")
    chosen = tab.evaluate(
        "(e => e.value.slice(e.selectionStart, e.selectionEnd))(document.activeElement)"
    )
    assert SAID[0] in chosen and "Stand van de gegevens: 12 april 2019" in chosen
    tab.close()


def test_a_printed_page_has_no_switches_and_no_mail(browser, address):
    tab = browser.new_page()
    tab.goto(address)
    tab.emulate_media(media="print")
    for selector in (".bar", ".mail", ".skip", ".same"):
        assert seen(tab, selector) == []
    tab.close()
