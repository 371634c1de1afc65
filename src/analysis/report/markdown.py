"""The text of a notebook as blocks: what markdown says, without any mark-up of a form.

A form other than HTML has no use for HTML, so what is not text is not taken over: a tag shows as
it was written, and a picture is refused as on the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import mistune

from analysis.problems import NotebookError
from analysis.report.blocks import (
    Block,
    Cell,
    Grid,
    Head,
    Heading,
    Items,
    Paragraph,
    Span,
    Spans,
    text_of,
)
from analysis.report.linear import linear
from analysis.report.prose import anchor

Token = dict[str, Any]
STYLES = {"strong": {"strong": True}, "emphasis": {"emphasis": True}}
VERBATIM = ("block_html", "block_code")
FORMULA = ("inline_math", "block_math")


def blocks(cell: str, source: str) -> list[Block]:
    """The blocks of one text cell, in order.

    Raises NotebookError for a picture, which has no data behind it.
    """
    tokens = mistune.create_markdown(renderer="ast", plugins=["table", "math"])(source)
    return list(_Text(cell).blocks(tokens if isinstance(tokens, list) else []))


@dataclass
class _Text:
    """The text of one cell; headings after the first get a number after their anchor."""

    cell: str
    headings: int = 0
    tables: int = 0

    def blocks(self, tokens: Sequence[Token]) -> Iterator[Block]:
        for token in tokens:
            yield from self.block(token)

    def block(self, token: Token) -> Iterator[Block]:
        kind = token["type"]
        if kind == "heading":
            yield from self.heading(token)
        elif kind in ("paragraph", "block_text"):
            yield Paragraph(self.spans(token["children"]))
        elif kind == "list":
            items = (tuple(self.blocks(item["children"])) for item in token["children"])
            yield Items(tuple(items), ordered=token["attrs"]["ordered"])
        elif kind == "table":
            yield self.table(token)
        elif kind == "block_quote":
            yield from self.blocks(token["children"])
        elif kind in VERBATIM:
            yield Paragraph((Span(token["raw"].strip(), code=True),))
        elif kind in FORMULA:
            yield Paragraph(self.spans([token]))

    def heading(self, token: Token) -> Iterator[Heading]:
        """The title of a notebook (level 1) is said by the report's title."""
        level = token["attrs"]["level"]
        if level > 1:
            self.headings += 1
            name = anchor(self.cell)
            place = name if self.headings == 1 else f"{name}-{self.headings}"
            yield Heading(level, text_of(self.spans(token["children"])), place)

    def table(self, token: Token) -> Grid:
        self.tables += 1
        head, *bodies = token["children"]
        rows = (row["children"] for body in bodies for row in body["children"])
        return Grid(
            id=f"{anchor(self.cell)}-table-{self.tables}",
            number="",
            caption="",
            heads=tuple(Head(self.text(one)) for one in head["children"]),
            rows=tuple(tuple(Cell(self.text(one)) for one in row) for row in rows),
        )

    def text(self, token: Token) -> str:
        return text_of(self.spans(token["children"]))

    def spans(self, tokens: Sequence[Token]) -> Spans:
        return tuple(span for token in tokens for span in self.span(token))

    def span(self, token: Token) -> Iterator[Span]:
        kind = token["type"]
        if kind == "image":
            raise NotebookError(
                f"cell {self.cell}: a text cell shows a picture. Draw it with show.chart."
            )
        if kind == "softbreak":
            yield Span(" ")
        elif kind == "linebreak":
            yield Span("\n")
        elif kind in FORMULA:
            yield Span(linear(token["raw"], self.cell), emphasis=True)
        elif "children" not in token:
            yield Span(token.get("raw", ""), code=kind == "codespan")
        else:
            style = {"href": token["attrs"]["url"]} if kind == "link" else STYLES.get(kind, {})
            for one in self.spans(token["children"]):
                yield replace(one, **style)
