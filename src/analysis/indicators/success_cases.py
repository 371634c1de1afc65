"""Which organisations to talk to: those for whom most came of it, and those for whom least did.

By the success case method (Brinkerhoff 2003) a few of both are asked what happened. It is no
ranking: within a kind they stand by name, and nothing is told of what they answered.
"""

from __future__ import annotations

import pandas as pd

from analysis.data import ProgrammeData
from analysis.indicators.differing import by_participant, measured_questions
from analysis.indicators.questions import ends, form
from analysis.programme import Question, Questionnaire

READS = ("learning", "behaviour", "results")
MUCH, LITTLE = 0.75, 0.5
LEAST = 2 / 3
KINDS = ["most", "least"]


def candidates(data: ProgrammeData, round: str) -> pd.DataFrame:
    """Organisations to ask how it went, for insiders.

    Columns: case (most, least), name. What is asked about learning, behaviour and results, and
    the judgement of the whole, is put on a scale from 0 to 1. An organisation is a candidate when
    it answered at least two thirds of these: of `most` where all are 0.75 or more, of `least` where
    they are 0.5 or less on average. No row where the round asked fewer than two of them.
    """
    questionnaire = form(data, round)
    asked = [
        q for q in measured_questions(questionnaire)
        if q.reads in READS or q.id == questionnaire.overall
    ]  # fmt: skip
    found: list[tuple[str, str]] = []
    if len(asked) > 1:
        wide = pd.DataFrame({q.id: _scored(data, round, questionnaire, q) for q in asked})
        wide = wide[wide.notna().sum(axis=1) >= LEAST * len(asked)]
        most = wide.min(axis=1) >= MUCH
        least = wide.mean(axis=1) <= LITTLE
        called = data.table("participants").set_index("participant")["name"]
        for kind, chosen in (("most", most), ("least", least)):
            names = sorted(str(called.get(one, one)) for one in wide.index[chosen])
            found += [(kind, name) for name in names]
    return pd.DataFrame(
        {
            "case": pd.Categorical([kind for kind, _ in found], categories=KINDS),
            "name": pd.Series([name for _, name in found], dtype="str"),
        }
    )


def _scored(
    data: ProgrammeData, round: str, questionnaire: Questionnaire, question: Question
) -> pd.Series:
    """The mean answer of each participant from 0 to 1, high the favourable end."""
    lowest, highest = ends(questionnaire, question)
    values = by_participant(data, round, question.id)
    span = (highest or 0) - (lowest or 0)
    share = (values - (lowest or 0)) / span if span else values * float("nan")
    return 1 - share if question.reverse else share
