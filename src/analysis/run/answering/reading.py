"""Reads a workbook that was filled in: cell by cell, and all mistakes at once."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from analysis.cleaning.text import key
from analysis.draw.words import Words, languages
from analysis.exports.package import looked_through
from analysis.problems import DeclarationError, ExportError, UsageError
from analysis.run.answering.book import heading
from analysis.run.answering.cells import Filled, Reading, text_of, values_of
from analysis.run.answering.sheets import DECISION, FREE, KEYS, SHEETS, Asked, Row, Value

MOST_TITLE_ROWS = 40
MOST_ROWS = 100_000


def read(path: Path, asked: Asked) -> list[Filled]:
    """The answers in a workbook, those only that say something new.

    Raises UsageError for a file that is no such workbook, and DeclarationError with every
    mistake in it.
    """
    found = Reading(asked, path.name)
    sheets = _sheets(path, asked)
    if not sheets:
        raise UsageError(
            f"{path.name}: none of its sheets is one of questions. Make the workbook with "
            "trajectmonitor ask, and leave the headings of its columns as they are."
        )
    for sheet, (page, head, columns) in sheets.items():
        _read_sheet(found, sheet, page, (head, columns))
    _once(found)
    if found.mistakes:
        raise DeclarationError(*found.mistakes)
    return found.filled


Place = tuple[int, dict[str, int]]


def _sheets(path: Path, asked: Asked) -> dict[str, tuple[Worksheet, int, dict[str, int]]]:
    """The sheets of questions by their headings, whatever the sheets are called."""
    try:
        if looked_through(path, path.name) != "xlsx":
            raise UsageError(f"{path.name}: this is no .xlsx. Save it as .xlsx, and read that.")
        book = load_workbook(path)
    except FileNotFoundError:
        raise UsageError(f"{path}: this file is not there. Check its name.") from None
    except (ExportError, UsageError):
        raise
    except (OSError, zipfile.BadZipFile, ValueError, KeyError, TypeError) as error:
        raise UsageError(
            f"{path.name}: this is no workbook that can be read ({type(error).__name__}). "
            "Save it as .xlsx, and read that."
        ) from None
    programme = asked.declarations.programme.id
    if (subject := book.properties.subject) and subject != programme:
        raise UsageError(
            f'{path.name}: this workbook asks about "{subject}", not about "{programme}". '
            f"Name that programme with --programme."
        )
    found: dict[str, tuple[Worksheet, int, dict[str, int]]] = {}
    for page in book.worksheets:
        places = {sheet: place for sheet in SHEETS if (place := _head(page, sheet))}
        if places:
            # The headings of one kind of sheet may all stand on another that has more.
            most = max(places, key=lambda sheet: len(places[sheet][1]))
            found.setdefault(most, (page, *places[most]))
    return found


def _head(page: Worksheet, sheet: str) -> Place | None:
    """The row of the headings of a sheet in any language, and the place of each column."""
    for language in languages():
        words = Words(language)
        names = {key(heading(one, words)): one.key for one in SHEETS[sheet]}
        for row in page.iter_rows(min_row=1, max_row=MOST_TITLE_ROWS):
            columns = {
                names[text]: cell.column
                for cell in row
                if isinstance(cell.value, str) and (text := key(cell.value)) in names
            }
            if len(columns) == len(names):
                return row[0].row, columns
    return None


def _read_sheet(found: Reading, sheet: str, page: Worksheet, place: Place) -> None:
    head, columns = place
    known = {_identity(sheet, row.values): row for row in found.asked.rows[sheet]}
    for down in range(head + 1, min(page.max_row, MOST_ROWS) + 1):
        cells: dict[str, Cell] = {one: page.cell(down, at) for one, at in columns.items()}
        if any(cell.value is not None and str(cell.value).strip() for cell in cells.values()):
            _read_row(found, sheet, cells, known)


def _identity(sheet: str, values: Mapping[str, Value]) -> tuple[str, ...]:
    return tuple(key(str(values.get(column) or "")) for column in KEYS[sheet])


def _read_row(
    found: Reading, sheet: str, cells: dict[str, Cell], known: dict[tuple[str, ...], Row]
) -> None:
    texts = {column: text_of(cell) for column, cell in cells.items()}
    row = known.get(_identity(sheet, texts))
    if row is None and sheet == "matches":
        # An answer may be limited to one export only while it is given.
        row = known.get(_identity(sheet, texts | {"only_export": ""}))
        row = row if row is None or row.open else None
    if row is None and sheet == "corrections":
        row = _corrected(texts, found.asked.rows[sheet])
    if row is not None and _as_it_was(sheet, texts, row):
        return
    first = cells[KEYS[sheet][0]]
    if row is None and sheet not in FREE:
        found.wrong(
            first, "this row was not asked, or somebody decided it meanwhile. Leave the columns "
            "that are not to be filled in as they are, or ask again.",
        )  # fmt: skip
        return
    if not texts[KEYS[sheet][0]]:
        found.wrong(first, "the name is empty, expected the name as written. Fill it in.")
        return
    before = len(found.mistakes)
    values = values_of(found, sheet, cells)
    if len(found.mistakes) == before:
        _fits(found, sheet, cells, values)
    if len(found.mistakes) == before:
        place = f'sheet "{first.parent.title}", row {first.row}'
        found.filled.append(Filled(sheet, place, values, row))


def _as_it_was(sheet: str, texts: dict[str, str], row: Row) -> bool:
    """Whether nothing was filled in, or only what stood there or is declared already."""
    for one in SHEETS[sheet]:
        text, before = key(texts[one.key]), key(str(row.values.get(one.key) or ""))
        if one.kind == "told" or one.key == KEYS[sheet][0] or text == before:
            continue
        # Why, when and by whom is not kept of everything that is declared.
        if row.open or one not in DECISION or (text and before):
            return False
    return True


def _corrected(texts: dict[str, str], rows: Sequence[Row]) -> Row | None:
    """The correction that says already what a row says."""
    same = ("export", "column", "written", "right")
    for row in rows:
        if not row.open and all(key(texts[s]) == key(str(row.values[s] or "")) for s in same):
            return row
    return None


def _fits(found: Reading, sheet: str, cells: dict[str, Cell], values: dict[str, Value]) -> None:
    """Mistakes that two cells make together."""
    if sheet == "aliases" and not values["organisation"]:
        found.wrong(cells["organisation"], "this is empty, expected a choice. Choose one.")
    if sheet != "matches":
        return
    kind, organisation = values["match"], values["organisation"]
    if kind is None:
        found.wrong(cells["match"], "this is empty, expected a choice from the list. Choose one.")
    elif kind == "new" and organisation:
        found.wrong(
            cells["organisation"],
            "a new organisation is none of the known ones, expected nothing here. Empty it, or "
            "choose another answer.",
        )
    elif kind != "new" and not organisation:
        found.wrong(
            cells["organisation"],
            "this is empty, expected which organisation is meant. Choose it from the list.",
        )


def _once(found: Reading) -> None:
    """Mistakes of rows that answer one question in two ways."""
    first: dict[tuple[str, ...], Filled] = {}
    for one in found.filled:
        identity = (one.sheet, *_identity(one.sheet, one.values))
        if one.values.get("match") == "apart":
            identity = (*identity, str(one.values["organisation"]))
        if identity in first:
            found.mistakes.append(
                f"{found.shown}, {one.place}: this is answered already in {first[identity].place}. "
                "Keep one of the two."
            )
        first.setdefault(identity, one)
