"""What the cleaning of one export works with: its declaration, journal, parsers and rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from analysis.cleaning.cells import Cells
from analysis.cleaning.identity import Directory, Persons
from analysis.cleaning.receiving import Journal, Record
from analysis.cleaning.text import name_key, quoted
from analysis.problems import suggestion
from analysis.programme import Declarations, Export, Programme

Rows = dict[str, list[dict[str, object]]]


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
        found = self._found(record) if name else None
        if found is None:
            what = (
                self.unknown(name)
                if name
                else "The row names no participant. Fill it in, or ignore it by declaration."
            )
            self.journal.refuse(record.line, "participant", "unknown_participant", what)
        return found

    def _found(self, record: Record) -> str | None:
        name = record["participant"]
        if self.programme.identify == "name":
            return self.directory.find(name)
        known = name in self.directory.ids or not self._listed
        return self.meet(record) if known else None

    @cached_property
    def _listed(self) -> bool:
        """Whether an export lists the participants, so that any other id is a mistake."""
        return any(export.content == "participants" for export in self.programme.exports)

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
            f"{suggestion(name_key(name), self.directory.names())} Add it under [aliases]."
        )

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
