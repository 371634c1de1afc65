"""Each cell of a notebook brings a piece to the page: its text, or its payloads, drawn."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup
from nbformat import NotebookNode

from analysis.draw import block
from analysis.draw.chart import chart
from analysis.draw.table import table
from analysis.draw.words import Words
from analysis.payload import Chart, KeyFigures, Note, Payload, Sentence, Table
from analysis.report.audience import file_prefix
from analysis.report.frame import PageFrame
from analysis.report.hurry import stand
from analysis.report.notebook import tags
from analysis.report.prose import Heading, Prose

SEES = {
    "public": (),
    "participant": (),
    "internal": ("internal",),
    "restricted": ("internal", "restricted"),
}
"""Which tags of text cells, besides untagged ones, each audience reads."""


@dataclass
class Pieces:
    """What each cell looks like, by its id, and the headings in the order of the page."""

    drawn: dict[str, Markup] = field(default_factory=dict)
    headings: list[Heading] = field(default_factory=list)


def pieces(
    notebook: NotebookNode, payloads: Sequence[Payload], frame: PageFrame, words: Words
) -> Pieces:
    """The texts in the language of the page, and the payloads; both for its audience."""
    made = Pieces()
    for cell in chapters(notebook, {one.cell for one in payloads}, frame):
        prose = Prose(cell.id, frame.alternates)
        made.drawn[cell.id] = prose.html(cell.source)
        made.headings += [heading for heading in prose.headings if heading.level <= 3]
    for payload, drawn in _each(payloads, frame, words):
        made.drawn[payload.cell] = made.drawn.get(payload.cell, Markup("")) + drawn + "\n"
    return made


def chapters(
    notebook: NotebookNode, shows: Collection[str], frame: PageFrame
) -> Iterator[NotebookNode]:
    """The texts of a page, but for a heading alone under which no cell `shows` anything."""
    parts: list[tuple[NotebookNode, list[bool]]] = []
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and belongs(cell, frame):
            parts.append((cell, []))
        elif cell.cell_type == "code" and parts:
            parts[-1][1].append(cell.id in shows)
    following = [*(_level(cell) for cell, _ in parts[1:]), 0]
    for (cell, shown), next_level in zip(parts, following, strict=False):
        alone = _level(cell) > 0 and "\n" not in cell.source.strip()
        if any(shown) or not shown or not alone or next_level > _level(cell):
            yield cell


def _level(cell: NotebookNode) -> int:
    """The level of the heading that a text begins with; 0 without one."""
    return len(cell.source) - len(cell.source.lstrip("#"))


def belongs(cell: NotebookNode, frame: PageFrame) -> bool:
    """Whether a text cell is in the language and for the audience of the page."""
    marks = set(tags(cell))
    closed = {"internal", "restricted"} - set(SEES[frame.audience])
    return frame.language in marks and not marks & closed


def _each(
    payloads: Sequence[Payload], frame: PageFrame, words: Words
) -> Iterator[tuple[Payload, Markup]]:
    """Each payload, drawn; tables and figures are numbered as they come."""
    numbers = {"table": 0, "chart": 0}
    prefix = file_prefix(frame, words)
    for payload in payloads:
        match payload:
            case Sentence(quotable=True):
                yield payload, block.quote(payload, stand(frame, words), words)
            case Sentence():
                yield payload, block.sentence(payload, words)
            case Note():
                yield payload, block.note(payload, words)
            case KeyFigures():
                yield payload, block.key_figures(payload, words)
            case Table():
                numbers["table"] += payload.annex is None
                yield payload, table(payload, words, numbers["table"], prefix, frame.beside)
            case Chart():
                numbers["chart"] += 1
                yield payload, chart(payload, words, numbers["chart"], prefix, frame.beside)
