"""Every page can be read by keyboard, enlarged, spaced out, without programs, and on paper."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.full.conftest import Open
from tests.full.seen import SPACING, losses, open_all, texts

pytestmark = [pytest.mark.full, pytest.mark.timeout(1800)]

STOPS = "a[href], button, input, select, textarea, summary, [tabindex='0']"
PLANNED = f"""() => [...document.querySelectorAll("{STOPS}")].filter(
    one => one.checkVisibility()).map((one, place) => one.dataset.stop = String(place))"""
# What is focused, whether that is seen, and whether something lies over it.
FOCUSED = """() => {
    const one = document.activeElement, style = getComputedStyle(one);
    const box = one.getClientRects()[0];
    if (!box || one === document.body) return null;
    const x = Math.max(1, Math.min(box.left + box.width / 2, innerWidth - 2));
    const y = Math.max(1, Math.min(box.top + box.height / 2, innerHeight - 2));
    const top = document.elementFromPoint(x, y);
    return {stop: one.dataset.stop, name: one.outerHTML.slice(0, 90),
        outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
        inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
        free: !!top && (one.contains(top) || top.contains(one))};
}"""


def only_faults(found: dict[Path, list[str]]) -> dict[str, list[str]]:
    """The pages in which something was found."""
    return {str(page): faults for page, faults in found.items() if faults}


MARKS = {"internal": ("INTERN",), "restricted": ("VERTROUWELIJK", "CONFIDENTIAL")}
ALL_MARKS = [mark for marks in MARKS.values() for mark in marks]
# Twice as large leaves half of the width, four times a quarter.
ENLARGED: dict[str, Any] = {
    "twice as large": {"width": 640, "height": 450},
    "four times as large": {"width": 320, "height": 225},
}


def walked(tab: Any) -> list[str]:
    """What goes wrong when a reader walks through a page with the Tab key."""
    planned, reached = tab.evaluate(PLANNED), []
    for _ in planned:
        tab.keyboard.press("Tab")
        focused = tab.evaluate(FOCUSED)
        if not focused:
            return [f"the focus is nowhere after {reached[-1:]}"]
        if lacking := [one for one in ("outlined", "inside", "free") if not focused[one]]:
            return [f"not {lacking[0]}: {focused['name']}"]
        reached.append(focused["stop"])
    tab.keyboard.press("Tab")
    if tab.evaluate(FOCUSED):
        return ["the keyboard does not get out"]
    return [] if reached == planned else [f"order: {reached}"]


def test_the_keyboard_reaches_everything_in_order_and_is_seen(
    browser: Any, once: list[Path]
) -> None:
    found = {}
    for page in once:
        # A tab of its own: one that the focus has left before does not let go of it again.
        tab = browser.new_page(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
        tab.goto(page.as_uri())
        found[page] = walked(tab)
        tab.close()
    assert only_faults(found) == {}


def test_the_first_stop_skips_to_the_content(opened: Open, once: list[Path]) -> None:
    for page in once:
        tab = opened(page)
        tab.keyboard.press("Tab")
        assert tab.evaluate("document.activeElement.getAttribute('href')") == "#main", page
        tab.keyboard.press("Enter")
        tab.keyboard.press("Tab")
        assert tab.evaluate("!!document.activeElement.closest('main')"), page


def test_what_is_folded_opens_and_closes_by_keyboard(opened: Open, once: list[Path]) -> None:
    for page in once:
        tab = opened(page)
        for summary in tab.locator("summary").all():
            before = summary.evaluate("one => one.parentElement.open")
            summary.focus()
            tab.keyboard.press("Enter")
            assert summary.evaluate("one => one.parentElement.open") is not before, page
            tab.keyboard.press("Enter")
            assert summary.evaluate("one => one.parentElement.open") is before, page


def missing(texts_of_page: list[str], wanted: list[str]) -> list[str]:
    """The texts that a page lost."""
    return [f"missing: {text}" for text in (Counter(wanted) - Counter(texts_of_page)).elements()]


def test_enlarging_loses_nothing(opened: Open, once: list[Path]) -> None:
    found: dict[Path, list[str]] = {}
    for page in once:
        tab, found[page] = opened(page), []
        wanted = texts(tab)
        for size in ENLARGED.values():
            tab.set_viewport_size(size)
            found[page] += missing(texts(tab), wanted)
        open_all(tab)
        for size in ENLARGED.values():
            tab.set_viewport_size(size)
            found[page] += losses(tab)
    assert only_faults(found) == {}


def test_spacing_out_the_text_loses_nothing(opened: Open, once: list[Path]) -> None:
    found: dict[Path, list[str]] = {}
    for page in once:
        tab, found[page] = opened(page), []
        wanted = texts(tab)
        tab.add_style_tag(content=SPACING)
        found[page] += missing(texts(tab), wanted)
        open_all(tab)
        for width in (1280, 640, 320):
            tab.set_viewport_size({"width": width, "height": 900})
            found[page] += losses(tab)
    assert only_faults(found) == {}


def test_nothing_is_lost_without_programs(opened: Open, once: list[Path]) -> None:
    """Who has scripts turned off gets the texts that others get; what only a script can do,
    such as a filter, is not shown to them.
    """
    found = {}
    for page in once:
        without = texts(opened(page, java_script_enabled=False))
        found[page] = missing(texts(opened(page)), without)
    assert only_faults(found) == {}


def test_losses_are_noticed(opened: Open, tmp_path: Path) -> None:
    page = tmp_path / "planted.html"
    page.write_text(
        "<!DOCTYPE html><body style='margin:0'><p style='width:2000px'>Breed</p>"
        "<p style='overflow:hidden;height:9px'>Half</p>"
        "<p style='position:absolute;top:200px'>Een</p><p style='position:absolute;top:204px'>Twee",
        encoding="utf-8",
    )
    found = losses(opened(page))
    assert [one.split(":")[0] for one in found] == ["2000 wide in 1280", "cut", "over each other"]


@pytest.fixture(scope="module")
def sheets(browser: Any, pages: list[Path]) -> dict[Path, list[str]]:
    """The text of each printed sheet of every page, read by poppler."""
    program = shutil.which("pdftotext")
    if not program:
        pytest.fail("pdftotext is not on the path: install poppler (apt install poppler-utils).")
    tab, read = browser.new_page(), {}
    for page in pages:
        tab.goto(page.as_uri())
        printed = tab.pdf(format="A4", prefer_css_page_size=True)
        done = subprocess.run(
            [program, "-layout", "-", "-"], input=printed, capture_output=True, check=True
        )
        read[page] = done.stdout.decode("utf-8").split("\f")[:-1]
    tab.close()
    return read


@pytest.mark.xdist_group("printed")
def test_printed_sheets_are_numbered(sheets: dict[Path, list[str]]) -> None:
    found = {}
    for page, read in sheets.items():
        wanted = [rf"\b{number} ?/ ?{len(read)}\b" for number in range(1, len(read) + 1)]
        bare = [one for one, text in zip(wanted, read, strict=True) if not re.search(one, text)]
        found[page] = bare if len(read) > 1 else []
    assert only_faults(found) == {}


@pytest.mark.xdist_group("printed")
def test_every_printed_sheet_says_for_whom_it_is(sheets: dict[Path, list[str]]) -> None:
    found = {}
    for page, read in sheets.items():
        if not {*MARKS, "public"} & set(page.parts):
            continue
        # "INTERNAL" and "INTERN" both begin so; a report for everybody has none of these words.
        own = next((MARKS[audience] for audience in MARKS if audience in page.parts), ())
        found[page] = [
            f"sheet {number}"
            for number, text in enumerate(read, start=1)
            if any(mark in text for mark in own or ALL_MARKS) is not bool(own)
        ]
    assert only_faults(found) == {}


@pytest.mark.xdist_group("printed")
def test_on_paper_every_table_is_there(sheets: dict[Path, list[str]], opened: Open) -> None:
    for page, texts_of_sheets in sheets.items():
        captions = opened(page).evaluate(
            "[...document.querySelectorAll('caption .number')].map(one => one.textContent.trim())"
        )
        words = " ".join(" ".join(texts_of_sheets).split())
        assert [one for one in captions if one not in words] == [], page


def test_another_language_begins_at_the_same_place(opened: Open, report_pages: list[Path]) -> None:
    for page in report_pages:
        tab = opened(page)
        chapters = tab.evaluate("[...document.querySelectorAll('.content h2[id]')].map(h => h.id)")
        ways = "[...document.querySelectorAll('a.same')].map(one => one.getAttribute('href'))"
        anchors = [way.split("#")[1] for way in tab.evaluate(ways)]
        assert anchors and set(chapters) >= set(anchors), page
        with tab.expect_navigation():
            tab.locator("a.same").last.press("Enter")
        assert tab.url.endswith(f"#{anchors[-1]}"), page
        assert tab.evaluate("document.querySelector(':target').tagName === 'H2'"), tab.url
        assert tab.evaluate("document.documentElement.lang") != language_of(page), tab.url


def language_of(page: Path) -> str:
    """The tag of the language of a page, as its text says it."""
    found = re.search(r'<html lang="([\w-]+)"', page.read_text(encoding="utf-8"))
    assert found, page
    return found[1]
