"""At which of the four levels a round asked: reaction, learning, behaviour, results.

The levels are those of Kirkpatrick (1959). What a round did not ask it says nothing about.
"""

from __future__ import annotations

import pandas as pd

from analysis.data import ProgrammeData
from analysis.indicators.measures import flags, whole
from analysis.indicators.questions import form

LEVELS = ["reaction", "learning", "behaviour", "results"]
CLOSED = ("scale", "number", "choice", "choices", "ranking")


def by_level(data: ProgrammeData, round: str) -> pd.DataFrame:
    """How many questions a round asked at each level, open ones left out.

    Columns: reads, means (what it is about), question_count, asked.
    """
    questions: list[str] = [q.reads for q in form(data, round).questions if q.kind in CLOSED]
    times = [questions.count(level) for level in LEVELS]
    frame = pd.DataFrame(
        {
            "reads": pd.Categorical(LEVELS, categories=LEVELS),
            "means": pd.Categorical(LEVELS, categories=LEVELS),
            "question_count": whole(times),
            "asked": flags(bool(one) for one in times),
        }
    )
    frame.attrs["vocabularies"] = {"means": "reads_means"}
    return frame


def silent(data: ProgrammeData, round: str) -> pd.DataFrame:
    """The levels at which a round asked nothing, one row; no row when it asked at all of them.

    Column: silent, the levels in their order joined by an underscore.
    """
    rows = by_level(data, round)
    without = [str(one) for one in rows.loc[~rows["asked"].astype(bool), "reads"]]
    return pd.DataFrame({"silent": pd.Categorical(["_".join(without)] if without else [])})
