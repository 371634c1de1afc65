"""One page: a notebook that ran, its protected payloads, and the frame around them.

The same inputs give the same bytes: there is no clock, run id or path in a page.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup
from nbformat import NotebookNode

from analysis.draw import block
from analysis.draw.chart import chart
from analysis.draw.palette import DARK, LIGHT, variables
from analysis.draw.table import table
from analysis.draw.words import Words
from analysis.payload import Chart, Column, KeyFigures, Note, Payload, Sentence, Table, Title
from analysis.problems import NotebookError
from analysis.report.execute import Executed
from analysis.report.exporter import ReportExporter
from analysis.report.frame import PageFrame
from analysis.report.notebook import tags
from analysis.report.prose import Heading, Prose, anchor


@dataclass(frozen=True)
class Page:
    """What the template prints: every piece already drawn, in the order of the notebook."""

    frame: PageFrame
    words: Words
    title: str
    subtitle: str
    pieces: dict[str, Markup]
    headings: list[Heading]
    brief: bool
    light: str = variables(LIGHT)
    dark: str = variables(DARK)

    @property
    def internal(self) -> bool:
        """Whether the page may show names and small counts."""
        return self.frame.audience == "internal"

    @property
    def document_title(self) -> str:
        """What a browser tab shows; an internal page says so first."""
        parts = [self.title, self.frame.programme, self.frame.organisation]
        if self.internal:
            parts.insert(0, self.words.say("page.internal_mark"))
        return " – ".join(dict.fromkeys(part for part in parts if part))

    @property
    def running_title(self) -> Markup:
        """The title at the foot of every printed page, as a CSS text."""
        parts = [self.frame.programme, self.title]
        if self.internal:
            parts.insert(0, self.words.say("page.internal_mark"))
        return css_text(" – ".join(dict.fromkeys(parts)))

    def count(self, rows: int) -> str:
        """A number of rows as a table shows it."""
        return self.words.cell(Column(key="count", kind="count"), rows)

    def file(self, name: str) -> Markup:
        """A file name that may break after its signs: it has no spaces to break at."""
        parts = re.split(r"(?<=[_/-])", name)
        return Markup("<wbr>").join(parts)

    def piece(self, cell: NotebookNode) -> Markup:
        """What a cell brings to the page; often nothing."""
        return self.pieces.get(cell.id, Markup(""))

    def opens(self, cell: NotebookNode) -> bool:
        """Whether the text proper begins here; what stands before it is the summary."""
        first = self.headings[0].anchor if self.headings else None
        return cell.id in self.pieces and anchor(cell.id) == first


def css_text(text: str) -> Markup:
    """A text as CSS holds it; every character but letters, digits and spaces by its number."""
    return Markup('"{}"').format(
        Markup("".join(c if c.isalnum() or c == " " else f"\\{ord(c):x} " for c in text))
    )


def render(executed: Executed, payloads: Sequence[Payload], frame: PageFrame) -> str:
    """The page as HTML, from payloads that were protected for the frame's audience.

    Raises NotebookError when the report shows no title; UserError when a message, a code or an
    alternative text is missing in the language of the page.
    """
    words = Words(frame.language, frame.labels)
    notebook = _without_outputs(executed.notebook)
    title = _title(payloads, frame)
    headings: list[Heading] = []
    pieces = {**_texts(notebook, frame, headings), **_drawn(payloads, words)}
    page = Page(
        frame=frame,
        words=words,
        title=words.message(title.title),
        subtitle=words.message(title.subtitle) if title.subtitle else "",
        pieces=pieces,
        headings=headings,
        brief=_has_brief(notebook, pieces, headings),
    )
    html, _ = ReportExporter().from_notebook_node(notebook, resources={"page": page})
    return html.strip() + "\n"


def _without_outputs(notebook: NotebookNode) -> NotebookNode:
    """The notebook without what it showed: that is unprotected."""
    bare = copy.deepcopy(notebook)
    for cell in bare.cells:
        if cell.cell_type == "code":
            cell.outputs = []
    return bare


def _has_brief(notebook: NotebookNode, pieces: dict[str, Markup], headings: list[Heading]) -> bool:
    """Whether anything stands before the first heading: that is the summary of the report."""
    for cell in notebook.cells:
        if headings and cell.id in pieces and anchor(cell.id) == headings[0].anchor:
            return False
        if pieces.get(cell.id, "").strip():
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


def _texts(notebook: NotebookNode, frame: PageFrame, headings: list[Heading]) -> dict[str, Markup]:
    """The text cells in the language and for the audience of the page; notes their headings."""
    texts = {}
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and _belongs(cell, frame):
            prose = Prose(cell.id)
            texts[cell.id] = prose.html(cell.source)
            headings += [heading for heading in prose.headings if heading.level <= 3]
    return texts


def _belongs(cell: NotebookNode, frame: PageFrame) -> bool:
    marks = set(tags(cell))
    if "internal" in marks and frame.audience != "internal":
        return False
    return frame.language in marks


def _drawn(payloads: Sequence[Payload], words: Words) -> dict[str, Markup]:
    """What the payloads of each cell look like; tables and figures are numbered as they come."""
    pieces: dict[str, Markup] = {}
    numbers = {"table": 0, "chart": 0}
    for payload, drawn in _each(payloads, words, numbers):
        pieces[payload.cell] = pieces.get(payload.cell, Markup("")) + drawn + "\n"
    return pieces


def _each(
    payloads: Sequence[Payload], words: Words, numbers: dict[str, int]
) -> Iterator[tuple[Payload, Markup]]:
    for payload in payloads:
        match payload:
            case Sentence():
                yield payload, block.sentence(payload, words)
            case Note():
                yield payload, block.note(payload, words)
            case KeyFigures():
                yield payload, block.key_figures(payload, words)
            case Table():
                numbers["table"] += payload.annex is None
                yield payload, table(payload, words, numbers["table"])
            case Chart():
                numbers["chart"] += 1
                yield payload, chart(payload, words, numbers["chart"])
