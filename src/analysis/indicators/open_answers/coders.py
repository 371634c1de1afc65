"""Whether those who coded the same answers saw the same themes in them."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd

from analysis.data import ProgrammeData
from analysis.indicators.measures import whole
from analysis.indicators.open_answers.coding import codings
from analysis.programme.themes import BY_RULE
from analysis.statistics.agreement import kappa, krippendorff
from analysis.statistics.estimate import Estimate

COLUMNS = ["theme", "first", "second", "unit", "count", "both_count", "one_count",
           "kappa", "low", "high"]  # fmt: skip
ANSWERS = "answers"
THE_WORDS = "themes.toml"
"""What the words of the themes are called beside the people who coded."""


def judged(data: ProgrammeData, round: str) -> pd.DataFrame:
    """For each answer, theme and coder whether the coder saw the theme (1) or not (0).

    Columns: one per coder, the rule last; nothing where a coder did not code the answer. The
    index is response, question, theme.
    """
    rows = codings(data, round)
    people = sorted(set(rows["coder"]) - {BY_RULE})
    coders = [*people, *([BY_RULE] if people and BY_RULE in set(rows["coder"]) else [])]
    answers = list(rows[["response", "question"]].drop_duplicates().itertuples(index=False))
    index = pd.MultiIndex.from_tuples(
        [
            (response, question, theme.id)
            for response, question in answers
            for theme in data.declarations.themes.of(question)
        ],
        names=["response", "question", "theme"],
    )
    found = pd.DataFrame(np.nan, index=index, columns=coders)
    pair = pd.MultiIndex.from_arrays([index.get_level_values(0), index.get_level_values(1)])
    for coder in coders:
        own = rows[rows["coder"] == coder]
        looked = pair.isin(pd.MultiIndex.from_frame(own[["response", "question"]]))
        seen = index.isin(
            pd.MultiIndex.from_frame(own[["response", "question", "theme"]].astype("str"))
        )
        found[coder] = np.where(looked, seen.astype(float), np.nan)
    return found


def agreement(data: ProgrammeData, round: str) -> pd.DataFrame:
    """Cohen's kappa of each two coders on each theme; the words of the themes are one of them.

    Columns: theme, first, second (coders), unit (answers), count (coded by both), both_count
    (both saw it), one_count (one of them did), kappa, low, high. Kappa is empty where both saw it
    always or never, for then it cannot be told from chance.
    """
    found = judged(data, round)
    rows = [
        row
        for theme in data.declarations.themes.themes
        for first, second in combinations(found.columns, 2)
        if (row := _pair(found, theme.id, str(first), str(second)))
    ]
    frame = pd.DataFrame(rows, columns=COLUMNS)
    ids = [theme.id for theme in data.declarations.themes.themes]
    frame["theme"] = pd.Categorical(frame["theme"], categories=ids)
    frame["unit"] = pd.Categorical(frame["unit"], categories=[ANSWERS])
    for column in ("count", "both_count", "one_count"):
        frame[column] = whole(frame[column])
    for column in ("kappa", "low", "high"):
        frame[column] = frame[column].astype("Float64").mask(frame[column].isna())
    return frame


def _pair(found: pd.DataFrame, theme: str, first: str, second: str) -> tuple[object, ...] | None:
    rows = found[found.index.get_level_values("theme") == theme][[first, second]].dropna()
    if rows.empty:
        return None
    one, two = rows[first], rows[second]
    estimate: Estimate = kappa(list(one), list(two))
    both, either = int((one * two).sum()), int(((one + two) == 1).sum())
    second = THE_WORDS if second == BY_RULE else second
    return (theme, first, second, ANSWERS, len(rows), both, either,
            estimate.value, estimate.low, estimate.high)  # fmt: skip


def overall(data: ProgrammeData, round: str) -> pd.DataFrame:
    """Krippendorff's alpha over all themes of those who coded by hand, one row.

    Columns: unit (answers), count (coded by two people or more), coder_count, value. No row
    without such answers.
    """
    found = judged(data, round).drop(columns=BY_RULE, errors="ignore")
    twice = found[found.notna().sum(axis=1) > 1]
    answers = len({(response, question) for response, question, _ in twice.index})
    value = krippendorff(twice.to_numpy().T, "nominal") if answers else float("nan")
    frame = pd.DataFrame(
        {
            "unit": pd.Categorical([ANSWERS]),
            "count": whole([answers]),
            "coder_count": whole([found.shape[1]]),
            "value": pd.Series([value], dtype="Float64").mask(pd.Series([value]).isna()),
        }
    )
    return frame if answers else frame.iloc[:0]
