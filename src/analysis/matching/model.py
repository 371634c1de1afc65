"""A known organisation, how an export names one, and what is concluded from the two."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Outcome = Literal["same", "new", "doubtful"]


@dataclass(frozen=True)
class Organisation:
    """One that is known: its names are the official one and the declared aliases."""

    id: str
    names: tuple[str, ...]
    number: str | None = None
    postcode: str | None = None
    municipality: str | None = None
    domain: str | None = None
    address: str | None = None
    phone: str | None = None


@dataclass(frozen=True)
class Mention:
    """How an export names an organisation, with whatever else stands beside the name."""

    name: str
    number: str | None = None
    postcode: str | None = None
    municipality: str | None = None
    domain: str | None = None
    address: str | None = None
    phone: str | None = None


@dataclass(frozen=True)
class Candidate:
    """A known organisation that a mention may stand for, and feature by feature why.

    The score runs from 0 to 1 and only orders candidates; the outcome follows from the features.
    """

    organisation: str
    score: float
    features: dict[str, float | bool | None] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Verdict:
    """What a mention stands for: the same as one organisation, a new one, or doubtful.

    `organisation` is filled only for "same"; the best candidate stands first.
    """

    outcome: Outcome
    organisation: str | None = None
    candidates: tuple[Candidate, ...] = ()
