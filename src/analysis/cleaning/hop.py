"""What the cleaning of one export works with: its declaration, journal, parsers and rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from analysis.cleaning.cells import Cells
from analysis.cleaning.identity import Directory, Persons
from analysis.cleaning.receiving import Journal, Record
from analysis.cleaning.text import name_key
from analysis.problems import suggestion
from analysis.programme import Declarations, Export, Programme

Rows = dict[str, list[dict[str, object]]]


@dataclass
class Hop:
    """One export on its way from raw rows to tidy rows."""

    declarations: Declarations
    journal: Journal
    directory: Directory
    persons: Persons
    source: int
    tidy: Rows = field(default_factory=dict)

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

    def participant(self, record: Record) -> str | None:
        """The participant that a record is about; a record about nobody known is refused."""
        name = record["participant"]
        found = self.directory.find(name) if name else None
        if found is None:
            what = (
                f'"{name}" is not a known participant. '
                f"{suggestion(name_key(name), self.directory.names())} "
                "Add it under [aliases]."
                if name
                else "The row names no participant. Fill it in, or ignore it by declaration."
            )
            self.journal.refuse(record.line, "participant", "unknown_participant", what)
        return found

    def delegate(
        self, record: Record, participant: str, person: str, role: str, present: bool | None
    ) -> None:
        """Add a person who was named for a participant at the session of this export."""
        identity = self.persons.add(
            participant, person, record["function"], self.source, record.line
        )
        self.add(
            "delegations", record,
            session=self.export.session, participant=participant, person=identity,
            role=role, present=present,
        )  # fmt: skip
