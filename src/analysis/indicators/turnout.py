"""Turnout: who came of those registered, group by group."""

from __future__ import annotations

import pandas as pd

from analysis.data import ProgrammeData
from analysis.indicators import profile, registrations
from analysis.indicators.chance import ATTRIBUTES, verdicts
from analysis.indicators.measures import codes, measured, whole
from analysis.indicators.populations import REGISTERED, at, narrowed
from analysis.indicators.states import at_session, recorded
from analysis.problems import UsageError, suggestion
from analysis.statistics.proportions import exact


def by(data: ProgrammeData, attribute: str, session: str = "") -> pd.DataFrame:
    """Who came of those registered for a session, by an attribute as it was on its day.

    Columns: the attribute, absent_count, unit, count (registered and present), base (registered),
    share, low_share, high_share (exact 95 % interval, Clopper and Pearson, for a hypothetical
    repetition). Groups without anybody registered are left out; who was not recorded is a row
    without a code. Without a session the last one with registrations and an attendance list. No
    row where there is none, or nobody's attribute was recorded. Raises UsageError for a session or
    an attribute that is not there.
    """
    known = profile.latest(data)
    if attribute not in known:
        raise UsageError(
            f'"{attribute}" is not known of participants. {suggestion(attribute, known.columns)}'
        )
    chosen = of_session(data, session)
    known = profile.on_day(data, data.programme.session(chosen).date) if chosen else known
    rows = at_session(data, chosen) if chosen else at_session(data, "").iloc[:0]
    rows = rows[rows["state"].isin(REGISTERED)].merge(
        known[["participant", attribute]], on="participant", how="left", validate="one_to_one"
    )
    group = rows[attribute]
    order: list[str | None] = [one for one in codes(group) if (group == one).any()]
    if order and group.isna().any():
        order.append(None)
    states = [rows.loc[group.isna() if one is None else group == one, "state"] for one in order]
    came = whole((one == "attended").sum() for one in states)
    base = whole(len(one) for one in states)
    told = {profile.variable(attribute, chosen): attribute}
    whom = narrowed(at(data.unit, chosen, REGISTERED), by=told)
    state = at(data.unit, chosen, ["attended"]).of
    frame = measured(
        {attribute: pd.Categorical(order, categories=[one for one in order if one]),
         "absent_count": base - came},
        came, base, data.unit, base=whom, count=narrowed(whom, of=state),
        absent_count=narrowed(whom, of=at(data.unit, chosen, ["absent"]).of),
    )  # fmt: skip
    ends = [exact(int(count), int(of)) for count, of in zip(came, base, strict=True)]
    return frame.assign(
        low_share=pd.Series([one.low for one in ends], dtype="Float64"),
        high_share=pd.Series([one.high for one in ends], dtype="Float64"),
    )


def told_apart(data: ProgrammeData, session: str = "") -> pd.DataFrame:
    """Whether turnout differed between groups by more than chance, per attribute.

    Columns as in `chance.verdicts`. Session as in `by`.
    """
    return verdicts({one: by(data, one, session) for one in ATTRIBUTES}, data)


def of_session(data: ProgrammeData, session: str = "") -> str:
    """The session that is meant: the one named, else the last one of which both lists are there.

    An empty text where its lists, or those of any, are not.
    """
    both = set(recorded(data)) & set(registrations.recorded(data))
    if session:
        return session if data.check_session(session) in both else ""
    return next((one.id for one in reversed(data.sessions) if one.id in both), "")
