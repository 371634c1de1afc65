"""A report as a workbook that anyone can read: one table per sheet, and nothing said by colour.

It follows the guidance for spreadsheets of official statistics: a cover, a list of sheets, then
each table with its title in the first cell, what must be known above it, and marked as a table
(analysisfunction.civilservice.gov.uk/policy-store/releasing-statistics-in-spreadsheets).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from analysis.payload import Payload
from analysis.report import worksheet
from analysis.report.archive import clean, on_day
from analysis.report.blocks import (
    Block,
    Cell,
    Drawing,
    Figures,
    Grid,
    Head,
    Heading,
    Items,
    text_of,
    texts,
)
from analysis.report.content import Content, content
from analysis.report.execute import Executed
from analysis.report.frame import PageFrame

LONGEST_NAME = 31
FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
TEXT_WIDTH = 90
SENTENCE = re.compile(r"(?<=[.!?]) (?=[A-ZÀ-Þ“\[])")


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name and the table on it."""

    name: str
    grid: Grid


def workbook(executed: Executed, payloads: Sequence[Payload], frame: PageFrame) -> bytes:
    """The report as XLSX, from payloads that were protected for the frame's audience."""
    worded = content(executed, payloads, frame, whole=True)
    sheets = list(_sheets(worded))
    book = Workbook()
    _cover(book.worksheets[0], worded)
    _contents(book.create_sheet(), sheets, worded)
    for sheet in sheets:
        _write(book.create_sheet(), sheet, worded)
    for page in book.worksheets:
        worksheet.print_settings(page, worded.mark, worded.running_title)
    _properties(book, worded)
    written = io.BytesIO()
    book.save(written)
    return on_day(written.getvalue(), worded.day)


def _sheets(worded: Content) -> Iterator[Sheet]:
    """Every table of the report in its order, each under a short name that no other has."""
    say = worded.words.say
    taken = {say("form.cover").lower(), say("page.contents").lower()}
    for grid, name in [(_text(worded), say("form.text")), *_grids(worded.blocks)]:
        short = clean(FORBIDDEN.sub(" ", name)).strip()[:LONGEST_NAME]
        names = [short, *(f"{short[: LONGEST_NAME - 4]} {n}" for n in range(2, 1000))]
        free = next(one for one in names if one.lower() not in taken)
        taken.add(free.lower())
        yield Sheet(free, grid)


def _grids(blocks: Sequence[Block]) -> Iterator[tuple[Grid, str]]:
    """The tables among the blocks, the data of charts too, each with what to call its sheet."""
    for block in blocks:
        match block:
            case Figures():
                yield block.data, block.data.caption
            case Drawing():
                above = (block.subtitle, *block.data.above)
                caption = f"{block.number} {block.headline}"
                data = replace(block.data, caption=caption, above=above, note=block.note)
                yield data, block.number.rstrip(".")
            case Grid(caption=caption) if caption:
                full = f"{block.number} {caption}".strip()
                yield replace(block, caption=full), block.number.rstrip(".") or caption


def _text(worded: Content) -> Grid:
    """What the report says in sentences, each with the part that it stands in."""
    rows: list[tuple[Cell, Cell]] = []
    part = worded.title
    for block in worded.blocks:
        if isinstance(block, Heading):
            part = block.text
        elif not any(_grids([block])):
            each = texts(block) if isinstance(block, Items) else [": ".join(texts(block))]
            rows += [(Cell(part), Cell(one)) for one in each]
    say = worded.words.say
    heads = (Head(say("form.part")), Head(say("form.text")))
    return Grid("text", "", say("form.text.caption"), heads, tuple(rows))


def _cover(page: Worksheet, worded: Content) -> None:
    """Whose report it is, how far it reaches, and how to read the file; one thing a row."""
    say = worded.words.say
    page.title = say("form.cover")
    page.column_dimensions["A"].width = TEXT_WIDTH
    lines = [worded.title, worded.subtitle, worded.frame.organisation]
    lines += [f"{one.label}. {one.text}" for one in worded.banners]
    lines += [f"{label}: {text_of(spans)}" for label, spans in worded.facts]
    how = say("form.how_to_read.text", contents=say("page.contents"))
    rows = [*(one for one in lines if one), say("form.how_to_read"), how]
    worksheet.write_lines(page, rows)
    for at in range(1, len(rows) + 1):
        worksheet.wrap(page, at, TEXT_WIDTH)
    worksheet.wrap(page, 1, int(TEXT_WIDTH / 1.4), 1.4 * worksheet.LINE)
    page.cell(len(rows) - 1, 1).font = Font(name=worksheet.FONT, bold=True)


def _contents(page: Worksheet, sheets: Sequence[Sheet], worded: Content) -> None:
    """The list of sheets, which leads to each of them."""
    say = worded.words.say
    heads = (Head(say("form.sheet")), Head(say("form.sheet.title")))
    rows = tuple((Cell(sheet.name), Cell(sheet.grid.caption)) for sheet in sheets)
    title = say("page.contents")
    first = _write(page, Sheet(title, Grid("contents", "", title, heads, rows)), worded)
    for at, sheet in enumerate(sheets, start=first + 1):
        cell = page.cell(at, 1)
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{sheet.name}'!A1")
        cell.font = Font(name=worksheet.FONT, color="0B4CA3", underline="single")


def _write(page: Worksheet, sheet: Sheet, worded: Content) -> int:
    """Title, what must be known first, and the table; returns the row of its head."""
    page.title = sheet.name
    grid, say = sheet.grid, worded.words.say
    as_of = worded.words.day(worded.frame.as_of)
    source = say("form.source", programme=worded.frame.programme, as_of=as_of)
    above = [worded.mark, say("form.one_table"), *grid.above, grid.note, source]
    # One sentence a row: a text that runs on is cut off by the edge of the screen.
    lines = [grid.caption, *(line for one in above if one for line in SENTENCE.split(one))]
    worksheet.write_lines(page, lines)
    worksheet.write_table(page, grid, len(lines) + 1, worded.language)
    return len(lines) + 1


def _properties(book: Workbook, worded: Content) -> None:
    properties = book.properties
    properties.title = worded.document_title
    properties.creator = properties.lastModifiedBy = worded.frame.organisation
    properties.subject = worded.frame.programme
    properties.language = worded.language
    properties.created = datetime(worded.day.year, worded.day.month, worded.day.day)
