"""Participants, their dated profile and their enrolment, from an export of accounts."""

from __future__ import annotations

from analysis.cleaning import parsing
from analysis.cleaning.hop import Hop
from analysis.cleaning.identity import domain
from analysis.cleaning.receiving import Record
from analysis.cleaning.text import key, quoted, without_legal_form
from analysis.problems import suggestion

SIZE_CLASSES = ((0.0, "0"), (1.0, "lt1"), (5.0, "1_4"), (10.0, "5_9"))
"""Upper bounds, not included except the first, of the classes by full-time equivalents."""


def clean(hop: Hop, records: list[Record]) -> None:
    """Each account becomes a participant, once; a second one for the same is refused."""
    for record in records:
        if not record["participant"]:
            hop.journal.refuse(
                record.line, "participant", "no_name", "The row has no name. Fill it in."
            )
            continue
        name = hop.directory.official(without_legal_form(record["participant"]))
        number = hop.cells.value(record, "enterprise_number", parsing.enterprise_number)
        person = hop.programme.unit == "person"
        # Two persons may share a name; two organisations with one name are one.
        known = None if person and record["account"] else hop.directory.find(name)
        # Two enterprise numbers are two organisations, also where both have one name.
        if known and number and hop.directory.number(known) not in (None, number):
            known = None
        named = f"T{len(hop.directory.ids) + 1:04d}" if person else name
        participant = record["account"] or named
        if (
            known
            or participant in hop.directory.ids
            or (number and number in hop.directory.by_number)
        ):
            hop.journal.refuse(
                record.line, "participant", "stands_twice",
                "This participant stands higher in the export, by its name or its number. "
                "Ignore one of the two by declaration.",
            )  # fmt: skip
            continue
        hop.directory.add(participant, record.line, name, number)
        if found := domain(record["email"]) or domain(record["website"]):
            hop.directory.domains[participant] = found
        _rows(hop, record, participant, name, number)


def _rows(hop: Hop, record: Record, participant: str, name: str, number: str | None) -> None:
    cells = hop.cells
    municipality = _municipality(hop, record)
    capacity = cells.code(record, "capacity", "capacity")
    person = hop.programme.unit == "person"
    if person:
        hop.persons.add(participant, name, record["function"], hop.source, record.line)
    hop.add(
        "participants",
        record,
        participant=participant,
        name=None if person else name,
        legal_form=cells.code(record, "legal_form", "legal_form"),
        enterprise_number=number,
        sector=cells.code(record, "sector", "sector"),
        discipline=cells.code(record, "discipline", "discipline"),
        postcode=cells.value(record, "postcode", parsing.postcode),
        municipality=municipality,
        arrondissement=hop.programme.groups.get("arrondissement", {}).get(municipality or ""),
        founded=cells.value(record, "founded", parsing.year),
        personal=person or capacity == "one_person",
    )
    decimal = hop.export.decimal
    fte = cells.value(record, "fte", lambda text: parsing.fte(text, decimal=decimal))
    hop.add(
        "profiles",
        record,
        participant=participant,
        as_of_on=hop.export.received,
        fte=fte,
        volunteers=cells.amount(record, "volunteers"),
        budget_eur=cells.amount(record, "budget"),
        maturity=cells.code(record, "maturity", "maturity"),
        capacity=capacity,
        size_class=_size_class(fte),
    )
    if enrolled_on := cells.day(record, "enrolled_on"):
        hop.add("enrolments", record, participant=participant, enrolled_on=enrolled_on)


def _size_class(fte: float | None) -> str | None:
    if fte is None:
        return None
    if fte == 0:
        return SIZE_CLASSES[0][1]
    return next((name for bound, name in SIZE_CLASSES[1:] if fte < bound), "10plus")


def _municipality(hop: Hop, record: Record) -> str | None:
    known = hop.programme.groups.get("arrondissement", {})
    if not record["municipality"] or not known:
        return record["municipality"] or None
    spellings = {key(name): name for name in known}
    spellings |= {
        key(raw): name for raw, name in hop.programme.recode.get("municipality", {}).items()
    }
    found = spellings.get(key(record["municipality"]))
    if found is None:
        hop.journal.ask(
            "code", record.line, "municipality", record["municipality"], vocabulary="municipality"
        )
        hop.journal.remark(
            record.line, "municipality", "unknown_municipality",
            f"{quoted(record['municipality'])} is not a known municipality. "
            f"{suggestion(record['municipality'], known)} "
            "Add it under [recode.municipality]. Kept the row; left this cell empty.",
        )  # fmt: skip
    return found
