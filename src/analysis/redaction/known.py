"""The names that are known beforehand: persons and organisations of a programme."""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from analysis.matching.vocabulary import folded, legal_forms, phrases, place_of, plain

Phrase = tuple[str, ...]

SHORTEST_COMPACT = 8
SHORTEST_OWN = 5
"""From how many letters on a word of a name may stand for all of that name."""


@cache
def words(name: str) -> frozenset[str]:
    """One list of words.toml."""
    read = tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))
    return frozenset(read[name].split())


@cache
def is_place(phrase: str) -> bool:
    """Whether plain words are the name of a municipality."""
    return phrase in place_of()


@dataclass(frozen=True)
class Known:
    """The persons and organisations whose names are looked for, and words that are no name.

    `said` are names of the programme itself, such as a session or a domain, that may stand.
    """

    persons: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    said: tuple[str, ...] = ()

    @cached_property
    def full(self) -> dict[Phrase, str]:
        """Names that are found however they are written, by their words; of one word, none."""
        found: dict[Phrase, str] = {}
        for kind, names in (("organisation", self.organisations), ("name", self.persons)):
            found |= {one: kind for name in names if len(one := _phrase(name)) > 1}
        # A family name of several words, such as van den broeck, is one however it is written.
        families = (_phrase(name)[1:] for name in self.persons)
        return found | {one: "name" for one in families if len(one) > 1}

    @cached_property
    def compact(self) -> dict[str, str]:
        """Names that are written as one word, as in an address or where a sign was taken out."""
        return {
            whole: kind
            for phrase, kind in self.full.items()
            if len(whole := "".join(phrase)) >= SHORTEST_COMPACT
        }

    @cached_property
    def heard(self) -> frozenset[str]:
        """The words of one organisation only as they are heard, long enough to be misspelt."""
        return frozenset(as_heard(word) for word in self.own_words if len(word) > SHORTEST_OWN + 1)

    @cached_property
    def capital(self) -> dict[Phrase, str]:
        """Names, or what people call somebody for short, that are found with a capital."""
        found: dict[Phrase, str] = {}
        for name in self.organisations:
            whole = _phrase(name)
            own = _without_kind(whole)
            if own and (len(own) > 1 or len(own[0]) >= SHORTEST_OWN):
                found[own] = "organisation"
            found |= {own[at:]: "organisation" for at in range(1, len(own) - 1) if _own(own[at])}
            if len(whole) == 1:
                found[whole] = "organisation"
        for name in self.persons:
            parts = _phrase(name)
            given, family = parts[:1], parts[1:]
            for one in (given, family):
                if one and not set(one) <= words("particles") and len("".join(one)) > 1:
                    found[one] = "name"
        return found

    @cached_property
    def own_words(self) -> frozenset[str]:
        """The words that stand in the name of one organisation only and tell no kind or place."""
        each = [set(_without_kind(_phrase(name))) for name in self.organisations]
        times = Counter(word for one in each for word in one)
        marked = phrases()
        return frozenset(
            word
            for word, often in times.items()
            if len(word) > SHORTEST_OWN and often <= 2 and word not in marked
            and word not in words("plain") and not is_place(word)
        )  # fmt: skip

    @cached_property
    def longest(self) -> int:
        """How many words the longest name has."""
        return max((len(one) for one in (*self.full, *self.capital)), default=1)

    @cached_property
    def first(self) -> frozenset[str]:
        """The words with which a name begins; with no other there is anything to look for."""
        return frozenset(one[0] for one in (*self.full, *self.capital))

    @cached_property
    def no_names(self) -> frozenset[str]:
        """Words of the programme itself that stand with a capital and name nobody."""
        return frozenset(word for text in self.said for word in plain(text).split())


def _phrase(name: str) -> Phrase:
    """A name as plain words, without its legal form."""
    found = plain(name).split()
    while len(found) > 1 and found[-1] in legal_forms():
        found.pop()
    while len(found) > 1 and found[0] in legal_forms():
        found.pop(0)
    return tuple(found)


def _own(word: str) -> bool:
    """Whether what people call an organisation for short may begin with a word."""
    return word not in words("plain") and word not in words("particles") and not is_place(word)


def _without_kind(phrase: Phrase) -> Phrase:
    """What is left of a name without the kind of organisation and article before it."""
    marked, left = phrases(), phrase
    articles = words("plain") | words("particles")
    while left and (left[0] in articles or marked.get(left[0], "")[:1] in (":", "~", "@")):
        left = left[1:]
    if not left or all(is_place(word) or word in marked for word in left):
        return ()
    return left


def as_heard(word: str) -> str:
    """A word with what is often written in two ways written in one."""
    return word.replace("ij", "y").replace("ck", "k").replace("ph", "f")


def fold(word: str) -> str:
    """A word as names are compared."""
    return folded(word)
