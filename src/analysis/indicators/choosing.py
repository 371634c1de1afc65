"""Questions answered by choosing from options, one or several: what was chosen, and by how many."""

from __future__ import annotations

import pandas as pd

from analysis.data import ProgrammeData
from analysis.indicators import evaluation, items
from analysis.indicators.measures import measured, whole
from analysis.indicators.populations import answered, narrowed
from analysis.indicators.questions import answer_to, answers_to, by_answer, form
from analysis.indicators.reading import LEVELS
from analysis.programme import Option, Question, Questionnaire

TICKED, CHOSEN = "option", "scaled"
"""The vocabularies that word the options of a form: by question, and by scale."""


def ticked(data: ProgrammeData, round: str) -> pd.DataFrame:
    """How often each option was ticked, of all questions to which several answers can be given.

    Columns: question, option, unit, count, base (responses that ticked one, or none of the boxes
    they were shown), share. One response may tick more, so the shares of a question may add up
    to more than one. Options that nobody ticked are there too.
    """
    questions = form(data, round).questions
    return _spread(data, round, [one for one in questions if one.kind == "choices"], TICKED)


def chosen(data: ProgrammeData, round: str) -> pd.DataFrame:
    """How often each option was chosen, of questions with one answer that no chart shows.

    Columns as in `ticked`; the base are those who chose an option that could be read, also one
    such as "don't know". Options that nobody chose are there too.
    """
    drawn = {level: items.drawn_scale(data, round, level) for level in LEVELS}
    questions = form(data, round).questions
    asked = [
        one for one in questions
        if one.kind == "choice" or (one.kind == "scale" and drawn.get(one.reads) != one.scale)
    ]  # fmt: skip
    return _spread(data, round, asked, CHOSEN)


def _spread(
    data: ProgrammeData, round: str, asked: list[Question], vocabulary: str
) -> pd.DataFrame:
    """A row for each option of these questions, worded by a vocabulary of the form."""
    questionnaire, given = form(data, round), evaluation.shown(evaluation.answers(data, round))
    rows = [(one, option) for one in asked for option in _options(questionnaire, one)]
    given_to = {one.id: given.loc[given["question"] == one.id] for one in asked}
    keys = [_key(one, option, vocabulary) for one, option in rows]
    told = {key: [_told(one, option)] for key, (one, option) in zip(keys, rows, strict=True)}
    named = answer_to(round, "{question}")
    frame = measured(
        {
            "question": pd.Categorical([one.id for one, _ in rows],
                                       categories=[one.id for one in asked]),
            "option": pd.Categorical(keys, categories=list(told)),
        },
        whole((given_to[one.id]["option"] == option.code).sum() for one, option in rows),
        whole(given_to[one.id]["response"].nunique() for one, _ in rows), "responses",
        count=narrowed(answered(round), by={named: "option"}, groups=told,
                       several=[named] if vocabulary == TICKED else []),
        base=by_answer(round, "question", {one.id: _answers(questionnaire, one) for one in asked}),
    )  # fmt: skip
    frame.attrs["vocabularies"] = {
        "question": f"question.{questionnaire.id}", "option": f"{vocabulary}.{questionnaire.id}",
    }  # fmt: skip
    return frame[frame["base"] > 0].reset_index(drop=True)


def _options(questionnaire: Questionnaire, question: Question) -> list[Option]:
    return questionnaire.scale(question.scale or "").options


def _key(question: Question, option: Option, vocabulary: str) -> str:
    """What a row is called by: options of a scale are worded alike for all its questions."""
    return f"{question.id if vocabulary == TICKED else question.scale}.{option.code}"


def _told(question: Question, option: Option) -> str:
    """By what an answer is told: on a scale, why it has no place there."""
    return (question.kind == "scale" and option.missing) or option.code


def _answers(questionnaire: Questionnaire, question: Question) -> list[str]:
    """All that an answer to a question may be told by."""
    if question.kind != "scale":
        return answers_to(questionnaire, question)
    return list(dict.fromkeys(_told(question, one) for one in _options(questionnaire, question)))
