"""Learning levels: which continuing participant belongs to which, by the declared rules."""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.counted import NOT_RECORDED, Counted, Derived
from analysis.data import ProgrammeData
from analysis.indicators.enrolment import continuing
from analysis.indicators.measures import by_code, leading, measured, whole
from analysis.indicators.populations import enrolled, narrowed
from analysis.indicators.profile import latest
from analysis.programme.levels import Conditions, Level, Role, condition

NO_LEVEL = "none"
"""Whoever no rule fits, of whom all that the rules ask was recorded."""

PLACED = (None, "levels.placed")
"""Under which the levels are kept once they are worked out."""

Mask = NDArray[np.bool_]


def placed(data: ProgrammeData) -> pd.DataFrame:
    """Each continuing participant with its level, and what is known of it; one row for each.

    The level is empty where something was not recorded that decides, or no level is declared, and
    `none` where no rule fits. The other columns are those of `profile.latest`.
    """
    if PLACED not in data.worked_out:
        going_on = pd.DataFrame({"participant": pd.Series(continuing(data), dtype="str")})
        rows = going_on.merge(latest(data), on="participant", how="left", validate="one_to_one")
        declared = data.programme.levels
        categories = [*(level.id for level in declared), NO_LEVEL]
        found = pd.Categorical(_levels(rows, declared), categories=categories)
        data.worked_out[PLACED] = rows.assign(level=found)
    return data.worked_out[PLACED].copy(deep=False)


def _levels(rows: pd.DataFrame, declared: list[Level]) -> NDArray[np.object_]:
    """The level of each: the first whose rule fits, unless one before it may fit as well."""
    found = np.full(len(rows), NO_LEVEL if declared else None, dtype=object)
    free, doubtful = np.ones(len(rows), dtype=bool), np.zeros(len(rows), dtype=bool)
    for level in declared:
        fits, fails = met(rows, level.when)
        found[free & ~doubtful & fits] = level.id
        free &= ~fits | doubtful
        doubtful |= free & ~fails
    found[doubtful] = None
    for level in declared:
        if level.not_recorded:
            found[doubtful & ~met(rows, level.when)[1]] = level.id
    return found


def met(rows: pd.DataFrame, when: Conditions) -> tuple[Mask, Mask]:
    """Who surely meets all conditions, and who surely fails one; the others are not known."""
    fits, fails = np.ones(len(rows), dtype=bool), np.zeros(len(rows), dtype=bool)
    for attribute, codes in when.items():
        known = rows[attribute].notna().to_numpy(dtype=bool)
        one_of = rows[attribute].astype("str").isin(codes).to_numpy(dtype=bool)
        fits &= known & one_of
        fails |= known & ~one_of
    return fits, fails


def derived(data: ProgrammeData) -> list[Derived]:
    """How the level follows from what the rules ask; nothing where they ask what has no codes."""
    declared = data.programme.levels
    asked = sorted({attribute for level in declared for attribute in level.when})
    values = [[*data.labels.get(attribute, {}), NOT_RECORDED] for attribute in asked]
    if not asked or any(len(codes) < 2 for codes in values):
        return []
    every = list(product(*values))
    rows = pd.DataFrame(every, columns=asked, dtype="str").replace(NOT_RECORDED, pd.NA)
    found = [NOT_RECORDED if one is None else str(one) for one in _levels(rows, declared)]
    return [Derived(data.unit, "level", tuple(asked), dict(zip(every, found, strict=True)))]


def by_level(data: ProgrammeData) -> pd.DataFrame:
    """Continuing participants by level, from low to high.

    Columns: level, unit, count, base (all continuing), share. Whoever fits no rule comes after
    the levels, and of whom too little was recorded last, each where there is anyone. No row where
    the programme declares no levels.
    """
    declared = data.programme.levels
    found = placed(data)["level"]
    rows = by_code(found, data.unit, enrolled(data.unit, "continuing"))
    kept = ~((rows["level"] == NO_LEVEL).fillna(False) & rows["count"].eq(0))
    return rows[kept.to_numpy(dtype=bool)].reset_index(drop=True) if declared else rows.iloc[:0]


def of_level(unit: str) -> Counted:
    """The continuing participants of the level that a row names."""
    return narrowed(enrolled(unit, "continuing"), by={"level": "level"})


def largest(data: ProgrammeData) -> pd.DataFrame:
    """The level with the most continuing participants, one row; no row for two as large."""
    rows = by_level(data)
    return leading(rows[rows["level"] != NO_LEVEL], "level")


def known(data: ProgrammeData) -> pd.DataFrame:
    """Continuing participants that have a level by the rules, one row.

    Columns: unit, count, base (all continuing), share. No row where no levels are declared, or
    nobody goes on.
    """
    ids = [level.id for level in data.programme.levels]
    found = placed(data)["level"]
    told = bool(ids and len(found))
    whom = enrolled(data.unit, "continuing")
    return measured(
        {}, whole([int(found.isin(ids).sum())] if told else []), len(found), data.unit,
        count=narrowed(whom, of={"level": ids}), base=whom,
    )  # fmt: skip


def rules(data: ProgrammeData) -> pd.DataFrame:
    """What the rule of each level asks, as declared.

    Columns: level, attribute, condition (one of which codes). One without a rule takes all
    others, and one that says so takes those of whom something was not recorded.
    """
    levels = data.programme.levels
    asked = [(level.id, *one) for level in levels for one in _of_level(level)]
    return _ruled("level", asked, [level.id for level in levels])


def _of_level(level: Level) -> list[tuple[str, str]]:
    rest = [] if level.when else [("others", "rest")]
    unknown = [("others", "not_recorded")] if level.not_recorded else []
    return [*_conditions(level.when), *rest, *unknown]


def roles(data: ProgrammeData) -> pd.DataFrame:
    """What is asked of candidates for each role, as declared. Columns: role, attribute, condition.

    The conditions are on the level, on attributes, and on the sessions for everyone.
    """
    declared = data.programme.roles
    asked = [(role.id, *one) for role in declared for one in _of_role(role)]
    return _ruled("role", asked, [role.id for role in declared])


def _of_role(role: Role) -> list[tuple[str, str]]:
    levels = [("level", condition("level", role.levels))] if role.levels else []
    came = [] if role.attended == "any" else [("came", f"attended_{role.attended}")]
    return [*levels, *_conditions(role.when), *came] or [("others", "anyone")]


def _conditions(when: Conditions) -> list[tuple[str, str]]:
    return [(attribute, condition(attribute, codes)) for attribute, codes in when.items()]


def _ruled(name: str, asked: list[tuple[str, str, str]], order: list[str]) -> pd.DataFrame:
    columns = list(zip(*asked, strict=True)) or [(), (), ()]
    frame = pd.DataFrame(
        {
            name: pd.Categorical(columns[0], categories=order),
            "attribute": pd.Categorical(columns[1]),
            "condition": pd.Categorical(columns[2]),
        }
    )
    frame.attrs["vocabularies"] = {"attribute": "asked_of"}
    return frame
