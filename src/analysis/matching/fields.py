"""What stands beside a name: enterprise number, place, street, telephone, internet domain."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA
from stdnum.be import vat

from analysis.matching.vocabulary import (
    folded,
    municipalities,
    place_of,
    plain,
    postcodes,
    successors,
    words,
)

PHONE_DIGITS = 7
LONG_STREET = 6


@dataclass(frozen=True, slots=True)
class Place:
    """Where an organisation is: a municipality as it is named, and those of its postcode."""

    postcode: str | None
    municipality: str | None
    of_postcode: frozenset[str]


@dataclass(frozen=True, slots=True)
class Street:
    """A house number, and the words of a street that are its own."""

    house: str
    words: frozenset[str]


@lru_cache(maxsize=20_000)
def number_of(text: str | None) -> str | None:
    """A valid enterprise number in ten digits; none where it is invalid or of a branch."""
    bare = re.sub(r"(?i)^\s*(?:kbo|bce|cbe|ondernemingsnummer|rpr)\b[\s:.]*", "", text or "")
    digits = re.sub(r"\D", "", bare)
    return vat.compact(digits) if digits and vat.is_valid(digits) else None


@lru_cache(maxsize=20_000)
def domain_of(text: str | None) -> str | None:
    """The domain of a page or an e-mail address; none where anybody may have a mailbox."""
    bare = folded(text or "").rsplit("@", 1)[-1]
    bare = re.sub(r"^(?:https?://)?(?:www\d?\.)?", "", bare)
    domain = re.split(r"[/?#:\s]", bare)[0].strip(".")
    if "." not in domain or domain in words("providers"):
        return None
    return domain


@lru_cache(maxsize=20_000)
def phone_of(text: str | None) -> str | None:
    """The digits of a telephone number as one dials it within a country."""
    digits = re.sub(r"\D", "", (text or "").replace("(0)", ""))
    digits = re.sub(r"^(?:00|0)?32(?=\d{8,9}$)", "", digits).lstrip("0")
    return digits if len(digits) >= PHONE_DIGITS else None


@lru_cache(maxsize=20_000)
def place_where(postcode: str | None, municipality: str | None) -> Place:
    """The place that a postcode and a municipality tell of; a village keeps its own name."""
    code = re.sub(r"^(?:b|be)?-?", "", folded(postcode or "")).strip() or None
    named = plain(municipality or "") or None
    return Place(code, place_of().get(named, named) if named else None,
                 postcodes().get(code or "", frozenset()))  # fmt: skip


@lru_cache(maxsize=20_000)
def street_of(address: str | None) -> Street | None:
    """The street and house number of an address, without the sort of street and directions."""
    found = re.findall(r"[^\W_]+", folded(address or ""))
    numbers = [word for word in found if re.fullmatch(r"\d{1,5}[a-z]?", word)]
    if not numbers:
        return None
    skipped = words("streets") | words("small")
    before = found[: found.index(numbers[0])]
    # Behind a first house number comes the street, else the street stands before it.
    own = before or found[1:]
    # A street may be called after a direction: "North Avenue".
    kept = [word for word in own if word not in skipped] or [w for w in own if len(w) > 3]
    named = {re.sub(r"^(\d+)(?:st|nd|rd|th)$", r"\1", word) for word in kept}
    return Street(re.sub(r"\D", "", numbers[0]), frozenset(named)) if named else None


def same_place(one: Place, other: Place) -> bool | None:
    """Whether two places are one; one municipality with two postcodes tells nothing."""
    if one.postcode and one.postcode == other.postcode:
        return True
    if one.municipality and other.municipality:
        return _same_municipality(one.municipality, other.municipality)
    for here, there in ((one, other), (other, one)):
        if here.municipality and there.of_postcode and here.municipality in municipalities():
            return successors().get(here.municipality, here.municipality) in there.of_postcode
    if one.postcode and other.postcode:
        return None if one.of_postcode & other.of_postcode else False
    return None


def same_street(one: Street | None, other: Street | None) -> bool | None:
    """Whether two addresses are one: the house number, and a word of the street."""
    if one is None or other is None:
        return None
    if one.house != other.house:
        return False
    return any(a == b or _slip(a, b) for a in one.words for b in other.words)


def same_phone(one: str | None, other: str | None) -> bool | None:
    """Whether two numbers are one, with or without the code of an area before them."""
    if not one or not other:
        return None
    return one.endswith(other) or other.endswith(one)


def _same_municipality(one: str, other: str) -> bool | None:
    """Equal, or one went up into the other; two that went up into one stay two places."""
    if one == other or successors().get(one) == other or successors().get(other) == one:
        return True
    known = municipalities()
    # A village that the list does not know may lie in a municipality that it does.
    return None if (one in known) != (other in known) else False


def _slip(one: str, other: str) -> bool:
    return min(len(one), len(other)) >= LONG_STREET - 2 and (
        OSA.distance(one, other, score_cutoff=1) <= 1
    )
