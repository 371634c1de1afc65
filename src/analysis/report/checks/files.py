"""Every file that was promised is there, opens, and is no heavier than a reader can bear."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

from analysis.report.checks.page import Finding
from analysis.report.checks.release import Release

PARTS = {"xlsx": "xl/workbook.xml", "docx": "word/document.xml"}


def check_all(release: Release) -> Iterator[Finding]:
    """Files that are missing, empty, damaged or too large."""
    for path in sorted(set(release.promised)):
        if not release.exists(path):
            yield Finding(
                path,
                "",
                "this file was promised and is not there",
                "it to be published",
                "Make this form too, or do not promise it.",
            )
    for path, content in sorted(release.files.items()):
        if trouble := damage(path, content):
            yield Finding(path, "", trouble, "a file that opens", "Build it again.")
        if path.endswith(".html"):
            yield from _size(path, len(content), release)


def damage(path: str, content: bytes) -> str:
    """What is wrong with a file by its kind; empty where nothing is."""
    if not content:
        return "this file is empty"
    kind = path.rsplit(".", 1)[-1]
    try:
        match kind:
            case "pdf":
                good = content.startswith(b"%PDF-") and b"%%EOF" in content[-1024:]
            case "xlsx" | "docx":
                with ZipFile(BytesIO(content)) as packed:
                    good = PARTS[kind] in packed.namelist() and packed.testzip() is None
            case "json":
                json.loads(content)
                good = True
            case "xml":
                ElementTree.fromstring(content)
                good = True
            case _:
                good = True
    except (BadZipFile, ValueError, ElementTree.ParseError):
        good = False
    return "" if good else f"this is no good {kind.upper()} file"


def _size(path: str, size: int, release: Release) -> Iterator[Finding]:
    """A page with more than three charts and four tables may weigh more, but it is told."""
    if size <= release.most_bytes or path in release.larger:
        return
    page = release.pages[path]
    charts = sum(one.attrs.get("role") == "img" for one in page.elements)
    tables = len(page.named("table"))
    ordinary = charts <= 3 and tables <= 4 + charts
    yield Finding(
        path,
        "",
        f"this page has {size:,} bytes, with {charts} pictures and {tables} tables",
        f"at most {release.most_bytes:,}",
        "Draw less in one chart, or split the report."
        if ordinary
        else "Nothing has to be done, but readers with a slow line wait.",
        blocks=ordinary,
    )
