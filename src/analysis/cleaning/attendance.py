"""Attendance: lists with a mark per row, or mere counts per session."""

from __future__ import annotations

import re

from analysis.cleaning.hop import Hop
from analysis.cleaning.identity import named
from analysis.cleaning.parsing import NotUnderstood, whole
from analysis.cleaning.parsing import day as parse_day
from analysis.cleaning.receiving import Record
from analysis.cleaning.text import key
from analysis.problems import suggestion

INITIALS = re.compile(r"(?:[A-Z]\.?){2,4}")
"""Somebody who was there signed with initials."""


def clean(hop: Hop, records: list[Record]) -> None:
    """Each row becomes a row of attendance. An empty mark is absence only on a list in use."""
    in_use = any(record["present"] for record in records)
    for record in records:
        participant = hop.participant(record)
        if participant is None:
            continue
        present, partial = _mark(hop, record, in_use)
        reason = hop.cells.code(record, "reason", "absence_category")
        hop.add(
            "attendance",
            record,
            session=hop.export.session,
            participant=participant,
            present=present,
            partial=partial,
            walk_in=bool(record["walk_in"]),
            absence_category=reason if present is False else None,
        )
        for person in named(record["full_name"]):
            hop.delegate(record, participant, person, "listed", present)


def _mark(hop: Hop, record: Record, in_use: bool) -> tuple[bool | None, bool]:
    mark = record["present"]
    if not mark:
        return (False if in_use else None), False
    if INITIALS.fullmatch(mark) and key(mark) not in hop.cells.known("present"):
        return True, False
    code = hop.cells.code(record, "present", "present")
    return (None if code is None else code != "no"), code == "part"


def clean_counts(hop: Hop, records: list[Record]) -> None:
    """Each row becomes a count per measure of one session; a cell without a number is empty."""
    seen: dict[str, int] = {}
    for record in records:
        session = _session(hop, record)
        if session is None:
            continue
        if session in seen:
            hop.journal.refuse(
                record.line, "session_on", "stands_twice",
                f"The counts of this session stand on line {seen[session]} already. "
                "Ignore one of the two by declaration.",
            )  # fmt: skip
            continue
        seen[session] = record.line
        for measure in hop.export.counts:
            count = hop.cells.value(record, f"count.{measure}", whole)
            hop.add("attendance_counts", record, session=session, measure=measure, count=count)


def _session(hop: Hop, record: Record) -> str | None:
    sessions = hop.programme.sessions
    if record["session"]:
        found = [s.id for s in sessions if record["session"] in (s.id, s.title.nl, s.title.en)]
    else:
        try:
            day = parse_day(
                record["session_on"], month_first=hop.export.dates == "month-first"
            )
        except NotUnderstood:
            day = None
        found = [session.id for session in sessions if session.date == day]
    if len(found) == 1:
        return found[0]
    days = {session.date.isoformat() for session in sessions}
    hop.journal.refuse(
        record.line, "session_on" if "session_on" in hop.export.columns else "session",
        "unknown_session",
        f"This is the day or name of {len(found) or 'no'} declared session(s). "
        f"{suggestion(record['session_on'], days)}",
    )  # fmt: skip
    return None
