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
from analysis.indicators.stays import spells
from analysis.problems import UsageError, suggestion

BEFORE_FIRST = "before_first"
"""The phase before the first session that everybody is expected at."""

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


def by(data: ProgrammeData, attribute: str) -> pd.DataFrame:
    """Participants that stopped, by an attribute, beside those that go on.

    Columns: the attribute, continuing_count, ever_count, unit, count (stopped), base (all that
    stopped), share. Participants of which it was not recorded are a row without a code. Raises
    UsageError for an attribute that participants do not have.
    """
    both = statuses(data).merge(
        profile.latest(data), on="participant", how="left", validate="one_to_one"
    )
    if attribute not in both:
        raise UsageError(
            f'"{attribute}" is not known of participants. {suggestion(attribute, both.columns)}'
        )
    order: list[str | None] = list(codes(both[attribute]))
    found = both[attribute].astype("str")
    known = found.isin(order) & both[attribute].notna()
    of = [both.loc[known & (found == code), "status"] for code in order]
    if not known.all():
        order.append(None)
        of.append(both.loc[~known, "status"])
    stopped = whole((one == "stopped").sum() for one in of)
    goes_on = whole((one == "continuing").sum() for one in of)
    keys = {
        attribute: pd.Categorical(order, categories=[code for code in order if code]),
        "continuing_count": goes_on,
        "ever_count": stopped + goes_on,
    }
    total = int((both["status"] == "stopped").sum())
    told = {attribute: attribute}
    whom = enrolled(data.unit, "stopped")
    return measured(
        keys, stopped, total, data.unit,
        count=narrowed(whom, by=told), base=whom,
        continuing_count=narrowed(enrolled(data.unit, "continuing"), by=told),
        ever_count=narrowed(enrolled(data.unit), by=told),
    )  # fmt: skip


def by_capacity(data: ProgrammeData) -> pd.DataFrame:
    """Participants that stopped, by what they run on. Columns as in `by`."""
    return by(data, "capacity")


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
    order = _starts(data)
    stopped_on = data.table("withdrawals")["stopped_on"]
    after = [
        None if pd.isna(day) else next(one for one in reversed(order) if order[one] <= day)
        for day in stopped_on
    ]
    sessions = pd.Series(pd.Categorical(after, categories=list(order)), name="after")
    rows = by_code(sessions, data.unit, enrolled(data.unit, "stopped"))
    rows.attrs["vocabularies"] = {"after": "session"}
    return rows


def phases(data: ProgrammeData) -> pd.DataFrame:
    """Who stopped between one session for everybody and the next, of who was in it by then.

    Columns: after (as in `timing`), days (how long the phase has lasted), unit, count (stopped
    in the phase), base (enrolled before its end, and not stopped before it began), share. Who
    stopped on a day that was not recorded is a row without a phase and without a base.
    """
    rows, stays, starts = timing(data), spells(data), _starts(data)
    last = pd.Timestamp(data.as_of) + pd.Timedelta(days=1)
    ends = dict(zip(starts, [*list(starts.values())[1:], last], strict=True))
    begun = starts | {BEFORE_FIRST: stays["enrolled_on"].min()}
    keys = [None if pd.isna(one) else str(one) for one in rows["after"]]
    lasted = [None if one is None else (min(ends[one], last) - begun[one]).days for one in keys]
    here = [
        None if one is None else int(
            ((stays["until_on"] >= starts[one]) & ~(stays["enrolled_on"] >= ends[one])).sum()
        )
        for one in keys
    ]  # fmt: skip
    phase = {"after": rows["after"], "days": pd.Series(lasted, dtype="Float64").astype("Int64")}
    frame = measured(
        phase, rows["count"], whole(here), data.unit,
        count=narrowed(enrolled(data.unit, "stopped"), by={"after": "after"}),
        base=narrowed(enrolled(data.unit), of={"in_phase:{after}": ["yes"]}),
    )  # fmt: skip
    frame.attrs["vocabularies"] = {"after": "session"}
    return frame


def _starts(data: ProgrammeData) -> dict[str, pd.Timestamp]:
    """Each phase of the programme, by the session it began at, with its first day."""
    held = [s for s in data.sessions if s.attendance_expected and s.id in data.held]
    return {BEFORE_FIRST: pd.Timestamp.min} | {s.id: pd.Timestamp(s.date) for s in held}
