"""What is told of rows names no person, though a cell that is quoted may.

Remarks are printed and lie beside the tables; persons lie apart. Whatever a cell held, a name of
somebody who stands in the exports is not among its words, nor an e-mail address or a telephone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from analysis.cleaning.hop import Rows
from analysis.cleaning.text import key
from analysis.redaction import KINDS
from analysis.redaction.shapes import found

Phrase = tuple[str, ...]
Place = tuple[int, int, str]

WORD = re.compile(r"[^\W_]+")
CLOSED = ("mail", "phone", "account")
OPEN = "number"
"""What has this form too is the number of an organisation."""
TOLD = (("problems", "sentence"), ("recognitions", "name"))


def take_out(rows: Rows) -> None:
    """Mark the place of each person in what is told of rows.

    An organisation that bears the name of a person is told of by its name.
    """
    listed = {_phrase(str(row.get("name") or "")) for row in rows.get("participants", [])}
    named = {_phrase(str(row["name"])) for row in rows.get("persons", [])}
    persons = Persons(frozenset(one for one in named - listed if len(one) > 1))
    out_of = cache(persons.out_of)
    for table, column in TOLD:
        for row in rows.get(table, []):
            if row.get(column):
                row[column] = out_of(str(row[column]))


def _phrase(name: str) -> Phrase:
    """The words of a name in an order of its own: the family name may stand first."""
    return tuple(sorted(WORD.findall(key(name))))


@dataclass(frozen=True)
class Persons:
    """The names that are looked for; one of a single word is no name."""

    names: frozenset[Phrase]

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(word for name in self.names for word in name)

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self.names), default=0)

    def out_of(self, text: str) -> str:
        """The text with a mark in the place of each person, address and telephone number."""
        shaped = list(found(text))
        open_ones = [one for one in shaped if one[2] == OPEN]
        closed = [
            one
            for one in shaped
            if one[2] in CLOSED and not any(o[0] < one[1] and one[0] < o[1] for o in open_ones)
        ]
        parts, at = [], 0
        each = sorted([*closed, *self._named(text)], key=lambda one: (one[0], -one[1]))
        for begin, end, kind in each:
            if begin >= at:
                parts += [text[at:begin], KINDS[kind]]
                at = end
        return "".join([*parts, text[at:]])

    def _named(self, text: str) -> Iterator[Place]:
        each = [(key(one[0]), one.start(), one.end()) for one in WORD.finditer(text)]
        for at, (word, begin, _) in enumerate(each):
            if word not in self._words:
                continue
            for size in range(min(self._longest, len(each) - at), 1, -1):
                part = each[at : at + size]
                if tuple(sorted(one for one, _, _ in part)) in self.names:
                    yield begin, part[-1][2], "name"
                    break
