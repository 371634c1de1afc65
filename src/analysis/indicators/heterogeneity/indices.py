"""Each measure of heterogeneity at two sessions, and how often chance alone gives as much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from analysis.data import ProgrammeData
from analysis.indicators.heterogeneity.attributes import JOINT, Met, met
from analysis.indicators.heterogeneity.chance import DRAWS, Chance, compared, distances
from analysis.indicators.heterogeneity.measures import LEADING, Measure, measures
from analysis.indicators.heterogeneity.rows import Row, frame, of_sessions, part, valued
from analysis.indicators.measures import measured, telling, whole
from analysis.programme.heterogeneity import CATEGORIES, NUMBERS

FAMILIES = {"joint": (JOINT,), "categories": CATEGORIES, "numbers": NUMBERS}

SAME = 0.005
"""A difference that cannot be read in two decimals is none."""


def by_index(
    data: ProgrammeData, first: str, second: str = "", resamples: int = DRAWS
) -> pd.DataFrame:
    """Every measure at two sessions.

    Columns: attribute, index, unit, first_known_count and second_known_count (of whom it was
    recorded), first_value, second_value, difference_value, chance (of a thousand draws,
    those in which chance gives at least this difference in this direction), chance_error (its
    Monte Carlo error). Without a second session what tells of it is empty. No row when nothing
    is known.
    """
    return _asked(data, first, second, resamples, "")


def distance(
    data: ProgrammeData, first: str, second: str = "", resamples: int = DRAWS
) -> pd.DataFrame:
    """The mean distance in all attributes together, one row. Columns as in `by_index`."""
    return _asked(data, first, second, resamples, LEADING[JOINT])


def of(
    data: ProgrammeData, first: str, second: str, family: str, resamples: int = DRAWS
) -> pd.DataFrame:
    """The measures of one family of attributes: joint, categories or numbers."""
    rows = by_index(data, first, second, resamples)
    return part(rows, rows["attribute"].isin(FAMILIES[family]))


def leads(
    data: ProgrammeData, first: str, second: str = "", resamples: int = DRAWS
) -> pd.DataFrame:
    """For each attribute the one measure by which it is told first. Columns as in `by_index`."""
    return _leading(by_index(data, first, second, resamples))


def risen(data: ProgrammeData, first: str, second: str = "") -> pd.DataFrame:
    """On how many attributes those at the second session differ more; one row.

    Each by its leading measure. Columns as in `tally`, with unit attributes.
    """
    rows = leads(data, first, second, 0)
    alone = rows["attribute"] != JOINT
    return _tally(rows.loc[alone, "difference_value"], "attributes", (first, second))


def tally(data: ProgrammeData, first: str, second: str = "") -> pd.DataFrame:
    """How many of all measures are higher at the second session; one row.

    Columns: first, second (sessions), lower_count, same_count, unit (indices), count (higher),
    base (all that could be worked out at both), share. No row where none could.
    """
    gaps = by_index(data, first, second, 0)["difference_value"]
    return _tally(gaps, "indices", (first, second))


def _tally(values: pd.Series, unit: str, sessions: tuple[str, str]) -> pd.DataFrame:
    gaps = values.dropna()
    higher, lower = int((gaps >= SAME).sum()), int((gaps <= -SAME).sum())
    some = [higher] if len(gaps) else []
    frame = measured(
        {"lower_count": whole([lower] * len(some)),
         "same_count": whole([len(gaps) - higher - lower] * len(some))},
        whole(some), len(gaps), unit,
    )  # fmt: skip
    return of_sessions(*sessions, frame)


def by_merged(
    data: ProgrammeData, first: str, second: str = "", attributes: Sequence[str] = CATEGORIES
) -> pd.DataFrame:
    """The measures of categories, worked out of the groups in which readers outside see them.

    Columns: attribute, index, unit, first_known_count, second_known_count, first_value,
    second_value. A value says of which groups it is worked out: it can be shown where all of
    these are.
    """
    who = met(data, first, second)
    groups = merged_groups(data, who)
    asked = [one for one in measures(who, groups) if one.attribute in attributes]
    found = frame(who, [valued(who, one) for one in asked])
    rows = found.drop(columns=["difference_value", "chance", "chance_error"])
    rows.attrs = dict(found.attrs)
    for name, session in (("first", first), ("second", second)):
        if session:
            whom = rows.attrs["counted"][f"{name}_known_count"]
            parted = whom.model_copy(update={"split": "{attribute}", "parts": groups})
            telling(rows, **{f"{name}_value": parted})
    return rows


def merged_leads(
    data: ProgrammeData, first: str, second: str = "", attributes: Sequence[str] = CATEGORIES
) -> pd.DataFrame:
    """For each category the measure by which it is told first. Columns as in `by_merged`."""
    return _leading(by_merged(data, first, second, attributes))


def merged_groups(data: ProgrammeData, who: Met) -> dict[str, list[list[str]]]:
    """For each category the groups of codes in which readers outside see it."""
    found = {}
    for attribute in CATEGORIES:
        declared = data.programme.disclosure.merge.get(attribute, {})
        inside = {code for one in declared.values() for code in one.of}
        alone = [[code] for code in who.codes(attribute) if code not in inside]
        order = {code: at for at, code in enumerate(who.codes(attribute))}
        groups = [*(list(one.of) for one in declared.values()), *alone]
        # From low to high where the codes are: the first of a group tells its place.
        found[attribute] = sorted(groups, key=lambda group: min(order[code] for code in group))
    return found


def _asked(
    data: ProgrammeData, first: str, second: str, resamples: int, index: str
) -> pd.DataFrame:
    """The measures of one name, or all; each question is worked out once."""
    asked = (None, f"heterogeneity {first} {second} {resamples} {index}")
    if asked not in data.worked_out:
        who = met(data, first, second)
        chosen = [one for one in measures(who) if index in ("", one.name)]
        data.worked_out[asked] = frame(who, [_row(who, one, resamples) for one in chosen])
    return part(data.worked_out[asked])


def _leading(rows: pd.DataFrame) -> pd.DataFrame:
    told = rows["attribute"].astype("str").map(LEADING)
    return part(rows, told == rows["index"].astype("str"))


def _row(who: Met, measure: Measure, resamples: int) -> Row:
    """A measure at both sessions, with what chance alone would give."""
    row = valued(who, measure)
    found = (
        distances(who, who.taken_together, resamples, measure.name != LEADING[JOINT])
        if measure.attribute == JOINT
        else compared(who, measure, resamples)
    )
    return replace(row, chance=Chance.of(found))
