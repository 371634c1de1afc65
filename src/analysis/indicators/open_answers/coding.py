"""Which themes count of each open answer of a round, and who decided on them."""

from __future__ import annotations

import pandas as pd

from analysis.data import ProgrammeData
from analysis.indicators.questions import form
from analysis.indicators.responses import that_count
from analysis.programme.questionnaires import Question
from analysis.programme.themes import BY_RULE

MOST = 0.5
"""A theme counts that a larger share of the coders of an answer saw."""


def questions(data: ProgrammeData, round: str) -> list[Question]:
    """The open questions of a round that are coded; where no theme is declared, all of them."""
    open_ones = [one for one in form(data, round).questions if one.kind == "text"]
    declared = data.declarations.themes
    return [one for one in open_ones if declared.of(one.id) or not declared.themes]


def first_language(data: ProgrammeData) -> str:
    """The language in which people wrote, as far as nothing else is declared."""
    return next(iter(data.programme.name.in_languages()))


def vocabularies(data: ProgrammeData, round: str) -> dict[str, str]:
    """The vocabulary that words the questions of a round, for a frame that names them."""
    return {"question": f"question.{form(data, round).id}"}


def written(data: ProgrammeData, round: str) -> pd.DataFrame:
    """The open answers of the responses that count. Columns: response, question."""
    rows = data.table("answers")
    asked = [one.id for one in questions(data, round)]
    counted = that_count(data, round)["response"]
    rows = rows[rows["response"].isin(counted) & rows["question"].isin(asked)]
    return rows.loc[rows["missing"].isna(), ["response", "question"]].reset_index(drop=True)


def codings(data: ProgrammeData, round: str) -> pd.DataFrame:
    """All codings of these answers, by rule and by hand.

    Columns: response, question, theme (empty: the coder saw none), coder.
    """
    return written(data, round).merge(
        data.table("codings"), on=["response", "question"], how="inner", validate="one_to_many"
    )


def decided(data: ProgrammeData, round: str) -> pd.DataFrame:
    """The themes that count, one row each: response, question, theme.

    What people coded goes before the words of a theme. Of several people the one whom the
    programme names decides; else a theme counts that more than half of them saw.
    """
    rows = codings(data, round)
    answer = ["response", "question"]
    by_hand = rows["coder"] != BY_RULE
    decides = rows["coder"] == (data.declarations.themes.decides or "")
    coded = _among(rows, by_hand)
    settled = _among(rows, decides)
    hand = rows[by_hand & ~settled]
    coders = hand.groupby(answer)["coder"].nunique().rename("coders").reset_index()
    seen = hand.dropna(subset=["theme"]).groupby([*answer, "theme"], observed=True)
    seen_by = seen["coder"].nunique().rename("seen").reset_index()
    seen_by = seen_by.merge(coders, on=answer, how="left", validate="many_to_one")
    most = seen_by[seen_by["seen"] > MOST * seen_by["coders"]]
    kept = pd.concat([rows[~coded], rows[settled & decides], most])[[*answer, "theme"]]
    found = kept.dropna(subset=["theme"]).drop_duplicates()
    return found.sort_values([*answer, "theme"], kind="stable", ignore_index=True)


def _among(rows: pd.DataFrame, chosen: pd.Series) -> pd.Series:
    """Whether the answer of a row is that of one of the rows that were chosen."""
    answers = pd.MultiIndex.from_frame(rows[["response", "question"]])
    return pd.Series(answers.isin(answers[chosen.to_numpy(dtype=bool)]), index=rows.index)


def by_hand(data: ProgrammeData, round: str) -> pd.DataFrame:
    """The answers that people coded. Columns: response, question."""
    rows = codings(data, round)
    hand = rows.loc[rows["coder"] != BY_RULE, ["response", "question"]]
    return hand.drop_duplicates(ignore_index=True)
