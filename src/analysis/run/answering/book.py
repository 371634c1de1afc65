"""The workbook of questions: an explanation, a sheet per kind of question, and the choices.

It keeps to what the other workbooks keep to: one table a sheet with its title in the first cell,
nothing merged, hidden or said by colour, and no text that a spreadsheet takes for a formula.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from analysis.draw.words import Words, languages
from analysis.report import worksheet
from analysis.report.archive import on_day
from analysis.report.blocks import Cell, Grid, Head
from analysis.run.answering.sheets import FREE, SHEETS, SPARE_ROWS, Asked, Field, Row, Value

LAST_ROW = 5000
WIDTH = 90
FIRST_DATE = date(1990, 1, 1)
DAY = "yyyy-mm-dd"


def workbook(asked: Asked, words: Words, day: date) -> bytes:
    """The workbook as XLSX, in the language of the words, with an explanation in every one."""
    book = Workbook()
    first = book.worksheets[0]
    for at, language in enumerate(dict.fromkeys([words.language, *languages()])):
        page = first if at == 0 else book.create_sheet()
        _explain(page, asked, Words(language, words.labels))
    places = _choices(book, asked, words)
    for sheet in SHEETS:
        page = book.create_sheet(words.say(f"ask.sheet.{sheet}"), index=len(book.sheetnames) - 1)
        _questions(page, sheet, asked, words, places)
    for page in book.worksheets:
        worksheet.print_settings(page, asked.declarations.programme.id, str(page["A1"].value))
    properties = book.properties
    properties.title = str(first["A1"].value)
    properties.subject = asked.declarations.programme.id
    properties.creator = properties.lastModifiedBy = "Trajectmonitor"
    properties.language = words.language
    properties.created = datetime(day.year, day.month, day.day)
    written = io.BytesIO()
    book.save(written)
    return on_day(written.getvalue(), day)


def _explain(page: Worksheet, asked: Asked, words: Words) -> None:
    """What the workbook is for and how it is filled in, one thing a row."""
    page.title = words.say("ask.explanation")
    name = asked.declarations.programme.name.in_languages()
    lines = [
        words.say("ask.title", programme=name.get(words.language, name["nl"])),
        words.say("ask.open", count=str(asked.open_count)),
        *(words.say(f"ask.explanation.{number}") for number in range(1, 8)),
        *(words.say(f"ask.about.{sheet}") for sheet in SHEETS),
    ]
    page.column_dimensions["A"].width = WIDTH
    worksheet.write_lines(page, lines)
    for at in range(1, len(lines) + 1):
        worksheet.wrap(page, at, WIDTH)


def _questions(
    page: Worksheet, sheet: str, asked: Asked, words: Words, places: dict[str, str]
) -> None:
    """One kind of question: what was asked, and empty cells for the answers."""
    fields, rows = SHEETS[sheet], asked.rows[sheet]
    lines = [words.say(f"ask.sheet.{sheet}.question"), words.say(f"ask.about.{sheet}")]
    state = Head(words.say("ask.column.state"))
    spare = SPARE_ROWS if sheet in FREE else 1 if not rows else 0
    grid = Grid(
        f"ask_{sheet}", "", lines[0],
        (state, *(Head(heading(one, words)) for one in fields)),
        tuple(_cells(row, fields, words) for row in [*rows, *[Row({})] * spare]),
    )  # fmt: skip
    worksheet.write_lines(page, lines)
    head = len(lines) + 1
    worksheet.write_table(page, grid, head, words.language)
    # The head and the first columns stay in sight while one scrolls.
    page.freeze_panes = page.cell(head + 1, 3)
    page.auto_filter.ref = None
    last = head + len(grid.rows)
    for at, one in enumerate(fields, start=2):
        _to_fill_in(page, one, (at, head + 1, last if sheet not in FREE else LAST_ROW), places)
    if sheet == "recodes":
        _codes(page, rows, head + 1, places)


def heading(one: Field, words: Words) -> str:
    """What stands above a column; one that is to be filled in says so itself."""
    name = words.say(f"ask.column.{one.key}")
    return name if one.kind == "told" else words.say("ask.fill_in", name=name)


def _cells(row: Row, fields: Sequence[Field], words: Words) -> tuple[Cell, ...]:
    state = "" if not row.values else "open" if row.open else "decided"
    said = words.say(f"ask.state.{state}") if state else ""
    return (Cell(said), *(_cell(row.values.get(one.key)) for one in fields))


def _cell(value: Value) -> Cell:
    if isinstance(value, date):
        return Cell(value.isoformat(), value)
    return Cell(value or "")


def _to_fill_in(
    page: Worksheet, one: Field, where: tuple[int, int, int], places: dict[str, str]
) -> None:
    """Say of a column what it takes, so that the spreadsheet helps with it."""
    at, first, last = where
    letter = get_column_letter(at)
    area = f"{letter}{first}:{letter}{last}"
    if one.kind == "date":
        for down in range(first, min(last, page.max_row) + 1):
            page.cell(down, at).number_format = DAY
        rule = DataValidation(
            type="date", operator="greaterThan", formula1=str(_serial(FIRST_DATE)), allow_blank=True
        )
    elif one.kind == "choice" and one.of in places:
        rule = DataValidation(type="list", formula1=places[one.of], allow_blank=True)
    elif one.key.startswith("because") and "reason" in places:
        # Own words are as good as those of the list.
        rule = DataValidation(
            type="list", formula1=places["reason"], allow_blank=True, showErrorMessage=False
        )
        if one.key != "because_nl":
            return
    else:
        return
    page.add_data_validation(rule)
    rule.add(area)


def _codes(page: Worksheet, rows: Sequence[Row], first: int, places: dict[str, str]) -> None:
    """Each word has the codes of its own vocabulary to choose from."""
    at = get_column_letter([one.key for one in SHEETS["recodes"]].index("code") + 2)
    rules: dict[str, DataValidation] = {}
    for down, row in enumerate(rows, start=first):
        place = places.get(f"code:{row.values['vocabulary']}")
        if place is None:
            continue
        if place not in rules:
            rules[place] = DataValidation(type="list", formula1=place, allow_blank=True)
            page.add_data_validation(rules[place])
        rules[place].add(f"{at}{down}")


def _choices(book: Workbook, asked: Asked, words: Words) -> dict[str, str]:
    """A sheet with all that may be chosen, a column per list; where each list stands."""
    page = book.create_sheet(words.say("ask.choices"))
    lists = asked.lists.all
    lines = [words.say("ask.choices"), words.say("ask.about.choices")]
    longest = max(map(len, lists.values()), default=0)
    columns = [[*labels, *[""] * (longest - len(labels))] for labels in lists.values()]
    heads = tuple(Head(_list_name(name, words)) for name in lists)
    rows = tuple(tuple(Cell(text) for text in row) for row in zip(*columns, strict=True))
    worksheet.write_lines(page, lines)
    worksheet.write_table(page, Grid("choices", "", lines[0], heads, rows), 3, words.language)
    page.freeze_panes = "A4"
    title = page.title.replace("'", "''")
    places = {}
    for at, (name, labels) in enumerate(lists.items(), start=1):
        letter = get_column_letter(at)
        places[name] = f"'{title}'!${letter}$4:${letter}${3 + len(labels)}"
    page["A1"].font = Font(name=worksheet.FONT, bold=True, size=14)
    return places


def _list_name(name: str, words: Words) -> str:
    if name.startswith("code:"):
        return name.removeprefix("code:")
    return words.say(f"ask.list.{name}")


def _serial(day: date) -> int:
    return (day - date(1899, 12, 30)).days
