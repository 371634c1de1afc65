"""Whether the answer hangs on a choice: the same question asked in other ways."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from analysis.data import ProgrammeData
from analysis.indicators.heterogeneity.attributes import ATTRIBUTES, JOINT, Met, met
from analysis.indicators.heterogeneity.chance import (
    DRAWS,
    UNKNOWN,
    Chance,
    all_distances,
    distances,
)
from analysis.indicators.heterogeneity.indices import SAME, merged_groups
from analysis.indicators.heterogeneity.measures import grouped
from analysis.indicators.heterogeneity.rows import of_sessions
from analysis.indicators.measures import measured, whole
from analysis.programme.heterogeneity import CATEGORIES, NUMBERS, ORDERED
from analysis.statistics.dissimilarity import Profiles, mean_distance, rao

VARIANTS = ["as_declared", "without", "other_scale", "merged", "other_index", "own_day", "latest"]


@dataclass(frozen=True)
class Variant:
    """Another way to ask how different those at two sessions are.

    `profiles` are those of the first and of the second session: the same, but where each
    session has profiles of its own day.
    """

    name: str
    attribute: str
    met: Met
    profiles: tuple[Profiles, Profiles]
    measure: Callable[[Profiles, np.ndarray], float] = mean_distance

    @property
    def replacing(self) -> bool:
        """Whether two that are compared may be the same one."""
        return self.measure is rao


def variants(
    data: ProgrammeData, first: str, second: str = "", resamples: int = DRAWS
) -> pd.DataFrame:
    """The comparison of all attributes together, asked in other ways; the first is as declared.

    Columns: variant, attribute (left out, or counted otherwise; else all of them), first_value,
    second_value, difference_value, chance, chance_error (of a thousand draws; empty where the
    two sessions are not compared by the same profiles). No row without two sessions.
    """
    who = met(data, first, second)
    asked = list(_variants(data, who)) if who.both and who.combined else []
    alike = [one for one in asked if one.profiles[0] is one.profiles[1]]
    # All in the same draws; each row then finds its own.
    all_distances(who, [(one.profiles[0], one.replacing) for one in alike], resamples)
    rows = [_row(one, resamples) for one in asked]
    frame = pd.DataFrame(
        rows,
        columns=["variant", "attribute", "first_value", "second_value", "difference_value",
                 "chance", "chance_error"],
    )  # fmt: skip
    frame["variant"] = pd.Categorical(frame["variant"], VARIANTS)
    frame["attribute"] = pd.Categorical(frame["attribute"], ATTRIBUTES)
    for column in ("first_value", "second_value", "difference_value", "chance", "chance_error"):
        frame[column] = frame[column].astype("Float64")
    frame.attrs["headings"] = {
        f"{side}_value": ("session", session)
        for side, session in (("first", first), ("second", second)) if session
    }  # fmt: skip
    frame.attrs["vocabularies"] = {"variant": "heterogeneity_variant", "attribute": "trait"}
    frame.attrs["decimals"] = {"chance": 0, "chance_error": 0}
    return frame


def robust(data: ProgrammeData, first: str, second: str = "") -> pd.DataFrame:
    """In how many of these ways of asking the second session is the more diverse one; one row.

    Columns: first, second (sessions), unit (variants), count, base, share. No row without two
    sessions.
    """
    gaps = variants(data, first, second, 0)["difference_value"].dropna()
    some = [int((gaps >= SAME).sum())] if len(gaps) else []
    return of_sessions(first, second, measured({}, whole(some), len(gaps), "variants"))


def _variants(data: ProgrammeData, who: Met) -> Iterator[Variant]:
    whole_ = who.taken_together
    yield Variant("as_declared", JOINT, who, (whole_, whole_))
    if len(who.combined) > 1:
        for attribute in who.combined:
            rest = who.of(tuple(one for one in who.combined if one != attribute))
            yield Variant("without", attribute, who, (rest, rest))
    for attribute in (one for one in who.combined if one in NUMBERS):
        logs = set(who.logarithmic) ^ {attribute}
        other = who.with_together(who.together, tuple(logs)).taken_together
        yield Variant("other_scale", attribute, who, (other, other))
    merged = _merged(data, who)
    if not _same(whole_, merged):
        yield Variant("merged", JOINT, who, (merged, merged))
    yield Variant("other_index", JOINT, who, (whole_, whole_), rao)
    days = [data.programme.session(one).date for one in who.sessions]
    own = [_at_day(data, who, day) for day in days]
    latest = _at_day(data, who, data.as_of)
    # Where nobody's profile changed, these would ask the same thing again.
    if not all(_same(whole_, one) for one in own):
        yield Variant("own_day", JOINT, who, (own[0], own[1]))
    if not _same(whole_, latest):
        yield Variant("latest", JOINT, who, (latest, latest))


def _same(one: Profiles, other: Profiles) -> bool:
    return np.array_equal(one.codes, other.codes) and np.array_equal(
        one.numbers, other.numbers, equal_nan=True
    )


def _at_day(data: ProgrammeData, who: Met, day: date) -> Profiles:
    then = met(data, who.first, who.second, day)
    return then.of(who.combined)


def _merged(data: ProgrammeData, who: Met) -> Profiles:
    """The same with categories in the groups in which readers outside see them."""
    plain, groups = who.taken_together, merged_groups(data, who)
    apart = [one for one in who.combined if one in CATEGORIES and one not in ORDERED]
    codes = [grouped(who, one, groups[one])[0] for one in apart]
    return Profiles(np.column_stack(codes) if codes else plain.codes, plain.numbers, plain.ranges)


def _row(one: Variant, resamples: int) -> list[object]:
    sides = [one.met.members(session) for session in one.met.sessions]
    values = [
        one.measure(profiles, side) for profiles, side in zip(one.profiles, sides, strict=True)
    ]
    chance = _chance(one, resamples)
    gap = values[1] - values[0]
    return [one.name, one.attribute, *values, gap, chance.per_thousand, chance.error]


def _chance(one: Variant, resamples: int) -> Chance:
    """What chance alone gives; nothing where each session has profiles of its own."""
    if one.profiles[0] is not one.profiles[1]:
        return UNKNOWN
    return Chance.of(distances(one.met, one.profiles[0], resamples, one.replacing))
