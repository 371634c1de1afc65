"""What the cleaning of one export works with: its declaration, journal, parsers and rows."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

from analysis.cleaning.cells import Cells
from analysis.cleaning.identity import Directory, Persons, named
from analysis.cleaning.receiving import Journal, Record
from analysis.cleaning.recognition import Recognised, Recognition
from analysis.cleaning.text import quoted, tidy, without_legal_form
from analysis.matching import Candidate
from analysis.programme import Declarations, Export, Programme

Rows = dict[str, list[dict[str, object]]]

OF_SEVERAL = "participant of several"
"""The cell that is filled in where a row was taken apart: which organisation it is then about."""

FEATURES = {
    "name": "name_share",
    "own_word": "own_word",
    "initials": "initials",
    "number": "same_number",
    "postcode": "same_postcode",
    "municipality": "same_municipality",
    "domain": "same_domain",
    "rivals": "rival_count",
}
"""What speaks for or against a candidate -> its column."""


def whole_name(record: Record) -> str:
    """The name of a person whose given and family name stand apart."""
    return f"{record['given_name']} {record['family_name']}".strip()


def persons_named(record: Record) -> list[str]:
    """The persons that a row names, in parts or several in one cell."""
    whole = whole_name(record)
    return [whole] if whole else named(record["full_name"])


@dataclass
class Hop:
    """One export on its way from raw rows to tidy rows.

    `earlier` holds the tidy rows of the exports before it, `tidy` its own.
    """

    declarations: Declarations
    journal: Journal
    directory: Directory
    persons: Persons
    source: int
    earlier: Rows = field(default_factory=dict)
    tidy: Rows = field(default_factory=dict)
    recognition: Recognition | None = None

    @property
    def programme(self) -> Programme:
        """The programme that the export belongs to."""
        return self.declarations.programme

    @property
    def export(self) -> Export:
        """The declaration of the export."""
        return self.journal.export

    @cached_property
    def cells(self) -> Cells:
        """The parsers of this export."""
        return Cells(self.programme, self.journal)

    def add(self, table: str, record: Record, **values: object) -> None:
        """Add a tidy row with its place; the raw row counts as used."""
        place = {"source": self.source, "line": record.line}
        self.tidy.setdefault(table, []).append(values | place)
        self.journal.dispose(record.line, "used")

    def name_persons(self, records: list[Record]) -> None:
        """Where a person is the participant, the parts of the name together are its name."""
        if "participant" not in self.export.columns and "given_name" in self.export.columns:
            for record in records:
                record.cells["participant"] = whole_name(record)

    def participant(self, record: Record) -> str | None:
        """The participant that a record is about; a record about nobody known is refused."""
        kind, what = "unknown_participant", ""
        if not record["participant"]:
            what = "The row names no participant. Fill it in, or ignore it by declaration."
        elif (recognised := self.recognised(record)) is not None:
            if recognised.participants:
                return recognised.participants[0]
            kind, what = recognised.problem or (kind, what)
        elif (found := self._found(record)) is not None:
            return found
        else:
            what = self.unknown(record["participant"])
        self.journal.refuse(record.line, "participant", kind, what)
        return None

    def one_each(self, records: list[Record]) -> list[Record]:
        """The records, one for each organisation where a cell names several."""
        if self.recognition is None:
            return records
        apart: list[Record] = []
        for record in records:
            found = self.recognition.of(self.export, record) if record["participant"] else None
            if found is None or len(found.participants) < 2:
                apart.append(record)
                continue
            self._remember(record, found)
            apart += [
                replace(record, cells=record.cells | {OF_SEVERAL: one})
                for one in found.participants
            ]
        return apart

    def recognised(self, record: Record) -> Recognised | None:
        """Whom a record names, noted with how it was found; none where no names are matched."""
        if self.recognition is None:
            return None
        if record[OF_SEVERAL]:
            return Recognised("several", (record[OF_SEVERAL],))
        found = self.recognition.of(self.export, record)
        self._remember(record, found)
        return found

    def _remember(self, record: Record, found: Recognised) -> None:
        if found.participants and found.problem:
            kind, sentence = found.problem
            self.journal.remark(record.line, "participant", kind, f"{sentence} {self._done(found)}")
        if not found.participants:
            self._ask(record, found)
        self._note(record, found)

    def _done(self, found: Recognised) -> str:
        """What was done with a row that names somebody."""
        if len(found.participants) == 1:
            return "Used the row for it."
        if self.export.content == "responses":
            return "Kept the response, without a participant."
        if self.export.content == "profiles":
            return "A profile is that of one."
        return "Used the row for each of them."

    def _ask(self, record: Record, found: Recognised) -> None:
        # A person in the place of an organisation is a wrong cell, not an unknown name.
        self.journal.ask(
            "value" if found.by == "person" else "name",
            record.line,
            "participant",
            record["participant"],
            candidates=found.candidates,
        )

    def _note(self, record: Record, found: Recognised) -> None:
        """Keep how a name was recognised, and who else it may stand for."""
        place: dict[str, object] = {"source": self.source, "line": record.line}
        name = None if found.by == "person" else record["participant"]
        alone = found.participants[0] if len(found.participants) == 1 else None
        self.tidy.setdefault("recognitions", []).append(
            {"name": name, "recognised_by": found.by, "participant": alone} | place
        )
        for rank, one in enumerate(found.candidates, start=1):
            self.tidy.setdefault("candidates", []).append(
                {"rank": rank, "participant": one.organisation, "score": one.score}
                | {column: _found(one, code) for code, column in FEATURES.items()}
                | place
            )

    def _found(self, record: Record) -> str | None:
        name = record["participant"]
        if self.programme.identify == "name":
            found = self.directory.find(name)
            return found if found or self._listed else self._met_by_name(record)
        known = name in self.directory.ids or not self._listed
        return self.meet(record) if known else None

    @cached_property
    def _listed(self) -> bool:
        """Whether an export lists the participants, so that any other id is a mistake."""
        return any(export.content == "participants" for export in self.programme.exports)

    def _met_by_name(self, record: Record) -> str:
        """The participant with the name in a record, where no export lists the participants."""
        person = self.programme.unit == "person"
        name = self.directory.official(tidy(record["participant"]))
        name = name if person else without_legal_form(name)
        identity = f"T{len(self.directory.ids) + 1:04d}" if person else name
        self.directory.add(identity, record.line, name)
        if person:
            self.persons.add(identity, name, record["function"], self.source, record.line)
        known = None if person else name
        self.add("participants", record, participant=identity, name=known, personal=person)
        return identity

    def meet(self, record: Record) -> str:
        """The participant with the id in a record, who becomes known when first met."""
        identity = record["participant"]
        if identity not in self.directory.ids:
            self.directory.add(identity, record.line)
            self.add("participants", record, participant=identity, personal=True)
        return identity

    def unknown(self, name: str) -> str:
        """The sentence for a name that is no participant's; the name of a person is not quoted."""
        if self.programme.unit == "person":
            return "This is not the name of a known participant. Correct it in corrections.toml."
        return (
            f"{quoted(name)} is not a known participant. "
            f"{self.directory.suggestion(name)} Add it under [aliases]."
        )

    def delegate(
        self, record: Record, session: str, participant: str, person: str, role: str,
        present: bool | None = None,
    ) -> None:  # fmt: skip
        """Add a person who was named for a participant at a session."""
        identity = self.persons.add(
            participant, person, record["function"], self.source, record.line
        )
        self.add(
            "delegations", record,
            session=session, participant=participant, person=identity,
            role=role, present=present,
        )  # fmt: skip


def _found(candidate: Candidate, feature: str) -> float | bool | None:
    """What was found of a feature; some that were looked at are told only when they hold."""
    held: dict[str, float | bool] = {"own_word": False, "initials": False, "rivals": 0}
    absent = held.get(feature) if candidate.features else None
    return candidate.features.get(feature, absent)
