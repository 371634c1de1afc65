"""Questions to which several answers can be given: what was ticked, and by how many."""

from __future__ import annotations

import pandas as pd

from analysis.data import ProgrammeData
from analysis.indicators import evaluation
from analysis.indicators.measures import measured, whole
from analysis.indicators.populations import answered, narrowed
from analysis.indicators.questions import answer_to, answers_to, by_answer, form


def ticked(data: ProgrammeData, round: str) -> pd.DataFrame:
    """How often each option was ticked, of all questions to which several answers can be given.

    Columns: question, option, unit, count, base (responses that ticked one, or none of the boxes
    they were shown), share. One response may tick more, so the shares of a question may add up
    to more than one. Options that nobody ticked are there too.
    """
    questionnaire, given = form(data, round), evaluation.shown(evaluation.answers(data, round))
    asked = [question for question in questionnaire.questions if question.kind == "choices"]
    pairs = [
        (question.id, option.code)
        for question in asked
        for option in questionnaire.scale(question.scale or "").options
    ]
    answered_by = {q.id: given.loc[given["question"] == q.id] for q in asked}
    counts = [int((answered_by[question]["option"] == code).sum()) for question, code in pairs]
    bases = [answered_by[question]["response"].nunique() for question, _ in pairs]
    named_codes = [f"{question}.{code}" for question, code in pairs]
    named = answer_to(round, "{question}")
    frame = measured(
        {
            "question": pd.Categorical([question for question, _ in pairs],
                                       categories=[question.id for question in asked]),
            "option": pd.Categorical(named_codes, categories=named_codes),
        },
        whole(counts), whole(bases), "responses",
        count=narrowed(answered(round), by={named: "option"}, several=[named],
                       groups=dict(zip(named_codes, ([code] for _, code in pairs), strict=True))),
        base=by_answer(round, "question", {q.id: answers_to(questionnaire, q) for q in asked}),
    )  # fmt: skip
    frame.attrs["vocabularies"] = {
        "question": f"question.{questionnaire.id}",
        "option": f"option.{questionnaire.id}",
    }
    return frame[frame["base"] > 0].reset_index(drop=True)
