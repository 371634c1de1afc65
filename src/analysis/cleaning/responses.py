"""Responses to a questionnaire and their answers; codebooks held against the questionnaire."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.cleaning import parsing
from analysis.cleaning.hop import Hop
from analysis.cleaning.receiving import Record
from analysis.cleaning.text import key
from analysis.programme import Question, Questionnaire, Scale


def headers(form: Questionnaire) -> dict[str, list[str]]:
    """The columns that an export of this form must have besides its own, with their headers.

    A ranking has one column per rank, each under its own name.
    """
    columns: dict[str, list[str]] = {}
    for question in form.questions:
        if question.kind == "ranking":
            for rank, header in enumerate(question.columns, start=1):
                columns[f"question.{question.id}.{rank}"] = [header]
        else:
            columns[f"question.{question.id}"] = question.headers()
    return columns


@dataclass
class _Answered:
    """A response being read: what has to be known before it is decided whether it counts."""

    record: Record
    row: dict[str, object]
    token: str
    answers: int


def clean(hop: Hop, records: list[Record], form: Questionnaire) -> None:
    """Each row becomes a response with its answers.

    Of several responses with one token the fullest counts, of equals the last; the others are
    kept and not counted. An id that stands twice is refused.
    """
    answered: dict[str, _Answered] = {}
    earlier = {row["response"] for row in hop.earlier.get("responses", [])}
    for record in records:
        identity = f"{hop.export.round}-{record['response']}"
        if not record["response"] or identity in answered or identity in earlier:
            hop.journal.refuse(
                record.line, "response", "no_own_id",
                "The row has no response id of its own, so it is no response or stands twice. "
                "Ignore it by declaration.",
            )  # fmt: skip
            continue
        participant = _participant(hop, record)
        count = _answers(hop, record, identity, form)
        row = {
            "response": identity,
            "round": hop.export.round,
            "participant": participant,
        } | _state(hop, record)
        answered[identity] = _Answered(record, row, record["token"], count)
    counted = _counted(answered)
    for identity, found in answered.items():
        hop.add("responses", found.record, **found.row, counted=identity in counted)


def _counted(answered: dict[str, _Answered]) -> set[str]:
    best: dict[str, tuple[int, int, str]] = {}
    for place, (identity, found) in enumerate(answered.items()):
        token = found.token or identity
        best[token] = max(best.get(token, (-1, -1, "")), (found.answers, place, identity))
    return {identity for _, _, identity in best.values()}


def _participant(hop: Hop, record: Record) -> str | None:
    name = record["participant"]
    if not name:
        return None
    if hop.programme.identify == "id":
        return hop.meet(record)
    found = hop.directory.find(name)
    if found is None:
        hop.journal.remark(
            record.line, "participant", "unknown_participant",
            f"{hop.unknown(name)} Kept the response, without a participant.",
        )  # fmt: skip
    return found


def _state(hop: Hop, record: Record) -> dict[str, object]:
    columns = hop.export.columns
    submitted_on = hop.cells.day(record, "submitted_on")
    saved_on = submitted_on or hop.cells.day(record, "saved_on")
    if "finished" in columns:
        complete = hop.cells.value(record, "finished", parsing.flag) is True
    else:
        # A day that cannot be read is a day on which it was sent in all the same.
        complete = "submitted_on" not in columns or bool(record["submitted_on"])
    closed = hop.programme.round(hop.export.round or "").closed
    return {
        "submitted_on": saved_on,
        "status": "complete" if complete else "partial",
        "late": None if not (closed and saved_on) else saved_on > closed,
    }


def _answers(hop: Hop, record: Record, response: str, form: Questionnaire) -> int:
    """Read the answers of a response; how many there are."""
    before = len(hop.tidy.get("answers", []))
    for question in form.questions:
        common: dict[str, object] = {"response": response, "question": question.id}
        cell = record[f"question.{question.id}"]
        if question.kind == "ranking":
            _ranking(hop, record, common, question, form.scale(question.scale or ""))
        elif not cell:
            continue
        elif question.kind == "text":
            # That something was answered may be counted by all; the words may not be read.
            hop.tidy.setdefault("answer_texts", []).append(common | {"text": cell})
            _answer(hop, common)
        elif question.kind == "number":
            _number(hop, record, common, question, cell)
        else:
            option = _option(form.scale(question.scale or ""), cell)
            if option is None:
                _unreadable(hop, record, question)
            code, value, missing = option or (None, None, "unreadable")
            _answer(hop, common, option=code, value=value, missing=missing)
    return len(hop.tidy.get("answers", [])) - before


def _answer(hop: Hop, common: dict[str, object], **values: object) -> None:
    blank: dict[str, object] = {"option": None, "value": None, "missing": None}
    hop.tidy.setdefault("answers", []).append(common | blank | values)


def _option(scale: Scale, cell: str) -> tuple[str, float | None, str | None] | None:
    for option in scale.options:
        spellings = (option.code, option.name.nl, option.name.en, *option.spoken)
        if key(cell) in map(key, spellings):
            return option.code, option.value, option.missing
    return None


def _number(
    hop: Hop, record: Record, common: dict[str, object], question: Question, cell: str
) -> None:
    try:
        value = parsing.number(cell, decimal=hop.export.decimal)
    except parsing.NotUnderstoodError:
        value = None
    lowest, highest = question.lowest, question.highest
    outside = value is not None and (
        (lowest is not None and value < lowest) or (highest is not None and value > highest)
    )
    if value is None or outside:
        _unreadable(hop, record, question)
        _answer(hop, common, missing="unreadable")
    else:
        _answer(hop, common, value=value)


def _ranking(
    hop: Hop, record: Record, common: dict[str, object], question: Question, scale: Scale
) -> None:
    ranked: set[str] = set()
    for rank in range(1, len(question.columns) + 1):
        cell = record[f"question.{question.id}.{rank}"]
        if not cell:
            continue
        option = _option(scale, cell)
        if option is None or option[0] in ranked:
            _unreadable(hop, record, question)
            continue
        ranked.add(option[0])
        _answer(hop, common, option=option[0], value=float(rank))


def _unreadable(hop: Hop, record: Record, question: Question) -> None:
    # An answer is never quoted: problems are read by more people than answers are.
    hop.journal.remark(
        record.line, question.id, "unreadable_answer",
        "The answer is not one of the options or bounds of this question. Add its spelling to "
        "the questionnaire. Kept the response; counted this answer as not readable.",
    )  # fmt: skip


def clean_codebook(hop: Hop, records: list[Record], form: Questionnaire) -> None:
    """Each row that says the same as the questionnaire is used; any other is refused."""
    known: dict[tuple[str, str], set[str]] = {}
    for question in form.questions:
        known[key(question.id), ""] = {key(question.text.nl)}
        scale = form.scale(question.scale) if question.scale else None
        for option in scale.options if scale else []:
            spellings = (option.name.nl, option.name.en, *option.spoken)
            known[key(question.id), key(option.code)] = set(map(key, spellings))
        known |= {
            (key(question.id), str(number)): {str(number)} for number in _whole_numbers(question)
        }
    for record in records:
        labels = known.get((key(record["question"]), key(record["code"])))
        if labels is not None and key(record["label"]) in labels:
            hop.journal.dispose(record.line, "used")
            continue
        what = "is not in" if labels is None else "has another label in"
        hop.journal.refuse(
            record.line, "code" if record["code"] else "question", "codebook_differs",
            f'"{record["question"]}" {record["code"]} {what} the questionnaire "{form.id}". '
            "Put the questionnaire right.",
        )  # fmt: skip


def _whole_numbers(question: Question) -> range:
    """The codes of a question with bounds: each number stands for itself."""
    if question.lowest is None or question.highest is None:
        return range(0)
    return range(int(question.lowest), int(question.highest) + 1)
