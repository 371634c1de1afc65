"""Learning goals: who set one for itself, and in which management domain; never their words."""

from __future__ import annotations

import pandas as pd

from analysis.data import ProgrammeData
from analysis.indicators.enrolment import continuing
from analysis.indicators.measures import codes, leading, measured, whole
from analysis.indicators.populations import enrolled, narrowed

GOAL = "goal"
"""The variable that tells in which domains a participant has a goal."""


def set_by(data: ProgrammeData) -> pd.DataFrame:
    """Participants that go on and have at least one learning goal, one row.

    Columns: goals (how many they set together), unit, count, base (all that go on), share. No row
    where no goals are recorded.
    """
    rows, whom = _goals(data), enrolled(data.unit, "continuing")
    told = len(rows) > 0
    return measured(
        {"goals": whole([len(rows)] if told else [])},
        whole([rows["participant"].nunique()] if told else []), len(continuing(data)), data.unit,
        count=narrowed(whom, of={f"{GOAL}s": ["some"]}), base=whom,
    )  # fmt: skip


def by_domain(data: ProgrammeData) -> pd.DataFrame:
    """Participants that go on with a goal in a domain; one may have goals in several.

    Columns: domain, goals, unit, count, base (all that go on), share.
    """
    rows, whom = _goals(data), enrolled(data.unit, "continuing")
    order = codes(rows["domain"]) if len(rows) else []
    parts = [rows[rows["domain"] == one] for one in order]
    return measured(
        {
            "domain": pd.Categorical(order, categories=order),
            "goals": whole(map(len, parts)),
        },
        whole(part["participant"].nunique() for part in parts), len(continuing(data)), data.unit,
        count=narrowed(whom, by={GOAL: "domain"}, several=[GOAL]), base=whom,
    )  # fmt: skip


def main_domain(data: ProgrammeData) -> pd.DataFrame:
    """The domain in which most have a goal, one row; no row for two such."""
    return leading(by_domain(data), "domain")


def _goals(data: ProgrammeData) -> pd.DataFrame:
    rows = data.table("learning_goals")
    return rows[rows["participant"].isin(continuing(data))]
