"""Attendance: lists with a mark per row, or mere counts per session."""

from __future__ import annotations

import re
from datetime import date

from analysis.cleaning.hop import Hop
from analysis.cleaning.identity import named
from analysis.cleaning.parsing import NotUnderstoodError, flag
from analysis.cleaning.parsing import day as parse_day
from analysis.cleaning.receiving import Record
from analysis.cleaning.text import key, quoted
from analysis.problems import suggestion

INITIALS = re.compile(r"(?:[A-Z]\.?){2,5}")


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
            walk_in=hop.cells.value(record, "walk_in", flag) or False,
            absence_category=reason if present is False else None,
        )
        for person in named(record["full_name"]):
            hop.delegate(record, participant, person, "listed", present)


def _mark(hop: Hop, record: Record, in_use: bool) -> tuple[bool | None, bool]:
    mark = record["present"]
    if not mark:
        return (False if in_use else None), False
    if key(mark) not in hop.cells.known("present") and _signed(mark, named(record["full_name"])):
        return True, False
    code = hop.cells.code(record, "present", "present")
    return (None if code is None else code != "no"), code == "part"


def _signed(mark: str, persons: list[str]) -> bool:
    """Whether one of these persons, who was there, signed by name or with initials."""
    # Letters alone prove nothing: ZIEK is no signature, SVDZ is one of Senne Van den Zavel.
    letters = key(mark).replace(".", "") if INITIALS.fullmatch(mark) else None
    for person in map(key, persons):
        initials = "".join(re.findall(r"\b\w", person))
        if key(mark) == person or (letters and re.match(".*".join(letters), initials)):
            return True
    return False


def clean_counts(hop: Hop, records: list[Record]) -> None:
    """Each row becomes a count per measure of one session; a cell without a number is empty."""
    seen = {str(row["session"]): row["line"] for row in hop.earlier.get("attendance_counts", [])}
    for record in records:
        session = _session(hop, record)
        if session is None:
            continue
        if session in seen:
            hop.journal.refuse(
                record.line, "session_on", "stands_twice",
                f"The counts of this session stand already, on line {seen[session]} of this "
                "export or one before it. Ignore one of the two by declaration.",
            )  # fmt: skip
            continue
        seen[session] = record.line
        for measure in hop.export.counts:
            count = hop.cells.count(record, f"count.{measure}")
            hop.add("attendance_counts", record, session=session, measure=measure, count=count)


def _session(hop: Hop, record: Record) -> str | None:
    sessions = hop.programme.sessions
    column = "session" if record["session"] else "session_on"
    if record["session"]:
        names = {s.id: {s.id, s.title.nl, s.title.en} for s in sessions}
        found = [s for s, known in names.items() if key(record["session"]) in map(key, known)]
        expected = list(names)
    else:
        day = _day(hop, record)
        found = [session.id for session in sessions if session.date == day]
        expected = [session.date.isoformat() for session in sessions]
    if len(found) == 1:
        return found[0]
    hop.journal.refuse(
        record.line, column, "unknown_session",
        f"{quoted(record[column])} is the day or name of {len(found) or 'no'} declared "
        f"session(s). {suggestion(record[column], expected)} Correct it in corrections.toml.",
    )  # fmt: skip
    return None


def _day(hop: Hop, record: Record) -> date | None:
    serials = hop.export.format == "workbook"
    month_first = hop.export.dates == "month-first"
    try:
        return parse_day(record["session_on"], month_first=month_first, serials=serials)
    except NotUnderstoodError:
        return None
