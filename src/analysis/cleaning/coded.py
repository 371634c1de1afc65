"""What the cells of a column stand for: codes with a label, answers, and gaps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from analysis.cleaning.text import key
from analysis.exports import Contents
from analysis.programme import Export

Spellings = Mapping[str, frozenset[str]]
"""Column -> all spellings of its options, as they are compared."""

OF_ONE_ROW = {"response", "token", "submitted_on", "started_on", "saved_on"}


@dataclass(frozen=True)
class Coded:
    """For the columns of one export: what their codes stand for, and which cells are gaps.

    What means "nothing recorded" in one column may be an answer in another: a cell that is the
    spelling of an option, by itself or by its label, is never a gap.
    """

    labels: dict[str, dict[str, str]] = field(default_factory=dict)
    missing: frozenset[str] = frozenset()
    missing_of: dict[str, frozenset[str]] = field(default_factory=dict)
    answers: Spellings = field(default_factory=dict)

    def label(self, column: str, cell: str) -> str:
        """What the file itself says that a code stands for; nothing where it does not."""
        return self.labels.get(column, {}).get(key(cell), "")

    def gap(self, column: str, cell: str) -> bool:
        """Whether a cell means that nothing was recorded."""
        if not self.missing and column not in self.missing_of:
            return False
        plain = key(cell)
        if plain not in self.missing and plain not in self.missing_of.get(column, ()):
            return False
        options = self.answers.get(column, frozenset())
        return plain not in options and key(self.label(column, cell)) not in options


def coded(export: Export, contents: Contents, places: dict[str, int], answers: Spellings) -> Coded:
    """What is known of the columns of an export, by our own names of them."""
    first = {place: names[0] for place, names in enumerate(contents.names or ()) if names}
    named = {column: first.get(place, "") for column, place in places.items()}
    return Coded(
        {
            column: {key(code): label for code, label in contents.codes[name].items()}
            for column, name in named.items()
            if name in contents.codes
        },
        frozenset(map(key, export.missing)),
        {
            column: frozenset(map(key, contents.missing[name]))
            for column, name in named.items()
            if name in contents.missing
        },
        answers,
    )


def repeatable(export: Export) -> bool:
    """Whether two rows with the same cells are two of a kind: answers of which no id was kept."""
    return export.content == "responses" and not OF_ONE_ROW & set(export.columns)
