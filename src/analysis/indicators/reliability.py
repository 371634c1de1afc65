"""Whether the statements of one block go together, so that one score may stand for them.

A block are the statements of one level of reading on one scale. Only responses that answered all
of them count, and reverse items are turned round.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.data import ProgrammeData
from analysis.indicators.evaluation import answers
from analysis.indicators.items import drawn_scale, stated
from analysis.indicators.measures import whole
from analysis.indicators.questions import ends, form
from analysis.indicators.reading import LEVELS
from analysis.programme import Question
from analysis.statistics import reliability as statistics
from analysis.statistics.estimate import Estimate

LEAST_ITEMS = 3
LEAST_ANSWERS = 30
"""With fewer answers the bounds are so wide that nothing can be said."""
ENOUGH = 0.7
"""What is usually asked of a score by which groups are compared (Nunnally 1978)."""

VERDICTS = ["few", "together", "apart", "unsure"]


def by_block(data: ProgrammeData, round: str) -> pd.DataFrame:
    """How well the statements of each block go together, for insiders.

    Columns: reads, question_count, unit (responses), complete (responses that answered every
    statement), alpha_value, alpha_low_value, alpha_high_value (Cronbach, with Feldt's interval),
    omega_value, omega_low_value, omega_high_value (McDonald), verdict (few, together, apart,
    unsure). Blocks of fewer than three statements have no row, nor do those nobody answered.
    """
    found = {level: block(data, round, level) for level in LEVELS}
    found = {level: rows for level, rows in found.items() if rows.size}
    scores = [(statistics.alpha(rows), statistics.omega(rows)) for rows in found.values()]
    sizes = [len(statistics.complete(rows)) for rows in found.values()]
    frame = pd.DataFrame(
        {
            "reads": pd.Categorical(list(found), categories=LEVELS),
            "question_count": whole(rows.shape[1] for rows in found.values()),
            "unit": pd.Categorical(["responses"] * len(found)),
            "complete": whole(sizes),
        }
    )
    for place, name in enumerate(("alpha", "omega")):
        for end, part in (("value", ""), ("low", "low_"), ("high", "high_")):
            values = [getattr(pair[place], end) for pair in scores]
            frame[f"{name}_{part}value"] = pd.Series(
                [None if np.isnan(one) else one for one in values], dtype="Float64"
            )
    told = [_verdict(size, pair[0]) for size, pair in zip(sizes, scores, strict=True)]
    frame["verdict"] = pd.Categorical(told, categories=VERDICTS)
    frame.attrs["vocabularies"] = {"verdict": "coherence"}
    return frame


def block(data: ProgrammeData, round: str, reads: str) -> np.ndarray:
    """The answers to the statements of a block: a row for each response, nan where there is none.

    The high end of each statement is the favourable one. Empty for fewer than three statements.
    """
    scale = drawn_scale(data, round, reads)
    asked = [q for q in stated(form(data, round), reads) if q.scale == scale]
    given = answers(data, round)
    given = given[given["question"].isin([q.id for q in asked]) & given["value"].notna()]
    if len(asked) < LEAST_ITEMS or given.empty:
        return np.empty((0, 0))
    wide = given.pivot_table(index="response", columns="question", values="value", observed=True)
    wide = wide.reindex(columns=[q.id for q in asked]).astype(float)
    return np.column_stack([turned(data, round, q, wide[q.id].to_numpy()) for q in asked])


def turned(data: ProgrammeData, round: str, question: Question, values: np.ndarray) -> np.ndarray:
    """The values of a question so that high is favourable."""
    lowest, highest = ends(form(data, round), question)
    if not question.reverse or lowest is None or highest is None:
        return values
    return lowest + highest - values


def _verdict(size: int, alpha: Estimate) -> str:
    """What may be said of a block."""
    if size < LEAST_ANSWERS or np.isnan(alpha.low):
        return "few"
    if alpha.low >= ENOUGH:
        return "together"
    return "apart" if alpha.high < ENOUGH else "unsure"
