"""What a report is made of once it is worded, whatever form it takes: headings, texts, figures.

A block knows what it says and nothing of how it is drawn. PDF, workbook and document are written
from the same blocks, so a number cannot stand in one of them and not in another.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from analysis.draw.palette import LIGHT, tokens
from analysis.draw.sheet import Sheet
from analysis.payload import Kind

NUMERIC = ("count", "share", "number")
DOTS_PER_INCH = 150
"""Sharp enough on paper at the breadth of a page; finer only makes the file larger."""


@dataclass(frozen=True)
class Span:
    """A run of text in one style; with an address it is a link."""

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    href: str = ""


Spans = tuple[Span, ...]


def text_of(spans: Spans) -> str:
    """What a line says, without its style."""
    return "".join(span.text for span in spans)


@dataclass(frozen=True)
class Heading:
    """The title of a part; level 1 is the report's own."""

    level: int
    text: str
    anchor: str = ""


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of text."""

    spans: Spans


@dataclass(frozen=True)
class Items:
    """A list, numbered or not; an item may hold lists of its own."""

    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False


@dataclass(frozen=True)
class Callout:
    """A remark set apart; its label says in words what kind it is."""

    label: str
    text: str
    form: str = "remark"


@dataclass(frozen=True)
class Cell:
    """A cell as a reader sees it, and as a number or day where it is one.

    The number is rounded as it is shown: no form tells more than the page. `language` is that of
    its text, where people wrote it in another than that of the report.
    """

    text: str
    plain: int | float | date | None = None
    kind: Kind = "text"
    decimals: int = 2
    language: str = ""


@dataclass(frozen=True)
class Head:
    """The heading of a column, and what stands below it."""

    text: str
    kind: Kind = "text"

    @property
    def numeric(self) -> bool:
        """Whether numbers stand below it."""
        return self.kind in NUMERIC


@dataclass(frozen=True)
class Grid:
    """A table: its number and caption, what must be known before reading it, and its rows.

    `heading` is the place of the column that names a row. One without `number` is part of a text.
    `cut` says how many rows there are and where, where only the first of them are here.
    """

    id: str
    number: str
    caption: str
    heads: tuple[Head, ...]
    rows: tuple[tuple[Cell, ...], ...]
    above: tuple[str, ...] = ()
    heading: int = 0
    cut: str = ""
    note: str = ""


@dataclass(frozen=True)
class Figure:
    """A key figure: its label, its value, what it is out of, and what to know with it."""

    label: str
    value: str
    beside: str = ""
    context: str = ""


@dataclass(frozen=True)
class Figures:
    """The key figures, and the same as a table."""

    items: tuple[Figure, ...]
    data: Grid


@dataclass(frozen=True)
class Drawing:
    """A chart: its finding, the words that replace it, its data, and how it is drawn."""

    id: str
    number: str
    headline: str
    subtitle: str
    alternative: str
    data: Grid
    sheet: Callable[[], Sheet]
    note: str = ""

    def png(self) -> bytes:
        """The drawing on white, for forms that know no SVG."""
        return self.sheet().png(LIGHT, DOTS_PER_INCH)

    def address(self, typeface: str) -> str:
        """The drawing as an SVG that is its own address; there are no variables left in it."""
        svg = self.sheet().svg()
        colours = tokens(LIGHT)
        # Without a name of its own a drawing takes whatever typeface the machine has.
        svg = svg.replace("<svg ", f'<svg font-family="{typeface}" ', 1)
        svg = re.sub(r"var\(--([\w-]+)\)", lambda found: colours[found[1]], svg)
        content = base64.b64encode(svg.encode("utf-8")).decode("ascii")
        return f"data:image/svg+xml;base64,{content}"


Block = Heading | Paragraph | Items | Callout | Grid | Figures | Drawing


def texts(block: Block) -> Iterator[str]:
    """Everything that a block says to its readers, in the order in which it says it."""
    match block:
        case Heading() as heading:
            yield heading.text
        case Paragraph() as paragraph:
            yield text_of(paragraph.spans)
        case Callout() as callout:
            yield from (callout.label, callout.text)
        case Items() as items:
            for item in items.items:
                for part in item:
                    yield from texts(part)
        case Figures() as figures:
            for figure in figures.items:
                yield from (figure.label, figure.value, figure.beside, figure.context)
        case Drawing() as drawing:
            yield from (drawing.headline, drawing.subtitle, drawing.note, drawing.alternative)
            yield from texts(drawing.data)
        case Grid() as grid:
            yield from (grid.caption, *grid.above, *(head.text for head in grid.heads))
            yield from (cell.text for row in grid.rows for cell in row)
            yield from (grid.cut, grid.note)
