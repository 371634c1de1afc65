"""Every page of the example in a real browser: widths, themes, print, no error, no request."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.full, pytest.mark.timeout(1800)]

TAGS = {"nl": "nl-BE", "en": "en-GB"}
VIEWS: list[dict[str, Any]] = [
    {"viewport": {"width": 1280, "height": 900}},
    {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    {"viewport": {"width": 375, "height": 800}},
    {"viewport": {"width": 320, "height": 800}, "color_scheme": "dark"},
    {"viewport": {"width": 1280, "height": 900}, "forced_colors": "active"},
]


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: "-".join(map(str, view.values())))
def test_every_page_fits_and_asks_nothing(
    view: dict[str, Any],
    browser: Any,
    pages: list[Path],
) -> None:
    context = browser.new_context(**view)
    for path in pages:
        tab = context.new_page()
        seen: list[str] = []
        tab.on("console", lambda message, seen=seen: seen.append(message.text))
        tab.on("pageerror", lambda error, seen=seen: seen.append(str(error)))
        tab.on("request", lambda request, seen=seen: seen.append(request.url))
        tab.goto(path.as_uri())
        assert seen == [path.as_uri()], path
        width = view["viewport"]["width"]
        assert tab.evaluate("document.documentElement.scrollWidth") <= width, path
        language = path.stem.rsplit(".", 1)[-1]
        assert tab.evaluate("document.documentElement.lang") == TAGS.get(language, "nl-BE"), path
        tab.close()
    context.close()


def test_every_page_prints(browser: Any, pages: list[Path]) -> None:
    for path in pages:
        tab = browser.new_page()
        tab.goto(path.as_uri())
        assert tab.pdf(format="A4").startswith(b"%PDF"), path
        tab.close()
