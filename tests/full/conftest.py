"""All pages that the product makes of the example, and one browser to look at them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from playwright.sync_api import sync_playwright

from tests.full.browser import chromium
from tests.run.conftest import built, trajectmonitor  # noqa: F401

Open = Callable[..., Any]
BY = ("--released-by", "Departement Voorbeeld")
TO_ALL = ("--audience", "public", "--audience", "internal")
# Every state, of one report: the drafts show what else there is to see of all others.
ONE = ("--report", "attendance")
ALIKE = ("evaluation-plenary-2", "evaluation-plenary-3")
ORDERS = (
    (
        *("publish", *BY, *TO_ALL, *ONE, "--state", "provisional"),
        *("--as-of", "2019-03-30", "--released-on", "2019-04-02"),
    ),
    (
        *("publish", *BY, *TO_ALL, *ONE, "--state", "final", "--released-on", "2019-04-08"),
        *("--reason", "correction"),
        *("--because", "Een telling was fout.", "--because-en", "A count was wrong."),
    ),
    (
        *("withdraw", "attendance", "--edition", "2", "--by", "Departement Voorbeeld"),
        *("--on", "2019-04-09"),
        *("--erratum", "De opkomst was fout.", "--erratum-en", "The attendance was wrong."),
    ),
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def opened(browser: Any) -> Iterator[Open]:
    """Opens a page in a view (width, colours); pages in the same view share a tab.

    A new tab takes the browser as long as the page itself.
    """
    tabs: dict[str, Any] = {}

    def tab_of(page: Path, width: int = 1280, height: int = 900, **view: Any) -> Any:
        size = {"width": width, "height": height}
        name = repr((width, height, sorted(view.items())))
        if name not in tabs:
            # An engine is a program, which a page itself rightly refuses. What moves is not yet
            # where it is going to be.
            context = browser.new_context(
                viewport=size, bypass_csp=True, reduced_motion="reduce", **view
            )
            tabs[name] = context.new_page()
        tab = tabs[name]
        # What the last visitor set.
        tab.set_viewport_size(size)
        tab.emulate_media(
            media="null", color_scheme=view.get("color_scheme", "light"), forced_colors="none"
        )
        tab.goto(page.as_uri())
        return tab

    yield tab_of
    for tab in tabs.values():
        tab.context.close()


@pytest.fixture(scope="session")
def published(
    built: Path,  # noqa: F811
    tmp_path_factory: pytest.TempPathFactory,
    worker_id: str,
) -> Path:
    """The example after two releases and a withdrawal: pages in every state, and the catalogue."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    workspace = shared / "published_for_all"
    with FileLock(shared / "published_for_all.lock"):
        if not (workspace / "done").exists():
            shutil.rmtree(workspace, ignore_errors=True)
            shutil.copytree(built, workspace)
            for order in ORDERS:
                done = trajectmonitor(*order, "--workspace", str(workspace))
                assert done.returncode == 0, done.stderr
            (workspace / "done").touch()
    return workspace


@pytest.fixture(scope="session")
def pages(published: Path) -> list[Path]:
    """Every page: drafts and editions, for every audience, in every language.

    One that stands at two addresses is looked at once; of the evaluations, which are made by one
    notebook, the fullest and the first.
    """
    reports = published / "reports"
    found = {
        path.read_bytes(): path
        for folder in ("draft", "published")
        for path in sorted((reports / folder).rglob("*.html"))
        if not any(name in path.name for name in ALIKE)
    }
    return sorted([*reports.glob("*.html"), *found.values()])


@pytest.fixture(scope="session")
def once(pages: list[Path]) -> list[Path]:
    """Each page in one language, and of each draft the one that holds most: what is done with it
    is the same in the other language, and the public draft is a part of that for insiders.
    """
    return [
        page
        for page in pages
        if not page.name.endswith(".en.html") and not {"draft", "public"} <= set(page.parts)
    ]


@pytest.fixture(scope="session")
def report_pages(pages: list[Path]) -> list[Path]:
    """The pages that hold a report."""
    return [page for page in pages if 'class="contents"' in page.read_text(encoding="utf-8")]
