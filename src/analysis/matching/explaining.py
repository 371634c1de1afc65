"""What speaks for and against a candidate, as codes that the catalogue words for readers."""

from __future__ import annotations

from analysis.matching.judging import Judgement
from analysis.matching.model import Candidate

FEATURES = (
    "alias",
    "name",
    "initials",
    "own_word",
    "legal_form",
    "number",
    "postcode",
    "municipality",
    "address",
    "phone",
    "domain",
    "rivals",
)
"""Every feature that a candidate may have, in the order in which a reader is told of it.

`alias`: a declared name, letter for letter. `name`: from 0 to 1, how much the names share, rare
words weighing more. `initials`: one is the initials or acronym of the other. `own_word`: each has
a place, number or kind of its own. `rivals`: how many others are as likely. The others: equal,
different, or not known of both; `municipality` takes mergers and postcodes into account.
"""


def features(
    found: Judgement, rivals: int = 0, alias: bool = False
) -> dict[str, float | bool | None]:
    """The features of a judgement that are known, by their codes."""
    like = found.likeness
    told: dict[str, float | bool | None] = {
        "alias": alias or None,
        "name": round(like.share, 3),
        "initials": like.initials or None,
        "own_word": found.own_word or None,
        "legal_form": found.legal,
        "number": found.number,
        "postcode": found.postcode,
        "municipality": found.place,
        "address": found.address,
        "phone": found.phone,
        "domain": found.domain,
        "rivals": float(rivals) if rivals else None,
    }
    return {code: value for code, value in told.items() if value is not None}


def explained(candidate: Candidate) -> list[tuple[str, float | bool | None]]:
    """The features that are known of a candidate, in the order of FEATURES."""
    return [
        (code, candidate.features[code])
        for code in FEATURES
        if candidate.features.get(code) is not None
    ]
