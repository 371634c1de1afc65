"""The level at which each participant places itself in each management domain.

A domain has several items. Whoever answered at least two thirds of those that were asked gets
the mean of what was answered; whoever answered fewer gets no score, and never a zero. Not
applicable and don't know are no answers. Of several raters the mean is taken.
"""

from __future__ import annotations

import pandas as pd

from analysis.data import ProgrammeData
from analysis.indicators.questions import ends, form
from analysis.indicators.responses import that_count
from analysis.programme import Question

ENOUGH = (2, 3)
"""Of three items two must be answered."""

EXACT = 9
"""Decimals that a score keeps: thirds that differ in the last bit are the same score."""


def items(data: ProgrammeData, round: str, aspect: str = "level") -> dict[str, list[Question]]:
    """The questions of a round that ask for one aspect, by domain in its declared order."""
    asked = [one for one in form(data, round).questions if one.aspect == aspect] if round else []
    domains = [domain.id for domain in data.programme.domains]
    found = {domain: [one for one in asked if one.domain == domain] for domain in domains}
    return {domain: questions for domain, questions in found.items() if questions}


def by_rater(data: ProgrammeData, round: str, aspect: str = "level") -> pd.DataFrame:
    """The score that each response of a named participant gives in each domain.

    Columns: response, participant, domain, score, answered (items), asked (items). A row for
    each response and domain in which something stands; the score is empty where too few items
    were answered. An item that was not shown to a respondent was not asked.
    """
    asked = items(data, round, aspect)
    questions = {one.id: one for each in asked.values() for one in each}
    given = data.table("answers")
    given = given[given["question"].isin(list(questions))]
    who = that_count(data, round) if round else data.table("responses").iloc[:0]
    who = who.loc[who["participant"].notna(), ["response", "participant"]]
    rows = given.merge(who, on="response", validate="many_to_one")
    rows = rows.assign(
        domain=pd.Categorical(
            rows["question"].map({one: each.domain for one, each in questions.items()}),
            categories=list(asked),
        ),
        value=_turned(data, round, rows, questions),
        hidden=(rows["missing"] == "not_shown").fillna(False).astype(int),
    )
    found = (
        rows.groupby(["response", "participant", "domain"], observed=True, sort=True)
        .agg(score=("value", "mean"), answered=("value", "count"), hidden=("hidden", "sum"))
        .reset_index()
    )
    sizes = found["domain"].astype(str).map({one: len(each) for one, each in asked.items()})
    found["asked"] = sizes.astype("Int64") - found.pop("hidden").astype("Int64")
    most, of = ENOUGH
    enough = (found["answered"] > 0) & (found["answered"] * of >= found["asked"] * most)
    scored = found["score"].astype("Float64").round(EXACT).where(enough)
    return found.assign(score=scored)[
        ["response", "participant", "domain", "score", "answered", "asked"]
    ]


def of_participants(data: ProgrammeData, round: str, aspect: str = "level") -> pd.DataFrame:
    """The score of each participant in each domain: the mean over its raters.

    Columns: participant, domain, score, raters (that have a score), apart (the highest less the
    lowest score of a rater; empty with one rater). Who has no score in a domain has no row.
    """
    key = (round, f"progress.scores.{aspect}")
    if key not in data.worked_out:
        rows = by_rater(data, round, aspect).dropna(subset=["score"])
        found = (
            rows.groupby(["participant", "domain"], observed=True, sort=True)["score"]
            .agg(score="mean", raters="count", high="max", low="min")
            .reset_index()
        )
        found["score"] = found["score"].astype("Float64").round(EXACT)
        apart = (found.pop("high") - found.pop("low")).astype("Float64").round(EXACT)
        data.worked_out[key] = found.assign(apart=apart.where(found["raters"] > 1))
    return data.worked_out[key].copy(deep=False)


def _turned(
    data: ProgrammeData, round: str, rows: pd.DataFrame, questions: dict[str, Question]
) -> pd.Series:
    """The values, of reverse-keyed items turned round, so that high is always favourable."""
    values = rows["value"].astype("Float64")
    for question in (one for one in questions.values() if one.reverse):
        low, high = ends(form(data, round), question)
        if low is not None and high is not None:
            values = values.mask(rows["question"] == question.id, low + high - values)
    return values
