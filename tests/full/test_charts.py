"""A chart can be read on a telephone and in every theme: letters, edges and colours."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.full.conftest import Open

pytestmark = [pytest.mark.full, pytest.mark.timeout(1800)]

WIDTHS = (1280, 768, 375, 320)
TELEPHONE, SMALLEST = 375, 12
# A letter's size on the screen: as drawn, times how much the drawing is shrunk to fit.
LETTERS = """() => [...document.querySelectorAll(".picture text")].filter(
    one => one.checkVisibility()).map(one => [one.textContent.trim(),
        parseFloat(getComputedStyle(one).fontSize) * one.getScreenCTM().a])"""
# Text and marks of the drawings shown, against the drawing and against the page. An axis may
# stick out by the breadth of a line: drawings do not clip.
CUT = """() => [...document.querySelectorAll(".picture svg")].filter(
    drawing => drawing.checkVisibility()).flatMap(drawing => {
        const sheet = drawing.getBoundingClientRect();
        return [...drawing.querySelectorAll("text, path")].filter(mark => {
            if (mark.closest("defs, clipPath")) return false;
            const box = mark.getBoundingClientRect();
            const left = Math.max(sheet.left, 0), right = Math.min(sheet.right, innerWidth);
            return box.left < left - 2 || box.right > right + 2
                || box.top < sheet.top - 2 || box.bottom > sheet.bottom + 2;
        }).map(mark => `${mark.closest("[id^=chart-]")?.id}: ${mark.textContent.trim()}`);
    })"""
OVER_EACH_OTHER = """() => [...document.querySelectorAll(".picture svg")].filter(
    drawing => drawing.checkVisibility()).flatMap(drawing => {
        const texts = [...drawing.querySelectorAll("text")].map(
            one => [one.textContent.trim(), one.getBoundingClientRect()]);
        return texts.flatMap(([text, box], place) => texts.slice(place + 1).filter(([, other]) =>
            Math.min(box.right, other.right) - Math.max(box.left, other.left) > 1
            && Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top) > 4
        ).map(([other]) => `${text} / ${other}`));
    })"""
UNRESOLVED = """() => {
    const named = [...document.querySelectorAll(".picture svg, .picture svg *")].flatMap(
        one => [...one.attributes].flatMap(
            each => [...each.value.matchAll(/var\\((--[\\w-]+)/g)].map(found => [one, found[1]])));
    return [...new Set(named.filter(([one, name]) =>
        !getComputedStyle(one).getPropertyValue(name).trim()).map(([, name]) => name))];
}"""
BARS = """() => [...new Set([...document.querySelectorAll(".picture path")]
    .filter(one => one.checkVisibility() && !one.closest("defs, clipPath"))
    .map(one => getComputedStyle(one).fill).filter(fill => fill !== "none"))].sort()"""
THEMES: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light", "forced_colors": "none"},
    "dark": {"color_scheme": "dark", "forced_colors": "none"},
    "forced": {"color_scheme": "light", "forced_colors": "active"},
    "forced-dark": {"forced_colors": "active", "color_scheme": "dark"},
}


@pytest.fixture(scope="session")
def charted(pages: list[Path]) -> list[Path]:
    """The pages with a drawing."""
    found = [page for page in pages if 'class="picture"' in page.read_text(encoding="utf-8")]
    assert found
    return found


def test_a_chart_fits_at_every_width_and_can_be_read(opened: Open, charted: list[Path]) -> None:
    """Nothing is cut off or drawn over, and letters are large enough on a telephone."""
    for page in charted:
        tab = opened(page)
        for width in WIDTHS:
            tab.set_viewport_size({"width": width, "height": 900})
            assert tab.evaluate(CUT) == [], (page, width)
            assert tab.evaluate(OVER_EACH_OTHER) == [], (page, width)
            letters = tab.evaluate(LETTERS)
            assert letters, page
            if width == TELEPHONE:
                assert {text: size for text, size in letters if size < SMALLEST} == {}, page


def test_every_colour_of_a_chart_is_known_in_every_theme(opened: Open, charted: list[Path]) -> None:
    for page in charted:
        tab, bars = opened(page), {}
        for theme, media in THEMES.items():
            tab.emulate_media(**media)
            assert tab.evaluate(UNRESOLVED) == [], (page, theme)
            bars[theme] = set(tab.evaluate(BARS))
        assert bars["light"] and bars["dark"], page
        assert bars["light"].isdisjoint(bars["dark"]), page


def test_faults_of_a_chart_are_noticed(opened: Open, charted: list[Path]) -> None:
    tab = opened(charted[0])
    tab.evaluate("""() => { const text = [...document.querySelectorAll(".picture text")].find(
        one => one.checkVisibility()); text.style.fill = "var(--unheard-of)";
        text.setAttribute("fill", "var(--unheard-of)");
        text.setAttribute("transform", "translate(-500 0)"); }""")
    assert tab.evaluate(CUT)
    assert tab.evaluate(UNRESOLVED) == ["--unheard-of"]
