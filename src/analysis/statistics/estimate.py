"""A number with the bounds between which it may lie, and a whole with its two parts."""

from __future__ import annotations

import math
from dataclasses import dataclass

NAN = math.nan


@dataclass(frozen=True)
class Estimate:
    """A value computed from a sample, with the ends of its interval; each is nan if unknown."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Parted:
    """How much of a heterogeneity lies between groups and how much within them."""

    between: float
    within: float
    total: float

    @property
    def share_between(self) -> float:
        """The part of the whole that lies between the groups; nan if there is nothing to part."""
        return self.between / self.total if self.total > 0 else NAN
