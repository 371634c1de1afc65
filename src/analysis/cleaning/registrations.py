"""Registrations for a session: a row of a form or a ticket, confirmed or cancelled."""

from __future__ import annotations

from analysis.cleaning import sessions
from analysis.cleaning.hop import Hop, persons_named
from analysis.cleaning.receiving import Record
from analysis.cleaning.text import key
from analysis.problems import suggestion


def clean(hop: Hop, records: list[Record]) -> None:
    """Each row becomes a registration; persons named in it become delegates.

    A participant may stand on several rows: registrations are counted by participant later.
    """
    for record in records:
        session = sessions.of(hop, record)
        participant = hop.participant(record) if session else None
        if session is None or participant is None:
            continue
        status = _status(hop, record)
        if status is None:
            continue
        hop.add(
            "registrations",
            record,
            session=session,
            participant=participant,
            status=status,
            registered_on=hop.cells.day(record, "registered_on"),
        )
        for domain in hop.cells.choices(record, "domains", "domain"):
            hop.add(
                "wishes", record,
                session=session, participant=participant, domain=domain,
            )  # fmt: skip
        for person in persons_named(record):
            if status == "confirmed":
                hop.delegate(record, session, participant, person, "registered")


def _status(hop: Hop, record: Record) -> str | None:
    """Confirmed where nothing is said; a row whose state is not understood is refused.

    Taken for confirmed, a cancellation in other words would raise the number registered.
    """
    text, known = record["status"], hop.cells.known("registration_status")
    if text and key(text) not in known:
        hop.journal.ask("code", record.line, "status", text, vocabulary="registration_status")
        hop.journal.refuse(
            record.line, "status", "unknown_code",
            f'"{text}" is not a known state of a registration. {suggestion(text, known)} '
            "Add it under [recode.registration_status].",
        )  # fmt: skip
        return None
    return known[key(text)] if text else "confirmed"
