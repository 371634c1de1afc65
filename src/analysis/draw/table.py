"""A table stands in a page with its number, its caption and the heading of every row.

It scrolls within itself where the page is narrow, and can be reached and read with the
keyboard alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from markupsafe import Markup

from analysis.draw.csv import download, machine_download
from analysis.draw.words import HIDDEN, Words
from analysis.payload import Cell, Column, Hidden, Table

NUMERIC = ("count", "share", "number")
ENDS = (".csv", ".machine.csv")
WORDY, MIDDLING, LONG = 12, 16, 32
FEW = 5
"""So many columns leave each the room it likes; more are set closer."""

MOST_ROWS = 200
"""So many rows of a table stand on a page, on paper too; all of them in its files."""

MOST_CARRIED = 2_000
"""Of a table with more rows the files stand beside the page: it would take minutes to open."""


Rows = Sequence[Mapping[str, Cell]]


@dataclass(frozen=True)
class Grid:
    """The rows of a table or chart, with what names them on the page."""

    id: str
    caption: Markup
    columns: Sequence[Column]
    rows: Rows
    heading: str


def table(
    payload: Table, words: Words, number: int, prefix: str = "", beside: bool = False
) -> Markup:
    """A table with its number, the note below it and its files to take along.

    `prefix` begins the names of the files. With `beside` those of large tables stand beside it.
    """
    id = f"table-{payload.id}"
    kind, shown = ("annex", payload.annex) if payload.annex else ("table", number)
    caption = Markup('<span class="number">{}</span> {}').format(
        words.say(f"{kind}.number", number=str(shown)), words.message(payload.caption)
    )
    note = (
        Markup('<p class="aside">{}</p>').format(words.message(payload.note))
        if (payload.note)
        else ""
    )
    grid = Grid(id, caption, payload.columns, payload.rows, row_heading(payload))
    rows, cut = first_rows(payload, words, words.say("table.all_rows"))
    told = Markup('<p class="aside">{}</p>').format(cut) if cut else ""
    return Markup('<div class="block table" id="{}">{}{}{}{}</div>').format(
        id, drawn(replace(grid, rows=rows), words), told, note,
        links(grid, words, "table.download", prefix, beside),
    )  # fmt: skip


def first_rows(payload: Table, words: Words, elsewhere: str) -> tuple[Rows, str]:
    """The rows that are shown of a table and, where that is not all, how many there are.

    `elsewhere` says where all of them stand.
    """
    # An annex is a list to be read whole; a table of a hundred thousand rows opens in no browser.
    if payload.annex is not None or len(payload.rows) <= MOST_ROWS:
        return payload.rows, ""
    many = {"shown": _many(MOST_ROWS, words), "rows": _many(len(payload.rows), words)}
    return payload.rows[:MOST_ROWS], f"{words.say('table.first_rows', **many)} {elsewhere}"


def drawn(grid: Grid, words: Words) -> Markup:
    """The rows as a table that scrolls within its own region, which its caption names.

    A unit that is the same in every row is said once, above the table.
    """
    unit = common_unit(grid)
    above = _above(grid, unit, words)
    if unit:
        grid = replace(grid, columns=[one for one in grid.columns if one.key != "unit"])
    heads = Markup("").join(_head(grid, column, words) for column in grid.columns)
    body = Markup("").join(_row(grid, row, words) for row in grid.rows)
    return Markup(
        '<div class="scroll" role="group" tabindex="0" aria-labelledby="{id}-caption">'
        '<table{close}><caption><span class="caption" id="{id}-caption">{caption}</span> '
        "{above}</caption>"
        "<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    ).format(
        id=grid.id, caption=grid.caption, above=above, heads=heads, body=body,
        close=Markup(' class="close"' if len(grid.columns) > FEW else ""),
    )  # fmt: skip


def links(grid: Grid, words: Words, message: str, prefix: str, beside: bool = False) -> Markup:
    """The files with the same rows, for Excel and for machines.

    An address is the file itself, or, with `beside`, of a large table the name of a file.
    """
    apart = beside and len(grid.rows) > MOST_CARRIED
    excel, machine = (
        (quote(f"{prefix}{grid.id}{end}") for end in ENDS) if apart
        else (download(grid.columns, grid.rows, words), machine_download(grid.columns, grid.rows))
    )  # fmt: skip
    told = Markup('<p class="aside">{}</p>').format(words.say("table.beside")) if apart else ""
    return told + Markup(
        '<ul class="download"><li><a download="{name}.csv" href="{excel}" '
        'aria-describedby="{id}-caption">{said}</a></li>'
        '<li><a download="{name}.machine.csv" href="{machine}" '
        'aria-describedby="{id}-caption">{other}</a></li></ul>'
    ).format(
        name=f"{prefix}{grid.id}", id=grid.id, said=words.say(message),
        excel=excel, machine=machine, other=words.say("download.machine"),
    )  # fmt: skip


def _many(rows: int, words: Words) -> str:
    return words.cell(Column(key="count", kind="count"), rows)


def _row(grid: Grid, row: Mapping[str, Cell], words: Words) -> Markup:
    cells = []
    for column in grid.columns:
        tag = 'th scope="row"' if column.key == grid.heading else "td"
        cells.append(
            Markup("<{}{}{}>{}</{}>").format(
                Markup(tag), _kind_class(column), _spoken(column, row, words),
                words.cell(column, row.get(column.key)), Markup(tag[:2]),
            )
        )  # fmt: skip
    return Markup("<tr>{}</tr>").format(Markup("").join(cells))


def language_of(column: Column, row: Mapping[str, Cell], words: Words) -> str:
    """The language in which a text was written; nothing where it is that of the page."""
    language = row.get(column.language) if column.language else None
    written = isinstance(row.get(column.key), str) and isinstance(language, str)
    return str(language) if written and language != words.language else ""


def _spoken(column: Column, row: Mapping[str, Cell], words: Words) -> Markup:
    language = language_of(column, row, words)
    return Markup(' lang="{}"').format(language) if language else Markup("")


def _kind_class(column: Column) -> Markup:
    if column.kind == "date":
        return Markup(' class="date"')
    return Markup(' class="figure"' if column.kind in NUMERIC else "")


def _head(grid: Grid, column: Column, words: Words) -> Markup:
    """The heading of a column, with as much room as its words or those below it need."""
    said = words.heading(column)
    marks = ["figure"] if column.kind in NUMERIC else []
    if marks and len(said) > WORDY and len(grid.columns) <= FEW:
        marks.append("wordy")
    longest = max((len(words.cell(column, row.get(column.key))) for row in grid.rows), default=0)
    if longest > MIDDLING and column.kind in ("text", "code"):
        marks.append("long" if longest > LONG else "middling")
    given = Markup(' class="{}"').format(" ".join(marks)) if marks else ""
    return Markup('<th scope="col"{}>{}</th>').format(given, said)


def common_unit(grid: Grid) -> str | None:
    """The one unit of all rows; none where they differ, or where it is what names a row."""
    units = {row.get("unit") for row in grid.rows}
    if grid.heading == "unit" or len(units) != 1:
        return None
    unit = units.pop()
    return unit if isinstance(unit, str) else None


def _above(grid: Grid, unit: str | None, words: Words) -> Markup:
    """What a reader needs before the first number, as it stands in a caption."""
    return Markup("").join(
        Markup('<span class="shorthand">{}</span>').format(line)
        for line in explained(grid, unit, words)
    )


def explained(grid: Grid, unit: str | None, words: Words) -> list[str]:
    """What a reader needs before the first number: the unit, and what `[x]` means."""
    lines = []
    if unit:
        lines.append(words.say("table.unit", unit=words.label("unit", unit)))
    cells = [row.get(column.key) for row in grid.rows for column in grid.columns]
    if None in cells:
        lines.append(words.say("missing.explained"))
    there = {cell.hidden for cell in cells if isinstance(cell, Hidden)}
    lines += [words.say(f"hidden.{kind}.explained") for kind in HIDDEN if kind in there]
    return lines


def row_heading(payload: Table) -> str:
    """The column that names a row: the first of its key that is no mere row number."""
    shown = [column.key for column in payload.columns if column.key != "no"]
    return next((key for key in payload.row_key if key in shown), shown[0] if shown else "")
