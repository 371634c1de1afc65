"""Every way on a page leads somewhere: to a part of it, a file beside it, or the web."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from justhtml.dom import Element

from analysis.report.checks.page import Finding, Page, shorten, value
from analysis.report.checks.release import Release

SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.I)
SCHEMES = ("http", "https", "mailto", "tel", "data")


def check(page: Page, release: Release) -> Iterator[Finding]:
    """Links of a page that lead nowhere."""
    for one in page.elements:
        if one.name in ("a", "area", "link") and "href" in one.attrs:
            yield from _link(page, one, value(one, "href").strip(), release)


def _link(page: Page, at: Element, address: str, release: Release) -> Iterator[Finding]:
    scheme = SCHEME.match(address)
    if scheme:
        if scheme[1].lower() not in SCHEMES:
            yield _lost(page, at, address, f"one of {', '.join(SCHEMES)}")
        return
    if address.startswith("/"):
        yield _lost(page, at, address, "an address relative to the page")
        return
    path, _, anchor = address.partition("#")
    target = page.path
    if path:
        target = posixpath.normpath(
            posixpath.join(posixpath.dirname(page.path), unquote(path.partition("?")[0]))
        )
        if target.startswith("..") or not release.exists(target):
            yield _lost(page, at, address, f"a file that is published; {target} is not")
            return
    there = release.pages.get(target)
    if anchor and there is not None and unquote(anchor) not in there.ids:
        yield _lost(page, at, address, f'an id "{anchor}" in {target}')
    elif not path and not anchor:
        yield _lost(page, at, address, "an address")


def _lost(page: Page, at: Element, address: str, expected: str) -> Finding:
    return page.finding(
        at,
        f'the link "{shorten(address)}" leads nowhere',
        expected,
        "Publish what it leads to with this page, or mend the address.",
    )
