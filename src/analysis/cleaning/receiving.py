"""From the rows of a file to records: the header is found, what is no data is set apart.

Nothing is typed here. Every row of the file gets a disposition in the journal, or becomes a
record that a later step must dispose of.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice, zip_longest
from typing import Literal

from analysis.cleaning.coded import Coded, Spellings, coded, repeatable
from analysis.cleaning.marks import remark_columns, remark_row
from analysis.cleaning.questions import Kind, Question
from analysis.cleaning.text import key, tidy, tidy_lines
from analysis.exports import Contents, Row, Stated
from analysis.matching import Candidate
from analysis.problems import ExportError, suggestion
from analysis.programme import Export
from analysis.programme.entries import Match, Total, rule_code

Disposition = Literal["used", "refused", "ignored"]

NO_DATA = ("blank", "total", "header")

MOST_TITLE_ROWS = 40
"""A header stands within so many rows of the top; below, it would be data."""


UNCODED = Coded()


@dataclass(slots=True)
class Record:
    """One row of data: the text under each declared column, where it stands, how it is marked."""

    line: int
    cells: dict[str, str]
    marks: tuple[str, ...] = ()
    coded: Coded = UNCODED

    def label(self, column: str) -> str:
        """What the file says that the code under a column stands for; empty when it does not."""
        return self.coded.label(column, self[column])

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
    questions: list[Question] = field(default_factory=list)
    row_count: int = 0
    headers: dict[str, str] = field(default_factory=dict)

    def passing(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The rows one after another, counted while they pass."""
        for row in rows:
            self.row_count += 1
            yield row

    def dispose(self, line: int, disposition: Disposition, reason: str = "") -> None:
        """Say once what becomes of a row; a row that was refused is not used any more."""
        self.dispositions.setdefault(line, (disposition, reason))

    def remark(self, line: int, column: str, kind: str, sentence: str) -> None:
        """Keep a problem with its place; the header as in the file, not our own name."""
        counted = self.export.counts.get(column.removeprefix("count."))
        declared = self.export.headers(column)[0] if column in self.export.columns else column
        header = self.headers.get(column) or declared.removeprefix("question.")
        if column.startswith("count.") and counted is not None:
            header = counted if isinstance(counted, str) else counted.header
        problem = {"line": line, "column": header, "kind": kind, "sentence": sentence}
        # Several counts in one cell that is not understood are one problem.
        if self.problems[-1:] != [problem]:
            self.problems.append(problem)

    def ask(
        self, kind: Kind, line: int, column: str, text: str, *,
        vocabulary: str = "", candidates: tuple[Candidate, ...] = (),
    ) -> None:  # fmt: skip
        """Keep what somebody can decide about a cell, besides the remark on it."""
        header = self.export.headers(column)[0] if column in self.export.columns else column
        self.questions.append(
            Question(kind, self.export.id, line, column, header, text, vocabulary, candidates)
        )

    def refuse(self, line: int, column: str, kind: str, sentence: str) -> None:
        """Refuse a row, with the problem that is the reason."""
        self.dispose(line, "refused", kind)
        self.remark(line, column, kind, f"{sentence} Refused the row.")


def records(
    export: Export,
    contents: Contents,
    journal: Journal,
    more: dict[str, list[str]],
    answers: Spellings | None = None,
) -> list[Record]:
    """The rows of data of an export, under our own column names.

    `more` names further columns with their headers: the questions of a form, of which `answers`
    has the spellings. Raises ExportError when a declared header is not in the file.
    """
    wanted = _wanted(export, more)
    for one in contents.stated:
        _held(one, journal)
    rows = _offered(journal.passing(contents.rows), journal)
    if contents.names is None:
        top = list(islice(rows, MOST_TITLE_ROWS))
        header, places = _header(wanted, top, journal.shown)
        data = chain(_below(top, header, journal), rows)
    else:
        places = _named(wanted, contents.names, journal.shown)
        header, data = Row(0, ()), chain(rows)
    names = contents.names or [(cell,) for cell in header.cells]
    journal.headers = {column: _first(names[place]) for column, place in places.items()}
    remark_columns(contents.hidden, places, header.line, journal)
    width = len(contents.names or header.cells)
    known = coded(export, contents, places, answers or {})
    found: list[Record] = []
    last: dict[str, str] = {}
    seen: set[bytes] = set()
    headers = [key(cell) for cell in header.cells]
    for row in data:
        record, printed = _record(row, places), _fingerprint(row)
        why = _why_apart(row, record, export, printed in seen, headers)
        if why not in NO_DATA:
            seen.add(printed)
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
            record.coded = known
            _treat(record, export)
            remark_row(record, journal)
            found.append(record)
    return found


