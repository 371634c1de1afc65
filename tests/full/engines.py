"""Three engines that look for what keeps people out of a page: each sees what the others miss.

axe-core and HTML_CodeSniffer judge a page as the browser shows it; html-validate judges its text.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

SOURCES = Path(__file__).resolve().parents[1] / "npm"
AXE_TAGS = [
    *("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"),
    *("best-practice", "EN-301-549"),
]
# A target too small to hit is in axe an opinion of WCAG 2.2 that one has to ask for.
AXE_RULES = {"target-size": {"enabled": True}}
AXE = """([tags, rules]) => axe.run(document, {
    runOnly: {type: "tag", values: tags}, rules, resultTypes: ["violations"],
}).then(found => found.violations.flatMap(rule => rule.nodes.map(
    node => `${rule.id}: ${node.target.join(" ")}`)))"""
CODESNIFFER = """() => new Promise((done, failed) => HTMLCS.process("WCAG2AA", document, () => done(
    HTMLCS.getMessages().filter(found => found.type <= 2).map(({type, code, element, msg}) => [
        type, `${code}: ${element.tagName} ${element.id || ""} ${msg}`,
    ])), failed))"""
CERTAIN = 1


def packages() -> Path:
    """The folder with the engines' packages; without them the full tier fails, it promises them."""
    given = os.environ.get("TRAJECTMONITOR_NODE_MODULES")
    for place in [Path(given)] if given else [SOURCES / "node_modules"]:
        if (place / "axe-core").is_dir():
            return place
    pytest.fail("The engines are not installed. Run the tests with start.py test --full, or run "
                "npm ci in tests/npm.")  # fmt: skip


@cache
def _source(name: str) -> str:
    return (packages() / name).read_text(encoding="utf-8")


def axe(tab: Any) -> list[str]:
    """What axe-core finds on an opened page: rule and place."""
    tab.evaluate(_source("axe-core/axe.min.js"))
    found: list[str] = tab.evaluate(AXE, [AXE_TAGS, AXE_RULES])
    return found


def codesniffer(tab: Any) -> tuple[list[str], list[str]]:
    """What HTML_CodeSniffer is certain of on an opened page, and what a person has to judge."""
    tab.evaluate(_source("html_codesniffer/build/HTMLCS.js"))
    found = tab.evaluate(CODESNIFFER)
    certain = [text for kind, text in found if kind == CERTAIN]
    return certain, [text for kind, text in found if kind != CERTAIN]


def html_validate(pages: Sequence[Path]) -> dict[str, list[str]]:
    """What html-validate finds in the text of pages, by page; all in one process."""
    node = shutil.which("node")
    if not node:
        pytest.fail("html-validate needs Node.js, which is not on the path: install it.")
    program = packages() / "html-validate" / "bin" / "html-validate.mjs"
    with tempfile.TemporaryDirectory() as folder:
        # Not its output: it ends before a pipe has taken more than the first 64 kB.
        answer = Path(folder) / "found.json"
        settings = ["--config", str(SOURCES / "htmlvalidate.json"), "--formatter", f"json={answer}"]
        done = subprocess.run(
            [node, str(program), *settings, *map(str, pages)],
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert answer.exists(), done.stderr
        found = json.loads(answer.read_text(encoding="utf-8"))
    return {
        page["filePath"]: [f"{one['ruleId']}: {one['selector']}" for one in page["messages"]]
        for page in found
    }
