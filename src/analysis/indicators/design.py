"""What was planned: sessions, domains, parts of the programme, rules and evaluation rounds."""

from __future__ import annotations

import pandas as pd

from analysis.counted import Counted
from analysis.data import ProgrammeData
from analysis.indicators.measures import measured, telling, whole

SESSION = ["session", "kind", "number", "session_on", "weekday", "venue", "municipality", "host",
           "domains", "domain_count", "component_count", "staff", "attendance_expected", "held",
           "published"]  # fmt: skip


def sessions(data: ProgrammeData) -> pd.DataFrame:
    """Every session of the programme, held or planned, in order of its day.

    Columns: session, kind, number, session_on, weekday (1 is Monday), venue, municipality,
    host, domains (ids, sorted), domain_count, component_count, staff, attendance_expected,
    held, published.
    """
    ordered = sorted(data.programme.sessions, key=lambda session: session.date)
    order = [session.id for session in ordered]
    rows = [
        {
            "session": session.id,
            "kind": session.kind,
            "number": session.number,
            "session_on": pd.Timestamp(session.date),
            "weekday": session.date.isoweekday(),
            "venue": session.venue,
            "municipality": session.municipality,
            "host": session.host,
            "domains": ", ".join(sorted(session.domains)),
            "domain_count": len(session.domains),
            "component_count": len(session.components),
            "staff": "; ".join(session.staff) or None,
            "attendance_expected": session.attendance_expected,
            "held": session.id in data.held,
            "published": session.published,
        }
        for session in ordered
    ]
    frame = pd.DataFrame(rows, columns=SESSION)
    kinds = list(dict.fromkeys(frame["kind"]))
    frame["kind"] = pd.Categorical(frame["kind"], categories=kinds)
    frame["number"] = frame["number"].astype("Int64")
    frame["session"] = pd.Categorical(order, categories=order)
    return frame


def session(data: ProgrammeData, session: str) -> pd.DataFrame:
    """The row of one session."""
    rows = sessions(data)
    return rows[rows["session"] == data.check_session(session)].reset_index(drop=True)


def upcoming(data: ProgrammeData) -> pd.DataFrame:
    """The row of the first session after the day of the data; no row when all were held."""
    rows = sessions(data)
    return rows[~rows["held"].astype(bool)].head(1).reset_index(drop=True)


def calendar(data: ProgrammeData) -> pd.DataFrame:
    """When every session is, and whether it was held.

    Columns: session, kind, session_on, municipality, held, published (in the source).
    """
    rows = sessions(data)
    columns = ["session", "kind", "session_on", "municipality", "held", "published"]
    return rows[columns].astype({"held": "boolean", "published": "boolean"})


def delivered(data: ProgrammeData) -> pd.DataFrame:
    """How many of the planned sessions of each kind were held.

    Columns: kind, unit (sessions), count (held), base (declared), share.
    """
    rows = sessions(data)
    kinds = list(rows["kind"].cat.categories)
    of = {kind: rows.loc[rows["kind"] == kind, "held"] for kind in kinds}
    held = whole([int(of[kind].sum()) for kind in kinds])
    declared = whole([len(of[kind]) for kind in kinds])
    labels = pd.Categorical(kinds, categories=kinds)
    return measured({"kind": labels}, held, declared, "sessions")


def held(data: ProgrammeData) -> pd.DataFrame:
    """How many of all planned sessions were held, one row; no row without a session."""
    rows = sessions(data)["held"]
    return measured({}, whole([rows.sum()] if len(rows) else []), len(rows), "sessions")


def parts_of(data: ProgrammeData, session: str) -> pd.DataFrame:
    """What was done at one session, in its order. Column: session_component."""
    parts = data.programme.session(data.check_session(session)).components
    return pd.DataFrame({"session_component": _codes(list(parts))})


def components(data: ProgrammeData) -> pd.DataFrame:
    """The parts of the programme with what was planned. Columns: component, planned_count, unit."""
    parts = data.programme.components
    return pd.DataFrame(
        {
            "component": _codes([part.id for part in parts]),
            "planned_count": whole([part.planned for part in parts]),
            "unit": pd.Categorical([part.unit for part in parts]),
        }
    )


def domains(data: ProgrammeData) -> pd.DataFrame:
    """In how many sessions each domain is treated, held or planned.

    Columns: domain, unit (sessions), count, base (all sessions), share.
    """
    names = [domain.id for domain in data.programme.domains]
    treated = [session.domains for session in data.programme.sessions]
    times = whole(sum(name in domains for domains in treated) for name in names)
    return measured({"domain": _codes(names)}, times, len(treated), "sessions")


def domains_of(data: ProgrammeData, session: str) -> pd.DataFrame:
    """The domains that one session treats, one row each."""
    chosen = data.programme.session(data.check_session(session)).domains
    return pd.DataFrame({"domain": _codes(list(chosen))})


def rounds(data: ProgrammeData) -> pd.DataFrame:
    """The evaluation rounds, held and planned. Columns: round, status, session.

    Of a round that opens later it is only known that it is planned, if it was announced.
    """
    later = {one.id for one in data.programme.rounds if one.opened and one.opened > data.as_of}
    found = [one for one in data.programme.rounds if one.id not in later or one.expected]
    frame = pd.DataFrame(
        {
            "round": _codes([round_.id for round_ in found]),
            "status": pd.Categorical(
                ["planned" if round_.id in later else round_.status for round_ in found]
            ),
            "session": _codes([round_.session for round_ in found]),
        }
    )
    frame.attrs["vocabularies"] = {"status": "round_status"}
    return frame


def rules(data: ProgrammeData) -> pd.DataFrame:
    """What the programme promised or expects, one row per rule. Column: rule."""
    return pd.DataFrame({"rule": _codes([rule.id for rule in data.programme.rules])})


def consultations(data: ProgrammeData) -> pd.DataFrame:
    """Meetings in which the plan was tested before it started.

    Columns: consultation, held_on, entry_count, person_count, days_before_start.
    """
    found = data.programme.consultations
    start = min((session.date for session in data.programme.sessions), default=None)
    frame = pd.DataFrame(
        {
            "consultation": _codes([one.id for one in found]),
            "held_on": pd.to_datetime([one.date for one in found]),
            "entry_count": whole([one.entries for one in found]),
            "person_count": whole([one.persons for one in found]),
            "days_before_start": whole(
                [(start - one.date).days if start else None for one in found]
            ),
        }
    )
    whom = Counted(unit="persons", by={"consultation": "consultation"})
    return telling(frame, person_count=whom)


def _codes(values: list[str] | list[str | None]) -> pd.Categorical:
    order = list(dict.fromkeys(value for value in values if value is not None))
    return pd.Categorical(values, categories=order)
