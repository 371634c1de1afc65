"""Transfer: what participants say they do with what they learned, as a round asked it."""

from __future__ import annotations

import pandas as pd

from analysis.data import ProgrammeData
from analysis.indicators import evaluation
from analysis.indicators.questions import form
from analysis.indicators.responses import that_count


def asking(data: ProgrammeData, round: str = "") -> str:
    """The round that is meant: the one named, else the last one that asked it and was answered.

    An empty text where there is none. Raises UsageError for a round that is not there.
    """
    if round:
        return data.check_round(round)
    known = [one.id for one in data.programme.rounds if _behaviour(data, one.id)]
    return next((one for one in reversed(known) if len(that_count(data, one))), "")


def ratings(data: ProgrammeData, round: str = "") -> pd.DataFrame:
    """What was answered to the questions about behaviour. Columns as in `evaluation.ratings`."""
    chosen = asking(data, round)
    if not chosen:
        return pd.DataFrame(columns=["question", "unit", "count"])
    rows = evaluation.ratings(data, chosen)
    found = rows[rows["question"].isin(_behaviour(data, chosen))].reset_index(drop=True)
    found.attrs = rows.attrs
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


def _behaviour(data: ProgrammeData, round: str) -> list[str]:
    asked = form(data, round).questions
    return [one.id for one in asked if one.reads == "behaviour" and one.kind == "scale"]
