"""What cleaning did not understand and somebody can decide, apart from its sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
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


def placed(question: Question, records: Sequence[Record]) -> Question:
    """The question with what tells its row from the others, in as few columns as possible."""
    row = next((record for record in records if record.line == question.line), None)
    if row is None:
        return question
    columns = sorted(
        (name for name in row.cells if row[name] and "." not in name),
        key=lambda name: (name in PRIVATE, FIRST.index(name) if name in FIRST else len(FIRST)),
    )
    alike = [one for one in records if key(one[question.column]) == key(question.text)]
    for names in [(), *combinations(columns, 1), *combinations(columns, 2)]:
        tests = {name: row[name] for name in names}
        if sum(_meets(one, tests) for one in alike) == 1:
            # Where the wrong cell is enough, it is its own test.
            return replace(question, where=tests or {question.column: row[question.column]})
    return question


def _meets(record: Record, tests: dict[str, str]) -> bool:
    return all(key(record[column]) == key(text) for column, text in tests.items())
