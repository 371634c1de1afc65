"""The text of a notebook is markdown; on a page it has headings that can be linked to.

The id of a cell is the anchor of its heading. Texts of one section in two languages are cells
`x-nl` and `x-en`: both get the anchor `x`, so that switching language keeps the place. Formulas
are MathML, which browsers read out and print by themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import mistune
from markupsafe import Markup

from analysis.draw.words import languages
from analysis.problems import NotebookError
from analysis.report.formula import mathml
from analysis.report.tongues import same_place


@dataclass(frozen=True)
class Heading:
    """One entry of the contents list."""

    level: int
    anchor: str
    text: str


def anchor(cell: str) -> str:
    """The place of a cell on the page, the same in every language."""
    head, _, last = cell.rpartition("-")
    return head if head and last in languages() else cell


@dataclass
class Prose:
    """The text of one cell as HTML, with the headings in it.

    `alternates` leads from each other language to the same page in it.
    """

    cell: str
    alternates: Mapping[str, str] = field(default_factory=dict)
    headings: list[Heading] = field(default_factory=list)

    def html(self, source: str) -> Markup:
        """The text as HTML; HTML in the source is shown as text, never run."""
        markdown = mistune.create_markdown(renderer=_Renderer(self), plugins=["table", "math"])
        return Markup(markdown(source))

    def place(self, level: int, text: str) -> Heading:
        """A heading gets its cell's anchor; a second one in the same cell a number after it."""
        number = len(self.headings) + 1
        name = anchor(self.cell) if number == 1 else f"{anchor(self.cell)}-{number}"
        heading = Heading(level, name, text)
        self.headings.append(heading)
        return heading


class _Renderer(mistune.HTMLRenderer):
    """What the page does otherwise than markdown's own: headings, and no pictures."""

    def __init__(self, prose: Prose) -> None:
        super().__init__(escape=True)
        self.prose = prose

    def heading(self, text: str, level: int, **attrs: Any) -> str:
        """The title of a notebook (level 1) is said by the page's title block."""
        if level == 1:
            return ""
        found = self.prose.place(level, Markup(text).striptags())
        head = f'<h{level} id="{Markup.escape(found.anchor)}">{text}</h{level}>'
        if level > 2 or not self.prose.alternates:
            return f"{head}\n"
        links = same_place(self.prose.alternates, found.anchor)
        return f'<div class="head">{head}{links}</div>\n'

    def inline_math(self, text: str) -> str:
        """A formula within a sentence."""
        return mathml(text, self.prose.cell)

    def block_math(self, text: str) -> str:
        """A formula on a line of its own."""
        return f'<div class="formula">{mathml(text, self.prose.cell, block=True)}</div>\n'

    def image(self, text: str, url: str, title: str | None = None) -> str:
        """A picture in a text has no data behind it, and would be fetched from elsewhere."""
        raise NotebookError(
            f"cell {self.prose.cell}: a text cell shows a picture. Draw it with show.chart."
        )
