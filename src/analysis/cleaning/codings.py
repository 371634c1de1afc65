"""What open answers are about: as people coded them, and by the words of each theme."""

from __future__ import annotations

import re

from analysis.cleaning.hop import Hop, Rows
from analysis.cleaning.receiving import Record
from analysis.cleaning.text import key
from analysis.problems import suggestion
from analysis.programme import Declarations, Questionnaire
from analysis.programme.themes import BY_RULE, is_about, plain

PARTED = re.compile(r"\s*[;|]\s*|\s*,\s+")
NONE = ("-", "geen", "none", "geen thema", "no theme", "aucun")
"""What a coder writes who saw no theme in an answer."""


def clean(hop: Hop, records: list[Record], form: Questionnaire) -> None:
    """Each row tells which themes a coder saw in one answer; none is told by an empty cell.

    Who coded stands in the column `coder`; without one, the export is the coder.
    """
    known = _spelled(hop.declarations)
    answered = {(row["response"], row["question"]) for row in hop.earlier.get("answer_texts", [])}
    questions = {key(question.id): question.id for question in form.questions}
    seen: set[tuple[str, str, str | None, str]] = set()
    for record in records:
        response = f"{hop.export.round}-{record['response']}"
        question = questions.get(key(record["question"]), record["question"])
        coder = record["coder"] or hop.export.id
        if (response, question) not in answered:
            hop.journal.refuse(
                record.line, "response", "unknown_answer",
                f'There is no open answer of "{record["response"]}" to "{record["question"]}" in '
                "this round. Put the id of the response and of the question right.",
            )  # fmt: skip
            continue
        if coder == BY_RULE:
            hop.journal.refuse(
                record.line, "coder", "unknown_code",
                f'"{BY_RULE}" stands for the words of the themes, and not for a person. Give the '
                "coder another name.",
            )  # fmt: skip
            continue
        themes = _themes(hop, record, known)
        for theme in themes:
            row = (response, question, theme, coder)
            if row not in seen:
                seen.add(row)
                _add(hop, record, *row)
        if not themes:
            hop.journal.dispose(record.line, "refused", "unknown_code")


def _spelled(declarations: Declarations) -> dict[str, str]:
    """Each theme by its id and its names."""
    return {
        key(spelling): theme.id
        for theme in declarations.themes.themes
        for spelling in (*theme.name.in_languages().values(), theme.id)
    }


def _themes(hop: Hop, record: Record, known: dict[str, str]) -> list[str | None]:
    """The themes in a cell, or that there is none; of what is not known a remark is kept."""
    cell = record["theme"]
    if key(cell) in ("", *NONE):
        return [None]
    if key(cell) in known:
        return [known[key(cell)]]
    found: list[str | None] = []
    for part in filter(None, PARTED.split(cell)):
        theme = known.get(key(part))
        if theme is None:
            # What is longer than every theme may be of the answer itself, which is never quoted.
            told = f'"{part}"' if len(part) <= max(map(len, known), default=0) else "This"
            hop.journal.remark(
                record.line, "theme", "unknown_code",
                f'{told} is not a theme. {suggestion(part, set(known.values()))} Add it to '
                "themes.toml, or put it right. Left it out.",
            )  # fmt: skip
        else:
            found.append(theme)
    return found


def _add(
    hop: Hop, record: Record, response: str, question: str, theme: str | None, by: str
) -> None:
    row: dict[str, object] = {
        "response": response, "question": question, "theme": theme, "coder": by,
    }  # fmt: skip
    hop.tidy.setdefault("codings", []).append(row)
    hop.journal.dispose(record.line, "used")


def by_rule(declarations: Declarations, rows: Rows) -> None:
    """Code every open answer by the words of the themes that it may be about.

    An answer in which no word stands has a row without a theme: it was looked at.
    """
    if not declarations.themes.themes:
        return
    found = rows.setdefault("codings", [])
    for answer in rows.get("answer_texts", []):
        themes = declarations.themes.of(str(answer["question"]))
        if not themes:
            continue
        words = plain(str(answer["text"]))
        about: list[str | None] = [theme.id for theme in themes if is_about(words, theme)]
        found += [
            {"response": answer["response"], "question": answer["question"], "theme": theme,
             "coder": BY_RULE}
            for theme in about or [None]
        ]  # fmt: skip
