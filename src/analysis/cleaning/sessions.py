"""Of which session a row is: that of its whole export, or the one that the row itself names."""

from __future__ import annotations

from datetime import date

from analysis.cleaning.hop import Hop
from analysis.cleaning.parsing import NotUnderstoodError
from analysis.cleaning.parsing import day as parse_day
from analysis.cleaning.receiving import Record
from analysis.cleaning.text import key, quoted
from analysis.problems import suggestion


def of(hop: Hop, record: Record) -> str | None:
    """The session that an export is declared to be of, or that a row of it names."""
    return hop.export.session or named(hop, record)


def named(hop: Hop, record: Record) -> str | None:
    """The session whose name or day stands in a row; the row is refused when it is not one."""
    column = "session" if record["session"] else "session_on"
    text, sessions = record[column], hop.programme.sessions
    # The name of a session in the place of its day tells two on one day apart.
    names = {s.id: {key(one) for one in (s.id, s.title.nl, s.title.en)} for s in sessions}
    found = [session for session, known in names.items() if key(text) in known]
    expected = list(names)
    if not found and column == "session_on":
        day = _day(hop, record)
        found = [session.id for session in sessions if session.date == day]
        expected = [session.date.isoformat() for session in sessions]
    if len(found) == 1:
        return found[0]
    what = (
        f"is the day or name of {len(found)} declared sessions. {suggestion('', found)} "
        "Write in corrections.toml, in its place, the name of the one that it is of."
        if found
        else f"is the day or name of no declared session. {suggestion(text, expected)} "
        "Correct it in corrections.toml."
    )
    hop.journal.refuse(record.line, column, "unknown_session", f"{quoted(text)} {what}")
    return None


def _day(hop: Hop, record: Record) -> date | None:
    month_first = hop.export.dates == "month-first"
    serials = hop.export.spreadsheet
    try:
        return parse_day(record["session_on"], month_first=month_first, serials=serials)
    except NotUnderstoodError:
        return None
