"""A name that is nobody's as it stands, weighed with all that stands beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property

from analysis.cleaning import parsing
from analysis.cleaning.identity import Directory, domain
from analysis.cleaning.naming import Naming
from analysis.cleaning.receiving import Record
from analysis.matching import Known, Mention, Organisation, Verdict

LONGEST_NAME = 300
"""What is longer is no name, and would take long to compare."""


@dataclass
class Weighing:
    """The organisations that a programme knows, and what was found of each name so far."""

    directory: Directory
    naming: Naming
    participants: list[dict[str, object]]
    _verdicts: dict[Mention, Verdict] = field(default_factory=dict)

    @cached_property
    def _known(self) -> Known:
        names = self.directory.called()
        for borne in self.naming.borne.values():
            for who, one in borne:
                names.setdefault(who, []).append(one.name)
        return Known(_organisation(row, names, self.directory) for row in self.participants)

    def prepare(self, mentions: Iterable[Mention]) -> None:
        """Weigh many at once, each that is new."""
        new = [one for one in dict.fromkeys(mentions) if one not in self._verdicts]
        if new:
            self._verdicts |= dict(zip(new, self._known.recognise(new), strict=True))

    def verdict(self, mention: Mention) -> Verdict:
        """What a mention stands for."""
        self.prepare([mention])
        return self._verdicts[mention]


def mention(record: Record) -> Mention:
    """All that a record tells of the organisation that it names."""
    return Mention(
        name=record["participant"][:LONGEST_NAME],
        number=record["enterprise_number"] or None,
        postcode=_read(record["postcode"], parsing.postcode),
        municipality=record["municipality"] or None,
        domain=domain(record["email"]),
    )


def _organisation(
    row: dict[str, object], names: dict[str, list[str]], directory: Directory
) -> Organisation:
    who = str(row["participant"])

    def text(column: str) -> str | None:
        return str(row[column]) if row.get(column) else None

    return Organisation(
        id=who,
        names=tuple(one[:LONGEST_NAME] for one in (text("name") or who, *names.get(who, []))),
        number=text("enterprise_number"),
        postcode=text("postcode"),
        municipality=text("municipality"),
        domain=directory.domains.get(who),
    )


def _read(text: str, parser: Callable[[str], str]) -> str | None:
    try:
        return parser(text) if text else None
    except parsing.NotUnderstoodError:
        return None
