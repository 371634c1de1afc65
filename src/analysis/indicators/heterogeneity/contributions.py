"""What makes the difference: which attributes, and who did not come."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from analysis.data import ProgrammeData
from analysis.indicators.enrolment import statuses
from analysis.indicators.heterogeneity.attributes import ATTRIBUTES, Met, met
from analysis.indicators.heterogeneity.indices import merged_groups
from analysis.indicators.heterogeneity.measures import Members, grouped
from analysis.indicators.heterogeneity.rows import of_sessions
from analysis.indicators.measures import telling, whole
from analysis.indicators.populations import PRESENT, at, narrowed, state_at
from analysis.indicators.states import STATES, at_session
from analysis.programme.disclosure import merged_vocabulary
from analysis.statistics.dissimilarity import by_attribute as distances_by_attribute
from analysis.statistics.dissimilarity import mean_distance, without_each

STAYED_AWAY = ["absent", "cancelled", "not_registered"]
NEWCOMER = "newcomer"
WHY = ["stopped", *STAYED_AWAY, NEWCOMER]
"""What became of who was at one session alone."""

OTHERWISE = "otherwise"
"""What is left when not everything is known of everyone: distances then weigh unequally."""


def by_attribute(data: ProgrammeData, first: str, second: str = "") -> pd.DataFrame:
    """How much each attribute adds to the mean distance at both sessions, the most first.

    Columns: attribute, unit, first_count, second_count, first_value, second_value (mean distance
    in this attribute alone), part_value (what it adds to the difference of the whole; the parts
    add up to it). A last row `otherwise` is what missing values leave, where there are any.
    """
    who = met(data, first, second)
    if not who.both or not who.combined:
        return _parts(who, [], [], [])
    profiles = who.taken_together
    sides = [who.members(one) for one in who.sessions]
    alone = [distances_by_attribute(profiles, one) for one in sides]
    gaps = (alone[1] - alone[0]) / len(who.combined)
    whole_ = mean_distance(profiles, sides[1]) - mean_distance(profiles, sides[0])
    left = whole_ - float(np.nansum(gaps))
    names = [*who.combined]
    parts = [float(one) for one in gaps]
    values = [[float(one) for one in side] for side in alone]
    if abs(left) > 1e-9:
        names, parts = [*names, OTHERWISE], [*parts, left]
        values = [[*side, math.nan] for side in values]
    return _parts(who, names, values, parts)


def _parts(
    who: Met, names: list[str], values: list[list[float]], parts: list[float]
) -> pd.DataFrame:
    order = sorted(range(len(names)), key=lambda at: (names[at] == OTHERWISE, -parts[at]))
    labels = [names[at] for at in order]
    sides = values or [[], []]
    frame = pd.DataFrame(
        {
            "attribute": pd.Categorical(labels, [*ATTRIBUTES, OTHERWISE]),
            "unit": pd.Categorical([who.unit] * len(labels)),
            "first_value": pd.array([sides[0][at] for at in order], dtype="Float64"),
            "second_value": pd.array([sides[1][at] for at in order], dtype="Float64"),
            "part_value": pd.array([parts[at] for at in order], dtype="Float64"),
        }
    )
    for column in ("first_value", "second_value"):
        frame[column] = frame[column].mask(frame[column].isna())
    frame.attrs["headings"] = {
        f"{side}_value": ("session", session)
        for side, session in (("first", who.first), ("second", who.second)) if session
    }  # fmt: skip
    frame.attrs["vocabularies"] = {"attribute": "trait"}
    frame.attrs["decimals"] = dict.fromkeys(("first_value", "second_value", "part_value"), 3)
    return frame


def most(data: ProgrammeData, first: str, second: str = "") -> pd.DataFrame:
    """The attribute that adds most to a rise, one row. Columns: attribute, unit.

    No row when the group did not become more diverse, or nothing adds to it.
    """
    rows = by_attribute(data, first, second)
    known = rows[rows["attribute"] != OTHERWISE]
    rose = bool(rows["part_value"].sum() > 0)
    return (
        known[known["part_value"] > 0].head(int(rose))[["attribute", "unit"]].reset_index(drop=True)
    )


def by_participant(data: ProgrammeData, first: str, second: str = "") -> pd.DataFrame:
    """Each participant that was at one of both sessions alone, and what that does.

    Columns: name, sector, why (stopped, absent, cancelled, not registered, or newcomer),
    effect_value (how much higher the mean distance is at the session where it was, when it is
    left out; of a newcomer how much higher it is with it). The largest comes first.
    """
    who = met(data, first, second)
    alone = [int(one) for one in np.flatnonzero(who.there.sum(axis=0) == 1)] if who.both else []
    effects = _each(who, alone)
    frame = pd.DataFrame(
        {
            "name": _names(who, alone),
            "sector": who.profiles["sector"].iloc[alone].reset_index(drop=True),
            "why": pd.Categorical(_whys(data, who, alone), WHY),
            "effect_value": pd.array(effects, dtype="Float64"),
        }
    )
    frame.attrs["vocabularies"] = {"why": "once"}
    frame.attrs["decimals"] = {"effect_value": 4}
    kept = frame.attrs
    frame = frame.sort_values(
        ["effect_value", "name"], ascending=[False, True], kind="stable", ignore_index=True
    )
    frame.attrs = kept
    return frame


def by_group(
    data: ProgrammeData, first: str, second: str = "", attribute: str = "sector"
) -> pd.DataFrame:
    """Those who were at the first session and not at the second, by groups of codes.

    Columns: the attribute (its merged groups), unit, count, effect_value (how much higher the
    mean distance at the first session is without them, in two decimals). No row without two
    sessions.
    """
    who = met(data, first, second)
    groups = merged_groups(data, who)[attribute] if who.both and attribute in who.known else []
    names = _merged_names(data, attribute, groups)
    coded = who.codes(attribute)
    gone = who.there[0] & ~who.there[1]
    places = who.coded(attribute)
    of = [np.isin(places, [coded.index(code) for code in group]) & gone for group in groups]
    members = [np.flatnonzero(each) for each in of]
    frame = pd.DataFrame(
        {
            attribute: pd.Categorical(names, categories=names),
            "unit": pd.Categorical([data.unit] * len(names)),
            "count": whole(len(one) for one in members),
            "effect_value": pd.array(_without(who, members), dtype="Float64"),
        }
    )
    frame.attrs["vocabularies"] = {attribute: merged_vocabulary(attribute)}
    whom = narrowed(
        at(data.unit, first, PRESENT), of={state_at(second): STAYED_AWAY} if second else {},
        by={who.variable(attribute): attribute}, groups=dict(zip(names, groups, strict=True)),
    )  # fmt: skip
    return telling(frame, count=whom)


def shrunk(
    data: ProgrammeData, first: str, second: str = "", attribute: str = "sector"
) -> pd.DataFrame:
    """The group of codes of which most fewer were at the second session, one row.

    Columns: first, second (sessions), the attribute (its merged groups), unit, first_count, count
    (at the second). No row where no group became smaller, or two did so as much.
    """
    who = met(data, first, second)
    groups = merged_groups(data, who)[attribute] if who.both and attribute in who.known else []
    names, (coded, _) = _merged_names(data, attribute, groups), grouped(who, attribute, groups)
    sides = [
        np.array([int((coded[side] == code).sum()) for code in range(len(groups))], dtype=int)
        for side in who.there
    ]
    lost = sides[0] - sides[1]
    most = np.flatnonzero((lost == lost.max(initial=0)) & (lost > 0))
    chosen = [int(one) for one in most] if len(most) == 1 else []
    frame = pd.DataFrame(
        {
            attribute: pd.Categorical([names[one] for one in chosen], categories=names),
            "unit": pd.Categorical([data.unit] * len(chosen)),
            "first_count": whole(int(sides[0][one]) for one in chosen),
            "count": whole(int(sides[1][one]) for one in chosen),
        }
    )
    frame = of_sessions(first, second, frame)
    frame.attrs["vocabularies"] |= {attribute: merged_vocabulary(attribute)}
    of, told = dict(zip(names, groups, strict=True)), {who.variable(attribute): attribute}
    return telling(frame, **{
        name: narrowed(at(data.unit, session, PRESENT), by=told, groups=of)
        for name, session in (("first_count", first), ("count", second)) if session
    })  # fmt: skip


def _merged_names(data: ProgrammeData, attribute: str, groups: list[list[str]]) -> list[str]:
    declared = data.programme.disclosure.merge.get(attribute, {})
    named = {tuple(one.of): code for code, one in declared.items()}
    return [named.get(tuple(group), group[0]) for group in groups]


def _each(who: Met, alone: list[int]) -> list[float | None]:
    """How the mean distance changes at its session when one is left out, of a newcomer by it."""
    if not who.combined or not alone:
        return [None] * len(alone)
    profiles, changes = who.taken_together, np.full(len(who.profiles), np.nan)
    only = who.there.sum(axis=0) == 1
    for session, sign in ((who.first, 1), (who.second, -1)):
        side = who.members(session)
        without = without_each(profiles, side) - mean_distance(profiles, side)
        changes[side[only[side]]] = sign * without[only[side]]
    return [float(change) for change in changes[alone]]


def _without(who: Met, groups: list[Members]) -> list[float | None]:
    """How the mean distance changes at the first session when a group of those there is left out.

    Nothing is known where nobody is left.
    """
    if not who.combined or not groups:
        return [None] * len(groups)
    profiles, side = who.taken_together, who.members(who.first)
    all_ = mean_distance(profiles, side)
    found = [mean_distance(profiles, side[~np.isin(side, group)]) - all_ for group in groups]
    return [None if math.isnan(one) else round(one, 2) for one in found]


def _names(who: Met, alone: list[int]) -> list[str]:
    rows = who.profiles.iloc[alone]
    return [str(one) for one in rows["name"].astype("object").fillna(rows["participant"])]


def _whys(data: ProgrammeData, who: Met, alone: list[int]) -> list[str]:
    """What became of who came once: at the second session, or that it was its first."""
    if not alone:
        return []
    rows, ended = at_session(data, who.second), statuses(data)
    states = dict(zip(rows["participant"], rows["state"].astype("str"), strict=True))
    status = dict(zip(ended["participant"], ended["status"].astype("str"), strict=True))
    assert set(STATES) >= set(STAYED_AWAY)
    names = list(who.profiles["participant"])
    return [
        NEWCOMER if who.there[1][at]
        else "stopped" if status.get(names[at]) == "stopped"
        else str(states[names[at]])
        for at in alone
    ]  # fmt: skip
