"""Answers weighted so that those who answered resemble all who were asked, beside the unweighted.

Only where a round declares by what (`weight_by`). Persons stand for the organisation that sent
them. A group that was asked and of which nobody answered can be given no weight: it is named.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import floor

import pandas as pd

from analysis.data import ProgrammeData
from analysis.indicators import asked, profile
from analysis.indicators.differing import measured_questions
from analysis.indicators.evaluation import answers
from analysis.indicators.measures import telling, whole
from analysis.indicators.populations import narrowed
from analysis.indicators.questions import by_answer, form, valued
from analysis.indicators.responses import that_count
from analysis.statistics import weighting


@dataclass(frozen=True)
class Weights:
    """A weight for each response that has one, and the groups that nobody answered for."""

    of: pd.Series
    without: list[tuple[str, str]]


def _weights(data: ProgrammeData, round: str) -> Weights:
    """The weights of a round; none where they are not asked for or cannot be had."""
    by = list(data.programme.round(data.check_round(round)).weight_by)
    sizes = _sizes(data, round)
    profiles = profile.at_round(data, round).set_index("participant")
    known = profiles.reindex(columns=by).astype("object")
    eligible = known.reindex(sizes.index).dropna() if by else known.iloc[:0]
    sample = that_count(data, round).set_index("response")["participant"]
    sample = sample[sample.isin(eligible.index)]
    without: list[tuple[str, str]] = []
    if sample.empty:
        return Weights(pd.Series(dtype=float), without)
    there = known.loc[sample].set_axis(sample.index)
    while missing := weighting.unreached(there, _totals(eligible, sizes)):
        for name, groups in missing.items():
            without += [(name, str(code)) for code in groups]
            eligible = eligible[~eligible[name].isin(groups)]
    weights = weighting.raked(there, _totals(eligible, sizes))
    found = pd.Series(weights, index=there.index)
    return Weights(found if found.notna().all() else found.iloc[:0], without)


def _totals(eligible: pd.DataFrame, sizes: pd.Series) -> dict[str, pd.Series]:
    own = sizes.loc[eligible.index]
    return {str(name): own.groupby(eligible[name]).sum() for name in eligible}


def _sizes(data: ProgrammeData, round: str) -> pd.Series:
    """How many persons of each participant were asked; one, where organisations answer."""
    told, there = data.programme.round(round), sorted(asked.participants(data, round))
    rows = data.table("delegations")
    rows = rows[(rows["session"] == (told.session or "")) & (rows["role"] == "listed")]
    persons = rows[rows["present"].fillna(False)].groupby("participant")["person"].nunique()
    one_each = told.respondents == "organisation" or told.asked != "attending" or persons.empty
    ones = pd.Series(1, index=pd.Index(there, dtype="str"))
    return ones if one_each else persons.reindex(there).fillna(1).astype(int)


def means(data: ProgrammeData, round: str) -> pd.DataFrame:
    """The mean of each question, as answered and weighted; no row where nothing is weighted.

    Columns: question, unit (responses), count (answers with a value and a weight), plain_value,
    weighted_value, difference_value, low_value, high_value (95 % interval of the weighted mean,
    as if those who answered were drawn from all who were asked).
    """
    questionnaire, given = form(data, round), answers(data, round)
    weights = _weights(data, round).of
    given = given[given["value"].notna() & given["response"].isin(weights.index)]
    questions = measured_questions(questionnaire) if len(weights) else []
    each = {q.id: given[given["question"] == q.id] for q in questions}
    each = {name: rows for name, rows in each.items() if len(rows)}
    found = [
        weighting.weighted_mean(rows["value"].astype(float), weights.loc[rows["response"]])
        for rows in each.values()
    ]
    plain = [float(rows["value"].mean()) for rows in each.values()]
    frame = pd.DataFrame(
        {
            "question": pd.Categorical(list(each), categories=list(each)),
            "unit": pd.Categorical(["responses"] * len(each)),
            "count": whole(len(rows) for rows in each.values()),
            "plain_value": _floats(plain),
            "weighted_value": _floats(one.value for one in found),
            "difference_value": _floats(
                one.value - mean for one, mean in zip(found, plain, strict=True)
            ),
            "low_value": _floats(one.low for one in found),
            "high_value": _floats(one.high for one in found),
        }
    )
    frame.attrs["vocabularies"] = {"question": f"question.{questionnaire.id}"}
    return _told(frame, data, round)


def _told(frame: pd.DataFrame, data: ProgrammeData, round: str) -> pd.DataFrame:
    """The frame with what its counts count; not every response need have a weight."""
    questionnaire = form(data, round)
    groups = {q.id: valued(questionnaire, q) for q in measured_questions(questionnaire)}
    whom = by_answer(round, "question", groups)
    if len(_weights(data, round).of) < len(that_count(data, round)):
        whom = narrowed(whom, of={f"weighted:{round}": ["yes"]})
    return telling(frame, count=whom)


def effect(data: ProgrammeData, round: str) -> pd.DataFrame:
    """What the weights cost, one row; no row where nothing is weighted.

    Columns: effect (Kish: how many times more answers are needed for the same precision),
    weighted_responses (with a weight), worth (as many answers they are worth), lacking (groups
    that were asked and of which nobody answered: no weight can stand in for them).
    """
    found = _weights(data, round)
    weights = found.of
    effects = [weighting.design_effect(weights.to_numpy())] if len(weights) else []
    return pd.DataFrame(
        {
            "effect": _floats(effects),
            "weighted_responses": whole([len(weights)] * len(effects)),
            "worth": whole(floor(len(weights) / one + 0.5) for one in effects),
            "lacking": whole([len(found.without)] * len(effects)),
        }
    )


def _floats(values: Iterable[float]) -> pd.Series:
    return pd.Series([None if pd.isna(one) else one for one in values], dtype="Float64")
