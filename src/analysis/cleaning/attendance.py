"""Attendance: lists with a mark per row, lists of who came, or mere counts per session."""

from __future__ import annotations

import re
from collections import defaultdict

from analysis.cleaning import sessions
from analysis.cleaning.hop import Hop, persons_named
from analysis.cleaning.parsing import NotUnderstoodError, flag, minutes, whole
from analysis.cleaning.receiving import Record
from analysis.cleaning.text import key
from analysis.programme.entries import Part

INITIALS = re.compile(r"(?:[A-Z]\.?){2,5}")
DEVICE = re.compile(
    r"\b(?:ipad|iphone|ipod|macbook|imac|galaxy|android|huawei|oneplus|redmi|laptop|tablet|"
    r"telefoon|gsm|smartphone|call-in user|meeting room|zoom room|vergaderzaal)(?![a-z])"
    r"|^\+?\d[\d ()./*-]{5,}$"
)
"""What a tool for meetings lists for somebody who did not give a name, as compared."""

Stayed = dict[tuple[str, str], float]
"""Session and participant -> minutes there, of all rows together."""


def clean(hop: Hop, records: list[Record]) -> None:
    """Each row becomes a row of attendance. An empty mark is absence only on a list in use.

    Where only those who came stand on the list there are no marks, and who came and went has
    several rows.
    """
    in_use = any(record["present"] for record in records)
    found = [one for record in records if (one := _listed(hop, record))]
    stayed: Stayed = defaultdict(float)
    for session, participant, record in found:
        _device(hop, record)
        there = hop.cells.value(record, "minutes", minutes)
        if there is not None:
            stayed[session, participant] += there
        _row(hop, record, session, participant, there, _mark(hop, record, in_use))
    if hop.export.least_minutes is not None:
        _long_enough(hop, stayed, hop.export.least_minutes)


def _listed(hop: Hop, record: Record) -> tuple[str, str, Record] | None:
    session = sessions.of(hop, record)
    participant = hop.participant(record) if session else None
    return (session, participant, record) if session and participant else None


def _row(
    hop: Hop, record: Record, session: str, participant: str, there: float | None,
    mark: tuple[bool | None, bool],
) -> None:  # fmt: skip
    present, partial = mark
    reason = hop.cells.code(record, "reason", "absence_category")
    hop.add(
        "attendance",
        record,
        session=session,
        participant=participant,
        present=present,
        partial=partial,
        walk_in=hop.cells.value(record, "walk_in", flag) or False,
        minutes=there,
        absence_category=reason if present is False else None,
    )
    for person in persons_named(record):
        hop.delegate(record, session, participant, person, "listed", present)


def _device(hop: Hop, record: Record) -> None:
    """Remark on a device in a list of persons, unless it is declared whose it is."""
    column = "full_name" if record["full_name"] else "participant"
    name = record[column]
    declared = hop.directory.official(name) != name
    if hop.export.only_present and not declared and DEVICE.search(key(name)):
        hop.journal.remark(
            record.line, column, "device",
            "This is a device or a telephone number and not the name of a person, who may stand "
            "in the list once more. Say whose it is under [aliases], or ignore the row by "
            "declaration. Kept the row.",
        )  # fmt: skip


def _long_enough(hop: Hop, stayed: Stayed, least: float) -> None:
    """Of those who came, present are who stayed as long as was declared, all rows together."""
    present: dict[tuple[object, object], bool | None] = {}
    for row in hop.tidy.get("attendance", []):
        one = (str(row["session"]), str(row["participant"]))
        present[row["source"], row["line"]] = stayed[one] >= least if one in stayed else None
    for table in ("attendance", "delegations"):
        for row in hop.tidy.get(table, []):
            row["present"] = present[row["source"], row["line"]]


def _mark(hop: Hop, record: Record, in_use: bool) -> tuple[bool | None, bool]:
    if hop.export.only_present:
        return True, False
    mark = record["present"]
    if not mark:
        return (False if in_use else None), False
    if key(mark) not in hop.cells.known("present") and _signed(mark, persons_named(record)):
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
        session = sessions.named(hop, record)
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
        length = hop.cells.value(record, "length", lambda text: _length(hop, text))
        counts = {measure: _count(hop, record, measure) for measure in hop.export.counts}
        _within(hop, record, counts)
        for measure, count in counts.items():
            hop.add(
                "attendance_counts", record,
                session=session, measure=measure, count=count, minutes=length,
            )  # fmt: skip


def _length(hop: Hop, text: str) -> float:
    return minutes(text, unit=hop.export.lengths, decimal=hop.export.decimal)


def _count(hop: Hop, record: Record, measure: str) -> int | None:
    """The count in a cell, or in that part of a cell with several which is declared."""
    counted, column = hop.export.counts[measure], f"count.{measure}"
    if not isinstance(counted, Part):
        return hop.cells.count(record, column)
    declared = [one for one in hop.export.counts.values() if isinstance(one, Part)]
    parts = max(one.part for one in declared if one.header == counted.header)
    return hop.cells.value(record, column, lambda text: _part(text, counted, parts))


def _part(text: str, counted: Part, parts: int) -> int:
    found = text.split(counted.separator)
    if len(found) != parts:
        raise NotUnderstoodError(f"is not {parts} counts with {counted.separator} between them")
    return whole(found[counted.part - 1].strip())


def _within(hop: Hop, record: Record, counts: dict[str, int | None]) -> None:
    """Remark on a count that is higher than the one it is a part of."""
    for lower, higher in hop.export.at_most.items():
        part, all_of_it = counts[lower], counts[higher]
        if part is not None and all_of_it is not None and part > all_of_it:
            hop.journal.remark(
                record.line, f"count.{lower}", "count_too_high",
                f"{part} is more than the {all_of_it} of which it is a part. Look which of the "
                "two is right and correct it in corrections.toml. Kept both.",
            )  # fmt: skip
