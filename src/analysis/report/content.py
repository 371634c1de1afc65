"""A report in one language as one row of blocks: what every form of it is written from.

Texts come from the notebook, numbers only from the protected payloads. The page keeps its own
way, because it shows more than paper can; what both say is worded by the same `Words`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from nbformat import NotebookNode

from analysis.draw.words import Words
from analysis.payload import Payload, Title
from analysis.problems import NotebookError
from analysis.report import audience, markdown, surroundings
from analysis.report.blocks import Block, Callout, Heading, texts
from analysis.report.execute import Executed
from analysis.report.frame import PageFrame
from analysis.report.pieces import chapters
from analysis.report.surroundings import Fact
from analysis.report.worded import worded


@dataclass(frozen=True)
class Content:
    """A report worded: its title block, what must be known first, and its blocks in order."""

    frame: PageFrame
    words: Words
    title: str
    subtitle: str
    mark: str
    facts: tuple[Fact, ...]
    banners: tuple[Callout, ...]
    blocks: tuple[Block, ...]

    @property
    def language(self) -> str:
        """The language as a file declares it, such as nl-BE."""
        return self.words.notation.tag

    @property
    def document_title(self) -> str:
        """What a reader's program shows as the title; one that is not public says so first."""
        return self._joined(self.mark, self.title, self.frame.programme, self.frame.organisation)

    @property
    def running_title(self) -> str:
        """What stands at the foot of every page."""
        return self._joined(self.mark, self.frame.programme, self.title)

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The parts of the report, as a list of contents names them."""
        return tuple(one for one in self.blocks if isinstance(one, Heading) and one.level <= 3)

    @property
    def day(self) -> date:
        """The day that a file carries: of its release, or of its data where it has none."""
        return self.frame.edition.released_on or self.frame.as_of

    def _joined(self, *parts: str) -> str:
        return " – ".join(dict.fromkeys(part for part in parts if part))


def content(
    executed: Executed, payloads: Sequence[Payload], frame: PageFrame, whole: bool = False
) -> Content:
    """The report as blocks, from payloads that were protected for the frame's audience.

    Large tables are cut as on the page, unless they are asked for `whole`.
    Raises NotebookError when the report shows no title; UserError when a message, a code or an
    alternative text is missing in the language of the frame.
    """
    words = Words(frame.language, frame.labels)
    title = next((one for one in payloads if isinstance(one, Title)), None)
    if title is None:
        raise NotebookError(
            f'Report "{frame.report}": it shows no title to audience {frame.audience}. '
            "Begin the notebook with show.title."
        )
    found = list(_body(executed.notebook, worded(payloads, frame, words, whole), frame))
    if found and not isinstance(found[0], Heading):
        found.insert(0, Heading(2, words.say("page.summary"), "brief"))
    said = [text for block in found for text in texts(block)]
    heading = words.message(title.title)
    return Content(
        frame=frame,
        words=words,
        title=heading,
        subtitle=words.message(title.subtitle) if title.subtitle else "",
        mark=audience.mark(frame, words),
        facts=tuple(surroundings.facts(frame, words)),
        banners=tuple(surroundings.banners(frame, words)),
        blocks=(*found, *surroundings.closing(heading, said, frame, words)),
    )


def _body(
    notebook: NotebookNode, told: Iterable[tuple[str, Block]], frame: PageFrame
) -> Iterator[Block]:
    """The texts and payloads in the order of the notebook; what its cells put out is not read."""
    shown: dict[str, list[Block]] = {}
    for cell, block in told:
        shown.setdefault(cell, []).append(block)
    kept = {cell.id for cell in chapters(notebook, shown, frame)}
    for cell in notebook.cells:
        if cell.id in kept:
            yield from markdown.blocks(cell.id, cell.source)
        yield from shown.get(cell.id, ())
