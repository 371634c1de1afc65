"""Who a name stands for: participants by name, number, alias or id, and the persons sent."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from analysis.cleaning.text import key, name_key, tidy
from analysis.problems import suggestion


@dataclass
class Directory:
    """The participants of a programme, found by the names under which exports know them.

    A name that two participants share finds neither of them.
    """

    aliases: dict[str, str]
    by_name: dict[str, set[str]] = field(default_factory=dict)
    by_number: dict[str, str] = field(default_factory=dict)
    ids: dict[str, int] = field(default_factory=dict)
    domains: dict[str, str] = field(default_factory=dict)

    def add(self, participant: str, line: int, name: str = "", number: str | None = None) -> None:
        """Make a participant known, with the line on which it was first met."""
        self.ids.setdefault(participant, line)
        if name:
            self.by_name.setdefault(name_key(name), set()).add(participant)
        if number and self.by_number.setdefault(number, participant) == participant:
            self._numbers.setdefault(participant, number)

    def find(self, name: str) -> str | None:
        """The one participant that a name stands for, if there is exactly one."""
        official = self.official(name)
        found = self.by_name.get(name_key(official), set())
        return next(iter(found)) if len(found) == 1 else None

    def identified(self, reference: str) -> str | None:
        """The one participant that a declaration names by its id or its name."""
        return reference if reference in self.ids else self.find(reference)

    def number(self, participant: str) -> str | None:
        """The enterprise number of a participant, where it has one."""
        return self._numbers.get(participant)

    @cached_property
    def _numbers(self) -> dict[str, str]:
        return {}

    def called(self) -> dict[str, list[str]]:
        """The aliases that are declared of each participant."""
        found: dict[str, list[str]] = {}
        for alias, official in self.aliases.items():
            if participant := self.find(official):
                found.setdefault(participant, []).append(alias)
        return found

    def official(self, name: str) -> str:
        """The name that a declared alias stands for, else the name itself."""
        return self._official.get(name_key(name), name)

    @cached_property
    def _official(self) -> dict[str, str]:
        # The declared spelling is the official one, also where an export has another dash or
        # quote. Of two aliases that are compared as one, the first that was declared holds.
        declared = {name_key(name): name for name in self.aliases.values()}
        aliases = {name_key(alias): name for alias, name in reversed(self.aliases.items())}
        return declared | aliases

    def suggestion(self, name: str) -> str:
        """What is said of a name that nobody bears: the nearest one that somebody does."""
        asked = (name_key(name), len(self.by_name))
        if asked not in self._suggested:
            self._suggested[asked] = suggestion(asked[0], self.by_name.keys())
        return self._suggested[asked]

    @cached_property
    def _suggested(self) -> dict[tuple[str, int], str]:
        return {}


@dataclass
class Persons:
    """The persons named for participants, each once per participant, with a running id."""

    rows: list[dict[str, object]] = field(default_factory=list)
    ids: dict[tuple[str, str], str] = field(default_factory=dict)

    def knows(self, name: str) -> bool:
        """Whether somebody of this name was named for any participant."""
        return key(name) in self._names

    @cached_property
    def _names(self) -> set[str]:
        return set()

    def add(self, participant: str, name: str, function: str, source: int, line: int) -> str:
        """The id of a person of a participant; name and function are kept as first written."""
        identity = (participant, key(name))
        self._names.add(identity[1])
        if identity not in self.ids:
            self.ids[identity] = f"P{len(self.ids) + 1:04d}"
            self.rows.append(
                {"person": self.ids[identity], "participant": participant, "name": tidy(name),
                 "function": function or None, "source": source, "line": line}
            )  # fmt: skip
        known = self.rows[int(self.ids[identity][1:]) - 1]
        known["function"] = known["function"] or function or None
        return self.ids[identity]


def named(cell: str) -> list[str]:
    """The persons named in one cell, which may hold two: `An (1) / Bart (2)`, `An & Bart`."""
    parts = re.split(r"\s*(?:&|\+|/|;|,|\ben\b)\s*", cell)
    names = [tidy(re.sub(r"\(\d+\)", "", part)) for part in parts]
    return [name for name in names if name]


def names_person(name: str, persons: list[str], email: str) -> bool:
    """Whether a name is that of a person beside it, or of who has the e-mail address."""
    words = sorted(re.findall(r"\w+", key(name)))
    if any(words == sorted(re.findall(r"\w+", key(person))) for person in persons):
        return True
    local = re.findall(r"[^\W\d_]+", key(email.partition("@")[0]))
    return "@" in email and len(words) > 1 and sorted(local) == words


def domain(address: str) -> str | None:
    """The domain of an e-mail address or a site, as it is compared."""
    text = tidy(address).casefold().rpartition("@")[2]
    found = re.match(r"(?:https?://)?(?:www\.)?([\w.-]+\.[a-z]{2,})", text)
    return found[1] if found else None
