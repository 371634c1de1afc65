"""Whether a mention and an organisation are one, from what speaks for it and what against."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from analysis.matching.comparing import (
    APART,
    EQUAL,
    NEAR,
    RELATED,
    TOUCHING,
    WITHIN,
    Likeness,
    Weights,
    likeness,
)
from analysis.matching.fields import (
    Place,
    Street,
    domain_of,
    number_of,
    phone_of,
    place_where,
    same_phone,
    same_place,
    same_street,
    street_of,
)
from analysis.matching.model import Mention, Organisation, Outcome
from analysis.matching.naming import Name, name_of
from analysis.matching.vocabulary import municipalities, successors

RANK: dict[Outcome, int] = {"same": 2, "doubtful": 1, "new": 0}


@dataclass(frozen=True, slots=True)
class Told:
    """All that is told of an organisation, each part brought to the form in which it compares."""

    names: tuple[Name, ...]
    number: str | None
    place: Place
    street: Street | None
    phone: str | None
    domain: str | None


Beside = tuple[bool | None, bool, bool | None, bool | None, bool | None, bool | None, bool | None]
"""How the other fields compare, in the order in which a judgement has them."""


class Judgement(NamedTuple):
    """The outcome for one pair, and what it rests on."""

    outcome: Outcome
    likeness: Likeness
    number: bool | None = None
    alone: bool = False
    """Whether the number is equal, and of no other organisation that is known."""
    place: bool | None = None
    address: bool | None = None
    phone: bool | None = None
    domain: bool | None = None
    postcode: bool | None = None
    legal: bool | None = None
    own_word: bool = False

    @property
    def identified(self) -> int:
        """How many identifiers are equal that few organisations share."""
        return sum(each is True for each in (self.alone, self.address, self.phone, self.domain))

    @property
    def elsewhere(self) -> bool:
        """Whether it is somewhere else: in another place, or at another address."""
        return self.address is False or self.place is False

    @property
    def rank(self) -> tuple[int, float]:
        """What puts one judgement before another."""
        return RANK[self.outcome], self.score

    @property
    def score(self) -> float:
        """Orders candidates; against each other only, it is no probability."""
        doubt = 1 - 0.9 * max(self.likeness.share, 0.5 * self.likeness.initials)
        doubt *= 0.5**self.identified * (0.9 if self.place else 1)
        against = (self.number is False, self.own_word, self.elsewhere, self.legal is False)
        return round((1 - doubt) * 0.7 ** sum(against), 4)


def told(one: Mention | Organisation) -> Told:
    """What an organisation or a mention tells, ready to compare."""
    names = one.names if isinstance(one, Organisation) else (one.name,)
    return Told(
        tuple(name_of(name) for name in names),
        number_of(one.number),
        place_where(one.postcode, one.municipality),
        street_of(one.address),
        phone_of(one.phone),
        domain_of(one.domain),
    )


def judge(one: Told, other: Told, weights: Weights, shared: frozenset[str]) -> Judgement:
    """Judge a pair; `shared` are identifiers that several organisations have, and tell little."""
    number = _equal(one.number, other.number)
    phone = one.phone not in shared and same_phone(one.phone, other.phone)
    domain = one.domain not in shared and _equal(one.domain, other.domain)
    place = same_place(one.place, other.place)
    address = same_street(one.street, other.street)
    if address and place is False and not phone:
        address = None  # one street and house number in two towns
    alone = bool(number) and one.number not in shared
    postcode = _equal(one.place.postcode, other.place.postcode)
    beside = (number, alone, place, address, phone or None, domain or None, postcode)
    best: Judgement | None = None
    for mine in one.names:
        for theirs in other.names:
            found = _by_name(beside, mine, theirs, one, other, weights)
            if best is None or found.rank > best.rank:
                best = found
    return best or Judgement("new", Likeness(0, 0.0))


def _by_name(
    beside: Beside,
    mine: Name,
    theirs: Name,
    one: Told,
    other: Told,
    weights: Weights,
) -> Judgement:
    like = likeness(mine, theirs, weights)
    if like.level == APART and not like.initials and True not in beside:
        return Judgement("new", like, *beside)
    like = _placed(like, one, other)
    legal = None if mine.legal is None or theirs.legal is None else mine.legal == theirs.legal
    own = bool(like.left or like.right) and _own_word(like, one, other)
    found = Judgement("new", like, *beside, legal, own)
    concluded = outcome(found)
    return found if concluded == "new" else Judgement(concluded, like, *beside, legal, own)


def outcome(found: Judgement) -> Outcome:
    """What follows for a pair. Only what leaves no doubt is the same."""
    like, sure = found.likeness, found.identified
    if found.number is False or found.own_word:
        return _at_most_doubtful(found)
    if found.elsewhere or (found.legal is False and not sure):
        moved = found.alone and like.level >= WITHIN
        return "same" if moved else _at_most_doubtful(found)
    if like.level >= NEAR and (not like.vague or sure or found.place):
        return "same"
    if like.level == WITHIN and (found.alone or found.address or sure >= 2):
        return "same"
    if like.level == RELATED and (found.address or found.alone or sure >= 2):
        return "same"
    if like.initials and (found.alone or sure >= 2):
        return "same"
    return _at_most_doubtful(found)


def _at_most_doubtful(found: Judgement) -> Outcome:
    like, sure = found.likeness, found.identified
    if like.clash("@") or like.clash("#"):
        # Branches of one federation: an analyst is asked only when something else says so.
        return "doubtful" if sure else "new"
    near = like.level >= RELATED or like.initials
    some = like.level >= TOUCHING and sure
    return "doubtful" if near or some or found.number or sure >= 2 else "new"


def _placed(like: Likeness, one: Told, other: Told) -> Likeness:
    """The likeness without words that only say where it is: its place, or its house number."""
    if not like.left and not like.right:
        return like
    left = frozenset(t for t in like.left if not _is_where(t, other) and not _is_door(t, one))
    right = frozenset(t for t in like.right if not _is_where(t, one) and not _is_door(t, other))
    if len(left) == len(like.left) and len(right) == len(like.right):
        return like
    level = like.level
    if not left and not right and level >= WITHIN:
        level = EQUAL
    elif (not left or not right) and level == RELATED:
        level = WITHIN
    return like._replace(level=level, left=left, right=right)


def _is_where(token: str, there: Told) -> bool:
    """Whether a word of a name is the municipality or the house number of the other."""
    if token[0] == "@":
        return token[1:] == there.place.municipality or token[1:] in there.place.of_postcode
    return _is_door(token, there)


def _is_door(token: str, here: Told) -> bool:
    """Whether a number is in the address: "Centre 2020" at 2020 Roosevelt Road."""
    if token[0] != "#" or here.street is None:
        return False
    return token[1:] == here.street.house or token[1:] in here.street.words


def _own_word(like: Likeness, one: Told, other: Told) -> bool:
    """Whether a word sets the two apart.

    Two places, directions or kinds under one name are two organisations, and so are one with a
    number, a year or a word such as "friends of", and one without.
    """
    if like.clash("@") or like.clash(":") or _lies_elsewhere(like, one, other):
        return True
    return any(token[0] in "#!" for token in chain(like.left, like.right))


def _lies_elsewhere(like: Likeness, one: Told, other: Told) -> bool:
    """Whether a place that only one has in its name is not where the other is."""
    return _names_another(like.left, other.place) or _names_another(like.right, one.place)


def _names_another(tokens: frozenset[str], there: Place) -> bool:
    where = {there.municipality} if there.municipality else set(there.of_postcode)
    named = {token[1:] for token in tokens if token[0] == "@"} & municipalities()
    return bool(where and named) and not any(
        name in where or successors().get(name) in where for name in named
    )


def _equal(one: str | None, other: str | None) -> bool | None:
    return None if one is None or other is None else one == other
