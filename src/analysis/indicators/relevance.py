"""Relevance beside satisfaction: how many found it both, one of the two, or neither."""

from __future__ import annotations

import pandas as pd

from analysis.counted import Counted
from analysis.data import ProgrammeData
from analysis.indicators.evaluation import answers
from analysis.indicators.measures import telling, whole
from analysis.indicators.populations import answered, narrowed
from analysis.indicators.questions import (
    answer_to,
    as_number,
    ends,
    form,
    ordered,
    valued,
    whole_numbers,
)
from analysis.programme import Question, Questionnaire

SIDES = ["high", "low"]


def quadrants(data: ProgrammeData, round: str) -> pd.DataFrame:
    """The answers to two questions held side by side: relevant or not, and satisfied or not.

    One row for relevance high (above the middle of its scale) and one for low. Columns: relevance,
    unit (responses), satisfied_count, unsatisfied_count, base (those of the row that answered
    both). Of several questions about relevance or satisfaction the first is taken that has no
    domain, else the first. No row where the round did not ask both, or nobody answered both.
    """
    questionnaire = form(data, round)
    pair = [_first(questionnaire, aspect) for aspect in ("relevance", "satisfaction")]
    sides = pd.DataFrame(columns=["relevance", "satisfaction"])
    if pair[0] and pair[1]:
        both = [_above(data, round, one) for one in pair if one]
        sides = pd.concat(both, axis=1, keys=["relevance", "satisfaction"]).dropna()
    there = SIDES if len(sides) else []
    each = [sides.loc[sides["relevance"] == one, "satisfaction"] for one in there]
    frame = pd.DataFrame(
        {
            "relevance": pd.Categorical(there, categories=SIDES),
            "unit": pd.Categorical(["responses"] * len(there)),
            "satisfied_count": whole((one == "high").sum() for one in each),
            "unsatisfied_count": whole((one == "low").sum() for one in each),
            "base": whole(len(one) for one in each),
        }
    )
    return telling(frame, **(_counted(round, questionnaire, pair) if there else {}))


def pair(data: ProgrammeData, round: str) -> pd.DataFrame:
    """The two questions that are held side by side, one row. Columns: question, other_question."""
    questionnaire = form(data, round)
    found = [_first(questionnaire, aspect) for aspect in ("relevance", "satisfaction")]
    there = [one.id for one in found if one] if len(quadrants(data, round)) else []
    names = ["question", "other_question"]
    frame = pd.DataFrame(
        {name: pd.Categorical(there[at : at + 1]) for at, name in enumerate(names)}
    )
    frame.attrs["vocabularies"] = dict.fromkeys(names, f"question.{questionnaire.id}")
    return frame


def _first(questionnaire: Questionnaire, aspect: str) -> Question | None:
    found = [
        q for q in questionnaire.questions
        if q.aspect == aspect and (q.scale or whole_numbers(q)) and q.kind in ("scale", "number")
    ]  # fmt: skip
    return next((q for q in found if q.domain is None), found[0] if found else None)


def _above(data: ProgrammeData, round: str, question: Question) -> pd.Series:
    """Of each response on which side of the middle of the scale it lies."""
    rows = answers(data, round)
    rows = rows[(rows["question"] == question.id) & rows["value"].notna()]
    values = rows.set_index("response")["value"].astype(float)
    high = set(_high(form(data, round), question))
    if question.scale:
        chosen = rows.set_index("response")["option"].astype("str")
        return chosen.isin(high).map({True: "high", False: "low"})
    return values.map(as_number).isin(high).map({True: "high", False: "low"})


def _high(questionnaire: Questionnaire, question: Question) -> list[str]:
    """The answers above the middle of the scale."""
    lowest, highest = ends(questionnaire, question)
    middle = ((lowest or 0) + (highest or 0)) / 2
    if question.scale:
        return [code for code, value in ordered(questionnaire, question.scale) if value > middle]
    return [number for number in whole_numbers(question) if float(number) > middle]


def _counted(
    round: str, questionnaire: Questionnaire, pair: list[Question | None]
) -> dict[str, Counted]:
    """What the quadrants count: answers to one question and to the other."""
    relevance, satisfaction = (one for one in pair if one)
    every = {one.id: valued(questionnaire, one) for one in (relevance, satisfaction)}
    high = {one.id: _high(questionnaire, one) for one in (relevance, satisfaction)}
    low = {one: [code for code in every[one] if code not in high[one]] for one in every}
    whom = narrowed(
        answered(round), by={answer_to(round, relevance.id): "relevance"},
        groups={"high": high[relevance.id], "low": low[relevance.id]},
    )  # fmt: skip
    to = answer_to(round, satisfaction.id)
    return {
        "satisfied_count": narrowed(whom, of={to: high[satisfaction.id]}),
        "unsatisfied_count": narrowed(whom, of={to: low[satisfaction.id]}),
        "base": narrowed(whom, of={to: every[satisfaction.id]}),
    }
