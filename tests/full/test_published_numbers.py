"""What a published page shows is what its results hold: no number more, and none less."""

from __future__ import annotations

import base64
import csv
import html
import io
import json
import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.full

FILE = re.compile(
    r'download="[^"]*?((?:table|chart)-[^"]+?)(\.machine)?\.csv" '
    r'href="data:text/csv;charset=utf-8;base64,([^"]+)"'
)
SIGNS = {"confidential": "[c]", "small_base": "[u]"}
FLAGS = {"confidential": "c", "small_base": "u"}
POINT = {"nl": ",", "en": "."}


def editions(published: Path) -> list[Path]:
    """The folders of the public editions that were not withdrawn."""
    root = published / "reports" / "published" / "public"
    return sorted(found.parent for found in root.rglob("results.json"))


def payloads(folder: Path) -> list[dict[str, Any]]:
    """The tables and charts of an edition, as its results hold them."""
    results = json.loads((folder / "results.json").read_text("utf-8"))
    return [one for one in results["payloads"] if one["type"] in ("table", "chart")]


def files(page: str, machine: bool) -> dict[str, list[list[str]]]:
    """The rows of the files that a page carries, by the place they belong to."""
    found = {}
    for place, for_machines, content in FILE.findall(page):
        if bool(for_machines) is machine:
            text = base64.b64decode(content).decode("utf-8-sig")
            delimiter = ";" if ";" in text.splitlines()[0] else ","
            found[place.removesuffix("-data")] = list(csv.reader(io.StringIO(text),
                                                                 delimiter=delimiter))  # fmt: skip
    return found


def pages(folder: Path) -> Iterator[tuple[str, str]]:
    for page in sorted(folder.glob("*.html")):
        if page.name != "index.html":
            yield page.name.split(".")[-2], page.read_text("utf-8")


def place(payload: dict[str, Any]) -> str:
    return f"{payload['type']}-{payload['id']}"


def test_the_files_for_machines_hold_what_the_results_hold(published: Path) -> None:
    compared = 0
    for folder in editions(published):
        for _, page in pages(folder):
            carried = files(page, machine=True)
            for payload in payloads(folder):
                heads, *lines = carried[place(payload)]
                assert len(lines) == len(payload["rows"])
                for row, line in zip(payload["rows"], lines, strict=True):
                    compared += holds(row, dict(zip(heads, line, strict=True)))
    assert compared > 40


def holds(row: dict[str, Any], line: dict[str, str]) -> int:
    """How many values of a row were compared with those of its line."""
    for key, value in row.items():
        if isinstance(value, dict):
            assert (line[key], line[f"{key}_flag"]) == ("", FLAGS[value["hidden"]])
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            assert abs(Decimal(line[key]) - Decimal(str(value))) < Decimal("0.000001")
            assert line[f"{key}_flag"] == ""
    return len(row)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_tables_show_what_the_results_hold(published: Path, language: str) -> None:
    compared = 0
    for folder in editions(published):
        page = next(text for tongue, text in pages(folder) if tongue == language)
        for payload in payloads(folder):
            shown = cells(page, place(payload))
            for row in payload["rows"]:
                for column in payload["columns"]:
                    expected = written(column["kind"], row[column["key"]], language)
                    assert expected is None or expected in shown, (place(payload), expected)
                    compared += expected is not None
    assert compared > 20


def cells(page: str, place: str) -> set[str]:
    """The texts in the cells of one table or of the data of one chart."""
    start = re.search(rf'id="{re.escape(place)}"', page)
    assert start, place
    block = page[start.start() :]
    table = block[block.index("<table") : block.index("</table>")]
    texts = re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", table, re.DOTALL)
    return {html.unescape(re.sub(r"<[^>]+>", "", text)).strip() for text in texts}


def written(kind: str, value: Any, language: str) -> str | None:
    """How a reader sees a count or share, written without the code of the pages."""
    if isinstance(value, dict):
        return SIGNS[value["hidden"]]
    if value is None or kind not in ("count", "share"):
        return None
    if kind == "count":
        return f"{value:,}".replace(",", "." if language == "nl" else ",")
    share = (Decimal(str(value)) * 100).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    return f"{share}%".replace(".", POINT[language])
