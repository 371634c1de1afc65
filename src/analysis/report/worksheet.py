"""How one sheet of a workbook is written: a title, what must be known first, and one table.

Numbers are numbers, rounded as they are shown; a text stays a text, also one that begins as a
formula does. Nothing is merged, hidden, left empty or said by colour.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from datetime import date

from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from analysis.draw.csv import FORMULA
from analysis.report.archive import clean
from analysis.report.blocks import Cell, Grid, Head

NARROWEST, WIDEST = 11, 60
LINE = 15.0
FONT = "Arial"
LCID = {"nl-BE": "813", "en-GB": "809", "fr-BE": "80C"}
"""How a spreadsheet names the language in which it writes out a date."""


def write_lines(page: Worksheet, lines: Sequence[str]) -> None:
    """Texts below one another, the first of them as the title."""
    for at, line in enumerate(lines, start=1):
        say(page.cell(at, 1), line)
    page["A1"].font = Font(name=FONT, bold=True, size=14)


def write_table(page: Worksheet, grid: Grid, first: int, language: str) -> None:
    """The table with its head in row `first`; nothing stands below or beside it."""
    names = unique([head.text for head in grid.heads])
    for at, (head, name) in enumerate(zip(grid.heads, names, strict=True), start=1):
        cell = page.cell(first, at)
        say(cell, name)
        cell.font = Font(name=FONT, bold=True)
        cell.alignment = _alignment(head)
    for down, row in enumerate(grid.rows, start=first + 1):
        for at, (head, value) in enumerate(zip(grid.heads, row, strict=True), start=1):
            _fill(page.cell(down, at), value, language)
            page.cell(down, at).alignment = _alignment(head)
    _measure(page, grid, names, first)
    _mark(page, grid, names, first)


def say(cell: SheetCell, text: str) -> None:
    """A text that no spreadsheet takes for a formula, also when somebody edits it."""
    cell.value = clean(text)
    cell.data_type = "s"
    cell.font = Font(name=FONT)
    if text.startswith(FORMULA):
        cell.quotePrefix = True


def wrap(page: Worksheet, row: int, width: int, height: float = LINE) -> None:
    """Make a row of one cell high enough for its text."""
    cell = page.cell(row, 1)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    page.row_dimensions[row].height = height * lines(str(cell.value), width)


def print_settings(page: Worksheet, mark: str, title: str) -> None:
    """On paper: as broad as the sheet, its mark above, title and page number below."""
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.oddHeader.right.text = mark.replace("&", "&&")
    page.oddFooter.left.text = title.replace("&", "&&")
    page.oddFooter.right.text = "&P / &N"


def unique(names: Sequence[str]) -> list[str]:
    """Headings as a marked table needs them: none empty, none twice."""
    made: list[str] = []
    for name in names:
        plain = clean(name).strip() or "–"
        choices = [plain, *(f"{plain} ({n})" for n in range(2, len(names) + 2))]
        lower = {one.lower() for one in made}
        made.append(next(one for one in choices if one.lower() not in lower))
    return made


def lines(text: str, width: float) -> int:
    """How many lines a text takes; a column is as many digits broad, which are broad signs."""
    return len(textwrap.wrap(text, max(int(width), 1))) or 1


def _alignment(head: Head) -> Alignment:
    side = "right" if head.numeric else "left"
    return Alignment(wrap_text=True, vertical="top", horizontal=side, indent=int(head.numeric))


def _fill(cell: SheetCell, value: Cell, language: str) -> None:
    """A number as a number, a day as a day, and all else as text."""
    say(cell, value.text)
    if value.plain is None:
        return
    cell.value = value.plain
    if isinstance(value.plain, date):
        cell.number_format = f"[$-{LCID[language]}]d mmmm yyyy" if language in LCID else "d/mm/yyyy"
    elif value.kind == "share":
        cell.number_format = "0.0%"
    else:
        whole = isinstance(value.plain, int)
        cell.number_format = "#,##0" if whole else f"#,##0.{'0' * value.decimals}".rstrip(".")


def _measure(page: Worksheet, grid: Grid, names: Sequence[str], first: int) -> None:
    """Columns as broad as their longest word or text, within bounds; rows as high as needed."""
    widths = []
    for at, name in enumerate(names):
        longest = max((len(row[at].text) for row in grid.rows), default=0)
        words = max(len(word) for word in name.split())
        widths.append(min(max(longest, words, len(name) // 2, NARROWEST), WIDEST) + 2)
        page.column_dimensions[get_column_letter(at + 1)].width = widths[-1]
    said = [names, *([cell.text for cell in row] for row in grid.rows)]
    for down, row in enumerate(said, start=first):
        most = max(lines(one, width) for one, width in zip(row, widths, strict=True))
        page.row_dimensions[down].height = LINE * most


def _mark(page: Worksheet, grid: Grid, names: Sequence[str], first: int) -> None:
    """The rows as a table that a screen reader announces, without filter buttons."""
    last = get_column_letter(len(names))
    name = re.sub(r"\W", "_", grid.id, flags=re.ASCII)
    table = Table(
        displayName=f"t_{name}_{len(page.parent.worksheets)}",
        ref=f"A{first}:{last}{first + len(grid.rows)}",
        tableColumns=[TableColumn(id=at, name=name) for at, name in enumerate(names, start=1)],
        tableStyleInfo=TableStyleInfo(name="TableStyleLight1", showRowStripes=True),
    )
    page.add_table(table)
