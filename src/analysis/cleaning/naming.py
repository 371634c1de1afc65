"""Who bore which name when, and who followed whom: as declared, held against who is known."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from analysis.cleaning.identity import Directory
from analysis.cleaning.text import name_key
from analysis.programme.organisations import Name, Organisations, Succession

FIRST_DAY, LAST_DAY = date.min, date.max


@dataclass(frozen=True)
class Followed:
    """A succession with the ids of the successors, and its number among the declared."""

    number: int
    succession: Succession
    successors: tuple[str, ...]


@dataclass
class Naming:
    """The declared names and successions of the organisations that a programme knows.

    `mistakes` says which of them lead to nobody.
    """

    organisations: Organisations
    directory: Directory
    borne: dict[str, list[tuple[str, Name]]] = field(default_factory=dict)
    followed: dict[str, Followed] = field(default_factory=dict)
    gone: dict[str, Followed] = field(default_factory=dict)
    mistakes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        for number, name in enumerate(self.organisations.names):
            who = self.known(name.organisation, f"names[{number}].organisation")
            if who:
                self.borne.setdefault(name_key(name.name), []).append((who, name))
        for number, succession in enumerate(self.organisations.successions):
            self._follow(number, succession)

    def _follow(self, number: int, succession: Succession) -> None:
        at = f"successions[{number}].successors"
        successors = [self.known(one, at) for one in succession.successors]
        found = Followed(number, succession, tuple(one for one in successors if one))
        for predecessor in succession.predecessors:
            # One that ended before the list of participants was made is known by its name only.
            who = self.directory.identified(predecessor)
            if who:
                self.followed[who] = found
            else:
                self.gone[name_key(predecessor)] = found

    def known(self, reference: str, at: str, file: str = "organisations.toml") -> str | None:
        """The id of the participant that a declaration names by its id or name."""
        if (found := self.directory.identified(reference)) is None:
            self.mistakes.append(
                f'{file}, {at}: "{reference}" is the id or name of no participant, or of several. '
                f"{self.directory.suggestion(reference)} Write its id."
            )
        return found

    def bearers(self, name: str, first: date, last: date) -> tuple[set[str], set[str]]:
        """Who bore a name at any time between two days, and who ever bore it."""
        borne = self.borne.get(name_key(name), [])
        then = {
            who
            for who, one in borne
            if (one.since or FIRST_DAY) <= last and (one.until or LAST_DAY) >= first
        }
        return then, {who for who, _ in borne}

    def successors(self, participant: str, day: date) -> Followed | None:
        """Who had taken the place of a participant by a day: the last, where it went on."""
        found, seen, now = None, {participant}, participant
        while (next_ := self.followed.get(now)) and next_.succession.on <= day:
            found = next_
            if len(next_.successors) != 1 or next_.successors[0] in seen:
                break
            now = next_.successors[0]
            seen.add(now)
        return found

    def rows(self) -> list[dict[str, object]]:
        """The names by date as tidy rows."""
        return [
            {"participant": who, "name": one.name, "from_on": one.since, "until_on": one.until}
            for borne in self.borne.values()
            for who, one in borne
        ]
