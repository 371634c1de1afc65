"""Who cannot see a picture reads what it shows; a placeholder passes every checker but ours."""

from __future__ import annotations

from collections.abc import Iterator

from justhtml.dom import Element

from analysis.draw.alternative import LONGEST, PATH, PLACEHOLDER, SHORTEST
from analysis.report.checks.outline import name_of
from analysis.report.checks.page import Finding, Page, around, shorten, value
from analysis.report.checks.release import Release


def check(page: Page, _: Release) -> Iterator[Finding]:
    """Pictures without words, and drawings that are read out piece by piece."""
    for one in page.elements:
        pressed = one.name == "input" and value(one, "type") == "image"
        if pressed or one.name in ("img", "area") or value(one, "role") == "img":
            yield from _alternative(page, one)
        elif one.name in ("canvas", "video", "audio"):
            yield page.finding(
                one,
                f"<{one.name}> shows nothing that can be read",
                "a chart of the product",
                "Draw it with show.chart.",
            )
        if one.name == "svg" and value(one, "role") != "img":
            yield from _drawing(page, one)


def _alternative(page: Page, one: Element) -> Iterator[Finding]:
    text = value(one, "alt") if one.name in ("img", "area", "input") else name_of(page, one)
    if not text.strip():
        what = "this picture has no alternative text"
    elif PLACEHOLDER.search(text) or PATH.match(text):
        what = f'its alternative text says nothing: "{shorten(text)}"'
    elif not SHORTEST <= len(text) <= LONGEST:
        what = f"its alternative text has {len(text)} characters"
    else:
        return
    yield page.finding(
        one,
        what,
        f"{SHORTEST} to {LONGEST} characters that say what is shown",
        "Draw it with show.chart, which makes one from the frame.",
    )


def _drawing(page: Page, one: Element) -> Iterator[Finding]:
    hidden = any(value(each, "aria-hidden") == "true" for each in around(one))
    if not hidden:
        yield page.finding(
            one,
            "this drawing is read out piece by piece",
            'aria-hidden="true" inside an element with role="img"',
            "Take it from draw/chart.py.",
        )
