"""All pages that the product makes of the example, and one browser to look at them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import sync_playwright

from tests.full.browser import chromium
from tests.run.conftest import built  # noqa: F401

Open = Callable[..., Any]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def opened(browser: Any) -> Iterator[Open]:
    """Opens a page in a view (width, colours); pages in the same view share a context."""
    contexts: dict[str, Any] = {}
    tabs: list[Any] = []

    def tab_of(page: Path, width: int = 1280, height: int = 900, **view: Any) -> Any:
        name = repr((width, height, sorted(view.items())))
        if name not in contexts:
            size = {"width": width, "height": height}
            # An engine is a program, which a page itself rightly refuses. What moves is not yet
            # where it is going to be.
            contexts[name] = browser.new_context(
                viewport=size, bypass_csp=True, reduced_motion="reduce", **view
            )
        while tabs:
            tabs.pop().close()
        tabs.append(contexts[name].new_page())
        tabs[-1].goto(page.as_uri())
        return tabs[-1]

    yield tab_of
    for context in contexts.values():
        context.close()


@pytest.fixture(scope="session")
def pages(built: Path) -> list[Path]:  # noqa: F811
    """Every page: drafts and editions, for every audience, in every language."""
    return sorted((built / "reports").rglob("*.html"))


@pytest.fixture(scope="session")
def report_pages(pages: list[Path]) -> list[Path]:
    """The pages that hold a report."""
    return [page for page in pages if page.name.split(".")[0] != "index"]
