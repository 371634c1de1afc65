"""Participants, their dated profile and their enrolment, from an export of accounts."""

from __future__ import annotations

from analysis.cleaning import parsing, profiles
from analysis.cleaning.hop import Hop
from analysis.cleaning.identity import domain
from analysis.cleaning.receiving import Record
from analysis.cleaning.text import key, quoted, without_legal_form
from analysis.problems import suggestion


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
    capacity = profiles.add(hop, record, participant, hop.export.received)
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
    if enrolled_on := cells.day(record, "enrolled_on"):
        hop.add("enrolments", record, participant=participant, enrolled_on=enrolled_on)


def _municipality(hop: Hop, record: Record) -> str | None:
    known = hop.programme.groups.get("arrondissement", {})
    if not record["municipality"] or not known:
        return record["municipality"] or None
    found = hop.cells.municipalities.get(key(record["municipality"]))
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
