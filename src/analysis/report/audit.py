"""A browser sees what no reading of the file shows: `publish --audit` asks two engines there.

axe-core comes with the extra `audit`; HTML_CodeSniffer only with npm, in the folder that
TRAJECTMONITOR_NODE_MODULES names (docs/decisions/0011-gate.md). An engine that is not there is
told, never passed over in silence.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.problems import UsageError
from analysis.report.checks.page import Finding

BROWSER = "TRAJECTMONITOR_CHROMIUM"
PACKAGES = "TRAJECTMONITOR_NODE_MODULES"
COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge")
CHANNELS = ("chrome", "msedge")
WIDTHS = (1280, 320)
THEMES = ("light", "dark")
AXE_TAGS = [
    *("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"),
    *("best-practice", "EN-301-549"),
]
# A target too small to hit is in axe an opinion of WCAG 2.2 that one has to ask for.
AXE_RULES = {"target-size": {"enabled": True}}
AXE = """([tags, rules]) => axe.run(document, {
    runOnly: {type: "tag", values: tags}, rules, resultTypes: ["violations"],
}).then(found => found.violations.flatMap(rule => rule.nodes.map(
    node => [node.target.join(" "), `${rule.id}: ${rule.help}`])))"""
CODESNIFFER = """() => new Promise((done, failed) => HTMLCS.process("WCAG2AA", document, () => done(
    HTMLCS.getMessages().filter(found => found.type <= 2).map(found => [
        found.element.tagName.toLowerCase() + (found.element.id ? "#" + found.element.id : ""),
        `${found.code}: ${found.msg}`])), failed))"""

Engine = Callable[[Any], list[list[str]]]
Found = tuple[str, str, str, str]


@dataclass(frozen=True)
class Audit:
    """What the engines found, which of them looked, and which could not."""

    findings: tuple[Finding, ...]
    engines: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def remarks(self) -> list[str]:
        """What a reader of the audit must know of it."""
        return [
            f"{name} did not look at the pages: it is not here. Install it with npm and name its "
            f"folder node_modules in {PACKAGES}."
            for name in self.missing
        ]


def ready() -> None:
    """Raise UsageError where there is no browser or no engine: before anything is made for them."""
    engines()
    with browser():
        pass


def audit(pages: Mapping[str, bytes]) -> Audit:
    """What axe-core and HTML_CodeSniffer find on pages: two widths, two themes, all unfolded.

    Raises UsageError where there is no browser, or no engine.
    """
    known, missing = engines()
    found: dict[Found, list[str]] = {}
    with tempfile.TemporaryDirectory(prefix="audit-") as name, browser() as opened:
        paths = _written(pages, Path(name))
        for view, context in _views(opened):
            for page, path in paths.items():
                for key in _looked(context, known, page, path):
                    found.setdefault(key, []).append(view)
    findings = [
        Finding(page, place, f"{engine} finds {said.rstrip('.')}", "no finding",
                f"Seen at {', '.join(views)}. Mend the template or the drawing.")
        for (page, place, engine, said), views in found.items()
    ]  # fmt: skip
    return Audit(tuple(findings), tuple(known), tuple(missing))


def _looked(context: Any, known: Mapping[str, Engine], page: str, path: Path) -> Iterator[Found]:
    tab = context.new_page()
    tab.goto(path.as_uri())
    tab.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    for engine, look in known.items():
        yield from ((page, place, engine, said) for place, said in look(tab))
    tab.close()


def _written(pages: Mapping[str, bytes], folder: Path) -> dict[str, Path]:
    paths = {}
    for page, content in sorted(pages.items()):
        if page.endswith(".html"):
            paths[page] = folder / page
            paths[page].parent.mkdir(parents=True, exist_ok=True)
            paths[page].write_bytes(content)
    return paths


def _views(opened: Any) -> Iterator[tuple[str, Any]]:
    for width in WIDTHS:
        for theme in THEMES:
            # An engine is a program, which a page itself rightly refuses to run.
            context = opened.new_context(
                viewport={"width": width, "height": 900}, color_scheme=theme, bypass_csp=True
            )
            yield f"{width} px {theme}", context
            context.close()


@contextmanager
def browser() -> Iterator[Any]:
    """Chromium, or a browser made from it: the one that is named, else one that is found.

    Raises UsageError when there is none, or nothing to drive it with.
    """
    if importlib.util.find_spec("playwright") is None:
        raise UsageError(
            "publish --audit: nothing here can drive a browser. Install the extra with "
            "`pip install trajectmonitor[audit]`, or publish without --audit."
        )
    from playwright.sync_api import Error, sync_playwright

    path = os.environ.get(BROWSER) or next(filter(None, map(shutil.which, COMMANDS)), None)
    ways: list[dict[str, Any]] = [{"executable_path": path}] if path else []
    ways += [{"channel": channel} for channel in CHANNELS]
    with sync_playwright() as driver:
        for way in ways:
            try:
                opened = driver.chromium.launch(**way, args=_arguments())
            except Error:
                continue
            try:
                yield opened
            finally:
                opened.close()
            return
    raise UsageError(
        f"publish --audit: no Chromium, Chrome or Edge starts here. Name one in {BROWSER}, or "
        "publish without --audit; the gate's own checks hold all the same."
    )


def _arguments() -> list[str]:
    """Chromium refuses its own sandbox to root, as in a container."""
    root = getattr(os, "geteuid", lambda: 1)() == 0
    return ["--no-sandbox"] if root else []


def engines() -> tuple[dict[str, Engine], list[str]]:
    """The engines that are here by name, and the names of those that are not.

    Raises UsageError when there is none at all.
    """
    sources = {
        "axe-core": (_axe_source(), AXE, [AXE_TAGS, AXE_RULES]),
        "HTML_CodeSniffer": (_packaged("html_codesniffer/build/HTMLCS.js"), CODESNIFFER, None),
    }
    known: dict[str, Engine] = {
        name: _engine(source.read_text(encoding="utf-8"), call, given)
        for name, (source, call, given) in sources.items()
        if source is not None
    }
    if not known:
        raise UsageError(
            "publish --audit: no engine is here. Install the extra with "
            "`pip install trajectmonitor[audit]`, or publish without --audit."
        )
    return known, [name for name in sources if name not in known]


def _engine(source: str, call: str, given: Any) -> Engine:
    def look(tab: Any) -> list[list[str]]:
        tab.evaluate(source)
        found: list[list[str]] = tab.evaluate(call, given)
        return found

    return look


def _packaged(path: str) -> Path | None:
    folder = os.environ.get(PACKAGES)
    found = Path(folder) / path if folder else None
    return found if found and found.is_file() else None


def _axe_source() -> Path | None:
    """The newest axe there is: npm's, else the one that the extra brings."""
    if found := _packaged("axe-core/axe.min.js"):
        return found
    spec = importlib.util.find_spec("axe_playwright_python")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        if (path := Path(folder) / "axe.min.js").is_file():
            return path
    return None
