"""One page: a notebook that ran, its protected payloads, and the frame around them.

The same inputs give the same bytes: there is no clock, run id or path in a page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup
from nbformat import NotebookNode

from analysis.draw.palette import DARK, LIGHT, variables
from analysis.draw.words import Words
from analysis.payload import Column, Payload, Title
from analysis.problems import NotebookError
from analysis.report import audience, glossary, hurry, state
from analysis.report.execute import Executed
from analysis.report.exporter import exporter
from analysis.report.frame import Change, PageFrame
from analysis.report.pieces import Pieces, pieces
from analysis.report.prose import anchor
from analysis.report.tongues import Tongue, switch


@dataclass(frozen=True)
class Page:
    """What the template prints: every piece already drawn, in the order of the notebook."""

    frame: PageFrame
    words: Words
    title: str
    subtitle: str
    pieces: Pieces
    brief: bool
    payloads: Sequence[Payload] = ()
    light: str = variables(LIGHT)
    dark: str = variables(DARK)

    def __deepcopy__(self, _: object) -> Page:
        """The same page: nbconvert copies what it is given, and a page never changes."""
        return self

    @property
    def mark(self) -> str:
        """For whom a page is that is not for everybody."""
        return audience.mark(self.frame, self.words)

    @property
    def mark_explained(self) -> str:
        """Why it is not for everybody."""
        return audience.explained(self.frame, self.words)

    @cached_property
    def places(self) -> dict[str, Markup]:
        """What is said of the state of the page, between the marks by which it is found again."""
        found = state.places(self.words, self.frame.edition)
        return {
            name: found[name] if name == "printed" else state.marked(name, found[name])
            for name in found
        }

    @property
    def document_title(self) -> str:
        """What a browser tab shows; a page that is not for everybody says so first."""
        parts = [self.mark, self.frame.name, self.frame.programme, self.frame.organisation]
        return state.titled(self.words, self.frame.edition, _joined(*parts))

    @property
    def running_title(self) -> Markup:
        """The title at the foot of every printed page, as a CSS text."""
        return state.css_text(_joined(self.mark, self.frame.programme, self.title))

    @cached_property
    def tongues(self) -> list[Tongue]:
        """The languages in which this page can be read."""
        return switch(self.frame.language, self.frame.alternates)

    @cached_property
    def terms(self) -> list[glossary.Term]:
        """The words and signs that the page uses and explains."""
        return glossary.terms(self.pieces.drawn.values(), self.words)

    @cached_property
    def mail(self) -> hurry.Mail | None:
        """The main messages, ready to send."""
        return hurry.mail(self.payloads, self.title, self.mark, self.frame, self.words)

    @property
    def problem(self) -> hurry.Mail | None:
        """A message to report a mistake in this version of the page."""
        return hurry.problem(self.title, self.frame, self.words)

    @property
    def citation(self) -> Markup:
        """The line by which others refer to this page."""
        return hurry.citation(self.title, self.frame, self.words)

    @property
    def version(self) -> str:
        """Which version of the page this is."""
        return hurry.version(self.frame, self.words)

    def changes(self, tabled: bool) -> list[Change]:
        """What changed: figures with an earlier or later value stand in a table, the rest not."""
        return [
            one for one in self.frame.edition.changes if bool(one.before or one.after) == tabled
        ]

    def count(self, rows: int) -> str:
        """A number of rows as a table shows it."""
        return self.words.cell(Column(key="count", kind="count"), rows)

    def piece(self, cell: NotebookNode) -> Markup:
        """What a cell brings to the page; often nothing."""
        return self.pieces.drawn.get(cell.id, Markup(""))

    def opens(self, cell: NotebookNode) -> bool:
        """Whether the text proper begins here; what stands before it is the summary."""
        first = self.pieces.headings[0].anchor if self.pieces.headings else None
        return cell.id in self.pieces.drawn and anchor(cell.id) == first


def render(executed: Executed, payloads: Sequence[Payload], frame: PageFrame) -> str:
    """The page as HTML, from payloads that were protected for the frame's audience.

    Raises NotebookError when the report shows no title or too much to quote; UserError when a
    message, a code or an alternative text is missing in the language of the page.
    """
    words = Words(frame.language, frame.labels)
    notebook = _without_outputs(executed.notebook)
    title = _title(payloads, frame)
    hurry.quotes(payloads, frame.report)
    drawn = pieces(notebook, payloads, frame, words)
    page = Page(
        frame=frame,
        words=words,
        title=words.message(title.title),
        subtitle=words.message(title.subtitle) if title.subtitle else "",
        pieces=drawn,
        brief=_has_brief(notebook, drawn),
        payloads=payloads,
    )
    html, _ = exporter().from_notebook_node(notebook, resources={"page": page})
    return html.strip() + "\n"


def _joined(*parts: str) -> str:
    return " – ".join(dict.fromkeys(part for part in parts if part))


def _without_outputs(notebook: NotebookNode) -> NotebookNode:
    """The notebook without what it showed: that is unprotected."""
    cells = [
        NotebookNode({**cell, "outputs": []}) if cell.cell_type == "code" else cell
        for cell in notebook.cells
    ]
    return NotebookNode({**notebook, "cells": cells})


def _has_brief(notebook: NotebookNode, drawn: Pieces) -> bool:
    """Whether anything stands before the first heading: that is the summary of the report."""
    first = drawn.headings[0].anchor if drawn.headings else None
    for cell in notebook.cells:
        if first and cell.id in drawn.drawn and anchor(cell.id) == first:
            return False
        if drawn.drawn.get(cell.id, "").strip():
            return True
    return False


def _title(payloads: Sequence[Payload], frame: PageFrame) -> Title:
    for payload in payloads:
        if isinstance(payload, Title):
            return payload
    raise NotebookError(
        f'Report "{frame.report}": it shows no title to audience {frame.audience}. '
        "Begin the notebook with show.title."
    )
