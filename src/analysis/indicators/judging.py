"""How respondents judged the whole, in one sentence: which side of the middle, and how sure."""

from __future__ import annotations

import pandas as pd

from analysis.data import ProgrammeData
from analysis.indicators import responses
from analysis.indicators.evaluation import answers, overall
from analysis.indicators.measures import measured, plain_rows, telling, whole
from analysis.indicators.populations import narrowed
from analysis.indicators.questions import (
    answer_to,
    as_number,
    form,
    that_answered,
    valued,
    whole_numbers,
)
from analysis.statistics.paired import signs

LEVEL = 0.05
"""What chance alone gives in fewer than one of twenty times is called more than chance."""


def judged(data: ProgrammeData, round: str) -> pd.DataFrame:
    """How the whole was judged, and by how many of the persons that were asked; one row.

    Columns: question, judgement (positive, negative or mixed), mean, highest, count (answers),
    unit (persons), answered_count, base (persons asked; empty where that is not known). The
    judgement is positive when so many more answers lie above the middle of the scale than below
    it that chance alone would hardly give it (exact sign test), and negative likewise. No row
    without a question about the whole, without bounds, or without answers.
    """
    found = overall(data, round).dropna(subset=["midpoint"] if form(data, round).overall else [])
    persons = responses.by_unit(data, round)
    persons = persons[persons["unit"] == "persons"]
    rows = found[["question", "mean", "highest", "count"]] if len(found) else found
    frame = rows.reindex(columns=["question", "mean", "highest", "count"]).reset_index(drop=True)
    side = _side(data, round, found)
    kinds = ["positive", "negative", "mixed"]
    frame.insert(1, "judgement", pd.Series(pd.Categorical(side, categories=kinds)))
    frame["unit"] = pd.Categorical(["persons"] * len(frame))
    frame["answered_count"] = whole(persons["count"].head(len(frame)))
    frame["base"] = whole(persons["base"].head(len(frame)))
    frame.attrs |= {"vocabularies": {"question": f"question.{form(data, round).id}"},
                    "decimals": {"mean": 1},
                    "unasked": form(data, round).overall is None}  # fmt: skip
    if not len(frame):
        return frame
    given = {"count": found.attrs["counted"]["count"].of_row(plain_rows(found)[0])}
    there = plain_rows(persons)[0]
    for name, told in (("answered_count", "count"), ("base", "base")):
        if told in persons.attrs["counted"]:
            given[name] = persons.attrs["counted"][told].of_row(there)
    return telling(frame, **given)


def _side(data: ProgrammeData, round: str, found: pd.DataFrame) -> list[str]:
    """On which side of the middle the answers lie."""
    if found.empty:
        return []
    given = answers(data, round)
    values = given.loc[given["question"] == found["question"].iloc[0], "value"].dropna()
    middle = float(found["midpoint"].iloc[0])
    held = signs([middle] * len(values), values.astype(float))
    if not held.p < LEVEL:
        return ["mixed"]
    return ["positive" if held.up > held.down else "negative"]


def spread(data: ProgrammeData, round: str) -> pd.DataFrame:
    """How often each judgement of the whole was given, the lowest first.

    Columns: score (a whole number, or an option of the scale), unit, count, base (with a value),
    share. No row without such a question, bounds or answers.
    """
    questionnaire, given = form(data, round), answers(data, round)
    asked = questionnaire.question(questionnaire.overall) if questionnaire.overall else None
    if asked is None or not (asked.scale or whole_numbers(asked)):
        none = measured({"score": pd.Series(dtype="str")}, whole([]), None, "responses")
        none.attrs["unasked"] = asked is None
        return none
    codes, named = valued(questionnaire, asked), answer_to(round, asked.id)
    given = given[(given["question"] == asked.id) & given["value"].notna()]
    found = given["option"] if asked.scale else given["value"].astype(float).map(as_number)
    whom = that_answered(round, asked.id, codes)
    frame = measured(
        {"score": pd.Categorical(codes, categories=codes) if asked.scale else codes},
        whole((found == code).sum() for code in codes), len(given), "responses",
        count=narrowed(whom, by={named: "score"}), base=whom,
    )  # fmt: skip
    if asked.scale:
        frame.attrs["vocabularies"] = {"score": f"scale.{questionnaire.id}.{asked.scale}"}
    return frame if len(given) else frame.iloc[:0]
