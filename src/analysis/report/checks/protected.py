"""What disclosure hid is hidden on the page too, and nobody could work it out.

The plan itself is held against an attacker elsewhere; here stands what that found, and that the
drawing kept to the plan: where a payload hides a value, no table or file beside it shows one.
"""

from __future__ import annotations

import base64
import csv
import io
import posixpath
from collections import Counter
from collections.abc import Iterator
from urllib.parse import unquote

from justhtml.dom import Element

from analysis.draw.csv import FLAGS
from analysis.draw.words import HIDDEN
from analysis.payload import Chart, Hidden, Table
from analysis.report.checks.page import Finding, Page, around, text_of, value
from analysis.report.checks.release import Release

SIGNS = {flag: HIDDEN[kind] for kind, flag in FLAGS.items()}
MEND = "Publish nothing; mend the drawing, and say which table it was."


def check(page: Page, release: Release) -> Iterator[Finding]:
    """Tables and files of a page that show more than their protected payload."""
    for payload in release.payloads.get(page.path, ()):
        if isinstance(payload, (Table, Chart)):
            yield from _kept(page, payload, release)


def check_all(release: Release) -> Iterator[Finding]:
    """What others found in the release as a whole."""
    for sentence in release.leaks:
        yield Finding(
            "the release",
            "",
            f"a hidden value can be worked out: {sentence.rstrip('.')}",
            "nobody to learn it",
            "Hide more, or declare a waiver.",
        )


def _kept(page: Page, payload: Table | Chart, release: Release) -> Iterator[Finding]:
    hidden = _hidden(payload)
    if not hidden:
        return
    # A chart and a table may have one id: they stand at places of their own.
    place = f"{payload.type}-{payload.id}"
    for block in (one for one in page.elements if value(one, "id") == place):
        for table in (one for one in page.named("table") if block in around(one)):
            cells = [
                text_of(one)
                for one in page.elements
                if one.name in ("td", "th") and table in around(one)
            ]
            yield from _compared(page, table, Counter(cells), hidden, payload.id)
        for link in (one for one in page.named("a") if block in around(one)):
            address = value(link, "href")
            text = _file(page, address, release)
            if text is not None:
                # The file for machines says so by a flag in a column of its own.
                shown = Counter(SIGNS.get(cell.strip(), cell.strip()) for cell in _cells(text))
                yield from _compared(page, link, shown, hidden, payload.id)


def _hidden(payload: Table | Chart) -> Counter[str]:
    """How many values each shorthand stands for in a payload."""
    keys = [column.key for column in payload.columns]
    cells = [row.get(key) for row in payload.rows for key in keys]
    return Counter(HIDDEN[cell.hidden] for cell in cells if isinstance(cell, Hidden))


def _compared(
    page: Page, at: Element, shown: Counter[str], hidden: Counter[str], id: str
) -> Iterator[Finding]:
    for sign, count in hidden.items():
        if shown[sign] < count:
            yield page.finding(
                at,
                f'"{id}" hides {count} values and shows {sign} {shown[sign]} times',
                f"{sign} in the place of each",
                MEND,
            )


def _file(page: Page, address: str, release: Release) -> str | None:
    """The text of a file that is its own address, or that stands beside the page."""
    head, _, data = address.partition(",")
    if address.startswith("data:"):
        encoded = head.endswith(";base64")
        return base64.b64decode(data).decode("utf-8-sig") if encoded else unquote(data)
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), unquote(address)))
    content = release.files.get(path) if path.endswith(".csv") else None
    return None if content is None else content.decode("utf-8-sig")


def _cells(text: str) -> list[str]:
    """The cells of a file."""
    first = text.lstrip("\ufeff").splitlines()[:1]
    delimiter = ";" if first and ";" in first[0] else ","
    rows = csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=delimiter)
    return [cell for row in rows for cell in row]
