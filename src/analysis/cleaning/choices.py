"""Answers out of known options: one of them, or several in one cell or in a box each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from analysis.cleaning.text import key
from analysis.programme import Option, Scale

TICKED = {
    *("1", "true", "waar", "x", "ja", "yes", "y", "j", "checked", "selected", "geselecteerd"),
    *("aangevinkt", "quoted", "mentioned", "oui", "vrai"),
}
UNTICKED = {
    *("0", "false", "onwaar", "-", "nee", "neen", "no", "n", "unchecked", "not selected"),
    *("niet geselecteerd", "niet aangevinkt", "not quoted", "not mentioned", "non", "faux"),
}
"""What tools write in the column of an option that was ticked, and in that of one that was not."""

SEPARATOR = re.compile(r"[;,|]")
ENDS = " ;,|"


@dataclass(frozen=True)
class Several:
    """The options that were chosen, in order, and what was written besides them."""

    options: list[Option]
    rest: str


@dataclass(frozen=True)
class Options:
    """The options of a scale, found by any spelling under which exports hold them."""

    scale: Scale

    @cached_property
    def spelled(self) -> dict[str, Option]:
        """Spelling, as compared -> option; of two options with one spelling, the first."""
        found: dict[str, Option] = {}
        for option in self.scale.options:
            for spelling in (option.code, *option.name.in_languages().values(), *option.spoken):
                found.setdefault(key(spelling), option)
        return found

    @cached_property
    def coded(self) -> dict[str, Option]:
        """Code -> option."""
        return {option.code: option for option in self.scale.options}

    @cached_property
    def _named(self) -> dict[str, set[str]]:
        """Code -> the spellings of an option that are words, as compared."""
        return {
            option.code: {
                key(name) for name in (*option.name.in_languages().values(), *option.spoken)
            }
            for option in self.scale.options
        }

    @cached_property
    def _between(self) -> dict[str, Option]:
        """What may stand between separators when the file has no labels of its own."""
        return self._known({})

    def one(self, cell: str, label: str = "") -> Option | None:
        """The option that a cell stands for; what the file says of its code counts first."""
        of_label = self.spelled.get(key(label)) if label else None
        return of_label or self.spelled.get(key(cell))

    def several(self, cell: str, labels: Mapping[str, str]) -> Several:
        """The options that a cell holds between separators; one may hold a separator itself.

        Codes may also stand with nothing but space between them. `labels` are what the file
        says of its codes.
        """
        known = self._known(labels) if labels else self._between
        spaced = [known.get(key(part)) for part in cell.split()]
        whole = known.get(key(cell))
        if whole is None and spaced and all(spaced):
            return Several(_once([option for option in spaced if option]), "")
        return self._between_separators(cell, known)

    def _known(self, labels: Mapping[str, str]) -> dict[str, Option]:
        coded = {code: self.one(code, label) for code, label in labels.items()}
        known = self.spelled | {code: option for code, option in coded.items() if option}
        # An option may end in a separator, which is then lost between those of the cell.
        return {spelling.strip(ENDS): option for spelling, option in known.items()}

    def _between_separators(self, cell: str, known: dict[str, Option]) -> Several:
        edges = [0, *(found.end() for found in SEPARATOR.finditer(cell)), len(cell)]
        most = 1 + max((len(SEPARATOR.findall(spelling)) for spelling in known), default=0)
        found: list[Option] = []
        rest: list[str] = []
        at = 0
        while at < len(edges) - 1:
            # The longest first: an option may start with another one.
            for to in range(min(len(edges) - 1, at + most), at, -1):
                option = known.get(key(cell[edges[at] : edges[to]]).strip(ENDS))
                if option:
                    found.append(option)
                    at = to
                    break
            else:
                rest.append(cell[edges[at] : edges[at + 1]].strip(ENDS))
                at += 1
        return Several(_once(found), ", ".join(part for part in rest if part))

    def ticked(self, option: Option, cell: str, label: str = "") -> bool | None:
        """Whether the box of an option was ticked; none when that cannot be told."""
        written = [text for text in (key(label), key(cell)) if text]
        if not self._named[option.code].isdisjoint(written):
            return True
        for text in written:
            if text in TICKED | UNTICKED:
                return text in TICKED
        # A code is looked at last: 0 in the box of the option with code 0 is an empty box.
        return True if key(option.code) in written else None


def _once(options: list[Option]) -> list[Option]:
    """Each option once; a code may be the label of another, so they are compared by code."""
    return list({option.code: option for option in options}.values())
