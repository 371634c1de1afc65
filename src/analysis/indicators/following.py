"""Follow-through: who was at one session and signed up for a later one."""

from __future__ import annotations

import pandas as pd

from analysis.data import ProgrammeData
from analysis.indicators import registrations
from analysis.indicators.enrolment import statuses
from analysis.indicators.measures import measured, whole
from analysis.indicators.populations import (
    PRESENT,
    REGISTERED,
    WALKED_IN,
    at,
    enrolled,
    narrowed,
    state_at,
)
from analysis.indicators.states import STATES, at_session, present, recorded, registered


def pair(data: ProgrammeData, session: str = "", next_session: str = "") -> list[str]:
    """The session that is followed, and the later one; nothing where there are no two.

    Without a name: the last session with an attendance list that registrations for a later one
    were received after, and the first of those later ones. Raises UsageError for a session that
    the programme does not have.
    """
    order = [one.id for one in data.sessions]
    signed = registrations.recorded(data)
    earlier = [data.check_session(session)] if session else recorded(data)[::-1]
    wanted = [data.check_session(next_session)] if next_session else signed
    for one in earlier:
        later = [other for other in wanted if order.index(other) > order.index(one)]
        if one in recorded(data) and later and later[0] in signed:
            return [one, later[0]]
    return []


def onward(data: ProgrammeData, session: str = "", next_session: str = "") -> pd.DataFrame:
    """Who registered for a later session, of those present at an earlier one; one row.

    Columns: session, next_session, unit, count, base (all present at the earlier one), share.
    No row where the one has no attendance list or the other no registrations.
    """
    found = pair(data, session, next_session)
    came = [present(data, found[0])] if found else []
    signed = [registered(data, found[1])] if found else []
    whom = at(data.unit, "{session}", PRESENT)
    frame = measured(
        _named(found[:1], found[1:]),
        whole(len(one & other) for one, other in zip(came, signed, strict=True)),
        whole(map(len, came)), data.unit,
        count=narrowed(whom, of={state_at("{next_session}"): REGISTERED}), base=whom,
    )  # fmt: skip
    frame.attrs["vocabularies"] = {"next_session": "session"}
    return frame


def onward_by_state(data: ProgrammeData, session: str = "", next_session: str = "") -> pd.DataFrame:
    """Who registered for a later session, by what became of them at an earlier one.

    Columns: state, unit, count, base (all that ever enrolled and had this state), share. States
    that nobody had are left out.
    """
    found = pair(data, session, next_session)
    if not found:
        return measured({"state": pd.Categorical([])}, whole([]), whole([]), data.unit)
    states = statuses(data).merge(
        at_session(data, found[0]), on="participant", how="left", validate="one_to_one"
    )
    state = states["state"].astype("str").fillna("not_registered")
    signed = states["participant"].isin(registered(data, found[1]))
    order = [one for one in STATES if (state == one).any()]
    whom = narrowed(
        enrolled(data.unit), by={state_at(found[0]): "state"}, groups={"walk_in": WALKED_IN}
    )
    return measured(
        {"state": pd.Categorical(order, categories=order)},
        whole(int((signed & (state == one)).sum()) for one in order),
        whole(int((state == one).sum()) for one in order), data.unit,
        count=narrowed(whom, of={state_at(found[1]): REGISTERED}), base=whom,
    )  # fmt: skip


def _named(session: list[str], next_session: list[str]) -> dict[str, object]:
    return {
        "session": pd.Categorical(session, categories=session),
        "next_session": pd.Categorical(next_session, categories=next_session),
    }
