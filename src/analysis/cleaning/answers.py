"""Reads the answers of a response: each question by its kind, with the words that are known."""

from __future__ import annotations

from dataclasses import dataclass, field

from analysis.cleaning import parsing, unread
from analysis.cleaning.choices import Options
from analysis.cleaning.hop import Hop
from analysis.cleaning.receiving import Record
from analysis.programme import Option, Question, Questionnaire, Route

NONE_TICKED = "none_ticked"
"""Why an answer has no option: its boxes were shown, and all of them left empty."""
UNREADABLE = "unreadable"
"""Why an answer has none: what was written is not one of the options or bounds."""
NOT_SHOWN = "not_shown"
"""Why an answer has none: the question was not asked of who gave the response."""

Row = dict[str, object]


@dataclass
class Answers:
    """The answers of the responses to one form, as they are read one after another."""

    hop: Hop
    form: Questionnaire
    _options: dict[str, Options] = field(default_factory=dict)

    def read(self, record: Record, response: str) -> list[Row]:
        """Read the answers of a response; all that were given."""
        rows = self.hop.tidy.setdefault("answers", [])
        given: dict[str, list[Row]] = {}
        for question in self.form.questions:
            common: Row = {"response": response, "question": question.id}
            before = len(rows)
            if question.kind == "ranking":
                self._ranking(record, common, question)
            elif question.boxes:
                self._boxes(record, common, question)
            elif record[_column(question)]:
                self._one_cell(record, common, question)
            given[question.id] = rows[before:]
            if question.routed and not self._asked(question.routed, given):
                given[question.id] = self._not_shown(record, question, common, before)
        return [row for answers in given.values() for row in answers]

    def _asked(self, route: Route, given: dict[str, list[Row]]) -> bool:
        """Whether a question was asked, or may have been: of who decided in words not known.

        A round that left the deciding question out asked everyone.
        """
        deciding = given.get(route.question)
        return deciding is None or any(
            row["option"] in route.options or row["missing"] == UNREADABLE for row in deciding
        )

    def _not_shown(self, record: Record, question: Question, common: Row, before: int) -> list[Row]:
        """Say of a question that it was not asked; an answer that was given all the same stays."""
        rows = self.hop.tidy["answers"]
        # An export marks the boxes of all responses as empty, also where nobody saw them.
        if given := [row for row in rows[before:] if row["missing"] != NONE_TICKED]:
            self.hop.journal.remark(
                record.line, _column(question), "answered_unasked",
                "It has an answer, though an earlier answer says that this was not asked. Look "
                "which is right, and whether routed names all its options. Kept both.",
            )  # fmt: skip
            return given
        del rows[before:]
        self._add(common, missing=NOT_SHOWN)
        return []

    def _one_cell(self, record: Record, common: dict[str, object], question: Question) -> None:
        cell = record[_column(question)]
        match question.kind:
            case "text":
                self._text(common, cell)
                self._add(common)
            case "number":
                self._number(record, common, question, cell)
            case "choices":
                self._choices(record, common, question, cell)
            case _:
                self._choice(record, common, question, cell)

    def _add(self, common: dict[str, object], **values: object) -> None:
        blank: dict[str, object] = {"option": None, "value": None, "missing": None}
        self.hop.tidy.setdefault("answers", []).append(common | blank | values)

    def _chosen(self, common: dict[str, object], option: Option) -> None:
        self._add(common, option=option.code, value=option.value, missing=option.missing)

    def _text(self, common: dict[str, object], text: str) -> None:
        # That something was answered may be counted by all; the words may not be read.
        self.hop.tidy.setdefault("answer_texts", []).append(common | {"text": text})

    def _scale(self, question: Question) -> Options:
        name = question.scale or ""
        return self._options.setdefault(name, Options(self.form.scale(name)))

    def _choice(
        self, record: Record, common: dict[str, object], question: Question, cell: str
    ) -> None:
        options = self._scale(question)
        option = options.one(cell, record.label(_column(question)))
        if option is None and question.other:
            option = options.coded[question.other]
            self._text(common, cell)
        if option:
            self._chosen(common, option)
        else:
            self._unreadable(record, common, _column(question), self._off(cell, question))

    def _choices(
        self, record: Record, common: dict[str, object], question: Question, cell: str
    ) -> None:
        options = self._scale(question)
        several = options.several(cell, record.coded.labels.get(_column(question), {}))
        chosen = {option.code: option for option in several.options}
        if several.rest and question.other:
            chosen.setdefault(question.other, options.coded[question.other])
            self._text(common, several.rest)
        elif several.rest:
            why = self._off(several.rest, question)
            self._unreadable(record, common, _column(question), why)
        for option in chosen.values():
            self._chosen(common, option)

    def _boxes(self, record: Record, common: dict[str, object], question: Question) -> None:
        """One answer for each box that is ticked; one that says so where all were left empty."""
        options = self._scale(question)
        found: dict[str, bool | None] = {}
        for code in question.boxes:
            column = f"{_column(question)}.{code}"
            if cell := record[column]:
                option = options.coded[code]
                found[code] = options.ticked(option, cell, record.label(column))
                if found[code] is None and code == question.other:
                    found[code] = True
                    self._text(common, cell)
        for code, ticked in found.items():
            if ticked:
                self._chosen(common, options.coded[code])
        lost = [f"{_column(question)}.{code}" for code, ticked in found.items() if ticked is None]
        if lost:
            why = "It cannot be told whether this box was ticked. Look what was meant."
            self._unreadable(record, common, lost[0], why)
        elif found and not any(found.values()) and question.unticked == "none":
            self._add(common, missing=NONE_TICKED)

    def _number(
        self, record: Record, common: dict[str, object], question: Question, cell: str
    ) -> None:
        try:
            value = parsing.number(cell, decimal=self.hop.export.decimal)
        except parsing.NotUnderstoodError:
            value = None
        lowest, highest = question.lowest, question.highest
        outside = value is not None and (
            (lowest is not None and value < lowest) or (highest is not None and value > highest)
        )
        if value is None or outside:
            why = unread.of_number(cell, question, self.hop.export.decimal)
            self._unreadable(record, common, _column(question), why)
        else:
            self._add(common, value=value)

    def _ranking(self, record: Record, common: dict[str, object], question: Question) -> None:
        options, ranked = self._scale(question), set[str]()
        for rank in range(1, len(question.columns) + 1):
            column = f"{_column(question)}.{rank}"
            if not record[column]:
                continue
            option = options.one(record[column], record.label(column))
            if option is None or option.code in ranked:
                twice = f"An option stands at two ranks of {question.id}. Look which is right."
                why = twice if option else self._off(record[column], question)
                self._remark(record, column, why)
                continue
            ranked.add(option.code)
            self._add(common, option=option.code, value=float(rank))

    def _off(self, cell: str, question: Question) -> str:
        """Why a cell is none of the options of a question."""
        return unread.of_options(cell, self._scale(question), self.hop.export.decimal)

    def _unreadable(self, record: Record, common: Row, column: str, why: str) -> None:
        self._remark(record, column, why)
        self._add(common, missing=UNREADABLE)

    def _remark(self, record: Record, column: str, why: str) -> None:
        # An answer is never quoted: problems are read by more people than answers are.
        self.hop.journal.remark(
            record.line, column, "unreadable_answer",
            f"{why} Kept the response; counted this answer as not readable.",
        )  # fmt: skip


def _column(question: Question) -> str:
    return f"question.{question.id}"


def headers(form: Questionnaire) -> dict[str, list[str]]:
    """The columns that an export of this form must have besides its own, with their headers.

    A ranking has one column per rank, several answers may have one per option.
    """
    columns: dict[str, list[str]] = {}
    for question in form.questions:
        if question.kind == "ranking":
            for rank, header in enumerate(question.columns, start=1):
                columns[f"{_column(question)}.{rank}"] = [header]
        elif question.boxes:
            for code in question.boxes:
                columns[f"{_column(question)}.{code}"] = question.box(code)
        else:
            columns[_column(question)] = question.headers()
    return columns


def spellings(form: Questionnaire) -> dict[str, frozenset[str]]:
    """For each column of `headers` the spellings of the options that may stand in it."""
    found: dict[str, frozenset[str]] = {}
    for question in form.questions:
        if question.scale:
            spelled = frozenset(Options(form.scale(question.scale)).spelled)
            one = Questionnaire.model_construct(questions=[question])
            found |= dict.fromkeys(headers(one), spelled)
    return found
