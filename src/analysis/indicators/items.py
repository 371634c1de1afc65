"""Each statement of a round by itself: what was answered, how sure that is, and who gave none.

The bounds hold as if those who answered had been drawn from all who were asked.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from analysis.counted import NOT_RECORDED
from analysis.data import ProgrammeData
from analysis.indicators.evaluation import answers, distribution, ratings
from analysis.indicators.measures import flags, measured, telling, whole
from analysis.indicators.populations import answered
from analysis.indicators.questions import by_answer, form, ordered, that_answered, top, valued
from analysis.indicators.responses import that_count
from analysis.programme import Question, Questionnaire
from analysis.statistics.proportions import exact

LEAST_OPTIONS = 4
"""On a scale with fewer options the two highest are no choice at all."""

REASONS = ["not_applicable", "dont_know", "not_shown"]
"""Why somebody who answered gave no answer to a question."""

MOST_OPTIONS = 7
"""More parts of one bar cannot be told apart."""

NONE_GIVEN = [NOT_RECORDED, "unreadable"]
"""Left empty, or not to be read: no answer, and no reason either."""


def items(data: ProgrammeData, round: str, reads: str = "") -> pd.DataFrame:
    """One row per statement on a scale, of one level of reading or of all.

    Columns: question, unit (responses), count (one of the two highest options), base (an option
    that lies on the scale), share, low_share, high_share (exact 95 % interval, Clopper and
    Pearson), median, mean, reverse (high is the unfavourable end; it stands as it was asked).
    Where few options are to choose from, `choosing.chosen` tells all.
    """
    questionnaire, given = form(data, round), answers(data, round)
    asked = stated(questionnaire, reads) if len(that_count(data, round)) else []
    each = [given[given["question"] == question.id] for question in asked]
    values = [rows["value"].dropna().astype(float) for rows in each]
    on_scale = by_answer(round, "question", {q.id: valued(questionnaire, q) for q in asked})
    tops = {q.id: top(questionnaire, q) for q in asked}
    frame = measured(
        {"question": _named(asked)},
        whole(rows["option"].isin(codes).sum()
              for rows, codes in zip(each, tops.values(), strict=True)),
        whole(len(found) for found in values), "responses",
        count=by_answer(round, "question", tops), base=on_scale,
    )  # fmt: skip
    frame = _bounded(frame).assign(
        median=_floats(found.median() for found in values),
        mean=_floats(found.mean() for found in values),
        reverse=flags(question.reverse for question in asked),
    )
    frame.attrs["vocabularies"] = {"question": f"question.{questionnaire.id}"}
    return telling(frame, mean=on_scale, median=on_scale)


def lacking(data: ProgrammeData, round: str) -> pd.DataFrame:
    """Why there is no answer on the scale, a row for each statement and question for a number.

    Columns: question, unit (responses), not_applicable_count, dont_know_count, blank_count (no
    answer that can be read), not_shown_count (was not asked it, by the routing), base (responses
    that count). Without an answer for a reason, all of these are zero.
    """
    questionnaire, given = form(data, round), answers(data, round)
    counted = set(that_count(data, round)["response"])
    asked = [q for q in questionnaire.questions if q.kind in ("scale", "number") and counted]
    each = [given[given["question"] == question.id] for question in asked]
    frame = pd.DataFrame({"question": _named(asked)})
    frame["unit"] = pd.Categorical(["responses"] * len(asked))
    for kind in ("not_applicable", "dont_know"):
        frame[f"{kind}_count"] = whole((rows["missing"] == kind).sum() for rows in each)
    said = [set(rows.loc[_said(rows), "response"]) for rows in each]
    frame["blank_count"] = whole(len(counted - one) for one in said)
    frame["not_shown_count"] = whole((rows["missing"] == "not_shown").sum() for rows in each)
    frame["base"] = whole(len(counted) for _ in asked)
    frame.attrs["vocabularies"] = {"question": f"question.{questionnaire.id}"}
    return telling(
        frame, base=answered(round), blank_count=that_answered(round, "{question}", NONE_GIVEN),
        **{f"{kind}_count": that_answered(round, "{question}", [kind]) for kind in REASONS},
    )  # fmt: skip


def numbers(data: ProgrammeData, round: str) -> pd.DataFrame:
    """The questions answered with a number, with the level at which each is read.

    Columns: question, reads, unit (responses), count (with a value), base (responses that
    count), mean, median.
    """
    rows = ratings(data, round, "number")
    levels = {q.id: q.reads for q in form(data, round).questions}
    told = rows[["question", "unit", "count", "base", "mean", "median"]].copy()
    told.insert(
        1, "reads", pd.Series(pd.Categorical([levels[str(one)] for one in rows["question"]]))
    )
    told.attrs = rows.attrs
    return told


def _named(asked: list[Question]) -> pd.Series:
    names = [q.id for q in asked]
    return pd.Series(pd.Categorical(names, categories=names))


def stated(questionnaire: Questionnaire, reads: str = "") -> list[Question]:
    """The questions on a scale of four options or more, of one level of reading or of all."""
    return [
        q for q in questionnaire.questions
        if q.kind == "scale" and (not reads or q.reads == reads)
        and len(valued(questionnaire, q)) >= LEAST_OPTIONS
    ]  # fmt: skip


def _said(rows: pd.DataFrame) -> pd.Series:
    """Which answers say something, if only why there is none."""
    return rows["value"].notna() | rows["missing"].isin(REASONS)


def _bounded(frame: pd.DataFrame) -> pd.DataFrame:
    """With the ends of the exact interval of each share; empty where there is no share."""
    pairs = zip(frame["count"], frame["base"], strict=True)
    ends = [exact(int(one), int(of)) for one, of in pairs]
    frame["low_share"] = _floats(one.low for one in ends)
    frame["high_share"] = _floats(one.high for one in ends)
    return frame


def _floats(values: Iterable[float]) -> pd.Series:
    return pd.Series([None if pd.isna(one) else one for one in values], dtype="Float64")


def drawn_scale(data: ProgrammeData, round: str, reads: str) -> str:
    """The scale on which most statements of a level were asked, if it can be drawn as one bar."""
    questionnaire = form(data, round)
    asked = [q.scale for q in stated(questionnaire, reads) if q.scale]
    fit = [one for one in asked if len(ordered(questionnaire, one)) <= MOST_OPTIONS]
    return max(dict.fromkeys(fit), key=fit.count, default="")


def spread(data: ProgrammeData, round: str, reads: str) -> pd.DataFrame:
    """Answers per option of the scale that is drawn, a row for each statement of a level on it.

    Columns as in `evaluation.distribution`.
    """
    rows = distribution(data, round, drawn_scale(data, round, reads))
    asked = [q.id for q in stated(form(data, round), reads)]
    return rows[rows["question"].isin(asked)].reset_index(drop=True)


def best(data: ProgrammeData, round: str, reads: str) -> pd.DataFrame:
    """The statement of those drawn with the largest share of the two highest options, one row."""
    drawn = spread(data, round, reads)["question"]
    rows = items(data, round, reads)
    rows = rows[rows["question"].isin(drawn.astype("str"))].dropna(subset=["share"])
    rows = rows.sort_values("share", ascending=False, kind="stable").head(1)
    return rows[["question", "unit", "count", "base", "share"]].reset_index(drop=True)
