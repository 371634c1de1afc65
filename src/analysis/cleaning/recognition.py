"""Which organisations a cell names: decided, by name, by date, or by all that stands beside it.

Nothing is merged in silence: who is not named as the programme lists it is either declared, or
told in a remark.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from analysis.cleaning import parsing, told
from analysis.cleaning.identity import Directory, Persons, names_person
from analysis.cleaning.naming import Followed, Naming
from analysis.cleaning.receiving import Record
from analysis.cleaning.text import name_key, quoted
from analysis.cleaning.weighing import Weighing, mention
from analysis.matching import Candidate
from analysis.problems import DeclarationError
from analysis.programme import Declarations, Export

SEVERAL = re.compile(r"\s*[/;,+&|]\s*|\s+(?:en|et|and|und)\s+", re.IGNORECASE)
MOST_CANDIDATES = 3


@dataclass(frozen=True)
class Recognised:
    """Whom a cell names and how that was found; nobody where it was not.

    `problem` is what has to be said of it, as a kind and a sentence.
    """

    by: str
    participants: tuple[str, ...] = ()
    problem: told.Said | None = None
    candidates: tuple[Candidate, ...] = ()


@dataclass
class Recognition:
    """Recognises the organisations of one programme, once its list of them was read.

    `participants` are their tidy rows; `used` the numbers of the answers that were about a name.
    """

    declarations: Declarations
    directory: Directory
    persons: Persons
    participants: list[dict[str, object]]
    used: set[int] = field(default_factory=set)
    _plain: dict[tuple[object, ...], Recognised | None] = field(default_factory=dict)

    @cached_property
    def naming(self) -> Naming:
        """The declared names and successions."""
        return Naming(self.declarations.organisations, self.directory)

    @cached_property
    def _weighing(self) -> Weighing:
        return Weighing(self.directory, self.naming, self.participants)

    @cached_property
    def _answers(self) -> dict[str, list[int]]:
        """Name, as it is compared -> the answers about it, those for one export first."""
        found: dict[str, list[int]] = {}
        answers = self.declarations.answers
        for number in sorted(range(len(answers)), key=lambda n: answers[n].export is None):
            found.setdefault(name_key(answers[number].mention), []).append(number)
        return found

    @cached_property
    def _names(self) -> dict[str, str]:
        return {str(row["participant"]): str(row["name"]) for row in self.participants}

    def _name(self, participant: str) -> str:
        return self._names.get(participant, participant)

    def prepare(self, export: Export, records: Sequence[Record]) -> None:
        """Weigh at once all names of an export that are not plainly those of somebody."""
        self._weighing.prepare(
            mention(record)
            for record in records
            if record["participant"] and self._plainly(export, record, set()) is None
        )

    def of(self, export: Export, record: Record) -> Recognised:
        """Whom a record names."""
        decided, apart = self._decided(export, record["participant"])
        if decided is not None:
            return decided
        return (
            self._plainly(export, record, apart)
            or self._person(record)
            or self._weighed(record, apart)
        )

    def _decided(self, export: Export, name: str) -> tuple[Recognised | None, set[str]]:
        """What was answered about a name, and who was said not to be meant by it."""
        apart: set[str] = set()
        for number in self._answers.get(name_key(name), []):
            answer = self.declarations.answers[number]
            if answer.export not in (None, export.id):
                continue
            self.used.add(number)
            who = filter(None, map(self.directory.identified, answer.organisations))
            if answer.kind == "apart":
                apart |= set(who)
            elif answer.kind == "same":
                return Recognised("answer", tuple(dict.fromkeys(who))), apart
            else:
                return Recognised("unknown", problem=told.declared_new(name)), apart
        return None, apart

    def _plainly(self, export: Export, record: Record, apart: set[str]) -> Recognised | None:
        """Whom a record names by a name that is theirs, on its day; none when that is not so."""
        name, first = record["participant"], self._day(export, record)
        asked = (export.id, name, first, frozenset(apart))
        if asked not in self._plain:
            self._plain[asked] = self._borne(export, name, first, apart)
        return self._plain[asked]

    def _borne(self, export: Export, name: str, first: date, apart: set[str]) -> Recognised | None:
        """Whom a name stands for on a day, or several where it holds the names of several."""
        found = self._by_name(name, first, max(first, export.received))
        if found is None:
            return self._several(name, apart)
        if set(found.participants) & apart:
            return None
        followed = found.participants and self.naming.successors(found.participants[0], first)
        return self._successor(name, followed) if followed else found

    def _by_name(self, name: str, first: date, last: date) -> Recognised | None:
        """Who bears a name, or bore it between two days, or at another time."""
        now = self.directory.find(name)
        then, ever = self.naming.bearers(name, first, last)
        if now and (not then or now in then):
            plain = name_key(self.directory.official(name)) == name_key(name)
            return Recognised("name" if plain else "alias", (now,))
        if len(then) == 1:
            return Recognised("former_name", tuple(then))
        if not then and len(ever) == 1:
            (who,) = ever
            return Recognised("former_name", (who,), told.former_name(name, self._name(who)))
        return self._gone(name, first)

    def _gone(self, name: str, day: date) -> Recognised | None:
        """Who took the place of one that the programme does not list."""
        followed = self.naming.gone.get(name_key(name))
        if followed is None or not followed.successors:
            return None
        succession, successor = followed.succession, self._name(followed.successors[0])
        if succession.kind == "name-change":
            late = told.former_name(name, successor) if succession.on <= day else None
            return Recognised("former_name", followed.successors, late)
        if succession.on > day:
            return Recognised("unknown", problem=told.not_yet(name, succession, successor))
        return self._successor(name, followed)

    def _successor(self, name: str, followed: Followed) -> Recognised:
        """The one that had taken the place of another, where it is one."""
        names = [self._name(one) for one in followed.successors]
        if len(names) == 1:
            said = told.succeeded(name, followed.succession, names[0])
            return Recognised("successor", followed.successors, said)
        candidates = tuple(Candidate(one, 0.0, {}) for one in followed.successors)
        said = told.split(name, followed.succession, names)
        return Recognised("doubtful", problem=said, candidates=candidates)

    def _several(self, name: str, apart: set[str]) -> Recognised | None:
        """Several organisations in one cell, when each part of it is the name of one."""
        parts = [part for part in SEVERAL.split(name) if part]
        found = [self.directory.find(part) for part in parts]
        who = tuple(dict.fromkeys(one for one in found if one))
        if len(parts) < 2 or None in found or set(who) & apart:
            return None
        names = [self._name(one) for one in who]
        return Recognised("several", who, told.several(name, names))

    def _person(self, record: Record) -> Recognised | None:
        """Nobody, where the name is that of a person in the row or of one met before."""
        name = record["participant"]
        whole = f"{record['given_name']} {record['family_name']}".strip()
        beside = [one for one in (whole, record["full_name"], record["name"]) if one]
        if not names_person(name, beside, record["email"]) and not self.persons.knows(name):
            return None
        found, domains = mention(record).domain, self.directory.domains
        whose = [self._name(who) for who, known in domains.items() if found and known == found]
        return Recognised("person", problem=told.person(whose[0] if len(whose) == 1 else None))

    def _weighed(self, record: Record, apart: set[str]) -> Recognised:
        """Whom a record names by all that stands in it: the same, a new one, or doubtful."""
        name, verdict = record["participant"], self._weighing.verdict(mention(record))
        left = [one for one in verdict.candidates if one.organisation not in apart]
        left = left[:MOST_CANDIDATES]
        partly = [part for part in SEVERAL.split(name) if self.directory.find(part)]
        if partly:
            return Recognised("doubtful", (), told.partly(name, partly), tuple(left))
        if verdict.outcome == "same" and verdict.organisation not in apart:
            who = str(verdict.organisation)
            said = told.recognised(name, self._name(who), left[0] if left else None)
            return Recognised("features", (who,), said, tuple(left[:1]))
        if verdict.outcome == "new" or not left:
            near = self.directory.suggestion(name)
            return Recognised("unknown", problem=told.unknown(name, near))
        said = told.doubtful(name, [(self._name(one.organisation), one) for one in left])
        return Recognised("doubtful", (), said, tuple(left))

    def _day(self, export: Export, record: Record) -> date:
        """The day on which the name was written down, as far as that is told."""
        column = "stopped_on" if export.content == "withdrawals" else "session_on"
        if record[column]:
            try:
                month_first = export.dates == "month-first"
                return parsing.day(
                    record[column], month_first=month_first, serials=export.spreadsheet
                )
            except parsing.NotUnderstoodError:
                return export.received
        programme, session = self.declarations.programme, export.session
        if session is None and export.round:
            session = programme.round(export.round).session
        held = programme.session(session).date if session else export.received
        return min(held, export.received)

    def check(self) -> None:
        """Raise DeclarationError when a decision names an organisation that nobody knows.

        By a day before the list of participants came, that says nothing.
        """
        for number, answer in enumerate(self.declarations.answers):
            for one in answer.organisations:
                self.naming.known(one, f"matches[{number}].organisation", "matches.toml")
        if self.naming.mistakes and not self.declarations.known_on:
            where = f"programmes/{self.declarations.programme.id}"
            raise DeclarationError(*(f"{where}/{mistake}" for mistake in self.naming.mistakes))

    def unused(self) -> list[str]:
        """A sentence for each answer that is about no name in the exports any more."""
        programme = self.declarations.programme
        known = [export.id for export in programme.exports]
        return [
            f"programmes/{programme.id}/matches.toml, matches[{number}]: "
            f"{quoted(answer.mention)} stands in no export any more, so this answer does nothing. "
            "Leave it for a next download, or take it out."
            for number, answer in enumerate(self.declarations.answers)
            if number not in self.used and answer.export in (None, *known)
        ]
