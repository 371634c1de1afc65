"""Enrolment in the programme: who goes on and who stopped."""

from __future__ import annotations

import pandas as pd

from analysis.data import ProgrammeData
from analysis.indicators.measures import measured, whole
from analysis.indicators.populations import STATUSES, enrolled, narrowed
from analysis.problems import UsageError, suggestion


def statuses(data: ProgrammeData) -> pd.DataFrame:
    """Each participant that ever enrolled, with its status on the day of the data.

    A participant that stopped was enrolled, also when its enrolment is not in the exports.
    """
    stopped = set(data.table("withdrawals")["participant"])
    ever = sorted(set(data.table("enrolments")["participant"]) | stopped)
    status = ["stopped" if one in stopped else "continuing" for one in ever]
    return pd.DataFrame(
        {
            "participant": pd.Series(ever, dtype="str"),
            "status": pd.Categorical(status, categories=STATUSES),
        }
    )


def continuing(data: ProgrammeData) -> list[str]:
    """The participants that go on, by id."""
    rows = statuses(data)
    return list(rows.loc[rows["status"] == "continuing", "participant"])


def by_status(data: ProgrammeData) -> pd.DataFrame:
    """Participants that go on and that stopped, out of all that ever enrolled.

    Columns: status, unit, count, base, share.
    """
    found = statuses(data)["status"]
    counts = whole([int((found == status).sum()) for status in STATUSES])
    labels = pd.Categorical(STATUSES, categories=STATUSES)
    ever = enrolled(data.unit)
    count = narrowed(ever, by={"status": "status"})
    return measured({"status": labels}, counts, len(found), data.unit, count=count, base=ever)


def with_status(data: ProgrammeData, status: str) -> pd.DataFrame:
    """The row of one status; no row when nobody ever enrolled.

    Raises UsageError for another status.
    """
    if status not in STATUSES:
        raise UsageError(
            f'status: "{status}" is not a status of a participant. {suggestion(status, STATUSES)}'
        )
    rows = by_status(data)
    rows = rows[rows["base"] > 0]
    return rows[rows["status"] == status].reset_index(drop=True)
