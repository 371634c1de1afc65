"""Each measure with a number of these sessions, so that its reader sees what it says."""

from __future__ import annotations

import pandas as pd

from analysis.data import ProgrammeData
from analysis.indicators.heterogeneity.attributes import met
from analysis.indicators.heterogeneity.indices import by_index, by_merged, merged_groups
from analysis.indicators.heterogeneity.rows import part
from analysis.indicators.measures import telling
from analysis.programme.heterogeneity import CATEGORIES, NUMBERS, ORDERED

FIRST_ASKED = {"spread": ORDERED, "gini": NUMBERS, "theil": NUMBERS, "variation": NUMBERS,
               "gower": (), "rao": ()}  # fmt: skip
"""Of which attributes a measure can be; of all others it is of any category."""


def example(data: ProgrammeData, first: str, second: str, index: str) -> pd.DataFrame:
    """One measure of the first attribute that has it, at the last of both sessions; one row.

    Columns: attribute, session, unit, count (of whom it was recorded), value (in two decimals),
    per_hundred (the same as a whole number out of a hundred), group_number (how many groups of
    codes there are, of a category). Categories are counted in the groups that readers outside
    see. No row when the measure is not known.
    """
    outside = index not in ("gower", "rao", "gini", "theil", "variation")
    rows = by_merged(data, first, second) if outside else by_index(data, first, second, 0)
    rows = part(rows, rows["index"].astype("str") == index)
    asked = FIRST_ASKED.get(index, CATEGORIES)
    for attribute in asked:
        if (rows["attribute"].astype("str") == attribute).any():
            rows = part(rows, rows["attribute"].astype("str") == attribute)
            break
    rows = part(rows, pd.Series(rows.index == 0, index=rows.index))
    side = "second" if second and rows["second_value"].notna().all() and len(rows) else "first"
    return _example(data, rows, side, {"first": first, "second": second}[side])


def _example(data: ProgrammeData, rows: pd.DataFrame, side: str, session: str) -> pd.DataFrame:
    """The row of one measure with the number of one session."""
    who = met(data, session)
    groups = merged_groups(data, who)
    values = rows[f"{side}_value"].astype("Float64")
    frame = pd.DataFrame(
        {
            "attribute": rows["attribute"],
            "session": pd.Categorical([session] * len(rows), categories=[session]),
            "unit": rows["unit"],
            "count": rows[f"{side}_known_count"],
            "value": values.round(2),
            "per_hundred": (values * 100).round().astype("Int64"),
            "group_number": [len(groups.get(str(one), [])) for one in rows["attribute"]],
        }
    )
    frame.attrs["vocabularies"] = {"attribute": "trait"}
    told = rows.attrs.get("counted", {})
    split = told.get(f"{side}_value")
    if split is not None:
        telling(frame, value=split, per_hundred=split)
    return telling(frame, count=told[f"{side}_known_count"])
