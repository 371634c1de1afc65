"""Who was at two sessions, and what is known of each of them on the day of the later one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.counted import Counted
from analysis.data import ProgrammeData
from analysis.indicators.enrolment import statuses
from analysis.indicators.measures import codes
from analysis.indicators.populations import PRESENT, at, narrowed
from analysis.indicators.profile import on_day, variable
from analysis.indicators.states import present
from analysis.programme.heterogeneity import CATEGORIES, NUMBERS, ORDERED, USUAL
from analysis.statistics.dissimilarity import Profiles, ranges_of

JOINT = "joint"
"""Stands for all attributes that are taken together."""

ATTRIBUTES = [JOINT, *CATEGORIES, *NUMBERS]


@dataclass(frozen=True)
class Met:
    """Those who were at one of two sessions, with their profiles; one row for each.

    `everyone` are the profiles of all who ever took part: they tell how far numbers can differ.
    Without a second session, or a list of it, nobody was at it. `later` is the session on whose
    day the profiles stood so.
    """

    unit: str
    first: str
    second: str
    profiles: pd.DataFrame
    everyone: pd.DataFrame
    there: NDArray[np.bool_]
    together: tuple[str, ...]
    logarithmic: tuple[str, ...]
    later: str = ""

    @property
    def sessions(self) -> list[str]:
        """The sessions of which it is known who was there, in order."""
        names = [self.first, self.second]
        return [one for one, who in zip(names, self.there, strict=True) if who.any()]

    @property
    def both(self) -> bool:
        """Whether two sessions can be compared."""
        return len(self.sessions) == 2

    def variable(self, attribute: str) -> str:
        """The variable that tells an attribute of those who were there, as they were that day."""
        return variable(attribute, self.later)

    def members(self, session: str) -> NDArray[np.int64]:
        """The rows of those who were at a session."""
        return np.flatnonzero(self.there[[self.first, self.second].index(session)])

    @cached_property
    def known(self) -> list[str]:
        """The attributes that were recorded of at least one of those who were there."""
        return [one for one in ATTRIBUTES[1:] if self.profiles[one].notna().any()]

    def codes(self, attribute: str) -> list[str]:
        """The codes that a category can have, in their declared order."""
        return codes(self.everyone[attribute])

    def coded(self, attribute: str) -> NDArray[np.int64]:
        """The place of the code of each in that order; -1 where it was not recorded."""
        return _places(self.profiles[attribute], self.codes(attribute))

    def numbers(self, attribute: str) -> NDArray[np.float64]:
        """The number of each; nan where it was not recorded. Of a ladder it is the step."""
        return _numbers(self.profiles, attribute, self.codes(attribute), ())

    def recorded(self, attribute: str) -> NDArray[np.bool_]:
        """Of whom an attribute was recorded."""
        return self.profiles[attribute].notna().to_numpy(dtype=bool)

    @cached_property
    def combined(self) -> tuple[str, ...]:
        """The attributes that are taken together, the categories first, as distances need them."""
        chosen = [one for one in self.together if one in self.known]
        apart = [one for one in chosen if one in CATEGORIES and one not in ORDERED]
        return (*apart, *(one for one in chosen if one not in apart))

    @cached_property
    def compared(self) -> dict[tuple[object, ...], tuple[object, Any]]:
        """Comparisons that were made of some profiles, so that none is made twice."""
        return {}

    @cached_property
    def taken_together(self) -> Profiles:
        """The attributes that are taken together, ready to be compared."""
        return self.of(self.combined)

    def of(self, attributes: tuple[str, ...]) -> Profiles:
        """Some attributes of each, ready to be compared."""
        apart = [one for one in attributes if one in CATEGORIES and one not in ORDERED]
        steps = [one for one in attributes if one not in apart]
        size = len(self.profiles)
        columns = [
            (
                _numbers(self.profiles, one, self.codes(one), self.logarithmic),
                _numbers(self.everyone, one, self.codes(one), self.logarithmic),
            )
            for one in steps
        ]
        numbers = np.column_stack([here for here, _ in columns] or [np.empty((size, 0))])
        ranges = [float(ranges_of(all_[:, None])[0]) for _, all_ in columns]
        coded = np.array([self.coded(one) for one in apart], dtype=np.int64)
        return Profiles(coded.reshape(-1, size).T, numbers, np.array(ranges))

    def with_together(self, attributes: tuple[str, ...], logarithmic: tuple[str, ...]) -> Met:
        """The same people, compared by other attributes."""
        return replace(self, together=attributes, logarithmic=logarithmic)


def met(data: ProgrammeData, first: str, second: str = "", day: date | None = None) -> Met:
    """Those who were at one of two sessions, with their profiles on the day of the later one.

    Raises UsageError for a session that the programme does not have.
    """
    named = [data.check_session(one) for one in (first, second) if one]
    day = day or max((data.programme.session(one).date for one in named), default=data.as_of)
    return data.once(("met", first, second, day), lambda: _met(data, (first, second), day))


def _met(data: ProgrammeData, sessions: tuple[str, str], day: date) -> Met:
    first, second = sessions
    named = [one for one in sessions if one]
    who = [present(data, one) for one in named] + [set[str]()] * (2 - len(named))
    chosen = sorted(who[0] | who[1])
    ever = sorted({*statuses(data)["participant"], *chosen})
    everyone = _profiled(data, day, ever)
    declared = data.programme.heterogeneity
    of_day = [one for one in named if data.programme.session(one).date == day]
    return Met(
        unit=data.unit, first=first, second=second,
        profiles=everyone[everyone["participant"].isin(chosen)].reset_index(drop=True),
        everyone=everyone,
        there=np.array([[one in group for one in chosen] for group in who], dtype=bool),
        together=_together(declared.attributes, everyone), logarithmic=declared.logarithmic,
        later=of_day[-1] if of_day else "",
    )  # fmt: skip


def _together(declared: list[str], everyone: pd.DataFrame) -> tuple[str, ...]:
    """What a programme declares; else what is usual, or all that is known."""
    known = [one for one in (*CATEGORIES, *NUMBERS) if everyone[one].notna().any()]
    return tuple(declared or [one for one in USUAL if one in known] or known)


def _profiled(data: ProgrammeData, day: date, participants: list[str]) -> pd.DataFrame:
    """Each participant by what was known of it on a day; else by what was known first."""
    asked = pd.DataFrame({"participant": pd.Series(participants, dtype="str")})
    frame = asked.merge(on_day(data, day), on="participant", how="left", validate="one_to_one")
    return frame[["participant", "name", *CATEGORIES, *NUMBERS]]


def _places(values: pd.Series, order: list[str]) -> NDArray[np.int64]:
    places = {code: at for at, code in enumerate(order)}
    texts = values.astype("str").where(values.notna())
    return np.asarray(texts.map(places).fillna(-1), dtype=np.int64)


def _numbers(
    rows: pd.DataFrame, attribute: str, order: list[str], logarithmic: tuple[str, ...]
) -> NDArray[np.float64]:
    if attribute in CATEGORIES:
        steps = _places(rows[attribute], order).astype(float) + 1
        return np.where(steps > 0, steps, np.nan)
    found = rows[attribute].to_numpy(dtype=float, na_value=np.nan)
    return np.log1p(found) if attribute in logarithmic else found


def of_whom(met: Met, session: str, attributes: list[str]) -> Counted:
    """Those at a session of whom the attribute that a row names was recorded.

    Of a number, and of all attributes together, it is everyone who was there.
    """
    groups = {one: met.codes(one) if one in CATEGORIES else [] for one in attributes}
    groups |= {one: [] for one in (JOINT, *NUMBERS)}
    whom = narrowed(at(met.unit, session, PRESENT), by={"{attribute}": "attribute"}, groups=groups)
    names = {one: met.variable(one) for one in groups if met.variable(one) != one}
    return whom.model_copy(update={"called": names})
