"""Questions that would take a column which their export reads as something else."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.programme.models import Programme
from analysis.programme.questionnaires import Question, Questionnaire


def taking(
    where: str, programme: Programme, questionnaires: dict[str, Questionnaire]
) -> Iterator[str]:
    """A sentence for each question that is known by its id alone, where that is another column."""
    rounds = {one.id: one.questionnaire for one in programme.rounds}
    for export in programme.exports:
        form = questionnaires.get(rounds.get(export.round or "") or "")
        if export.content != "responses" or form is None:
            continue
        own = {_plain(one): column for column in export.columns for one in export.headers(column)}
        for number, question in enumerate(form.questions):
            if _by_id(question) and (column := own.get(_plain(question.id))):
                yield (
                    f"{where}/questionnaires/{form.id}.toml, questions[{number}].id: "
                    f'"{question.id}" is the header under which the export "{export.id}" has its '
                    f"{column}. Say in columns under which header the answers stand, or give the "
                    "question another id."
                )


def _by_id(question: Question) -> bool:
    return not question.columns and not question.boxes


def _plain(header: str) -> str:
    return " ".join(header.split()).casefold()
