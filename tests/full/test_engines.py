"""No engine finds a thing on any page that is shipped, at any width, theme or on paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.full import engines
from tests.full.conftest import Open

# Hundreds of pages are looked at in one test.
pytestmark = [pytest.mark.full, pytest.mark.timeout(1800)]

VIEWS: dict[str, dict[str, Any]] = {
    "wide": {"width": 1280},
    "wide-dark": {"width": 1280, "color_scheme": "dark"},
    "narrow": {"width": 320},
    "narrow-dark": {"width": 320, "color_scheme": "dark"},
}
# Each page is looked at wide and narrow, light and dark; with its other language, in all views.
OF_LANGUAGE = {"nl": ("wide", "narrow-dark"), "en": ("wide-dark", "narrow")}
PARTS = 2
PLANTED = """<!DOCTYPE html>
<html><head><title>Leeg</title></head><body><h1>Kop</h1><h3>Te diep</h3>
<table><tr><th>Sector</th><th></th></tr><tr><td>1</td><td>2</td></tr></table>
<img src="data:,"><p style="color:#bbb;background:#fff">Zwak</p></body></html>
"""


def findings(tab: Any) -> list[str]:
    """What both engines find, also in the parts that a reader has yet to open."""
    tab.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    certain, to_judge = engines.codesniffer(tab)
    return [*engines.axe(tab), *certain, *to_judge]


def views_of(page: Path) -> tuple[str, ...]:
    """The views in which a page is judged; one without a language, such as a list, in all."""
    return OF_LANGUAGE.get(page.stem.rsplit(".", 1)[-1], tuple(VIEWS))


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("view", VIEWS)
def test_no_engine_finds_a_thing_in_the_browser(
    view: str, part: int, opened: Open, pages: list[Path]
) -> None:
    looked_at = [page for page in pages if view in views_of(page)]
    assert looked_at
    found = {str(page): findings(opened(page, **VIEWS[view])) for page in looked_at[part::PARTS]}
    assert {page: each for page, each in found.items() if each} == {}


def test_no_engine_finds_a_thing_in_the_text(pages: list[Path]) -> None:
    assert {page: each for page, each in engines.html_validate(pages).items() if each} == {}


def test_the_engines_find_what_is_wrong(opened: Open, tmp_path: Path) -> None:
    """A silent engine proves nothing, so faults are planted: each engine has to see its own."""
    page = tmp_path / "planted.html"
    page.write_text(PLANTED, encoding="utf-8")
    tab = opened(page)
    axe = {one.split(":")[0] for one in engines.axe(tab)}
    assert axe >= {"html-has-lang", "heading-order", "image-alt", "color-contrast"}
    certain, to_judge = engines.codesniffer(tab)
    assert {one.split(":")[0].rsplit(".", 1)[-1] for one in certain} >= {"2", "H37", "Fail"}
    assert any("H39.3.NoCaption" in one for one in to_judge)
    (text,) = engines.html_validate([page]).values()
    assert {one.split(":")[0] for one in text} >= {"element-required-attributes", "wcag/h37"}
