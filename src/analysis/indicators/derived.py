"""Variables that follow from others by a rule that everybody can read."""

from __future__ import annotations

from analysis.counted import Derived
from analysis.data import ProgrammeData
from analysis.indicators import levels, returning


def derived(data: ProgrammeData) -> list[Derived]:
    """All variables of participants that follow from others, each with its rule."""
    return [*levels.derived(data), *returning.derived(data)]
