"""How often chance alone gives as large a difference between two sessions."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from analysis.indicators.heterogeneity.attributes import Met
from analysis.indicators.heterogeneity.measures import Index, Measure
from analysis.statistics.comparing import (
    Comparison,
    shuffled,
    shuffled_counts,
    shuffled_distance,
)
from analysis.statistics.dissimilarity import Profiles

DRAWS = 10_000
"""How many times who came is drawn anew; the page shows how exact that is."""

A_PART = 5
"""All single measures are drawn so much less often than the answer to the question itself."""

MOST, LEAST = 20_000_000, 200
"""More attendances are not drawn in all, so that many participants take no longer; nor less."""

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


def compared(met: Met, measure: Measure, resamples: int = DRAWS) -> Comparison | None:
    """One measure at both sessions against chance; none without a second session, or draws."""
    if not met.both or not resamples:
        return None
    draws, (first, second) = fitting(met, max(1, resamples // A_PART)), met.there
    if measure.coded is None or measure.index is None:
        return shuffled(measure.statistic, first, second, draws, seed(met))
    codes, size = measure.coded
    index = _remembered(measure.index)
    return shuffled_counts(index, codes, size, first, second, draws, seed(met))


def distances(met: Met, profiles: Profiles, resamples: int = DRAWS) -> Comparison | None:
    """The mean distance at both sessions against chance."""
    if not met.both or not resamples:
        return None
    draws, (first, second) = fitting(met, resamples), met.there
    return shuffled_distance(profiles, first, second, draws, seed(met))


def _remembered(index: Index) -> Index:
    """The same index; of counts that come back it is not worked out again."""

    @lru_cache(maxsize=100_000)
    def known(counts: bytes) -> float:
        return index(np.frombuffer(counts, dtype=np.int64))

    return lambda counts: known(np.asarray(counts, dtype=np.int64).tobytes())
