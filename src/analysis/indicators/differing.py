"""Whether answers differ between rounds or between groups; only what is there is called so.

An organisation counts once: with the mean of what its respondents answered. Because many
questions are looked at, each p-value is made larger (Holm). That no difference was shown does
not say that there is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import pandas as pd

from analysis.data import ProgrammeData
from analysis.indicators import profile
from analysis.indicators.chance import FOUND, shown
from analysis.indicators.evaluation import answers
from analysis.indicators.measures import codes, measured, whole
from analysis.indicators.questions import ends, form, ordered, whole_numbers
from analysis.indicators.responses import that_count
from analysis.programme import Question, Questionnaire
from analysis.statistics.multiplicity import holm
from analysis.statistics.paired import signs, wilcoxon
from analysis.statistics.two_groups import kruskal, mann_whitney

LEVEL = 0.05
"""What chance alone gives in fewer than one of twenty times is called a difference."""

GROUPS = ("sector", "size_class")
VERDICTS = ["difference", "none_shown", "too_few"]
ROUNDS = ["other_round", "question", "by", "known", "other_mean", "mean", "up", "same", "down",
          "p", "adjusted_p", "verdict"]  # fmt: skip


def measured_questions(questionnaire: Questionnaire) -> list[Question]:
    """The questions whose answers have an order, and bounds."""
    return [
        q for q in questionnaire.questions
        if q.kind in ("scale", "number") and None not in ends(questionnaire, q)
    ]  # fmt: skip


def between_rounds(data: ProgrammeData, round: str) -> pd.DataFrame:
    """What was asked in another round too: did the answers differ? For insiders.

    Columns: other_round, question, by (organisations that answered both times, or responses where
    none names one), known (pairs, or responses in both rounds together), other_mean, mean, up,
    same, down (pairs), p (Wilcoxon's signed ranks, else Mann and Whitney; exact), adjusted_p
    (Holm, over all rows), verdict. What was asked on another scale is not compared.
    """
    mine, others = form(data, round), _others(data, round)
    rows = [
        _beside(data, round, other, question, twin)
        for other in others
        for question, twin, alike in _common(mine, form(data, other))
        if alike
    ]
    return _as_frame(rows, mine, others)


def _others(data: ProgrammeData, round: str) -> list[str]:
    """The other rounds with answers, where this one has any."""
    if not len(that_count(data, round)):
        return []
    return [o.id for o in data.programme.rounds if o.id != round and len(that_count(data, o.id))]


def _common(
    mine: Questionnaire, theirs: Questionnaire
) -> Iterator[tuple[Question, Question, bool]]:
    """The questions that both forms asked, each with its twin, and whether on the same scale."""
    for question in measured_questions(mine):
        twin = _twin(question, mine, theirs)
        if twin is not None:
            yield question, twin, _alike(mine, question, theirs, twin)


def _twin(question: Question, mine: Questionnaire, theirs: Questionnaire) -> Question | None:
    """The question of another form that asked the same: the same words, or declared so."""
    for other in measured_questions(theirs):
        same_words = (other.id, other.text.nl) == (question.id, question.text.nl)
        declared = question.aspect is not None and (other.aspect, other.domain) == (
            question.aspect, question.domain,
        )  # fmt: skip
        alone = [q for q in mine.questions if q.aspect == question.aspect
                 and q.domain == question.domain]  # fmt: skip
        if same_words or (declared and len(alone) == 1):
            return other
    return None


def _alike(mine: Questionnaire, question: Question, theirs: Questionnaire, twin: Question) -> bool:
    """Whether both were answered on the same scale."""
    if question.scale and twin.scale:
        return ordered(mine, question.scale) == ordered(theirs, twin.scale)
    return not (question.scale or twin.scale) and whole_numbers(question) == whole_numbers(twin)


def _beside(
    data: ProgrammeData, round: str, other: str, question: Question, twin: Question
) -> tuple[object, ...]:
    now, before = by_participant(data, round, question.id), by_participant(data, other, twin.id)
    both = now.index.intersection(before.index)
    head = (other, question.id)
    if len(both):
        first, second = before.loc[both].to_numpy(), now.loc[both].to_numpy()
        way, p = signs(first, second), wilcoxon(first, second).p
        p = 1.0 if way.same == way.n else p
        found = ("organisations", way.n, first.mean(), second.mean(), way.up, way.same, way.down)
        return (*head, *found, p)
    first, second = _values(data, other, twin.id), _values(data, round, question.id)
    if not (len(first) and len(second)):
        return (*head, "responses", len(first) + len(second), *[None] * 5, np.nan)
    p = 1.0 if np.ptp([*first, *second]) == 0 else mann_whitney(first, second)
    means = (first.mean(), second.mean())
    return (*head, "responses", len(first) + len(second), *means, *[None] * 3, p)


def _values(data: ProgrammeData, round: str, question: str) -> np.ndarray:
    rows = answers(data, round)
    return rows.loc[rows["question"] == question, "value"].dropna().to_numpy(float)


def by_participant(data: ProgrammeData, round: str, question: str) -> pd.Series:
    """The mean answer of each participant that gave one with a value, by participant."""
    rows = answers(data, round)
    rows = rows[(rows["question"] == question) & rows["value"].notna()]
    who = that_count(data, round).set_index("response")["participant"]
    named = rows.assign(participant=rows["response"].map(who)).dropna(subset=["participant"])
    return named.groupby(named["participant"].astype("str"))["value"].mean().astype(float)


def _as_frame(
    rows: list[tuple[object, ...]], mine: Questionnaire, others: list[str]
) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=ROUNDS[: ROUNDS.index("p") + 1])
    frame["adjusted_p"] = holm(frame["p"].astype("float64").to_numpy(float))
    frame["verdict"] = [_verdict(p) for p in frame["adjusted_p"]]
    asked = list(dict.fromkeys(frame["question"]))
    there = [one for one in others if one in set(frame["other_round"])]
    frame["other_round"] = pd.Categorical(frame["other_round"], categories=there)
    frame["question"] = pd.Categorical(frame["question"], categories=asked)
    return _typed(frame, mine).assign(
        by=pd.Categorical(frame["by"], categories=["organisations", "responses"]),
        **{name: whole(frame[name]) for name in ("up", "same", "down")},
        **{name: _floats(frame[name]) for name in ("mean", "other_mean")},
    )


def _typed(frame: pd.DataFrame, mine: Questionnaire) -> pd.DataFrame:
    told = frame.assign(
        known=whole(frame["known"]), p=_floats(frame["p"]), adjusted_p=_floats(frame["adjusted_p"]),
        verdict=pd.Categorical(frame["verdict"], categories=VERDICTS),
    )  # fmt: skip
    told.attrs["vocabularies"] = {
        "question": f"question.{mine.id}", "verdict": "shown", "other_round": "round", "by": "unit"
    }  # fmt: skip
    told.attrs["decimals"] = {"p": 4, "adjusted_p": 4}
    return told


def _verdict(p: float) -> str:
    if np.isnan(p):
        return "too_few"
    return "difference" if p < LEVEL else "none_shown"


def between_groups(data: ProgrammeData, round: str) -> pd.DataFrame:
    """Did one group answer otherwise than another? By sector and by size; for insiders.

    Columns: attribute, question, groups (with answers), known (participants with an answer), p
    (Kruskal and Wallis, by shuffling), adjusted_p (Holm, over all rows), verdict.
    """
    kept = data.worked_out
    if ("between_groups", round) not in kept:
        kept["between_groups", round] = _between_groups(data, round)
    return kept["between_groups", round].copy()


def _between_groups(data: ProgrammeData, round: str) -> pd.DataFrame:
    mine, rows = form(data, round), []
    asked = measured_questions(mine) if len(that_count(data, round)) else []
    known = profile.at_round(data, round).set_index("participant")
    seed = int(data.digest[:8], 16)
    for attribute in GROUPS:
        for question in asked:
            values = by_participant(data, round, question.id)
            group = values.index.to_series().map(known[attribute].astype("object"))
            there = [values[group == code].to_numpy() for code in codes(known[attribute])]
            there = [one for one in there if len(one)]
            if len(there) > 1:
                same = np.ptp(np.concatenate(there)) == 0
                p = 1.0 if same else kruskal(there, seed)
                rows.append((attribute, question.id, len(there), sum(map(len, there)), p))
    frame = pd.DataFrame(rows, columns=["attribute", "question", "groups", "known", "p"])
    frame["adjusted_p"] = holm(frame["p"].to_numpy(float))
    frame["verdict"] = [_verdict(one) for one in frame["adjusted_p"]]
    asked_of = [q.id for q in asked]
    frame["attribute"] = pd.Categorical(frame["attribute"], categories=list(GROUPS))
    frame["question"] = pd.Categorical(frame["question"], categories=asked_of)
    return _typed(frame, mine).assign(groups=whole(frame["groups"]))


def found_between_rounds(data: ProgrammeData, round: str) -> pd.DataFrame:
    """For how many questions asked in another round too a difference was shown, one row.

    Columns: found (nothing to compare, none, some or all), unit (questions), count, base
    (comparisons that could be tested), share, unlike (asked there too, but on another scale). No
    row where nothing was asked in another round too.
    """
    others, mine = _others(data, round), form(data, round)
    unlike = sum(not alike for other in others for *_, alike in _common(mine, form(data, other)))
    rows = _found(between_rounds(data, round))
    if rows.empty and unlike:
        rows = measured(
            {"found": pd.Categorical(["nothing"], categories=FOUND)}, whole([0]), 0, "questions"
        )
    return rows.assign(unlike=whole([unlike] * len(rows)))


def found_between_groups(data: ProgrammeData, round: str) -> pd.DataFrame:
    """In how many comparisons of groups a difference was shown, one row. Columns as above."""
    return _found(between_groups(data, round))


def _found(rows: pd.DataFrame) -> pd.DataFrame:
    tested = rows[rows["verdict"].isin(["difference", "none_shown"])]
    return shown(tested["verdict"] == "difference", "questions")


def _floats(values: Iterable[float | None]) -> pd.Series:
    return pd.Series([None if pd.isna(one) else one for one in values], dtype="Float64")
