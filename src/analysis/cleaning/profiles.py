"""Later profiles: the scale and maturity of participants that are known already."""

from __future__ import annotations

from datetime import date

from analysis.cleaning import parsing
from analysis.cleaning.hop import OF_SEVERAL, Hop
from analysis.cleaning.receiving import Record

SIZE_CLASSES = ((0.0, "0"), (1.0, "lt1"), (5.0, "1_4"), (10.0, "5_9"))
"""Upper bounds, not included except the first, of the classes by full-time equivalents."""


def clean(hop: Hop, records: list[Record]) -> None:
    """Each row becomes a profile of its day, once per participant and day."""
    seen = {
        (row["participant"], row["as_of_on"]): row["line"]
        for row in hop.earlier.get("profiles", [])
    }
    for record in records:
        participant = hop.participant(record)
        if participant is None:
            continue
        if record[OF_SEVERAL]:
            hop.journal.refuse(
                record.line, "participant", "of_several",
                "It cannot be told how much of this is of which organisation. Give each a row in "
                "a copy, and declare that copy.",
            )  # fmt: skip
            continue
        day = hop.cells.day(record, "as_of_on") or hop.export.received
        if (participant, day) in seen:
            hop.journal.refuse(
                record.line, "participant", "stands_twice",
                f"The profile of this participant on {day} stands already, on line "
                f"{seen[participant, day]} of this export or one before it. Ignore one of the two "
                "by declaration.",
            )  # fmt: skip
            continue
        seen[participant, day] = record.line
        add(hop, record, participant, day)


def add(hop: Hop, record: Record, participant: str, day: date) -> str | None:
    """Add the profile that a record tells, and return on what capacity the participant runs.

    A cell that is empty tells nothing.
    """
    cells, decimal = hop.cells, hop.export.decimal
    capacity = cells.code(record, "capacity", "capacity")
    fte = cells.value(record, "fte", lambda text: parsing.fte(text, decimal=decimal))
    hop.add(
        "profiles",
        record,
        participant=participant,
        as_of_on=day,
        fte=fte,
        volunteers=cells.amount(record, "volunteers"),
        budget_eur=cells.amount(record, "budget"),
        maturity=cells.code(record, "maturity", "maturity"),
        capacity=capacity,
        size_class=_size_class(fte),
    )
    return capacity


def _size_class(fte: float | None) -> str | None:
    if fte is None:
        return None
    if fte == 0:
        return SIZE_CLASSES[0][1]
    return next((name for bound, name in SIZE_CLASSES[1:] if fte < bound), "10plus")
