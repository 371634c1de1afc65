"""How far two names are one: word by word, where rare words weigh more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sized
from dataclasses import dataclass, field
from itertools import chain
from math import log
from typing import NamedTuple

from rapidfuzz.distance import OSA

from analysis.matching.naming import Name

EQUAL, NEAR, WITHIN, RELATED, TOUCHING, APART = 5, 4, 3, 2, 1, 0
"""All words equal; all but a typing error or a short form; all words of one in the other; enough
weight in common; one telling word in common; nothing that tells."""

KINDS_TELL, GENERIC_TELLS = 0.5, 0.25
SHORT_WORD, LONG_WORD = 5, 9
ENOUGH, MOST = 0.5, 0.75
LEAST_WEIGHT = 0.05
FEW_NAMES = 20
SLIP_TELLS = 0.9
MARKED, UNTELLING = ":~@#=!", ":~@#!"


@dataclass(frozen=True)
class Weights:
    """How much each word tells: the fewer names it stands in, the more."""

    counts: Mapping[str, int] = field(default_factory=dict)
    names: int = 0
    repeated: int = 0
    """In how many names a word may stand and still be a slip of the pen of another."""
    _known: dict[str, float] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, names: Iterable[Name], repeated: int = 0) -> Weights:
        """The weights that follow from the names that are known, each counted once."""
        distinct = {name.key: name.words for name in names}
        counts = Counter(chain.from_iterable(distinct.values()))
        return cls(dict(counts), len(distinct), repeated)

    def of_word(self, token: str) -> float:
        """Between 0.05 and 1; a word that no name holds tells most."""
        found = self._known.get(token)
        if found is None:
            names = max(self.names, FEW_NAMES)
            rare = 1 - log(1 + max(0, self.counts.get(token, 0) - 1)) / log(1 + names)
            part = {":": KINDS_TELL, "~": GENERIC_TELLS}.get(token[0], 1.0)
            found = self._known[token] = max(LEAST_WEIGHT, rare * part)
        return found

    def of_words(self, tokens: Iterable[str]) -> float:
        """The weight of several words together."""
        return sum(map(self.of_word, tokens))


class Likeness(NamedTuple):
    """What two names share; `left` and `right` are the words that only one of them has."""

    level: int
    share: float
    left: frozenset[str] = frozenset()
    right: frozenset[str] = frozenset()
    initials: bool = False
    vague: bool = False

    def clash(self, mark: str) -> bool:
        """Whether both names have a word of this sort that the other lacks."""
        return _marked(self.left, mark) and _marked(self.right, mark)


def likeness(one: Name, other: Name, weights: Weights) -> Likeness:
    """Compare two names. A name of nothing but kinds and generic words is vague."""
    if one.key == other.key or (one.compact == other.compact and len(one.compact) > SHORT_WORD):
        # "Université libre de Bruxelles" and "Vrije Universiteit Brussel" are two.
        level = EQUAL if one.said & other.said or one.compact == other.compact else WITHIN
        return Likeness(level, 1.0, vague=all(token[0] in ":~#" for token in one.tokens))
    if _declared(one, other) or _declared(other, one):
        return Likeness(NEAR, 0.95, initials=True)
    both, left, right = one.words & other.words, one.words - other.words, other.words - one.words
    pairs = _slips(left, right, one, other, weights) if left and right else []
    initials = one.compact in other.initials or other.compact in one.initials
    if not both and not pairs:
        return Likeness(APART, 0.0, left, right, initials)
    left, right = left - {mine for mine, _ in pairs}, right - {theirs for _, theirs in pairs}
    common = weights.of_words(both) + SLIP_TELLS * sum(
        max(weights.of_word(mine), weights.of_word(theirs)) for mine, theirs in pairs
    )
    only_left, only_right = weights.of_words(left), weights.of_words(right)
    share = 2 * common / (2 * common + only_left + only_right)
    cover = common / (common + min(only_left, only_right))
    telling = any(token[0] not in UNTELLING for token in chain(both, (mine for mine, _ in pairs)))
    level = _level(left, right, both, max(share / ENOUGH, cover / MOST), telling)
    if level == NEAR and not one.said & other.said:
        level = WITHIN
    return Likeness(level, share, left, right, initials)


def _declared(short: Name, whole: Name) -> bool:
    """Whether a name is nothing but acronyms that the other gives between brackets."""
    return bool(whole.acronyms) and whole.acronyms.issuperset(short.tokens)


def _level(left: Sized, right: Sized, both: Sized, enough: float, telling: bool) -> int:
    if not left and not right:
        return NEAR
    if not telling:
        # "Bibliotheek Genk" and "Bibliotheek Genk Centrum": nothing in them is a name.
        return RELATED if len(both) > 1 and not (left and right) else APART
    if not left or not right:
        return WITHIN
    # Half of all that both say, or nearly all of what the shorter name says.
    return RELATED if enough >= 1 else TOUCHING


def _slips(
    left: frozenset[str], right: frozenset[str], one: Name, other: Name, weights: Weights
) -> list[tuple[str, str]]:
    """Words that are one word, typed wrong or cut short; each is used once."""
    found: list[tuple[str, str]] = []
    used: set[str] = set()
    dotted = one.dotted or other.dotted
    for mine in sorted(left):
        for theirs in sorted(right):
            if theirs in used or (mine[0] != theirs[0] and not dotted):
                continue
            if (dotted and _cut(mine, theirs, one, other)) or _slip(mine, theirs, weights):
                found.append((mine, theirs))
                used.add(theirs)
                break
    return found


def _cut(mine: str, theirs: str, one: Name, other: Name) -> bool:
    """Whether one word is the beginning of the other, and a full stop says that it was cut."""
    a, b = mine.lstrip("=~:"), theirs.lstrip("=~:")
    return (a in one.dotted and len(a) > 1 and b.startswith(a)) or (
        b in other.dotted and len(b) > 1 and a.startswith(b)
    )


def _slip(mine: str, theirs: str, weights: Weights) -> bool:
    """Whether one of two words is the other with a slip of the pen.

    A word that several names have is a word of its own; a place, number or code is never a slip.
    """
    shortest = min(len(mine), len(theirs))
    most = 2 if shortest >= LONG_WORD else 1
    if shortest < SHORT_WORD or mine[0] != theirs[0] or mine[0] in MARKED:
        return False
    if abs(len(mine) - len(theirs)) > most or not (mine.isalpha() and theirs.isalpha()):
        return False
    if min(weights.counts.get(mine, 0), weights.counts.get(theirs, 0)) > weights.repeated:
        return False
    return OSA.distance(mine, theirs, score_cutoff=most) <= most


def _marked(tokens: frozenset[str], mark: str) -> bool:
    return any(token[0] == mark for token in tokens)
