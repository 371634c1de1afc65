"""How registration, attendance, going on and stopping fit together, participant by participant."""

from __future__ import annotations

import pandas as pd

from analysis.data import ProgrammeData
from analysis.indicators.attendance import STATES, recorded, states
from analysis.indicators.enrolment import STATUSES, statuses
from analysis.indicators.measures import whole

RESIDUAL = ["registered_count", "attended_count", "continuing_count", "stopped_count",
            "outside_count", "cancelled_count", "absent_continuing_count", "count",
            "unit"]  # fmt: skip


def by_state(data: ProgrammeData, session: str) -> pd.DataFrame:
    """How attendance at a session fits with going on and stopping, participant by participant.

    Columns: state, unit, continuing_count, stopped_count, count; the last row is the total.
    Nothing is computed from another population by subtraction: each participant that ever
    enrolled has one state at the session and one status.
    """
    if data.check_session(session) not in recorded(data):
        return pd.DataFrame(columns=["state", "unit", "continuing_count", "stopped_count", "count"])
    both = statuses(data).merge(
        states(data, session), on="participant", how="left", validate="one_to_one"
    )
    both["state"] = both["state"].fillna("not_registered")
    table = pd.crosstab(both["state"], both["status"], dropna=False)
    table = table.reindex(index=STATES, columns=STATUSES, fill_value=0)
    table.loc["total"] = table.sum()
    frame = pd.DataFrame(
        {
            "state": pd.Categorical(list(table.index), categories=list(table.index)),
            "unit": pd.Categorical([data.unit] * len(table)),
            "continuing_count": whole(table["continuing"]),
            "stopped_count": whole(table["stopped"]),
        }
    )
    frame["count"] = frame["continuing_count"] + frame["stopped_count"]
    return frame


def residual(data: ProgrammeData, session: str) -> pd.DataFrame:
    """Why those who go on and those who stopped add up to more than those registered.

    One row: registered_count (net, at the session), attended_count, continuing_count,
    stopped_count, count (ever enrolled), outside_count (ever enrolled, not registered at the
    session), absent_continuing_count (go on, registered and did not come), unit.
    """
    rows = by_state(data, session)
    if rows.empty:
        return pd.DataFrame(columns=RESIDUAL)
    at = rows.set_index(rows["state"].astype("str"))
    inside = at.loc[["attended", "absent"], "count"].sum()
    total = at.loc["total"]
    values = {
        "registered_count": inside,
        "attended_count": at.loc["attended", "count"],
        "continuing_count": total["continuing_count"],
        "stopped_count": total["stopped_count"],
        "outside_count": at.loc[["cancelled", "not_registered", "walk_in"], "count"].sum(),
        "cancelled_count": at.loc["cancelled", "count"],
        "absent_continuing_count": at.loc["absent", "continuing_count"],
        "count": total["count"],
    }
    frame = pd.DataFrame({name: whole([value]) for name, value in values.items()})
    return frame.assign(unit=pd.Categorical([data.unit]))
