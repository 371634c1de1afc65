"""How registration, attendance, going on and stopping fit together, participant by participant."""

from __future__ import annotations

import pandas as pd

from analysis.counted import Counted
from analysis.data import ProgrammeData
from analysis.indicators.enrolment import statuses
from analysis.indicators.measures import telling, whole
from analysis.indicators.populations import (
    REGISTERED,
    STATUSES,
    WALKED_IN,
    enrolled,
    narrowed,
    state_at,
)
from analysis.indicators.states import STATES, at_session, expected, recorded

RESIDUAL = ["registered_count", "attended_count", "continuing_count", "stopped_count",
            "outside_count", "cancelled_count", "absent_continuing_count", "count",
            "unit"]  # fmt: skip


def by_state(data: ProgrammeData, session: str) -> pd.DataFrame:
    """How attendance at a session fits with going on and stopping, participant by participant.

    Columns: state, unit, continuing_count, stopped_count, count; the last row is the total.
    Nothing is computed from another population by subtraction: each participant that ever
    enrolled has one state at the session and one status. Without a session it is the first one
    of which is known who came, of those at which all were expected if there are any.
    """
    session = _compared(data, session)
    if session not in recorded(data):
        return pd.DataFrame(columns=["state", "unit", "continuing_count", "stopped_count", "count"])
    both = statuses(data).merge(
        at_session(data, session), on="participant", how="left", validate="one_to_one"
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
    by = {state_at(session): "state"}
    groups = {"walk_in": WALKED_IN, "total": []}
    whom = {"continuing_count": ["continuing"], "stopped_count": ["stopped"], "count": STATUSES}
    return telling(
        frame,
        **{
            column: narrowed(enrolled(data.unit, *found), by=by, groups=groups)
            for column, found in whom.items()
        },
    )


def residual(data: ProgrammeData, session: str) -> pd.DataFrame:
    """Why those who go on and those who stopped add up to more than those registered.

    One row, of participants that ever enrolled: registered_count (net, at the session),
    attended_count (of those), continuing_count, stopped_count, count (all), outside_count (not
    registered at the session), cancelled_count, absent_continuing_count (go on, registered and
    did not come), unit. Who registered and never enrolled is not in it. Without a session it is
    that of `by_state`.
    """
    session = _compared(data, session)
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
    return telling(frame.assign(unit=pd.Categorical([data.unit])), **_told(data, session))


def _compared(data: ProgrammeData, session: str) -> str:
    """The session that is asked for, or else the first that all can be held against."""
    if session:
        return data.check_session(session)
    return next(iter(expected(data) or recorded(data)), "")


def _told(data: ProgrammeData, session: str) -> dict[str, Counted]:
    ever, goes_on = enrolled(data.unit), enrolled(data.unit, "continuing")
    state = state_at(session)
    return {
        "count": ever,
        "continuing_count": goes_on,
        "stopped_count": enrolled(data.unit, "stopped"),
        "registered_count": narrowed(ever, of={state: REGISTERED}),
        "attended_count": narrowed(ever, of={state: ["attended"]}),
        "outside_count": narrowed(ever, of={state: ["cancelled", "not_registered", *WALKED_IN]}),
        "cancelled_count": narrowed(ever, of={state: ["cancelled"]}),
        "absent_continuing_count": narrowed(goes_on, of={state: ["absent"]}),
    }
