"""A check on the learning levels: do participants fall into groups by themselves?

It looks at all attributes of a participant together and knows no rule. Groups that do not come
back when the check is repeated are chance, and are not shown.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.counted import Counted
from analysis.data import ProgrammeData
from analysis.indicators.enrolment import statuses
from analysis.indicators.groups import usual
from analysis.indicators.heterogeneity.attributes import Met
from analysis.indicators.levels import NO_LEVEL, placed
from analysis.indicators.measures import codes, measured, whole
from analysis.indicators.populations import enrolled, narrowed
from analysis.indicators.profile import latest
from analysis.programme.heterogeneity import CATEGORIES, NUMBERS, USUAL
from analysis.statistics import clustering

SIZES = range(2, 7)
STABLE = 0.75
"""From this mean Jaccard index on a group is stable (Hennig 2007)."""

SEED = 20_070
"""What chance starts from: the same each time, so that only the participants change a group."""

FEW, MANY = 200, 1_000
"""Of more than MANY participants a sample is looked at; of up to FEW there are more resamples."""

KNOWN = 0.75
"""Whoever has less than this share of the attributes recorded is left out: then two of those who
are left have at least half of them in common."""

NONE, NOBODY = np.empty(0), np.empty(0, dtype=np.int64)
STABILITIES = ["all", "some", "none", "nothing"]


@dataclass(frozen=True)
class Check:
    """What was compared, the partitions that were tried, and how stable the best one is."""

    rows: pd.DataFrame
    drawn: int
    tried: list[clustering.Clusters]
    chosen: clustering.Clusters | None
    jaccard: NDArray[np.float64]
    error: NDArray[np.float64]
    labels: NDArray[np.int64]


def attributes(data: ProgrammeData) -> pd.DataFrame:
    """By which attributes participants are compared. One column: attribute."""
    names = _met(data).combined if len(placed(data)) else ()
    frame = pd.DataFrame({"attribute": pd.Categorical(list(names))})
    frame.attrs["vocabularies"] = {"attribute": "asked_of"}
    return frame


def _met(data: ProgrammeData) -> Met:
    """The continuing participants, compared as the programme says that they are."""
    everyone = statuses(data).merge(
        latest(data), on="participant", how="left", validate="one_to_one"
    )
    known = [one for one in (*CATEGORIES, *NUMBERS) if everyone[one].notna().any()]
    declared = data.programme.heterogeneity
    together = declared.attributes or [one for one in USUAL if one in known] or known
    going_on = everyone[everyone["status"] == "continuing"].reset_index(drop=True)
    return Met(
        unit=data.unit, first="", second="", profiles=going_on, everyone=everyone,
        there=np.zeros((2, len(going_on)), dtype=bool), together=tuple(together),
        logarithmic=declared.logarithmic,
    )  # fmt: skip


def _check(data: ProgrammeData) -> Check:
    met = _met(data)
    if not met.combined:
        return Check(met.profiles.iloc[:0], 0, [], None, NONE, NONE, NOBODY)
    profiles = met.taken_together
    enough = np.flatnonzero(profiles.known.mean(axis=1) >= KNOWN)
    rows, profiles = met.profiles.iloc[enough].reset_index(drop=True), profiles.of(enough)
    sample = clustering.drawn(len(rows), MANY, SEED)
    tried: list[clustering.Clusters] = []
    distances = np.empty((0, 0))
    if len(sample) > min(SIZES):
        distances = clustering.gower(profiles.of(sample))
        tried = clustering.partitions(distances, SIZES)
    chosen = clustering.best(tried)
    if chosen is None:
        return Check(rows, len(sample), tried, None, NONE, NONE, NOBODY)
    times = 1_000 if len(sample) <= FEW else 100
    found = clustering.stability(distances, chosen, times, SEED)
    everyone = len(sample) == len(rows)
    labels = chosen.labels if everyone else clustering.nearest(profiles, sample[chosen.medoids])
    return Check(rows, len(sample), tried, chosen, found.jaccard, found.error, labels)


def tried(data: ProgrammeData) -> pd.DataFrame:
    """Each number of groups that was tried, with how well the groups stand apart.

    Columns: groups, silhouette_value, chosen, unit, count (participants compared).
    """
    return _worked_out(data, "tried")


def outcome(data: ProgrammeData) -> pd.DataFrame:
    """What came of the check, one row.

    Columns: stability (all, some or none of the groups are stable; nothing when there was nothing
    to tell apart), groups (how many), stable (of these), silhouette_value, least_value and
    most_value (the Jaccard index of the least and of the most stable group), error_value (how far
    chance in drawing may move them: two standard errors), drawn (how many were compared with each
    other), extent (whether these are all or a sample), unit, count (all that were compared), base
    (all continuing), share. No row when nobody was compared.
    """
    return _worked_out(data, "outcome")


def best(data: ProgrammeData) -> pd.DataFrame:
    """The same row, only where there was anything to tell apart. Columns as in `outcome`."""
    rows = outcome(data)
    found = rows[rows["stability"] != "nothing"].reset_index(drop=True)
    found.attrs = dict(rows.attrs)
    return found


def members(data: ProgrammeData) -> pd.DataFrame:
    """Continuing participants in a stable group, with the group.

    Columns: participant, cluster, jaccard (how well the group comes back).
    """
    return _worked_out(data, "members")


def stable(data: ProgrammeData) -> pd.DataFrame:
    """Each stable group with its size and what is usual in it, the largest first.

    Columns: cluster, jaccard_value, unit, count, sector, capacity, fte_median, volunteers_median.
    """
    found = members(data)
    rows = placed(data).merge(found, on="participant", validate="one_to_one")
    order = codes(found["cluster"])
    parts = [rows[rows["cluster"] == one] for one in order]
    keys = {
        "cluster": pd.Categorical(order, categories=order),
        "jaccard_value": pd.Series([part["jaccard"].iloc[0] for part in parts], dtype="Float64"),
    }
    frame = measured(keys, whole(len(part) for part in parts), None, data.unit)
    return usual(frame.drop(columns=["base", "share"]), parts)


def crossed(data: ProgrammeData) -> pd.DataFrame:
    """How many of each level are in each group; only when all groups are stable.

    Columns: level, a column for each group.
    """
    found = outcome(data)
    every = len(found) and found["stability"].iloc[0] == "all" and len(data.programme.levels)
    rows = placed(data).merge(members(data), on="participant", validate="one_to_one")
    levels = [one for one in codes(rows["level"]) if one != NO_LEVEL] if every else []
    clusters = codes(rows["cluster"]) if every else []
    frame = pd.DataFrame({"level": pd.Categorical(levels, categories=levels)})
    for one in clusters:
        inside = rows[rows["cluster"] == one]["level"]
        frame[one] = whole((inside == level).sum() for level in levels)
    frame.attrs["headings"] = {one: ("cluster", one) for one in clusters}
    return frame


def _worked_out(data: ProgrammeData, name: str) -> pd.DataFrame:
    """One of three frames that come of the same check, which is done once."""
    place = (None, f"clusters.{name}")
    if place not in data.worked_out:
        found = _check(data)
        for what, make in (("tried", _tried), ("outcome", _outcome), ("members", _members)):
            data.worked_out[None, f"clusters.{what}"] = make(data, found)
    frame = data.worked_out[place]
    copied = frame.copy(deep=False)
    copied.attrs = dict(frame.attrs)
    return copied


def _compared(data: ProgrammeData) -> Counted:
    """The continuing participants of whom enough was recorded to compare them."""
    return narrowed(enrolled(data.unit, "continuing"), of={"compared": ["yes"]})


def _tried(data: ProgrammeData, found: Check) -> pd.DataFrame:
    widths = [one.silhouette for one in found.tried]
    frame = measured(
        {
            "groups": pd.Series([len(one) for one in found.tried], dtype="Int64"),
            "silhouette_value": pd.Series(widths, dtype="Float64"),
            "chosen": pd.Series([one is found.chosen for one in found.tried], dtype="boolean"),
        },
        whole([len(found.rows)] * len(widths)), None, data.unit,
        count=_compared(data), silhouette_value=_compared(data),
    )  # fmt: skip
    return frame.drop(columns=["base", "share"])


def _outcome(data: ProgrammeData, found: Check) -> pd.DataFrame:
    held, told = found.jaccard >= STABLE, found.chosen is not None
    stability = "nothing" if not told else "all" if held.all() else "some" if held.any() else "none"
    extent = "sample" if found.drawn < len(found.rows) else "all"
    values: dict[str, object] = {
        "stability": pd.Categorical([stability], categories=STABILITIES),
        "groups": whole([len(found.jaccard) if told else None]),
        "stable": whole([int(held.sum()) if told else None]),
        "silhouette_value": [found.chosen.silhouette if found.chosen else None],
        "least_value": [found.jaccard.min() if told else None],
        "most_value": [found.jaccard.max() if told else None],
        "error_value": [2 * found.error.max() if told else None],
        "drawn": whole([found.drawn]),
        "extent": pd.Categorical([extent], categories=["all", "sample"]),
    }
    going_on = int((statuses(data)["status"] == "continuing").sum())
    whom = enrolled(data.unit, "continuing")
    frame = measured(
        values, whole([len(found.rows)]), going_on, data.unit, count=_compared(data), base=whom
    )
    return frame if len(found.rows) else frame.iloc[:0]


def _members(data: ProgrammeData, found: Check) -> pd.DataFrame:
    sizes = np.bincount(found.labels, minlength=len(found.jaccard))
    held = [one for one in np.argsort(-sizes, kind="stable") if found.jaccard[one] >= STABLE]
    names = {label: str(number) for number, label in enumerate(held, start=1)}
    inside = np.isin(found.labels, held)
    labels = found.labels[inside]
    rows = found.rows.iloc[: len(found.labels)][inside].reset_index(drop=True)
    return pd.DataFrame(
        {
            "participant": rows["participant"],
            "cluster": pd.Categorical(
                [names[one] for one in labels], categories=list(names.values())
            ),
            "jaccard": pd.Series(found.jaccard[labels], dtype="Float64"),
        }
    )
