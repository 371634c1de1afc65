"""A report as a document in which colleagues can write and comment: real headings, lists, tables.

What a word processor needs to know of it is in its styles: the language, which row of a table is
its head, and what a picture shows.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph as Line

from analysis.payload import Payload
from analysis.report import wordprocessing as word
from analysis.report.archive import clean, on_day
from analysis.report.blocks import (
    Block,
    Callout,
    Cell,
    Drawing,
    Figures,
    Grid,
    Heading,
    Items,
    Paragraph,
    Span,
    Spans,
)
from analysis.report.content import Content, content
from analysis.report.execute import Executed
from analysis.report.frame import PageFrame

BROAD = Cm(17)
MANY = 7
"""From more columns than this on, a table is set in smaller letters."""


def document(executed: Executed, payloads: Sequence[Payload], frame: PageFrame) -> bytes:
    """The report as DOCX, from payloads that were protected for the frame's audience."""
    worded = content(executed, payloads, frame)
    made = docx.Document()
    word.styles(made, worded.language)
    word.settings(made, worded.words.notation.locale)
    _properties(made, worded)
    _edges(made, worded)
    _opening(made, worded)
    for block in worded.blocks:
        _add(made, block)
    written = io.BytesIO()
    made.save(written)
    return on_day(written.getvalue(), worded.day)


def _opening(made: Document, worded: Content) -> None:
    """The title block."""
    made.add_paragraph(clean(worded.frame.organisation))
    made.add_heading(clean(worded.title), 1)
    if worded.subtitle:
        made.add_paragraph(clean(worded.subtitle))
    for banner in worded.banners:
        _callout(made, banner)
    for label, said in worded.facts:
        _spans(made.add_paragraph(style="Plain fact"), (Span(f"{label}: ", strong=True), *said))


def _add(made: Document, block: Block) -> None:
    match block:
        case Heading():
            line = made.add_heading(clean(block.text), block.level)
            word.bookmark(line, block.anchor)
        case Paragraph():
            line = made.add_paragraph()
            word.apart(line)
            _spans(line, block.spans)
        case Callout():
            _callout(made, block)
        case Items():
            _items(made, block, 1)
        case Figures():
            _figures(made, block)
        case Drawing():
            _drawing(made, block)
        case Grid():
            _grid(made, block)


def _callout(made: Document, block: Callout) -> None:
    line = made.add_paragraph(style="Remark")
    word.apart(line)
    _spans(line, (Span(f"{block.label}. ", strong=True), Span(block.text)))


def _spans(line: Line, spans: Spans) -> None:
    """The runs of a line, each in its style; a link can be followed."""
    for span in spans:
        run = word.linked(line, span.href) if span.href else line.add_run()
        run.text = clean(span.text)
        run.bold, run.italic = span.strong or None, span.emphasis or None
        if span.code:
            run.font.name = "Consolas"


def _items(made: Document, block: Items, depth: int) -> None:
    """A real list; one with numbers begins at 1 again."""
    deeper = f" {min(depth, 3)}" if depth > 1 else ""
    style = f"List Number{deeper}" if block.ordered else f"List Bullet{deeper}"
    number = word.new_numbering(made, style) if block.ordered else None
    for item in block.items:
        for part in item:
            if isinstance(part, Items):
                _items(made, part, depth + 1)
            elif isinstance(part, Paragraph):
                line = made.add_paragraph(style=style)
                if number is not None:
                    word.number(line, number)
                _spans(line, part.spans)
            else:
                _add(made, part)


def _figures(made: Document, block: Figures) -> None:
    for figure in block.items:
        beside = ", ".join(one for one in (figure.beside, figure.context) if one)
        value = (Span(f"{figure.label}: "), Span(figure.value, strong=True))
        after = (Span(f" {beside}"),) if beside else ()
        _spans(made.add_paragraph(style="List Bullet"), (*value, *after))


def _caption(made: Document, number: str, text: str) -> None:
    """A caption stays with what it names, and its number is a field that Word can list."""
    line = made.add_paragraph(style="Caption")
    if number:
        word.numbered(line, number)
        line.add_run(" ")
    line.add_run(clean(text))


def _drawing(made: Document, block: Drawing) -> None:
    _caption(made, block.number, block.headline)
    made.add_paragraph(clean(block.subtitle), style="Above table")
    line = made.add_paragraph()
    picture = line.add_run().add_picture(io.BytesIO(block.png()), width=BROAD)
    properties = picture._inline.docPr
    properties.set("descr", block.alternative)
    properties.set("title", clean(block.headline))
    if block.note:
        made.add_paragraph(clean(block.note), style="Below table")
    _grid(made, block.data)


def _grid(made: Document, block: Grid) -> None:
    """A table whose first row is repeated on every page and marked as its head."""
    if block.caption:
        _caption(made, block.number, block.caption)
    for line in block.above:
        made.add_paragraph(clean(line), style="Above table")
    table = made.add_table(rows=0, cols=len(block.heads), style="Table Grid")
    size = 7.5 if len(block.heads) > MANY else 9.0
    heads = tuple(Cell(head.text) for head in block.heads)
    rows = (heads, *block.rows)
    widths = word.widths([[cell.text for cell in row] for row in rows], BROAD, size)
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    # Naming a style looks through all of them, which is slow for every cell anew.
    plain = made.styles["In table"].style_id
    for row in rows:
        cells = table.add_row().cells
        for column, (cell, said) in enumerate(zip(cells, row, strict=True)):
            cell.width = widths[column]
            line = cell.paragraphs[0]
            line._p.style = plain
            run = line.add_run(clean(said.text))
            run.font.size, run.bold = Pt(size), row is heads or None
            if said.language:
                word.spoken(run, said.language)
            if block.heads[column].numeric:
                line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    word.mark_head(table, f"{block.number} {block.caption}".strip())
    for line in (block.cut, block.note):
        if line:
            made.add_paragraph(clean(line), style="Below table")


def _edges(made: Document, worded: Content) -> None:
    """Above every page its mark, below it the title and the number of the page."""
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    above = section.header.paragraphs[0]
    above.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    mark = above.add_run(clean(worded.mark))
    mark.bold, mark.font.color.rgb = True, RGBColor(0x7A, 0x12, 0x12)
    below = section.footer.paragraphs[0]
    below.paragraph_format.tab_stops.clear_all()
    below.paragraph_format.tab_stops.add_tab_stop(BROAD, WD_TAB_ALIGNMENT.RIGHT)
    below.add_run(clean(worded.running_title) + "\t").font.size = Pt(8)
    word.field(below, "PAGE", "1")
    below.add_run(" / ")
    word.field(below, "NUMPAGES", "1")


def _properties(made: Document, worded: Content) -> None:
    properties = made.core_properties
    properties.title = clean(worded.document_title)
    properties.author = properties.last_modified_by = clean(worded.frame.organisation)
    properties.subject = clean(worded.frame.programme)
    properties.language = worded.language
    properties.comments = properties.keywords = ""
    properties.revision = 1
    day = datetime(worded.day.year, worded.day.month, worded.day.day)
    properties.created = properties.modified = day
