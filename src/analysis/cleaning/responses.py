"""Responses to a questionnaire and their answers; codebooks held against the questionnaire."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.cleaning import parsing
from analysis.cleaning.answers import NONE_TICKED, Answers
from analysis.cleaning.attention import Attention
from analysis.cleaning.hop import Hop
from analysis.cleaning.receiving import Record
from analysis.cleaning.recognition import Recognised
from analysis.cleaning.text import key
from analysis.exports import limesurvey
from analysis.programme import Question, Questionnaire


@dataclass
class _Answered:
    """A response being read: what has to be known before it is decided whether it counts.

    Boxes that were left empty are an answer of who sent it in: who did not may not have seen them.
    """

    record: Record
    row: dict[str, object]
    token: str
    answers: int


def clean(hop: Hop, records: list[Record], form: Questionnaire) -> None:
    """Each row becomes a response with its answers.

    Of several responses with one token, for one participant, the fullest counts, of equals the
    last; the others are kept and not counted, and so is one that was opened and left without an
    answer. An id that stands twice is refused. Where an export has no ids, the place in the file
    is one.
    """
    answered: dict[str, _Answered] = {}
    earlier = {row["response"] for row in hop.earlier.get("responses", [])}
    answers, attention = Answers(hop, form), Attention(hop, form)
    for record in records:
        own = _own_id(hop, record)
        identity = f"{hop.export.round}-{own}"
        if not own or identity in answered or identity in earlier:
            hop.journal.refuse(
                record.line, "response", "no_own_id",
                "The row has no response id of its own, so it is no response or stands twice. "
                "Ignore it by declaration.",
            )  # fmt: skip
            continue
        participant = _participant(hop, record)
        given = answers.read(record, identity)
        attention.remark(record, given)
        row: dict[str, object] = {"response": identity, "round": hop.export.round}
        row |= {"participant": participant} | _state(hop, record)
        count = sum(row["status"] == "complete" or one["missing"] != NONE_TICKED for one in given)
        answered[identity] = _Answered(record, row, record["token"], count)
    _store(hop, answered)


def _store(hop: Hop, answered: dict[str, _Answered]) -> None:
    """Add the responses, each with whether it counts, and say of what nobody filled in."""
    fullest = _fullest(answered)
    for identity, found in answered.items():
        if identity in fullest and not found.answers:
            found.row["status"] = "empty"
            hop.journal.remark(
                found.record.line, "", "empty_response",
                "The form was opened and nothing was answered. Kept the response; it does not "
                "count.",
            )  # fmt: skip
        counted = identity in fullest and found.answers > 0
        hop.add("responses", found.record, **found.row, counted=counted)


def _own_id(hop: Hop, record: Record) -> str:
    """The id of a response; where the export has none, its place in that file."""
    if "response" in hop.export.columns:
        return record["response"]
    return f"{hop.export.id}-{record.line}"


def _fullest(answered: dict[str, _Answered]) -> set[str]:
    """Of each respondent the response that stands for it."""
    # An inbox that several participants share tells them not apart; what they say they are does.
    of: dict[str, set[object]] = {}
    for found in answered.values():
        of.setdefault(found.token, set()).add(found.row["participant"])
    best: dict[tuple[str, object], tuple[int, int, str]] = {}
    for place, (identity, found) in enumerate(answered.items()):
        shared = len(of[found.token] - {None}) > 1
        who = (found.token or identity, found.row["participant"] if shared else None)
        best[who] = max(best.get(who, (-1, -1, "")), (found.answers, place, identity))
    return {identity for _, _, identity in best.values()}


def _participant(hop: Hop, record: Record) -> str | None:
    name = record["participant"]
    if not name:
        return None
    if hop.programme.identify == "id":
        return hop.meet(record)
    recognised = hop.recognised(record)
    if recognised is not None:
        return _one(hop, record, recognised)
    found = hop.directory.find(name)
    if found is None:
        hop.journal.remark(
            record.line, "participant", "unknown_participant",
            f"{hop.unknown(name)} Kept the response, without a participant.",
        )  # fmt: skip
    return found


def _one(hop: Hop, record: Record, found: Recognised) -> str | None:
    """The one participant that a response speaks for."""
    if len(found.participants) == 1:
        return found.participants[0]
    if not found.participants:
        kind, why = found.problem or ("unknown_participant", hop.unknown(record["participant"]))
        sentence = f"{why} Kept the response, without a participant."
        hop.journal.remark(record.line, "participant", kind, sentence)
    return None


def _state(hop: Hop, record: Record) -> dict[str, object]:
    columns = hop.export.columns
    submitted_on = hop.cells.day(record, "submitted_on")
    if hop.export.format == "limesurvey" and submitted_on == limesurvey.UNDATED:
        submitted_on = None
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
