"""From the rows of a file to records: the header is found, what is no data is set apart.

Nothing is typed here. Every row of the file gets a disposition in the journal, or becomes a
record that a later step must dispose of.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from analysis.cleaning.text import key, tidy
from analysis.exports import Contents, Row
from analysis.problems import ExportError, suggestion
from analysis.programme import Export
from analysis.programme.models import Match, Total, rule_code

Disposition = Literal["used", "refused", "ignored"]

NO_DATA = ("blank", "total", "header")

MOST_TITLE_ROWS = 40
"""A header stands within so many rows of the top; below, it would be data."""


@dataclass
class Record:
    """One row of data: the text under each declared column, and where it stands."""

    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        """The tidied text under a column, empty when there is none."""
        return self.cells.get(column, "")


@dataclass
class Journal:
    """What became of each row of one export, and the remarks that were made."""

    export: Export
    shown: str
    dispositions: dict[int, tuple[Disposition, str]] = field(default_factory=dict)
    problems: list[dict[str, object]] = field(default_factory=list)
    totals: list[tuple[int, Total, str]] = field(default_factory=list)

    def dispose(self, line: int, disposition: Disposition, reason: str = "") -> None:
        """Say once what becomes of a row; a row that was refused is not used any more."""
        self.dispositions.setdefault(line, (disposition, reason))

    def remark(self, line: int, column: str, kind: str, sentence: str) -> None:
        """Keep a problem with its place; the header as in the file, not our own name."""
        header = self.export.headers(column)[0] if column in self.export.columns else column
        self.problems.append({"line": line, "column": header, "kind": kind, "sentence": sentence})

    def refuse(self, line: int, column: str, kind: str, sentence: str) -> None:
        """Refuse a row, with the problem that is the reason."""
        self.dispose(line, "refused", kind)
        self.remark(line, column, kind, f"{sentence} Refused the row.")


def records(
    export: Export, contents: Contents, journal: Journal, more: dict[str, list[str]]
) -> list[Record]:
    """The rows of data of an export, under our own column names.

    `more` names further columns with their headers: the questions of a form. Raises
    ExportError when a declared header is not in the file.
    """
    wanted = _wanted(export, more)
    if contents.names is None:
        header, places = _header(wanted, contents.rows, journal.shown)
        data = _below(contents.rows, header, journal)
    else:
        places = _named(wanted, contents.names, journal.shown)
        header, data = Row(0, ()), _offered(contents.rows, journal)
    width = len(contents.names or header.cells)
    found: list[Record] = []
    last: dict[str, str] = {}
    seen: set[tuple[str, ...]] = set()
    for row in data:
        record = _record(row, places)
        why = _why_apart(row, record, export, seen, header)
        if why not in NO_DATA:
            seen.add(row.cells)
            # A block may start with a row that is left out; the rows under it keep its words.
            for column in export.fill_down:
                record.cells[column] = last[column] = record[column] or last.get(column, "")
        if why == "total":
            _keep_total(row, record, export, journal, places)
        if why:
            journal.dispose(row.line, "ignored", why)
        elif any(cell.strip() for cell in row.cells[width:]):
            journal.refuse(
                row.line, "", "ragged",
                f"The row has more cells than the {width} of the header, so they cannot be "
                "told apart. Put the text that holds the delimiter between quotation marks.",
            )  # fmt: skip
        else:
            _treat(record, export)
            found.append(record)
    return found


def _wanted(export: Export, more: dict[str, list[str]]) -> dict[str, list[str]]:
    """Our own names of columns, each with the headers under which it may stand."""
    wanted = {column: export.headers(column) for column in export.columns} | more
    return wanted | {f"count.{measure}": [header] for measure, header in export.counts.items()}


def _header(
    wanted: dict[str, list[str]], rows: Sequence[Row], shown: str
) -> tuple[Row, dict[str, int]]:
    """The row in which the declared headers stand, and the place of each column."""
    best, missing = None, list(wanted)
    for row in rows[:MOST_TITLE_ROWS]:
        cells = [key(cell) for cell in row.cells]
        lacking = [
            column for column, headers in wanted.items()
            if not any(key(header) in cells for header in headers)
        ]  # fmt: skip
        if len(lacking) < len(missing):
            best, missing = row, lacking
    if best is None or missing:
        raise ExportError(*_lost([wanted[column][0] for column in missing], best, shown))
    return best, _named(wanted, [(cell,) for cell in best.cells], f"{shown}, line {best.line}")


def _named(
    wanted: dict[str, list[str]], names: Sequence[tuple[str, ...]], shown: str
) -> dict[str, int]:
    """The place of each column that is wanted; one that has several names has any of them."""
    found: dict[str, list[int]] = {}
    for place, known in enumerate(names):
        for name in {key(name) for name in known}:
            found.setdefault(name, []).append(place)
    places: dict[str, int] = {}
    missing: list[str] = []
    for column, headers in wanted.items():
        header = next((header for header in headers if key(header) in found), None)
        if header is None:
            missing.append(headers[0])
        elif len(found[key(header)]) > 1:
            raise ExportError(
                f'{shown}: the column "{header}" stands twice. '
                "Give one of them another header in a copy, and declare that copy."
            )
        else:
            places[column] = found[key(header)][0]
    if missing:
        raise ExportError(*_lost(missing, Row(0, tuple(n for k in names for n in k)), shown))
    return places


def _below(rows: Sequence[Row], header: Row, journal: Journal) -> list[Row]:
    """The rows below the header; those down to it hold no data."""
    below = rows.index(header) + 1
    for row in rows[:below]:
        blank = not any(map(tidy, row.cells))
        above = "header" if row is header else "blank" if blank else "above_header"
        journal.dispose(row.line, "ignored", above)
    return list(rows[below:])


def _offered(rows: Sequence[Row], journal: Journal) -> list[Row]:
    """The rows that their format gives as data; the others say themselves what they are."""
    for row in rows:
        if row.apart:
            journal.dispose(row.line, "ignored", row.apart)
    return [row for row in rows if not row.apart]


def _lost(sought: list[str], header: Row | None, shown: str) -> list[str]:
    """A sentence for each header that is not in the file; one when no header is."""
    if header is None:
        return [
            f'{shown}: none of its columns is in the file: "{sought[0]}" and the others. '
            "Check the delimiter, the sheet, and whether it is the right file."
        ]
    headers = [tidy(cell) for cell in header.cells if tidy(cell)]
    place = f"{shown}, line {header.line}" if header.line else shown
    return [
        f'{place}: there is no column "{lost}". {suggestion(lost, headers)} '
        "Say in programme.toml, in the columns of this export, under which header it stands."
        for lost in sought
    ]


def _record(row: Row, places: dict[str, int]) -> Record:
    cells = row.cells
    return Record(
        row.line,
        {
            column: tidy(cells[place]) if place < len(cells) else ""
            for column, place in places.items()
        },
    )


def _why_apart(
    row: Row, record: Record, export: Export, seen: set[tuple[str, ...]], header: Row
) -> str | None:
    """Why the row holds no data of its own, as a code; none when it does."""
    if not any(map(tidy, row.cells)):
        return "blank"
    if _total(record, export):
        return "total"
    for number, rule in enumerate(export.ignore):
        if _matches(rule, record):
            return rule_code(export.id, number)
    if _compared(row) == _compared(header):
        return "header"
    # Counted participants cannot stand twice with every cell the same, times and ids included.
    return "repeated" if row.cells in seen else None


def _compared(row: Row) -> list[str]:
    cells = [key(cell) for cell in row.cells]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _total(record: Record, export: Export) -> Total | None:
    for total in export.totals:
        if _matches(Match(column=total.column, contains=total.contains), record):
            return total
    return None


def _keep_total(
    row: Row, record: Record, export: Export, journal: Journal, places: dict[str, int]
) -> None:
    """Keep what stands from the words of a total on: numbers before them count something else."""
    if total := _total(record, export):
        text = " ".join(row.cells[places[total.column] :])
        at = max(0, text.casefold().find(total.contains.casefold()))
        journal.totals.append((row.line, total, text[at:].replace(total.contains, " ", 1)))


def _matches(rule: Match, record: Record) -> bool:
    cell = key(record[rule.column])
    tests: list[tuple[str | None, Callable[[str], bool]]] = [
        (rule.equals, lambda text: cell == text),
        (rule.starts_with, cell.startswith),
        (rule.contains, lambda text: text in cell),
    ]
    if rule.empty is not None:
        return (not cell) == rule.empty
    return any(text is not None and test(key(text)) for text, test in tests)


def _treat(record: Record, export: Export) -> None:
    for rule in export.treat:
        if _matches(rule, record):
            record.cells[rule.set] = rule.to
    # What means "nothing recorded" in one export may be an answer in another.
    missing = {key(text) for text in export.missing}
    for column, cell in record.cells.items():
        if key(cell) in missing:
            record.cells[column] = ""
