"""A table can be read cell by cell: it has a caption, and every cell knows its headings."""

from __future__ import annotations

from collections.abc import Iterator

from justhtml.dom import Element

from analysis.report.checks.page import Finding, Page, text_of, value
from analysis.report.checks.release import Release

SCOPES = ("col", "row", "colgroup", "rowgroup")


def check(page: Page, _: Release) -> Iterator[Finding]:
    """Faults in the tables of a page."""
    for table in page.named("table"):
        inside = list(_inside(table))
        captions = [text_of(one) for one in inside if one.name == "caption"]
        if not any(captions):
            yield page.finding(
                table,
                "this table has no caption",
                "one that says what it holds",
                "Give the payload a caption.",
            )
        for one in inside:
            yield from _cell(page, one)
        yield from _rows(page, table, inside)


def _cell(page: Page, one: Element) -> Iterator[Finding]:
    if one.name == "th" and not text_of(one):
        yield page.finding(one, "this heading of a table is empty", "a word", "Name the column.")
    if one.name == "th" and value(one, "scope") not in SCOPES:
        yield page.finding(
            one,
            "this heading does not say what it is the heading of",
            'scope="col" or scope="row"',
            "Add the scope.",
        )
    if one.name == "td" and not text_of(one):
        yield page.finding(
            one, "this cell is blank", "a value, [x], [c] or [u]", "Say why there is no value."
        )


def _rows(page: Page, table: Element, inside: list[Element]) -> Iterator[Finding]:
    heads = [one for one in inside if one.name == "th"]
    if not any(value(one, "scope") in ("col", "colgroup") for one in heads):
        yield page.finding(
            table, "its columns have no headings", 'th with scope="col"', "Add them."
        )
    for row in (one for one in inside if one.name == "tr"):
        cells = [one for one in row.children or [] if isinstance(one, Element)]
        if cells and all(one.name == "td" for one in cells):
            yield page.finding(
                row,
                "this row has no heading",
                'a th with scope="row"',
                "Name the column that tells rows apart.",
            )


def _inside(table: Element) -> Iterator[Element]:
    """The elements of a table, without those of a table within it."""
    for one in table.children or []:
        if isinstance(one, Element):
            yield one
            if one.name != "table":
                yield from _inside(one)
