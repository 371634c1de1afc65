"""Cells of a workbook that was filled in: what they stand for, or what is wrong with them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from openpyxl.cell.cell import Cell

from analysis.cleaning import parsing
from analysis.cleaning.text import key, quoted, tidy
from analysis.draw.words import Words, languages
from analysis.problems import suggestion
from analysis.run.answering.lists import REASONS
from analysis.run.answering.sheets import SHEETS, Asked, Field, Row, Value

KINDS = {"n": "a number", "s": "a text", "b": "yes or no", "d": "a date", "e": "an error",
         "f": "a formula", "inlineStr": "a text", "str": "a text"}  # fmt: skip


@dataclass(frozen=True)
class Filled:
    """A row of the workbook that says something else than it said when it was written.

    `values` are what its cells stand for; `row` is what was asked there, if anything was.
    """

    sheet: str
    place: str
    values: dict[str, Value]
    row: Row | None


@dataclass
class Reading:
    """The workbook being read: what was found in it, and every mistake."""

    asked: Asked
    shown: str
    filled: list[Filled] = field(default_factory=list)
    mistakes: list[str] = field(default_factory=list)

    def wrong(self, cell: Cell, what: str) -> None:
        """Keep a mistake with the place of its cell."""
        title = cell.parent.title
        self.mistakes.append(f'{self.shown}, sheet "{title}", cell {cell.coordinate}: {what}')


def text_of(cell: Cell) -> str:
    value = cell.value
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else tidy(str(value))


def values_of(found: Reading, sheet: str, cells: dict[str, Cell]) -> dict[str, Value]:
    """What each cell of a row stands for; what cannot be is kept as a mistake."""
    values: dict[str, Value] = {}
    for one in SHEETS[sheet]:
        cell, text = cells[one.key], text_of(cells[one.key])
        values[one.key] = text or None
        if one.kind == "told":
            continue
        # What was written with an apostrophe in front is a text; this one would be worked out.
        if cell.data_type in ("f", "e"):
            kind = KINDS[cell.data_type]
            found.wrong(cell, f"this is {kind}, expected {_expected(one)}. Type it as a value.")
        elif one.kind == "date":
            values[one.key] = _day(found, one, cell)
        elif one.kind == "choice" and text:
            values[one.key] = _choice(found, one, cells, text)
        elif not text and one.needed and not _in_english(one, cells):
            found.wrong(cell, f"this is empty, expected {_expected(one)}. Fill it in.")
    return _in_both(values)


def _expected(one: Field) -> str:
    return {"date": "a day such as 2019-04-05", "choice": "a choice from the list"}.get(
        one.kind, "a text"
    )


def _in_english(one: Field, cells: dict[str, Cell]) -> bool:
    """Whether a reason is one of the list, so that its English is known."""
    return one.key == "because_en" and _reason(text_of(cells["because_nl"])) is not None


def _in_both(values: dict[str, Value]) -> dict[str, Value]:
    code = _reason(str(values.get("because_nl") or ""))
    if code is None or values.get("because_en"):
        return values
    texts = {f"because_{one}": Words(one).say(f"ask.reason.{code}") for one in ("nl", "en")}
    return values | texts


def _reason(text: str) -> str | None:
    """Which reason of the list a text is, in whatever language it was chosen."""
    for language in languages():
        for code in REASONS:
            if key(Words(language).say(f"ask.reason.{code}")) == key(text):
                return code
    return None


def _day(found: Reading, one: Field, cell: Cell) -> date | None:
    value = cell.value
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if value is None or not str(value).strip():
        found.wrong(cell, f"this is empty, expected {_expected(one)}. Fill it in.")
        return None
    try:
        return parsing.day(str(value), serials=isinstance(value, int | float))
    except parsing.NotUnderstoodError:
        kind = KINDS.get(cell.data_type, "something else")
        found.wrong(
            cell, f"{quoted(str(value))} is {kind}, expected {_expected(one)}. Write it so."
        )
        return None


def _choice(found: Reading, one: Field, cells: dict[str, Cell], text: str) -> str | None:
    name = f"code:{text_of(cells['vocabulary'])}" if one.of == "code" else one.of
    meant = found.asked.lists.meant(name, text)
    if meant is None:
        known = found.asked.lists.of(name)
        found.wrong(
            cells[one.key],
            f"{quoted(text)} is not a choice here. {suggestion(text, known)} Choose one of these.",
        )
    return meant
