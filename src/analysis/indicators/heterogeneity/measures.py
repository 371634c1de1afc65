"""The measures of heterogeneity: of one attribute, or of all together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analysis.indicators.heterogeneity.attributes import JOINT, Met
from analysis.programme.heterogeneity import CATEGORIES, NUMBERS, ORDERED
from analysis.statistics import diversity, inequality, ordinal
from analysis.statistics.dissimilarity import mean_distance, rao

Members = NDArray[np.int64]
Statistic = Callable[[Members], float]
Index = Callable[[NDArray[np.int64]], float]

OF_NUMBERS: Mapping[str, Callable[[ArrayLike], float]] = {
    "gini": inequality.gini,
    "theil": inequality.theil,
    "variation": inequality.variation,
}

LEADING = {JOINT: "gower", **dict.fromkeys(CATEGORIES, "normalised_blau"),
           **dict.fromkeys(ORDERED, "spread"), **dict.fromkeys(NUMBERS, "gini")}  # fmt: skip
"""The measure by which an attribute is told first; each lies between 0 and 1."""

INDICES = ["gower", "rao", "richness", "hill_1", "hill_2", "shannon", "evenness", "blau",
           "normalised_blau", "spread", *OF_NUMBERS]  # fmt: skip


@dataclass(frozen=True)
class Measure:
    """One measure of one attribute, and how it is worked out of who was there.

    `index` works it out of the number in each category, where it is one of those, and `coded`
    tells in which one everybody is, and how many there are. `numbers` is the number of
    everybody, where it is an index of inequality.
    """

    attribute: str
    name: str
    statistic: Statistic
    index: Index | None = None
    coded: tuple[Members, int] | None = None
    numbers: NDArray[np.float64] | None = None


def measures(met: Met, merged: Mapping[str, list[list[str]]] | None = None) -> list[Measure]:
    """Every measure of what is known of those who were there.

    With `merged` only those of categories, counted in these groups of codes.
    """
    if merged is None:
        return [*_joint(met), *_of_categories(met, {}), *_of_numbers(met)]
    return list(_of_categories(met, merged))


def leading(met: Met) -> list[Measure]:
    """For each attribute the one measure by which it is told first."""
    return [one for one in measures(met) if LEADING[one.attribute] == one.name]


def _joint(met: Met) -> Iterator[Measure]:
    if not met.combined:
        return
    profiles = met.taken_together
    yield Measure(JOINT, "gower", lambda members: mean_distance(profiles, members))
    yield Measure(JOINT, "rao", lambda members: rao(profiles, members))


def _of_categories(met: Met, merged: Mapping[str, list[list[str]]]) -> Iterator[Measure]:
    for attribute in CATEGORIES:
        if attribute in met.known:
            of = grouped(met, attribute, merged.get(attribute))
            for name, index in _indices(met, attribute, of[0]).items():
                yield Measure(attribute, name, _counting(index, *of), index, of)


def grouped(met: Met, attribute: str, groups: list[list[str]] | None = None) -> tuple[Members, int]:
    """The number of the group of codes of each, -1 for none, and how many groups there are."""
    codes = met.codes(attribute)
    groups = groups or [[code] for code in codes]
    place = {code: at for at, group in enumerate(groups) for code in group}
    into = np.array([*(place[code] for code in codes), -1])
    return into[met.coded(attribute)], len(groups)


def _indices(met: Met, attribute: str, coded: Members) -> dict[str, Index]:
    """The measures of one category; what depends on the size of a group, at equal sizes."""
    sizes = [int((coded[met.members(session)] >= 0).sum()) for session in met.sessions]
    least = min(sizes, default=0)
    found: dict[str, Index] = {
        "richness": lambda counts: diversity.rarefied(counts, least, 0),
        "hill_1": lambda counts: diversity.rarefied(counts, least, 1),
        "hill_2": lambda counts: diversity.rarefied(counts, least, 2),
        "shannon": diversity.shannon,
        "evenness": diversity.evenness,
        "blau": diversity.blau,
        "normalised_blau": diversity.normalised_blau,
    }
    if attribute in ORDERED:
        found["spread"] = ordinal.spread
    return found


def _counting(index: Index, coded: Members, size: int) -> Statistic:
    def counted(members: Members) -> float:
        here = coded[members]
        return index(np.bincount(here[here >= 0], minlength=size))

    return counted


def _of_numbers(met: Met) -> Iterator[Measure]:
    for attribute in NUMBERS:
        if attribute in met.known:
            numbers = met.numbers(attribute)
            for name, function in OF_NUMBERS.items():
                yield Measure(attribute, name, _valued(function, numbers), numbers=numbers)


def _valued(function: Callable[[ArrayLike], float], numbers: NDArray[np.float64]) -> Statistic:
    return lambda members: function(numbers[members])
