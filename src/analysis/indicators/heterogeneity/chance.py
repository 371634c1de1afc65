"""How often chance alone gives as large a difference between two sessions."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from analysis.indicators.heterogeneity.attributes import Met
from analysis.indicators.heterogeneity.measures import OF_NUMBERS, Index, Measure
from analysis.statistics.comparing import (
    Asked,
    Comparison,
    shuffled,
    shuffled_counts,
    shuffled_distances,
    shuffled_numbers,
)
from analysis.statistics.dissimilarity import Profiles

DRAWS = 10_000
"""How many times who came is drawn anew; the page shows how exact that is."""

A_PART = 5
"""All single measures are drawn so much less often than the answer to the question itself."""

MOST, LEAST = 1_000_000_000, 200
"""More attendances are not drawn in all: of more than a hundred thousand participants there are
fewer draws than asked, though never less than these, and the error says what that costs."""

THOUSAND = 1000


@dataclass(frozen=True)
class Chance:
    """Of a thousand draws those that give at least this, in this direction, and how exact it is."""

    per_thousand: float | None
    error: float | None

    @classmethod
    def of(cls, found: Comparison | None) -> Chance:
        """What a comparison says; nothing where a draw could not be worked out."""
        if found is None or np.isnan(found.difference) or np.isnan(found.drawn).any():
            return UNKNOWN
        higher = found.difference >= 0
        share = found.share_at_least if higher else found.share_at_most
        error = np.sqrt(share * (1 - share) / max(1, found.resamples))
        return cls(share * THOUSAND, float(error) * THOUSAND)


UNKNOWN = Chance(None, None)


def seed(met: Met) -> int:
    """What chance starts from: the same for the same question, whoever asks it and when."""
    asked = f"{met.first} {met.second}".encode()
    return int.from_bytes(hashlib.sha256(asked).digest()[:4])


def fitting(met: Met, resamples: int) -> int:
    """How many draws are made: as many as asked, or as many as a large programme allows."""
    return min(resamples, max(LEAST, MOST // max(1, len(met.profiles))))


def _part(resamples: int) -> int:
    """How many of so many draws a single measure gets."""
    return max(1, resamples // A_PART)


def compared(met: Met, measure: Measure, resamples: int = DRAWS) -> Comparison | None:
    """One measure of an attribute against chance; none without a second session, or draws."""
    if not met.both or not resamples:
        return None
    draws, (first, second) = fitting(met, _part(resamples)), met.there
    if measure.numbers is not None:
        return _of_numbers(met, measure, measure.numbers, draws)
    if measure.coded is None or measure.index is None:
        return shuffled(measure.statistic, first, second, draws, seed(met))
    codes, size = measure.coded
    index = _remembered(measure.index)
    return shuffled_counts(index, codes, size, first, second, draws, seed(met))


def _of_numbers(met: Met, measure: Measure, numbers: NDArray[np.float64], draws: int) -> Comparison:
    """One index of inequality; all of them are worked out in the same draws."""
    place = (measure.attribute, draws)
    if place not in met.compared:
        indices = list(OF_NUMBERS.values())
        first, second = met.there
        found = shuffled_numbers(indices, numbers, first, second, draws, seed(met))
        met.compared[place] = (None, dict(zip(OF_NUMBERS, found, strict=True)))
    made: Comparison = met.compared[place][1][measure.name]
    return made


def distances(
    met: Met, profiles: Profiles, resamples: int = DRAWS, replacing: bool = False
) -> Comparison | None:
    """The mean distance at both sessions against chance.

    When `replacing`, two may be the same one, and it is a single measure: drawn less often.
    """
    return all_distances(met, [(profiles, replacing)], resamples)[0]


def all_distances(
    met: Met, several: Sequence[tuple[Profiles, bool]], resamples: int = DRAWS
) -> list[Comparison | None]:
    """The same by several profiles in the same draws; what was asked before is not drawn again."""
    if not met.both or not resamples:
        return [None] * len(several)
    asked = [
        Asked(profiles, fitting(met, _part(resamples) if replacing else resamples),
              replacing)
        for profiles, replacing in several
    ]  # fmt: skip
    places = [(id(one.profiles), one.resamples, one.replacing) for one in asked]
    new = {
        place: one for place, one in zip(places, asked, strict=True) if place not in met.compared
    }
    first, second = met.there
    found = shuffled_distances(list(new.values()), first, second, seed(met)) if new else []
    for (place, one), made in zip(new.items(), found, strict=True):
        # With the profiles, so that no others get their place in memory.
        met.compared[place] = (one.profiles, made)
    return [met.compared[place][1] for place in places]


def _remembered(index: Index) -> Index:
    """The same index; of counts that come back it is not worked out again."""

    @lru_cache(maxsize=100_000)
    def known(counts: bytes) -> float:
        return index(np.frombuffer(counts, dtype=np.int64))

    return lambda counts: known(np.asarray(counts, dtype=np.int64).tobytes())
