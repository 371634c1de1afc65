"""Registrations: who signed up for a session, before and after cancellations."""

from __future__ import annotations

import pandas as pd

from analysis.data import ProgrammeData
from analysis.indicators.measures import codes, leading, measured, whole
from analysis.indicators.populations import CANCELLED, REGISTERED, SIGNED_UP, at, narrowed


def states(data: ProgrammeData, session: str) -> pd.DataFrame:
    """Each participant that ever registered for a session, and whether it still is.

    One row per participant: `registered` is true when at least one of its registrations
    stands, `cancelled` when none does. `registered_on` is the first day.
    """
    rows = data.table("registrations")
    rows = rows[(rows["session"] == session) & (rows["status"] != "waitlist")]
    found = (
        rows.assign(registered=rows["status"] == "confirmed")
        .groupby("participant", as_index=False)
        .agg(registered=("registered", "any"), registered_on=("registered_on", "min"))
    )
    return found.assign(cancelled=~found["registered"].astype(bool))


def recorded(data: ProgrammeData) -> list[str]:
    """The sessions of which registrations were received, in order of their day."""
    received = set(data.table("registrations")["session"].dropna().astype("str"))
    return [s.id for s in data.sessions if s.id in received]


def by_session(data: ProgrammeData) -> pd.DataFrame:
    """Net registrations per session, out of all that ever signed up for it.

    Columns: session, gross_count, cancelled_count, unit, count, base, share. Participants are
    counted once, however many tickets or delegates they have.
    """
    sessions = recorded(data)
    found = [states(data, session) for session in sessions]
    gross = whole([len(rows) for rows in found])
    net = whole([int(rows["registered"].sum()) for rows in found])
    keys = {
        "session": pd.Categorical(sessions, categories=sessions),
        "gross_count": gross,
        "cancelled_count": gross - net,
    }
    signed_up = at(data.unit, "{session}", SIGNED_UP)
    return measured(
        keys, net, gross, data.unit,
        count=at(data.unit, "{session}", REGISTERED), base=signed_up, gross_count=signed_up,
        cancelled_count=at(data.unit, "{session}", CANCELLED),
    )  # fmt: skip


def of(data: ProgrammeData, session: str) -> pd.DataFrame:
    """The row of one session; no row when its registrations were not recorded."""
    rows = by_session(data)
    return rows[rows["session"] == data.check_session(session)].reset_index(drop=True)


def wishes(data: ProgrammeData, session: str) -> pd.DataFrame:
    """Registered participants by the domains they asked for; one may ask for several.

    Columns: domain, unit, count, base (net registrations), share.
    """
    found = states(data, data.check_session(session))
    registered = set(found.loc[found["registered"].astype(bool), "participant"])
    rows = data.table("wishes")
    rows = rows[(rows["session"] == session) & rows["participant"].isin(registered)]
    order = codes(rows["domain"])
    asked = [int(rows.loc[rows["domain"] == code, "participant"].nunique()) for code in order]
    labels = pd.Categorical(order, categories=order)
    whom, wish = at(data.unit, session, REGISTERED), f"wish:{session}"
    frame = measured(
        {"domain": labels}, pd.Series(asked), len(registered), data.unit,
        count=narrowed(whom, by={wish: "domain"}, several=[wish]), base=whom,
    )  # fmt: skip
    return frame.iloc[:0] if rows.empty else frame


def main_wish(data: ProgrammeData, session: str) -> pd.DataFrame:
    """The domain that most of those registered asked for, one row; no row for two equal ones."""
    return leading(wishes(data, session), "domain")
