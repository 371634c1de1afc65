"""A chart can be read on a telephone and in every theme: letters, edges and colours."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.full.conftest import Open

pytestmark = [pytest.mark.full, pytest.mark.timeout(1800)]

SMALLEST = 12
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
BARS = """() => [...new Set([...document.querySelectorAll(".picture [id*=patch] path")]
    .filter(one => one.checkVisibility() && !one.closest("defs, clipPath"))
    .map(one => getComputedStyle(one).fill).filter(fill => fill !== "none"))].sort()"""
THEMES: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced": {"forced_colors": "active"},
    "forced-dark": {"forced_colors": "active", "color_scheme": "dark"},
}


@pytest.fixture(scope="session")
def charted(pages: list[Path]) -> list[Path]:
    """The pages with a drawing."""
    found = [page for page in pages if 'class="picture"' in page.read_text(encoding="utf-8")]
    assert found
    return found


def test_letters_in_charts_are_large_enough_on_a_telephone(
    opened: Open, charted: list[Path]
) -> None:
    for page in charted:
        letters = opened(page, width=375).evaluate(LETTERS)
        assert letters, page
        small = {text: size for text, size in letters if size < SMALLEST}
        assert small == {}, page


@pytest.mark.parametrize("width", [1280, 768, 375, 320])
def test_nothing_of_a_chart_is_cut_off_or_drawn_over(
    width: int, opened: Open, charted: list[Path]
) -> None:
    for page in charted:
        tab = opened(page, width=width)
        assert tab.evaluate(CUT) == [], page
        assert tab.evaluate(OVER_EACH_OTHER) == [], page


@pytest.mark.parametrize("theme", THEMES)
def test_every_colour_of_a_chart_is_known_in_every_theme(
    theme: str, opened: Open, charted: list[Path]
) -> None:
    for page in charted:
        assert opened(page, **THEMES[theme]).evaluate(UNRESOLVED) == [], page


def test_a_dark_theme_has_its_own_colours(opened: Open, charted: list[Path]) -> None:
    for page in charted:
        light, dark = (opened(page, **THEMES[one]).evaluate(BARS) for one in ("light", "dark"))
        assert light and dark, page
        assert set(light).isdisjoint(dark), page
