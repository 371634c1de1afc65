"""How much of the heterogeneity lies between groups, and how much within them."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from analysis.data import ProgrammeData
from analysis.indicators.heterogeneity.attributes import ATTRIBUTES, JOINT, Met, met
from analysis.indicators.heterogeneity.measures import INDICES
from analysis.indicators.measures import whole
from analysis.statistics.dissimilarity import parted_rao
from analysis.statistics.diversity import hill, parted_shannon, shannon
from analysis.statistics.estimate import Parted
from analysis.statistics.inequality import parted_theil


def parts(
    data: ProgrammeData, first: str, second: str = "", attribute: str = "sector"
) -> pd.DataFrame:
    """How much of three measures lies between the groups of an attribute, at each session.

    Columns: session, attribute (what is measured), index, unit, count (of whom the group is
    known), between_value, within_value, between_share. All attributes
    together go without the one that makes the groups. No row when the groups are not known.
    """
    who = met(data, first, second)
    rows = [
        (session, *found)
        for session in (who.sessions if attribute in who.known else [])
        for found in _parts(who, session, attribute)
    ]
    frame = pd.DataFrame(
        {
            "session": pd.Categorical([row[0] for row in rows], who.sessions),
            "attribute": pd.Categorical([row[1] for row in rows], ATTRIBUTES),
            "index": pd.Categorical([row[2] for row in rows], INDICES),
            "unit": pd.Categorical([data.unit] * len(rows)),
            "count": whole(row[3] for row in rows),
            "between_value": _floats([row[4].between for row in rows]),
            "within_value": _floats([row[4].within for row in rows]),
            "between_share": _floats([row[4].share_between for row in rows]),
        }
    )
    frame.attrs["vocabularies"] = {"attribute": "trait", "index": "heterogeneity_index"}
    return frame


def _parts(who: Met, session: str, attribute: str) -> list[tuple[str, str, int, Parted]]:
    groups = who.coded(attribute)
    here = who.members(session)
    here = here[groups[here] >= 0]
    found: list[tuple[str, str, int, Parted]] = []
    if "maturity" in who.known and attribute != "maturity":
        levels = who.coded("maturity")
        known = here[levels[here] >= 0]
        table = np.zeros((len(who.codes(attribute)), len(who.codes("maturity"))))
        np.add.at(table, (groups[known], levels[known]), 1)
        found.append(("maturity", "shannon", len(known), parted_shannon(table)))
    if "fte" in who.known:
        values = who.numbers("fte")
        known = here[~np.isnan(values[here])]
        found.append(("fte", "theil", len(known), parted_theil(values[known], groups[known])))
    rest = tuple(one for one in who.combined if one != attribute)
    if rest and len(here):
        profiles = who.of(rest).of(here)
        found.append((JOINT, "rao", len(here), parted_rao(profiles, groups[here])))
    return found


def by_group(
    data: ProgrammeData, session: str, attribute: str = "sector", levels: str = "maturity"
) -> pd.DataFrame:
    """How different those of each group are in another attribute, at one session.

    Columns: the attribute, unit, count (of whom both are known), shannon_value, hill_value (the
    number of equally frequent codes that would be as diverse). Groups without anybody are left
    out. No row when one of both is not known.
    """
    who = met(data, session)
    known = {attribute, levels} <= {*who.known}
    order = who.codes(attribute)
    groups, of = who.coded(attribute), who.coded(levels)
    inside = [
        (code, np.bincount(of[(groups == at) & (of >= 0)], minlength=len(who.codes(levels))))
        for at, code in enumerate(order)
        if known and ((groups == at) & (of >= 0)).any()
    ]
    return pd.DataFrame(
        {
            attribute: pd.Categorical([code for code, _ in inside], order),
            "unit": pd.Categorical([data.unit] * len(inside)),
            "count": whole(int(counts.sum()) for _, counts in inside),
            "shannon_value": _floats([shannon(counts) for _, counts in inside]),
            "hill_value": _floats([hill(counts, 1) for _, counts in inside]),
        }
    )


def _floats(values: list[float]) -> pd.Series:
    known = [None if math.isnan(one) else one for one in values]
    return pd.Series(known, dtype="Float64")
