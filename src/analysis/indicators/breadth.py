"""Breadth: in how many domains each participant deepens, and how many it asked for."""

from __future__ import annotations

import pandas as pd

from analysis.counted import Counted
from analysis.data import ProgrammeData
from analysis.indicators import registrations
from analysis.indicators.enrolment import continuing
from analysis.indicators.measures import measured, whole
from analysis.indicators.populations import REGISTERED, at, enrolled, narrowed
from analysis.indicators.states import registered


def deepening(data: ProgrammeData) -> list[str]:
    """The sessions with a domain to choose, not meant for all, that registrations came in for."""
    chosen = {s.id for s in data.sessions if s.domains and not s.attendance_expected}
    return [session for session in registrations.recorded(data) if session in chosen]


def domains(data: ProgrammeData) -> pd.DataFrame:
    """Continuing participants by the number of domains of the sessions they registered for.

    Only sessions of choice count: those that not everybody is expected at. Columns: breadth
    (0…k domains, text), unit, count, base (all continuing), share. No row before the first
    registration for such a session.
    """
    of = _of_choice(data)
    chosen = of.groupby("participant")["domain"].nunique().to_dict()
    everyone = continuing(data) if len(of) else []
    widths = [int(chosen.get(one, 0)) for one in everyone]
    whom = enrolled(data.unit, "continuing")
    return _by_width(data, widths, whom, f"breadth:{'+'.join(deepening(data))}")


def by_domain(data: ProgrammeData) -> pd.DataFrame:
    """Continuing participants by the domains of the sessions of choice they registered for.

    Columns: domain, unit, count, base (all continuing), share. One may be in several rows.
    """
    of = _of_choice(data)
    goes_on = set(continuing(data))
    of = of[of["participant"].isin(goes_on)]
    order = [domain.id for domain in data.programme.domains] if len(of) else []
    counts = [int(of.loc[of["domain"] == one, "participant"].nunique()) for one in order]
    chosen = f"deepens:{'+'.join(deepening(data))}"
    whom = enrolled(data.unit, "continuing")
    return measured(
        {"domain": pd.Categorical(order, categories=order)}, whole(counts), len(goes_on), data.unit,
        count=narrowed(whom, by={chosen: "domain"}, several=[chosen]), base=whom,
    )  # fmt: skip


def wished(data: ProgrammeData, session: str = "") -> pd.DataFrame:
    """Registered participants by the number of domains they asked for when they registered.

    Columns: breadth (0…k domains, text), unit, count, base (registered), share. Without a
    session the last one at which domains were asked for. Raises UsageError for a session that
    the programme does not have.
    """
    wishes = data.table("wishes")
    asked = set(wishes["session"].astype("str"))
    order = [one.id for one in data.sessions if one.id in asked]
    chosen = data.check_session(session) if session else (order or [""])[-1]
    wishes = wishes[wishes["session"].astype("str") == chosen]
    asked_for = wishes.groupby("participant")["domain"].nunique().to_dict()
    everyone = registered(data, chosen) if len(wishes) else []
    widths = [int(asked_for.get(one, 0)) for one in everyone]
    return _by_width(data, widths, at(data.unit, chosen, REGISTERED), f"wish_breadth:{chosen}")


def _of_choice(data: ProgrammeData) -> pd.DataFrame:
    """Each participant with each domain of the sessions of choice it is registered for."""
    offered = {one.id: list(one.domains) for one in data.sessions}
    rows = [
        (participant, domain)
        for session in deepening(data)
        for participant in sorted(registered(data, session))
        for domain in offered[session]
    ]
    return pd.DataFrame(sorted(set(rows)), columns=["participant", "domain"], dtype="str")


def _by_width(data: ProgrammeData, widths: list[int], whom: Counted, variable: str) -> pd.DataFrame:
    """How often each number of domains occurs, from all of them to none."""
    most = max(len(data.programme.domains), *widths, 0) if widths else -1
    order = [str(number) for number in range(most, -1, -1)]
    return measured(
        {"breadth": order}, whole(widths.count(int(one)) for one in order), len(widths), data.unit,
        count=narrowed(whom, by={variable: "breadth"}), base=whom,
    )  # fmt: skip
