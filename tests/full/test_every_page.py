"""Every page of the example in a real browser: widths, themes, no error, no request."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.full, pytest.mark.timeout(1800)]

TAGS = {"nl": "nl-BE", "en": "en-GB"}
VIEWS: list[tuple[int, dict[str, Any]]] = [
    (1280, {"color_scheme": "light"}),
    (1280, {"color_scheme": "dark"}),
    (375, {"color_scheme": "light"}),
    (320, {"color_scheme": "dark"}),
    (1280, {"color_scheme": "light", "forced_colors": "active"}),
]


def test_every_page_fits_and_asks_nothing(browser: Any, pages: list[Path]) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    tab, seen = context.new_page(), list[str]()
    tab.on("console", lambda message: seen.append(message.text))
    tab.on("pageerror", lambda error: seen.append(str(error)))
    tab.on("request", lambda request: seen.append(request.url))
    for path in pages:
        seen.clear()
        tab.goto(path.as_uri())
        for width, media in VIEWS:
            tab.set_viewport_size({"width": width, "height": 900})
            tab.emulate_media(**{"forced_colors": "none", **media})
            shown = tab.evaluate("document.documentElement.scrollWidth")
            assert shown <= width, (path, width)
        assert seen == [path.as_uri()], path
        language = path.stem.rsplit(".", 1)[-1]
        assert tab.evaluate("document.documentElement.lang") == TAGS.get(language, "nl-BE"), path
    context.close()
