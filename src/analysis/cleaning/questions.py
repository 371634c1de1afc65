"""What cleaning did not understand and somebody can decide, apart from its sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING, Literal

from analysis.cleaning.text import key
from analysis.matching import Candidate

if TYPE_CHECKING:
    from analysis.cleaning.receiving import Record


Kind = Literal["code", "value", "name"]


@dataclass(frozen=True)
class Question:
    """One cell that is not understood.

    A `code` lacks a recode of its `vocabulary`, a `value` a correction, a `name` an answer about
    an organisation. `where` tells its row from all others, by columns of the export; it is empty
    where no two columns do.
    """

    kind: Kind
    export: str
    line: int
    column: str
    header: str
    text: str
    vocabulary: str = ""
    candidates: tuple[Candidate, ...] = ()
    where: dict[str, str] = field(default_factory=dict)


PRIVATE = ("full_name", "given_name", "family_name", "email", "name", "remark", "reason")
"""Columns with persons and their own words: a correction names its row by them last."""

FIRST = ("record", "response", "account", "number", "participant", "session_on")


@dataclass
class Placed:
    """The rows of an export, to tell one from all others; what was counted once is kept."""

    records: Sequence[Record]
    _times: dict[tuple[str, str, tuple[str, ...]], Counter[tuple[str, ...]]] = field(
        default_factory=dict
    )

    @cached_property
    def _by_line(self) -> dict[int, Record]:
        return {record.line: record for record in reversed(self.records)}

    @cached_property
    def _by_cell(self) -> dict[str, dict[str, list[Record]]]:
        return {}

    def placed(self, question: Question) -> Question:
        """The question with what tells its row from the others, in as few columns as possible."""
        row = self._by_line.get(question.line)
        # Only a value is put right in its own row; the others are answered for all rows at once.
        if row is None or question.kind != "value":
            return question
        columns = sorted(
            (name for name in row.cells if row[name] and "." not in name),
            key=lambda name: (name in PRIVATE, FIRST.index(name) if name in FIRST else len(FIRST)),
        )
        for names in [(), *combinations(columns, 1), *combinations(columns, 2)]:
            if self._count(question, row, names) == 1:
                # Where the wrong cell is enough, it is its own test.
                where = {name: row[name] for name in names}
                return replace(question, where=where or {question.column: row[question.column]})
        return question

    def _count(self, question: Question, row: Record, names: tuple[str, ...]) -> int:
        """How many rows have the wrong cell, and the same cells under these columns as a row."""
        asked = (question.column, key(question.text), names)
        if asked not in self._times:
            alike = self._alike(question.column).get(asked[1], [])
            self._times[asked] = Counter(_cells(one, names) for one in alike)
        return self._times[asked][_cells(row, names)]

    def _alike(self, column: str) -> dict[str, list[Record]]:
        """The rows by what stands under a column."""
        if column not in self._by_cell:
            found = self._by_cell.setdefault(column, {})
            for record in self.records:
                found.setdefault(key(record[column]), []).append(record)
        return self._by_cell[column]


def _cells(record: Record, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(key(record[name]) for name in names)
