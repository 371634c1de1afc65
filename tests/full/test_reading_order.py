"""What a screen reader says of each report, in order: read through once and kept as text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from analysis.report.audience import FILE_MARKS
from tests.full.conftest import Open
from tests.full.seen import open_all
from tests.run.test_pages import PROGRAMME, REPORTS, SNAPSHOTS

pytestmark = [pytest.mark.full, pytest.mark.timeout(900)]

# Boxes without a meaning, and the text of what is said by its name already.
SILENT = {
    *("none", "generic", "InlineTextBox", "LineBreak", "RootWebArea", "ListMarker"),
    *("paragraph", "LayoutTableRow", "rowgroup", "LabelText", "time", "strong", "emphasis"),
}
SAID_BY_NAME = {"link", "heading", "image", "button", "term", "DisclosureTriangle", "math"}
CELLS = {"cell", "gridcell", "columnheader", "rowheader"}


class Tree:
    """The accessibility tree of a page as Chromium gives it to a screen reader."""

    def __init__(self, nodes: list[dict[str, Any]]) -> None:
        self.nodes = {node["nodeId"]: node for node in nodes}
        self.root = nodes[0]

    def lines(self, node: dict[str, Any], depth: int = 0, said: str = "") -> Iterator[str]:
        """One line for each thing that is said: role, level and name; a table's row is one.

        `said` is the name of what stands around it: a caption is not told twice.
        """
        role, name = _text(node, "role"), _text(node, "name")
        if role == "row":
            yield "  " * depth + "row: " + " | ".join(self._cells(node))
            return
        silent = node.get("ignored") or role in SILENT
        if role == "StaticText" and name in said:
            return
        if not silent and (line := _said(node, role, name)):
            yield "  " * depth + line
        if role in SAID_BY_NAME and name:
            return
        inside = name if role in ("table", "figure") else said
        for child in self._children(node):
            yield from self.lines(child, depth if silent else depth + 1, inside)

    def _children(self, node: dict[str, Any]) -> list[dict[str, Any]]:
        return [self.nodes[id] for id in node.get("childIds", []) if id in self.nodes]

    def _cells(self, row: dict[str, Any]) -> Iterator[str]:
        for child in self._children(row):
            role = _text(child, "role")
            if child.get("ignored") or role not in CELLS:
                yield from self._cells(child)
            else:
                mark = "" if role in ("cell", "gridcell") else f"{role} "
                yield mark + (_text(child, "name") or self._content(child))

    def _content(self, node: dict[str, Any]) -> str:
        if _text(node, "role") == "StaticText":
            return _text(node, "name")
        return " ".join(filter(None, (self._content(child) for child in self._children(node))))


def _text(node: dict[str, Any], key: str) -> str:
    return " ".join(str(node.get(key, {}).get("value", "")).split())


def _said(node: dict[str, Any], role: str, name: str) -> str:
    if role == "StaticText":
        return name
    known = {one["name"]: one["value"].get("value") for one in node.get("properties", [])}
    level = f" {known['level']}" if role == "heading" and "level" in known else ""
    return f"{role}{level}{': ' + name if name else ''}"


def reading(tab: Any) -> str:
    """All that a screen reader says of an opened page, in its order."""
    open_all(tab)
    session = tab.context.new_cdp_session(tab)
    session.send("Accessibility.enable")
    tree = Tree(session.send("Accessibility.getFullAXTree")["nodes"])
    text = "\n".join(tree.lines(tree.root)) + "\n"
    # Digests and versions change with every line of code; what a reader hears does not.
    text = re.sub(r"\b(?:[0-9a-f]{64}|(?<=, )[0-9a-f]{12})\b", "(digest)", text)
    return re.sub(r"(pandas|matplotlib|papermill|nbconvert) [\d.]+", r"\1", text)


def snapshots_of(built: Path, report: str) -> dict[Path, Path]:
    """The pages of a report, each with the file that keeps what is said of it."""
    drafts = sorted(
        page
        for mark in FILE_MARKS.values()
        for page in (built / "reports" / "draft").glob(f"*/{PROGRAMME}/{mark}{report}.*.html")
    )
    return {
        page: SNAPSHOTS / f"{report}.{page.parts[-3]}.{page.suffixes[-2][1:]}.reading.txt"
        for page in drafts
    }


@pytest.mark.parametrize("report", REPORTS)
def test_a_screen_reader_says_what_was_read_through(
    report: str,
    built: Path,
    opened: Open,
    request: pytest.FixtureRequest,
) -> None:
    """Read the difference as a listener would; then run with --update-snapshots to accept it."""
    kept = snapshots_of(built, report)
    assert kept
    found = {snapshot: reading(opened(page)) for page, snapshot in kept.items()}
    if request.config.getoption("--update-snapshots"):
        for snapshot, text in found.items():
            snapshot.write_text(text, encoding="utf-8", newline="\n")
    for snapshot, text in found.items():
        assert text == snapshot.read_text(encoding="utf-8"), snapshot.name
