"""A list that the programme has not had before: what it is, as far as it shows."""

from __future__ import annotations

from typing import Any

from analysis.exports.recognition import Finding
from analysis.exports.recognition.values import dates
from analysis.programme.columns import REQUIRED
from analysis.run.adding.asked import Asked
from analysis.run.adding.columns import NONE
from analysis.run.adding.guessing import content, goals, round_, session
from analysis.run.adding.mapping import DATES, Known, Mapping, mapped
from analysis.run.adding.proposal import MOST_CONFIRMATIONS, Part, Proposal, Question
from analysis.run.adding.resembling import written

CONTENTS = ("participants", "registrations", "attendance", "withdrawals", "responses", "codebook",
            "attendance-counts", "coaching", "profiles", "learning-goals")  # fmt: skip


def propose_fresh(asked: Asked) -> Proposal:
    """The entry for a file that resembles no export, complete when nothing is asked."""
    found, answers = asked.found, asked.answers
    parts = [
        Part(name, _shown(finding), finding.confidence, finding.reason)
        for name, finding in found.findings.items()
    ]
    base = Proposal(asked.declarations.programme.id, {}, tuple(parts))
    if found.header.value is None:
        why = (f"{found.header.reason[0].upper()}{found.header.reason[1:]}. Give it a row with "
               "headers in a copy, or write its entry by hand, with `header`.")  # fmt: skip
        return _with(base, refused=(why,))
    known = Known(asked.declarations, names_of(asked))
    kind, tried = content(found, asked.declarations, known)
    chosen = answers.get("content", CONTENTS)
    kind = Finding(chosen, "sure", "you chose it") if chosen else kind
    parts.append(Part("content", _shown(kind), kind.confidence, kind.reason))
    if kind.value is None or kind.unsure:
        question = Question("content", "What does this list hold?", CONTENTS, kind.value)
        return _with(base, parts=tuple(parts), questions=(question,))
    columns = tried.get(kind.value) or mapped(kind.value, found, known)
    entry, questions = _entry(asked, kind.value, columns, parts)
    return _with(base, parts=tuple(parts), entry=entry, questions=tuple(questions))


def _shown(finding: Finding) -> str:
    names = {"\t": "tab"}
    return names.get(finding.value or "", finding.value or "not found")


def _with(base: Proposal, **more: Any) -> Proposal:
    return Proposal(**({name: getattr(base, name) for name in base.__dataclass_fields__} | more))


def names_of(asked: Asked) -> set[str]:
    """The names of the participants that the programme knows."""
    if asked.before is None:
        return set()
    return set(asked.before.tables["participants"]["name"].dropna().astype("str"))


def _entry(
    asked: Asked, kind: str, columns: Mapping, parts: list[Part]
) -> tuple[dict[str, Any], list[Question]]:
    placed = {column: one.header for column, one in columns.columns.items()}
    questions = _asked_columns(asked, kind, columns, placed)
    for column, one in columns.columns.items():
        parts.append(Part(f"columns.{column}", one.header, one.confidence, one.reason))
    for column, header in placed.items():
        if column not in columns.columns:
            parts.append(Part(f"columns.{column}", header, "sure", "you chose it"))
    entry: dict[str, Any] = {
        "file": asked.name, "received": asked.received,
        **{name: value for name, value in written(asked.found).items() if value is not None},
        "content": kind,
    }  # fmt: skip
    place, question = _belongs(asked, kind, parts)
    entry |= place
    questions += question
    questions += _order(asked, columns, entry, parts)
    questions += _rivals(asked, columns, placed, parts, len(questions))
    if asked.found.decimal.value == ".":
        entry["decimal"] = "."
    identity = f"{next(iter(place.values()), asked.path.stem)}-{kind}" if place else asked.path.stem
    entry["columns"] = placed
    named = goals(asked.found, asked.declarations) if kind == "learning-goals" else {}
    if named and "goal" not in placed:
        entry["goals"] = named
        parts += [Part(f"goals.{one}", head, "sure", "a domain") for one, head in named.items()]
    return {"id": asked.free(identity)} | entry, questions


def _asked_columns(
    asked: Asked, kind: str, columns: Mapping, placed: dict[str, str]
) -> list[Question]:
    """A question for each column that there must be and that no header says clearly."""
    questions = []
    needed = REQUIRED[kind]
    if "present" in needed and asked.found.format.value in ("teams", "zoom"):
        needed = needed - {"present"}
    for column in sorted(needed - set(placed)):
        heads = columns.rivals.get(column) or [
            one for one in asked.found.headers
            if one.strip() and " ".join(one.split()) not in placed.values()
        ]  # fmt: skip
        choices = tuple(dict.fromkeys(" ".join(one.split()) for one in heads))
        answer = asked.answers.get(f"columns.{column}", choices)
        if answer:
            placed[column] = answer
        else:
            text = f"Under which header stands the {column} of each row?"
            questions.append(Question(f"columns.{column}", text, choices))
    return questions


def _rivals(
    asked: Asked, columns: Mapping, placed: dict[str, str], parts: list[Part], asking: int
) -> list[Question]:
    """A question for each further column that stands under one of several headers.

    Only so many are asked as a person may be; the others are said not to be read.
    """
    questions: list[Question] = []
    for column, heads in columns.rivals.items():
        name = f"columns.{column}"
        answer = asked.answers.get(name, (*heads, NONE))
        if column in placed or answer == NONE:
            continue
        if answer:
            placed[column] = answer
            parts.append(Part(name, answer, "sure", "you chose it"))
        elif asking + len(questions) + len(asked.answers.given) < MOST_CONFIRMATIONS - 1:
            text = f"Several headers could be that of {column}. Which one is it?"
            questions.append(Question(name, text, (*heads, NONE)))
        else:
            named = " or ".join(f'"{one}"' for one in heads[:3])
            parts.append(Part(name, "", "unsure", f"not read: it could be {named}"))
    return questions


def _belongs(asked: Asked, kind: str, parts: list[Part]) -> tuple[dict[str, str], list[Question]]:
    """The session or the round that the list is of."""
    programme = asked.declarations.programme
    if kind in ("registrations", "attendance"):
        name, known = "session", tuple(one.id for one in programme.sessions)
        found = session(asked.declarations, asked.path.name, ())
    elif kind in ("responses", "codebook"):
        name, known = "round", tuple(one.id for one in programme.rounds if one.questionnaire)
        found = round_(asked.found, asked.declarations, asked.path.name)
    else:
        return {}, []
    if chosen := asked.answers.get(name, known):
        found = Finding(chosen, "sure", "you chose it")
    parts.append(Part(name, found.value or "not found", found.confidence, found.reason))
    if found.value is None:
        return {}, [Question(name, f"Of which {name} is this list?", known)]
    return {name: found.value}, []


def _order(
    asked: Asked, columns: Mapping, entry: dict[str, Any], parts: list[Part]
) -> list[Question]:
    """Whether day or month comes first in the dates that are read; asked when they don't show."""
    read = [one for column, one in columns.columns.items() if column in DATES]
    if not read:
        return []
    found = dates(cell for one in read for cell in asked.found.column(one.place))
    choices = ("day-first", "month-first")
    if chosen := asked.answers.get("dates", choices):
        found = Finding(chosen, "sure", "you chose it")
    parts.append(Part("dates", found.value or "not found", found.confidence, found.reason))
    if found.value is None:
        heads = ", ".join(f'"{one.header}"' for one in read)
        return [Question("dates", f"What comes first in the dates under {heads}?", choices)]
    if found.value == "month-first":
        entry["dates"] = found.value
    return []
