"""Bookings of coaching: which turns of its card a participant booked, used or gave up."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date

from analysis.cleaning.hop import Hop
from analysis.cleaning.parsing import turns as parse_turns
from analysis.cleaning.receiving import Record
from analysis.cleaning.text import key, quoted
from analysis.problems import suggestion

ON_CARD = ("booked", "held")
"""The states in which a booking takes turns of the card."""
CORRECTION = re.compile(r"\bcorrecti(?:e|on)\b")


def clean(hop: Hop, records: list[Record]) -> None:
    """Each row becomes a booking; a row below zero takes back turns of the same card.

    What was noted beside it is about people and is not kept.
    """
    for record in records:
        participant = hop.participant(record)
        status = _status(hop, record) if participant else None
        if participant is None or status is None:
            continue
        turns, day = _turns(hop, record), hop.cells.day(record, "session_on")
        hop.add(
            "coaching_bookings",
            record,
            booking=f"B{_known(hop) + 1:04d}",
            participant=participant,
            booked_on=hop.cells.day(record, "booked_on"),
            session_on=day,
            domain=hop.cells.code(record, "domain", "domain"),
            coach=hop.cells.code(record, "coach", "coach"),
            mode=hop.cells.code(record, "mode", "coaching_mode"),
            turns=turns,
            status=status,
            correction=bool(CORRECTION.search(key(record["turns"])) or (turns or 0) < 0),
        )
        if day is not None:
            _in_time(hop, record, status, day)
    _within_cards(hop)


def _known(hop: Hop) -> int:
    """How many bookings there are already, of all exports together."""
    return sum(len(rows.get("coaching_bookings", [])) for rows in (hop.earlier, hop.tidy))


def _status(hop: Hop, record: Record) -> str | None:
    """Booked where nothing is said; a row whose state is not understood is refused.

    Taken for held, a cancellation in other words would use up a turn that is still there.
    """
    text, known = record["status"], hop.cells.known("booking_status")
    if text and key(text) not in known:
        hop.journal.ask("code", record.line, "status", text, vocabulary="booking_status")
        hop.journal.refuse(
            record.line, "status", "unknown_code",
            f"{quoted(text)} is not a known state of a booking. {suggestion(text, known)} "
            "Add it under [recode.booking_status].",
        )  # fmt: skip
        return None
    return known[key(text)] if text else "booked"


def _turns(hop: Hop, record: Record) -> float | None:
    """The turns in a row: one where the list has no column for them; never more than a card."""
    if "turns" not in hop.export.columns:
        return 1.0
    turns = hop.cells.value(record, "turns", parse_turns)
    card = hop.programme.card
    if turns is not None and card is not None and abs(turns) > card.planned:
        hop.journal.ask("value", record.line, "turns", record["turns"])
        hop.journal.remark(
            record.line, "turns", "more_than_a_card",
            f"{quoted(record['turns'])} is more than the {card.planned} turns of a card. Look how "
            "many it should be and correct it in corrections.toml. Kept the row; left this cell "
            "empty.",
        )  # fmt: skip
        return None
    return turns


def _in_time(hop: Hop, record: Record, status: str, day: date) -> None:
    """Remark on a booking whose state does not fit the day on which the list was received."""
    received = hop.export.received
    if status == "booked" and day < received:
        hop.journal.remark(
            record.line, "status", "day_passed",
            f"It still stands as planned, though its day, {day}, had passed when the list was "
            "received. Ask whether it took place and write that in the list. Kept the row; no "
            "turn was counted as used.",
        )  # fmt: skip
    if status in ("held", "no_show") and day > received:
        hop.journal.remark(
            record.line, "session_on", "day_to_come",
            f"It is told what became of it, but its day, {day}, comes after the day on which the "
            "list was received. Look which of the two is right and correct it in "
            "corrections.toml. Kept the row; until that day it counts as planned.",
        )  # fmt: skip


def _within_cards(hop: Hop) -> None:
    """Remark on the row with which a card has more turns than it holds, or fewer than none."""
    taken: dict[object, float] = defaultdict(float)
    card = hop.programme.card
    for row in hop.earlier.get("coaching_bookings", []):
        taken[row["participant"]] += _taking(row)
    for row in hop.tidy.get("coaching_bookings", []):
        before, line = taken[row["participant"]], int(str(row["line"]))
        now = taken[row["participant"]] = before + _taking(row)
        if card is not None and before <= card.planned < now:
            hop.journal.remark(
                line, "turns", "card_exceeded",
                f"With this booking there are {now:g} turns on the card of this participant; "
                f"expected at most {card.planned}. Look which booking is wrong and correct it in "
                "corrections.toml. Kept the row.",
            )  # fmt: skip
        if now < 0 <= before:
            hop.journal.remark(
                line, "turns", "card_below_zero",
                "This takes back more turns than there are on the card of this participant. Look "
                "which booking is wrong and correct it in corrections.toml. Kept the row.",
            )  # fmt: skip


def _taking(row: dict[str, object]) -> float:
    """The turns that a booking takes of its card."""
    return float(str(row["turns"] or 0)) if row["status"] in ON_CARD else 0.0
