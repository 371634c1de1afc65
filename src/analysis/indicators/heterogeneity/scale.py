"""How large those at two sessions are, and who is where by two attributes at once."""

from __future__ import annotations

from itertools import pairwise
from math import floor, log2

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.data import ProgrammeData
from analysis.indicators.heterogeneity.attributes import met
from analysis.indicators.measures import whole

TWICE = 2.0
"""Each bin of a scale begins where the one before ends, and is twice as wide."""


def bins(data: ProgrammeData, first: str, second: str, attribute: str = "fte") -> pd.DataFrame:
    """Those at each session by how large they are, in bins that double.

    Columns: from, to, unit, first_count, second_count. Who has nothing stands in a bin of its own,
    from and to zero. No row when it was recorded of nobody.
    """
    who = met(data, first, second)
    values = who.numbers(attribute)
    inside = _bins(values[~np.isnan(values)]) if attribute in who.known else []
    sides = {"first": first, "second": second}
    counted = {
        side: values[who.members(session)] if session in who.sessions else None
        for side, session in sides.items()
    }
    frame = pd.DataFrame(
        {
            "from": [low for low, _ in inside],
            "to": [high for _, high in inside],
            "unit": pd.Categorical([data.unit] * len(inside)),
            **{
                f"{side}_count": whole(
                    None if found is None else int(_inside(found, low, high).sum())
                    for low, high in inside
                )
                for side, found in counted.items()
            },
        }
    )
    frame.attrs["headings"] = {
        f"{side}_count": ("session", session) for side, session in sides.items() if session
    }
    return frame


def _inside(values: NDArray[np.float64], low: float, high: float) -> NDArray[np.bool_]:
    return values == low if low == high else (values >= low) & (values < high)


def _bins(values: NDArray[np.float64]) -> list[tuple[float, float]]:
    """Nothing by itself, and then bins from the smallest to the largest number."""
    some = values[values > 0]
    nothing = [(0.0, 0.0)] if (values == 0).any() else []
    if not some.size:
        return nothing
    first, last = (floor(log2(one)) for one in (some.min(), some.max()))
    return [*nothing, *pairwise(TWICE**step for step in range(first, last + 2))]


def levels(data: ProgrammeData, columns: str = "maturity") -> list[str]:
    """The columns of `crossed` that hold its counts, one for each code."""
    return [f"{columns}_{code}_count" for code in data.programme.vocabularies.get(columns, {})]


def crossed(
    data: ProgrammeData, session: str, rows: str = "sector", columns: str = "maturity"
) -> pd.DataFrame:
    """Those at a session by two attributes: one row for each code of the first that occurs.

    Columns: the first attribute, unit, and a count for each code of the second. No row when one
    of both was recorded of nobody.
    """
    who = met(data, session)
    down, across = who.codes(rows), who.codes(columns)
    known = {rows, columns} <= {*who.known}
    places, levels = who.coded(rows), who.coded(columns)
    here = [at for at in range(len(down)) if known and (places == at).any()]
    names = [f"{columns}_{code}_count" for code in across]
    frame = pd.DataFrame(
        {
            rows: pd.Categorical([down[at] for at in here], categories=down),
            "unit": pd.Categorical([data.unit] * len(here)),
            **{
                name: whole(int(((places == at) & (levels == level)).sum()) for at in here)
                for level, name in enumerate(names)
            },
        }
    )
    frame.attrs["headings"] = {
        name: (columns, code) for name, code in zip(names, across, strict=True)
    }
    return frame