def _first(names: tuple[str, ...]) -> str:
    """The first name that a column has; empty when it has none."""
    return next((tidied for name in names if (tidied := tidy(name))), "")


def _held(stated: Stated, journal: Journal) -> None:
    """Remark where a file tells another number of participants than it lists."""
    if stated.told != stated.listed:
        journal.remark(
            stated.line, "participant", "total_differs",
            f"The file tells that there were {stated.told}; it lists {stated.listed}. "
            "Look which is right. Used those listed.",
        )  # fmt: skip


def _wanted(export: Export, more: dict[str, list[str]]) -> dict[str, list[str]]:
    """Our own names of columns, each with the headers under which it may stand.

    What the export declares for itself is no question, though the id of one is called so.
    """
    wanted = {column: export.headers(column) for column in export.columns}
    own = {key(header) for headers in wanted.values() for header in headers}
    for column, headers in more.items():
        asked = column.removeprefix("question.")
        wanted[column] = [one for one in headers if one != asked or key(one) not in own] or headers
    counts = {
        f"count.{measure}": [counted if isinstance(counted, str) else counted.header]
        for measure, counted in export.counts.items()
    }
    return wanted | counts


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
        header = _standing(column, headers, found)
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


def _standing(column: str, headers: list[str], found: dict[str, list[int]]) -> str | None:
    """The first of several headers that is there; of a question rather one that stands once.

    Questions of a block may have the same words, and their ids tell them apart.
    """
    there = [header for header in headers if key(header) in found]
    once = [header for header in there if len(found[key(header)]) == 1]
    chosen = once if once and column.startswith("question.") else there
    return next(iter(chosen), None)


def _below(rows: Sequence[Row], header: Row, journal: Journal) -> list[Row]:
    """The rows below the header; those down to it hold no data."""
    below = rows.index(header) + 1
    for row in rows[:below]:
        blank = not any(map(tidy, row.cells))
        above = "header" if row is header else "blank" if blank else "above_header"
        journal.dispose(row.line, "ignored", above)
    return list(rows[below:])


def _offered(rows: Iterable[Row], journal: Journal) -> Iterator[Row]:
    """The rows that their format gives as data; the others say themselves what they are."""
    for row in rows:
        if row.apart:
            journal.dispose(row.line, "ignored", row.apart)
        else:
            yield row


def _fingerprint(row: Row) -> bytes:
    """What only rows with the same cells share; of millions of rows the cells need no room."""
    return hashlib.blake2b(repr(row.cells).encode(), digest_size=16).digest()


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
            column: _tidied(column, cells[place]) if place < len(cells) else ""
            for column, place in places.items()
        },
        row.marks,
    )


def _tidied(column: str, cell: str) -> str:
    """The text of a cell; where several goals may stand below each other, line by line."""
    return (tidy_lines if column.split(".")[0] == "goal" else tidy)(cell)


def _why_apart(
    row: Row, record: Record, export: Export, repeated: bool, headers: list[str]
) -> str | None:
    """Why the row holds no data of its own, as a code; none when it does."""
    if not any(map(tidy, row.cells)):
        return "blank"
    if _total(record, export):
        return "total"
    for number, rule in enumerate(export.ignore):
        if _matches(rule, record):
            return rule_code(export.id, number)
    if all(key(cell) == header for cell, header in zip_longest(row.cells, headers, fillvalue="")):
        return "header"
    # Counted participants cannot stand twice with every cell the same, times and ids included.
    return "repeated" if repeated and not repeatable(export) else None


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
    if rule.marked is not None:
        return rule.marked in record.marks
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
    for column, cell in record.cells.items():
        if record.coded.gap(column, cell):
            record.cells[column] = ""
