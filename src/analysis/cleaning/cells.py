"""Reads the cells of a record as values; what is not understood becomes a remark."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from analysis.cleaning import parsing
from analysis.cleaning.receiving import Journal, Record
from analysis.cleaning.text import key, quoted
from analysis.problems import suggestion
from analysis.programme import Programme

T = TypeVar("T")

WORDS = {
    "absence_category": "absence reason",
    "reason_category": "reason for stopping",
    "registration_status": "state of a registration",
    "present": "attendance mark",
}


OWN_WORDS = ("reason_category",)
"""Of these what people wrote lies apart with the persons, and is not quoted."""


@dataclass
class Cells:
    """The parsers and recodes that hold for one export of one programme."""

    programme: Programme
    journal: Journal

    @cached_property
    def _codes(self) -> dict[str, dict[str, str]]:
        known: dict[str, dict[str, str]] = {}
        domains = {domain.id: domain.name for domain in self.programme.domains}
        for vocabulary, codes in (self.programme.vocabularies | {"domain": domains}).items():
            spellings = known.setdefault(vocabulary, {})
            for code, text in codes.items():
                spellings |= {key(spelling): code for spelling in (code, text.nl, text.en)}
        for vocabulary, recode in self.programme.recode.items():
            spellings = known.setdefault(vocabulary, {})
            spellings |= {key(raw): code for raw, code in recode.items()}
        return known

    @cached_property
    def municipalities(self) -> dict[str, str]:
        """Spelling, as compared, -> name of a municipality that the programme knows."""
        names = self.programme.groups.get("arrondissement", {})
        recode = self.programme.recode.get("municipality", {})
        return {key(name): name for name in names} | {key(raw): one for raw, one in recode.items()}

    def known(self, vocabulary: str) -> dict[str, str]:
        """Spelling, as compared, -> code of a vocabulary."""
        return self._codes.get(vocabulary, {})

    def code(self, record: Record, column: str, vocabulary: str) -> str | None:
        """The code that a cell stands for by the declared recode; empty and unknown give none."""
        text = record[column]
        known = self.known(vocabulary)
        if not text or key(text) in known:
            return known.get(key(text))
        self.journal.ask("code", record.line, column, text, vocabulary=vocabulary)
        what = WORDS.get(vocabulary, vocabulary.replace("_", " "))
        cell = "This" if vocabulary in OWN_WORDS else quoted(text)
        self.journal.remark(
            record.line, column, "unknown_code",
            f"{cell} is not a known {what}. {suggestion(text, known)} "
            f"Add it under [recode.{vocabulary}]. Kept the row; left this cell empty.",
        )  # fmt: skip
        return None

    def choices(self, record: Record, column: str, vocabulary: str) -> list[str]:
        """The codes of several choices in one cell, whatever separates them.

        The cell is read by the known labels, so a label may itself hold the separator.
        """
        rest = key(record[column])
        found: dict[str, int] = {}
        known = self.known(vocabulary)
        for label in sorted((one for one in known if one), key=len, reverse=True):
            # A label inside another word is not that choice.
            if choice := re.search(rf"(?<!\w){re.escape(label)}(?!\w)", rest):
                start, end = choice.span()
                found[known[label]] = min(start, found.get(known[label], start))
                rest = rest[:start] + " " * (end - start) + rest[end:]
        if left := rest.strip(" ;,|/"):
            self.journal.ask("code", record.line, column, left, vocabulary=vocabulary)
            self.journal.remark(
                record.line, column, "unknown_code",
                f"A choice is not a known {vocabulary}. Add it under [recode.{vocabulary}]. "
                "Kept the row and the choices that are known.",
            )  # fmt: skip
        return sorted(found, key=lambda code: found[code])

    def day(self, record: Record, column: str) -> date | None:
        """The date in a cell, in the order that the export declares."""
        export = self.journal.export
        return self.value(
            record,
            column,
            lambda text: parsing.day(
                text,
                month_first=export.dates == "month-first",
                serials=export.spreadsheet,
            ),
        )

    def month(self, record: Record, column: str) -> tuple[date, date] | None:
        """The first and last day of the month in a cell; nothing where it says something else.

        A list that was received before the end of a month tells of the days up to then.
        """
        try:
            first, last = parsing.month(record[column])
        except parsing.NotUnderstoodError:
            return None
        received = self.journal.export.received
        return first, max(first, min(last, received or last))

    def amount(self, record: Record, column: str) -> float | None:
        """The number in a cell, zero or more, with the decimal sign that the export declares."""
        decimal = self.journal.export.decimal
        return self.value(record, column, lambda text: parsing.amount(text, decimal=decimal))

    def count(self, record: Record, column: str) -> int | None:
        """The whole number in a cell, zero or more."""
        decimal = self.journal.export.decimal
        return self.value(record, column, lambda text: parsing.whole(text, decimal=decimal))

    def value(self, record: Record, column: str, parser: Callable[[str], T]) -> T | None:
        """What a parser makes of a cell; an empty cell is no value and no problem."""
        text = record[column]
        if not text:
            return None
        try:
            return parser(text)
        except parsing.NotUnderstoodError as reason:
            self.journal.ask("value", record.line, column, text)
            # Where columns were shifted, what stands in the place of a day is an answer.
            cell = "This" if self.journal.export.content == "responses" else quoted(text)
            self.journal.remark(
                record.line, column, "unreadable_value",
                f"{cell} {reason}. Correct it in corrections.toml. "
                "Kept the row; left this cell empty.",
            )  # fmt: skip
            return None
