"""Withdrawals: how many stopped, why, when, and what kind of participants they are."""

from __future__ import annotations

import pandas as pd

from analysis.data import ProgrammeData
from analysis.indicators import profile
from analysis.indicators.enrolment import statuses
from analysis.indicators.measures import (
    by_code,
    codes,
    flags,
    given,
    leading,
    measured,
    whole,
)
from analysis.indicators.populations import enrolled, narrowed

SMALL = ("one_person", "volunteer")
"""Capacities with little or no paid time."""


def by_reason(data: ProgrammeData) -> pd.DataFrame:
    """Participants that stopped, by category of the reason that was given.

    Columns: reason_category, unit, count, base (all that stopped), share. Categories that
    nobody gave are left out; the most frequent comes first.
    """
    reasons = data.table("withdrawals")["reason_category"]
    return given(by_code(reasons, data.unit, enrolled(data.unit, "stopped")))


def main_reason(data: ProgrammeData) -> pd.DataFrame:
    """The reason that most of those that stopped gave, one row; no row for two equal ones."""
    return leading(by_reason(data), "reason_category")


def with_reason(data: ProgrammeData) -> pd.DataFrame:
    """Participants that stopped and gave a reason, one row out of all that stopped."""
    reasons = data.table("withdrawals")["reason_category"]
    whom = enrolled(data.unit, "stopped")
    counts = whole([int(reasons.notna().sum())] if len(reasons) else [])
    gave = narrowed(whom, of={"reason_category": codes(reasons)})
    return measured({}, counts, len(reasons), data.unit, count=gave, base=whom)


def by_capacity(data: ProgrammeData) -> pd.DataFrame:
    """Participants that stopped, by what they run on, beside those that go on.

    Columns: capacity, continuing_count, ever_count, unit, count (stopped), base (all that
    stopped), share. Participants whose capacity was not recorded are a row without a code.
    """
    both = statuses(data).merge(
        profile.latest(data)[["participant", "capacity"]],
        on="participant", how="left", validate="one_to_one",
    )  # fmt: skip
    order: list[str | None] = list(codes(both["capacity"]))
    known = both["capacity"].isin(order)
    of = [both.loc[both["capacity"] == code, "status"] for code in order]
    if not known.all():
        order.append(None)
        of.append(both.loc[~known, "status"])
    stopped = whole((found == "stopped").sum() for found in of)
    goes_on = whole((found == "continuing").sum() for found in of)
    keys = {
        "capacity": pd.Categorical(order, categories=[code for code in order if code]),
        "continuing_count": goes_on,
        "ever_count": stopped + goes_on,
    }
    total = int((both["status"] == "stopped").sum())
    by = {"capacity": "capacity"}
    whom = enrolled(data.unit, "stopped")
    return measured(
        keys, stopped, total, data.unit,
        count=narrowed(whom, by=by), base=whom,
        continuing_count=narrowed(enrolled(data.unit, "continuing"), by=by),
        ever_count=narrowed(enrolled(data.unit), by=by),
    )  # fmt: skip


def small_or_volunteer(data: ProgrammeData) -> pd.DataFrame:
    """How many that stopped run on one person or on volunteers; one row.

    Columns: majority (whether more than half), unit, count, base (all that stopped), share.
    """
    rows = by_capacity(data)
    small = int(rows.loc[rows["capacity"].isin(SMALL), "count"].sum())
    total = int(statuses(data)["status"].eq("stopped").sum())
    whom = enrolled(data.unit, "stopped")
    return measured(
        {"majority": flags([small * 2 > total] if total else [])},
        whole([small] if total else []), total, data.unit,
        count=narrowed(whom, of={"capacity": list(SMALL)}), base=whom,
    )  # fmt: skip


def timing(data: ProgrammeData) -> pd.DataFrame:
    """Participants that stopped, by the session after which they did.

    Columns: after (the last session on or before the day; none is before the first), unit,
    count, base (all that stopped), share.
    """
    days = {s.id: pd.Timestamp(s.date) for s in data.programme.sessions if s.attendance_expected}
    order = ["before_first", *(session for session in days if session in data.held)]
    stopped_on = data.table("withdrawals")["stopped_on"]
    after = [
        None if pd.isna(day) else next(
            (s for s in reversed(order[1:]) if days[s] <= day), "before_first"
        )
        for day in stopped_on
    ]  # fmt: skip
    sessions = pd.Series(pd.Categorical(after, categories=order), name="after")
    rows = by_code(sessions, data.unit, enrolled(data.unit, "stopped"))
    rows.attrs["vocabularies"] = {"after": "session"}
    return rows
