"""The pages of evaluation rounds on surveys that nobody here made up.

What is expected was counted apart from the code: with csv, or by hand over the files.
"""

from __future__ import annotations

import pytest
from scipy.stats import beta

from analysis.indicators import (
    asked,
    choosing,
    differing,
    items,
    judging,
    reading,
    recommending,
    relevance,
    reliability,
    success_cases,
    weighted,
)
from tests.test_real_surveys import RECEIVED, Surveys, raw, surveys

__all__ = ["raw", "surveys"]

EVERY = (
    asked.differing, asked.times, choosing.chosen, choosing.ticked, differing.found_between_groups,
    differing.found_between_rounds, items.items, items.lacking, items.numbers, judging.judged,
    judging.spread, reading.by_level, reading.silent, recommending.score, relevance.quadrants,
    reliability.by_block, success_cases.candidates, weighted.means,
)  # fmt: skip


@pytest.mark.full
@pytest.mark.parametrize("programme", RECEIVED)
def test_rounds_of_every_survey_can_be_shown(surveys: Surveys, programme: str) -> None:
    data = surveys(programme)
    for round_ in data.programme.rounds[:3]:
        for indicator in EVERY:
            frame = indicator(data, round_.id)
            if {"count", "base"} <= set(frame):
                rows = frame.dropna(subset=["count", "base"])
                assert (rows["count"] <= rows["base"]).all(), (round_.id, indicator)
        for row in items.items(data, round_.id).dropna(subset=["share"]).to_dict("records"):
            count, base = int(row["count"]), int(row["base"])
            low = beta.ppf(0.025, count, base - count + 1) if count else 0
            high = beta.ppf(0.975, count + 1, base - count) if count < base else 1
            assert (row["low_share"], row["high_share"]) == pytest.approx((low, high))


@pytest.mark.full
def test_the_published_shares_of_a_question_stand_in_its_table(surveys: Surveys) -> None:
    # Han shot first, say 39 percent of those who answered (FiveThirtyEight, July 2014).
    rows = choosing.chosen(surveys("fivethirtyeight"), "starwars")
    shot = rows[rows["question"] == "shot"]
    assert [round(100 * share) for share in shot["share"]] == [39, 24, 37]
