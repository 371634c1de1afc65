"""An export as it was beside the list that was sent again, and what is found of each column."""

from __future__ import annotations

from dataclasses import dataclass, field

from analysis.cleaning.text import key
from analysis.programme import Export
from analysis.run.adding.lists import Listed, agreement
from analysis.run.adding.proposal import Part, Question


@dataclass
class Fates:
    """The columns of the new list by our own names, and what there is to say and to ask."""

    columns: dict[str, list[str]] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Pair:
    """An export as it was, and the list that was sent: what is compared."""

    export: Export
    old: Listed
    new: Listed
    old_month_first: bool = False
    new_month_first: bool = False

    def agree(self, old: int, new: int) -> float | None:
        """How far the cells under an old and a new header are the same."""
        return agreement(
            self.old.values(old, month_first=self.old_month_first),
            self.new.values(new, month_first=self.new_month_first),
        )

    def place(self, column: str) -> int | None:
        """Where a column of the export stood."""
        places = map(self.old.place, self.export.headers(column))
        return next((place for place in places if place is not None), None)

    def header(self, column: str) -> str:
        """The header under which a column of the export stood."""
        place = self.place(column)
        return self.export.headers(column)[0] if place is None else self.old.headers[place]

    @property
    def strangers(self) -> list[int]:
        """The places of the new list under headers that the old one does not have."""
        known = {key(header) for header in self.old.headers}
        declared = {
            key(header) for column in self.export.columns
            for header in self.export.headers(column)
        }  # fmt: skip
        return [
            place for one, place in self.new.places.items()
            if one not in known and one not in declared
        ]  # fmt: skip
