"""Withdrawals: who stopped, when, and for which kind of reason."""

from __future__ import annotations

from analysis.cleaning.hop import Hop
from analysis.cleaning.receiving import Record


def clean(hop: Hop, records: list[Record]) -> None:
    """Each row becomes a withdrawal; the reason as written is kept apart.

    Where only a month is written, the day is not known and the days it may have been are.
    """
    stopped: dict[str, int] = {}
    for record in records:
        participant = hop.participant(record)
        if participant is None:
            continue
        if participant in stopped:
            hop.journal.refuse(
                record.line, "participant", "stands_twice",
                f"This participant stopped already on line {stopped[participant]}. "
                "Ignore one of the two by declaration.",
            )  # fmt: skip
            continue
        stopped[participant] = record.line
        month = hop.cells.month(record, "stopped_on")
        first, last = month or (None, None)
        hop.add(
            "withdrawals",
            record,
            participant=participant,
            stopped_on=None if month else hop.cells.day(record, "stopped_on"),
            stopped_from_on=first,
            stopped_until_on=last,
            reason_category=hop.cells.code(record, "reason", "reason_category"),
        )
        hop.add(
            "withdrawal_notes", record, participant=participant, reason=record["reason"] or None
        )
