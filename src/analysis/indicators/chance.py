"""Whether groups differ by more than chance alone would give, said of an attribute as a whole."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from analysis.data import ProgrammeData
from analysis.indicators.measures import measured, whole
from analysis.statistics.multiplicity import holm
from analysis.statistics.tables2 import fisher

ATTRIBUTES = ("sector", "legal_form", "capacity", "size_class", "maturity")
"""What participants are compared by: the attributes of few values that a programme words."""

LEVEL = 0.05
"""What chance alone gives in fewer than one of twenty times is called told apart from it."""


FOUND = ["nothing", "none", "some", "all"]


def verdicts(tables: Mapping[str, pd.DataFrame], data: ProgrammeData) -> pd.DataFrame:
    """One row for each attribute: can the groups be told apart?

    Takes per attribute a frame with a row for each group: count (of some kind) and base (all in
    the group). Columns: attribute, groups (how many that anybody is in), known (in how many units
    they are recorded), unit, p (Fisher's exact test of the whole table, two-sided), adjusted_p
    (after Holm, because several attributes are looked at), verdict (told_apart, not_told_apart).
    An attribute with one group only, or without counts, has no row.
    """
    rows, seed = [], int(data.digest[:8], 16)
    for attribute, frame in tables.items():
        found = frame[(frame["base"] > 0) & frame[attribute].notna()]
        cells = np.column_stack(
            [found["count"].to_numpy(int), (found["base"] - found["count"]).to_numpy(int)]
        )
        if len(cells) > 1 and (cells.sum(axis=0) > 0).all():
            rows.append((attribute, len(cells), int(cells.sum()), fisher(cells, seed).share))
    p = [row[3] for row in rows]
    adjusted = holm(p)
    names = [row[0] for row in rows]
    frame = pd.DataFrame(
        {
            "attribute": pd.Categorical(names, categories=names),
            "groups": whole(row[1] for row in rows),
            "known": whole(row[2] for row in rows),
            "unit": pd.Categorical([data.unit] * len(rows)),
            "p": pd.Series(p, dtype="float64"),
            "adjusted_p": pd.Series(adjusted, dtype="float64"),
            "verdict": pd.Categorical(
                ["told_apart" if one < LEVEL else "not_told_apart" for one in adjusted],
                categories=["told_apart", "not_told_apart"],
            ),
        }
    )
    frame.attrs["decimals"] = {"p": 3, "adjusted_p": 3}
    return frame


def shown(differences: pd.Series, unit: str) -> pd.DataFrame:
    """In how many comparisons a difference was shown, one row; no row when nothing was compared.

    Columns: found (none, some or all), unit, count, base (comparisons), share.
    """
    many, base = int(differences.sum()), len(differences)
    found = "none" if not many else "all" if many == base else "some"
    return measured(
        {"found": pd.Categorical([found] if base else [], categories=FOUND)},
        whole([many] if base else []), base, unit,
    )  # fmt: skip
