"""Whether respondents would recommend what was evaluated: promoters less detractors."""

from __future__ import annotations

import pandas as pd

from analysis.data import ProgrammeData
from analysis.indicators.evaluation import answers
from analysis.indicators.measures import telling, whole
from analysis.indicators.populations import answered
from analysis.indicators.questions import as_number, form, that_answered, whole_numbers
from analysis.indicators.responses import that_count
from analysis.statistics.recommending import net_score

PROMOTERS = ["9", "10"]
PASSIVES = ["7", "8"]
DETRACTORS = [str(number) for number in range(7)]
EVERY = [*DETRACTORS, *PASSIVES, *PROMOTERS]
"""Reichheld (2003): those who give 9 or 10 recommend it, those who give 6 or less do not."""


def score(data: ProgrammeData, round: str) -> pd.DataFrame:
    """The recommendation score of a round, one row.

    Columns: question, promoter_count (9 or 10), passive_count (7 or 8), detractor_count (0 to 6),
    unit (responses), count (with a value), base (responses that count), net_value (promoters less
    detractors out of a hundred), low_value, high_value (95 % interval of Tango 1998, as if those
    who answered were drawn from all who were asked). No row without a question with the aspect
    recommend that goes from 0 to 10, or without answers.
    """
    questionnaire, given, asked = form(data, round), answers(data, round), _asked(data, round)
    of = [given.loc[given["question"] == one, "value"].dropna().astype(float) for one in asked]
    found = [(one, values.map(as_number)) for one, values in zip(asked, of, strict=True)
             if len(values)]  # fmt: skip
    parts = {"promoter": PROMOTERS, "passive": PASSIVES, "detractor": DETRACTORS}
    names = [one for one, _ in found]
    frame = pd.DataFrame({"question": pd.Categorical(names, categories=names)})
    for name, codes in parts.items():
        frame[f"{name}_count"] = whole(values.isin(codes).sum() for _, values in found)
    frame["unit"] = pd.Categorical(["responses"] * len(frame))
    frame["count"] = whole(len(values) for _, values in found)
    frame["base"] = whole(len(that_count(data, round)) for _ in found)
    columns = ["promoter_count", "passive_count", "detractor_count"]
    scores = [net_score(*map(int, row)) for row in frame[columns].to_numpy()]
    for name, end in (("net", "value"), ("low", "low"), ("high", "high")):
        frame[f"{name}_value"] = pd.Series([getattr(s, end) for s in scores], dtype="Float64")
    ends = ["net_value", "low_value", "high_value"]
    frame.attrs["vocabularies"] = {"question": f"question.{questionnaire.id}"}
    frame.attrs["decimals"] = dict.fromkeys(ends, 0)
    told = {f"{name}_count": that_answered(round, "{question}", codes)
            for name, codes in parts.items()}  # fmt: skip
    every = that_answered(round, "{question}", EVERY)
    return telling(frame, **told, count=every, base=answered(round), **dict.fromkeys(ends, every))


def opening(data: ProgrammeData, round: str) -> pd.DataFrame:
    """The recommendation score where a round asked nothing about the whole, one row.

    Columns as in `score`. No row where the whole was judged, nor without answers.
    """
    rows = score(data, round).head(1)
    wanted = form(data, round).overall is None and bool(_asked(data, round))
    frame = rows if wanted else rows.iloc[:0]
    frame.attrs["unasked"] = not wanted
    return frame


def _asked(data: ProgrammeData, round: str) -> list[str]:
    return [
        one.id for one in form(data, round).questions
        if one.aspect == "recommend" and set(whole_numbers(one)) == set(EVERY)
    ]  # fmt: skip
