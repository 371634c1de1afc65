"""Responses that were filled in without reading: noted as a remark, and never left out.

Straight-lining is the same place on every statement, of at least five on scales of one length.
Speeding is less time than it takes to read the questions that were answered, at 0.3 seconds a
word: Zhang and Conrad (2014), Speeding in web surveys, Survey Research Methods 8(2), 127-135.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from functools import cached_property

from analysis.cleaning import parsing
from analysis.cleaning.hop import Hop
from analysis.cleaning.receiving import Record
from analysis.cleaning.text import key
from analysis.programme import Question, Questionnaire

Answer = Mapping[str, object]
"""A row of the table of answers."""

FEWEST = 5
"""With fewer statements, the same answer to all of them is no wonder."""
PER_WORD = 0.3
"""Seconds in which a fast reader takes in a word."""

CLOCK = re.compile(
    r"[t ,]+(\d{1,2})[:.u](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?\s*([ap]m)?"
    r"\s*(z|[a-z]{2,5}(?:[+-]\d{1,2}(?::?\d{2})?)?|[+-]\d{2}:?\d{2})?$"
)


@dataclass(frozen=True)
class Attention:
    """Looks at the responses to one form, as they are read one after another."""

    hop: Hop
    form: Questionnaire

    def remark(self, record: Record, answers: Sequence[Answer]) -> None:
        """Remark on a response that was filled in without reading."""
        if lined := self.straight(answers):
            self.hop.journal.remark(
                record.line, "", "straight_line",
                f"All {lined} statements on scales of one length got the same place. Look whether "
                "they were read. Kept the response; it counts.",
            )  # fmt: skip
        answered = [self._asked[one] for one in {str(answer["question"]) for answer in answers}]
        least = reading_time(answered, record["language"])
        took = self._took(record) if len(answered) >= FEWEST else None
        if took is not None and took < least:
            self.hop.journal.remark(
                record.line, "started_on", "fast_response",
                f"It took {took:.0f} seconds, and reading the questions that were answered takes "
                f"at least {least:.0f}. Look whether they were read. Kept the response; it counts.",
            )  # fmt: skip

    def straight(self, answers: Sequence[Answer]) -> int:
        """How many statements got the same place on scales of one length, if all of them did."""
        places: dict[tuple[float, ...], list[object]] = {}
        for answer in answers:
            length = self._lengths.get(str(answer["question"]), ())
            if len(length) > 2 and answer["value"] is not None:
                places.setdefault(length, []).append(answer["value"])
        same = [len(found) for found in places.values() if len(set(found)) == 1]
        return max((lined for lined in same if lined >= FEWEST), default=0)

    def _took(self, record: Record) -> float | None:
        """The most seconds between the start of a response and the last that was done to it."""
        export = self.hop.export
        end = record["submitted_on"] or record["saved_on"]
        return seconds(
            record["started_on"], end,
            month_first=export.dates == "month-first", serials=export.spreadsheet,
        )  # fmt: skip

    @cached_property
    def _asked(self) -> dict[str, Question]:
        return {question.id: question for question in self.form.questions}

    @cached_property
    def _lengths(self) -> dict[str, tuple[float, ...]]:
        """Statement -> the places on its scale."""
        return {
            question.id: tuple(
                sorted(option.value or 0.0 for option in self.form.scale(question.scale).valued)
            )
            for question in self.form.questions
            if question.kind == "scale" and question.scale
        }


def reading_time(questions: Sequence[Question], language: str = "") -> float:
    """The seconds that a fast reader needs; of an unknown language, for the shortest one."""
    words = [
        {code: len(text.split()) for code, text in question.text.in_languages().items()}
        for question in questions
    ]
    spoken = key(language)[:2]
    return PER_WORD * sum(each.get(spoken, min(each.values())) for each in words)


def seconds(
    start: str, end: str, *, month_first: bool = False, serials: bool = False
) -> float | None:
    """The most seconds that lie between two moments; none where they do not tell it.

    A moment that is written to the minute may be anywhere in that minute.
    """
    first = _moment(start, month_first, serials)
    last = _moment(end, month_first, serials)
    if first is None or last is None or first[1] != last[1]:
        return None
    past = (last[0] - first[0]).total_seconds()
    exact = first[2] and last[2]
    return (past if exact else past + 60) if past >= 0 else None


def _moment(text: str, month_first: bool, serials: bool) -> tuple[datetime, str, bool] | None:
    """A day with its time, the zone as written, and whether seconds are written."""
    plain = key(text)
    clock = CLOCK.search(plain)
    try:
        day = parsing.day(text, month_first=month_first, serials=serials)
        if clock is None:
            return None
        hour, minute, second, half, zone = clock.groups()
        hours = int(hour) % 12 + (12 if half == "pm" else 0) if half else int(hour)
        at = time(hours, int(minute), int(second or 0))
    except (parsing.NotUnderstoodError, ValueError):
        return None
    return datetime.combine(day, at), zone or "", second is not None
