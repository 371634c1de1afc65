"""The page that readers get, beside what Jupyter's own exports make of the same report.

One report (three charts, four tables, a formula) is written twice: with stock pandas and
matplotlib for the other exports, and with payloads for ours. All pages are opened in one browser
without a network, in turn, and one table is printed.
"""

from __future__ import annotations

import hashlib
import os
import statistics
import subprocess
import sys
import tempfile
import venv
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

import nbformat
from playwright.sync_api import Browser, sync_playwright

from benchmarks.same_report import ours, stock
from tests.full import engines
from tests.full.browser import chromium

PROJECT = Path(__file__).resolve().parents[1]
REQUIREMENTS = Path(__file__).with_name("others.txt")
OTHERS = {
    "nbconvert lab": ["--to", "html", "--template", "lab"],
    "nbconvert classic": ["--to", "html", "--template", "classic"],
    "nbconvert basic": ["--to", "html", "--template", "basic"],
    "nbconvert-a11y": ["--to", "a11y"],
}
OURS = "trajectmonitor"
ROUNDS = 9
WIDTHS = (1280, 320)
FIRST_PAINT = """() => new Promise(done => new PerformanceObserver(list => done(
    list.getEntriesByName("first-contentful-paint")[0].startTime
)).observe({type: "paint", buffered: true}))"""


@dataclass
class Measured:
    """One page, as a reader without a network gets it."""

    name: str
    file: Path
    requests: int = 0
    axe: int = 0
    codesniffer: int = 0
    html_validate: int = 0
    width: int = 0
    paints: list[float] = field(default_factory=list)

    @property
    def size(self) -> int:
        """How many bytes the page has."""
        return self.file.stat().st_size

    @property
    def paint(self) -> float:
        """After how many milliseconds a reader sees something: the middle one of all rounds."""
        return statistics.median(self.paints)


def main() -> None:
    """Make all pages, look at them, and print what was found as a table."""
    python = _environment()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pages = [Measured(name, file) for name, file in _others(python, folder).items()]
        (folder / "ours.html").write_text(ours.page(folder), encoding="utf-8", newline="\n")
        pages.append(Measured(OURS, folder / "ours.html"))
        with sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
            _look(browser, pages)
            told = _versions(browser)
            browser.close()
        for page, found in zip(pages, _texts(pages), strict=True):
            page.html_validate = len(found)
        print(_table(pages), told, sep="\n\n")


def _environment() -> Path:
    """The Python of an environment of its own, so that the others decide nothing about ours."""
    folder = PROJECT / ".venv" / "bench"
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    digest = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()
    stamp = folder / "digest"
    if not (stamp.exists() and stamp.read_text(encoding="utf-8") == digest):
        print(f"Installing the others of {REQUIREMENTS.name}.", file=sys.stderr, flush=True)
        venv.EnvBuilder(clear=True, with_pip=True).create(folder)
        pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        _quietly([*pip, "-r", REQUIREMENTS])
        stamp.write_text(digest, encoding="utf-8")
    return python


def _others(python: Path, folder: Path) -> dict[str, Path]:
    """The pages that the other exports make of one notebook, which runs once."""
    nbformat.write(stock.notebook(), folder / "stock.ipynb")
    executed = folder / "executed.ipynb"
    _quietly([python, "-m", "papermill", folder / "stock.ipynb", executed, "--kernel", "python3"])
    pages = {}
    for number, (name, how) in enumerate(OTHERS.items()):
        pages[name] = folder / f"other-{number}.html"
        output = ["--output-dir", folder, "--output", pages[name].stem]
        _quietly([python, "-m", "nbconvert", *how, *output, executed])
    return pages


def _quietly(command: Sequence[object]) -> None:
    words = [str(word) for word in command]
    # A kernel that is told to draw into files would show no chart in the notebook.
    variables = {name: value for name, value in os.environ.items() if name != "MPLBACKEND"}
    done = subprocess.run(words, env=variables, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        sys.exit(f"{' '.join(words)} failed:\n{done.stderr[-3000:]}")


def _look(browser: Browser, pages: Sequence[Measured]) -> None:
    """Every page at both widths by the engines, and in turn for the time until it is painted."""
    for page in pages:
        for width in WIDTHS:
            _judge(browser, page, width)
    for _ in range(ROUNDS):
        for page in pages:
            tab = _tab(browser, 1280, [])
            tab.goto(page.file.as_uri())
            page.paints.append(tab.evaluate(FIRST_PAINT))
            tab.context.close()


def _judge(browser: Browser, page: Measured, width: int) -> None:
    asked: list[str] = []
    tab = _tab(browser, width, asked)
    tab.goto(page.file.as_uri())
    page.width = tab.evaluate("document.documentElement.scrollWidth")
    page.requests = max(page.requests, len(asked))
    tab.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    page.codesniffer = max(page.codesniffer, len(engines.codesniffer(tab)[0]))
    page.axe = max(page.axe, len(engines.axe(tab)))
    tab.context.close()


def _tab(browser: Browser, width: int, asked: list[str]) -> Any:
    """An empty tab without memory, in which every request to the network fails and is noted."""
    context = browser.new_context(viewport={"width": width, "height": 900}, bypass_csp=True)

    def refused(route: Any) -> None:
        asked.append(route.request.url)
        route.abort("internetdisconnected")

    context.route(lambda url: url.startswith(("http:", "https:", "//")), refused)
    return context.new_page()


def _texts(pages: Sequence[Measured]) -> list[list[str]]:
    found = engines.html_validate([page.file for page in pages])
    return [found.get(str(page.file), []) for page in pages]


def _table(pages: Sequence[Measured]) -> str:
    """One row for each export; the ratio says how many times ours."""
    ours = pages[-1]
    heads = [
        *("Page", "Bytes", "Times ours", "Requests", "axe-core", "HTML_CodeSniffer"),
        *("html-validate", "Wide at 320 px", "First paint (ms)", "Times ours"),
    ]
    rows = [
        [
            *(page.name, f"{page.size:,}", f"{page.size / ours.size:.1f}", str(page.requests)),
            *(str(page.axe), str(page.codesniffer), str(page.html_validate), str(page.width)),
            *(f"{page.paint:.0f}", f"{page.paint / ours.paint:.1f}"),
        ]
        for page in pages
    ]
    lines = [heads, ["---", *["---:"] * (len(heads) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _versions(browser: Browser) -> str:
    others = ", ".join(REQUIREMENTS.read_text(encoding="utf-8").split()).replace("==", " ")
    own = ", ".join(f"{name} {version(name)}" for name in ("nbconvert", "pandas", "matplotlib"))
    return f"Chromium {browser.version}. Others: {others}. Ours: {own}."


if __name__ == "__main__":
    main()
