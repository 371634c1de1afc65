"""Transfer: what participants say they do with what they learned, as a round asked it.

Beside it stands what they think of the ways to practise, such as assignments and peer consultation:
an opinion on these says nothing yet of what anyone does.
"""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from analysis.data import ProgrammeData
from analysis.indicators import evaluation
from analysis.indicators.questions import form
from analysis.indicators.responses import that_count
from analysis.programme import Question

Wanted = Callable[[Question], bool]


def asking(data: ProgrammeData, round: str = "") -> str:
    """The round that is meant: the one named, else the last one that asked it and was answered.

    An empty text where there is none. Raises UsageError for a round that is not there.
    """
    return _asking(data, round, _behaviour)


def ratings(data: ProgrammeData, round: str = "") -> pd.DataFrame:
    """What was answered to the questions about behaviour. Columns as in `evaluation.ratings`."""
    return _ratings(data, round, _behaviour)


def practice(data: ProgrammeData, round: str = "") -> pd.DataFrame:
    """What was answered to the questions about ways to practise. Columns as above."""
    found = _ratings(data, round, _practice)
    found.attrs["unasked"] = not _asking(data, round, _practice)
    return found


def highest(data: ProgrammeData, round: str = "") -> pd.DataFrame:
    """The question about behaviour with the largest share of the two highest answers, one row."""
    rows = ratings(data, round)
    if rows.empty:
        return rows
    kept = rows.dropna(subset=["top_share"]).sort_values(
        "top_share", ascending=False, kind="stable"
    )
    kept.attrs = rows.attrs
    return kept.head(1).reset_index(drop=True)


def _asking(data: ProgrammeData, round: str, wanted: Wanted) -> str:
    if round:
        return data.check_round(round)
    known = [one.id for one in data.programme.rounds if _asked(data, one.id, wanted)]
    return next((one for one in reversed(known) if len(that_count(data, one))), "")


def _ratings(data: ProgrammeData, round: str, wanted: Wanted) -> pd.DataFrame:
    chosen = _asking(data, round, wanted)
    if not chosen:
        return pd.DataFrame(columns=["question", "unit", "count"])
    rows = evaluation.ratings(data, chosen)
    found = rows[rows["question"].isin(_asked(data, chosen, wanted))].reset_index(drop=True)
    found.attrs = rows.attrs
    return found


def _asked(data: ProgrammeData, round: str, wanted: Wanted) -> list[str]:
    return [one.id for one in form(data, round).questions if one.kind == "scale" and wanted(one)]


def _behaviour(question: Question) -> bool:
    return question.reads == "behaviour"


def _practice(question: Question) -> bool:
    return question.aspect == "practice"
