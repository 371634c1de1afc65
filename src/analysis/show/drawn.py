"""What a chart needs besides its rows: where intervals stand, how exact bins are, what was seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import floor, log10

import pandas as pd

from analysis.payload import Column, Observed, Value
from analysis.problems import UserError
from analysis.show import columns as kinds

Ends = str | Sequence[str] | Mapping[str, str]
"""The columns in which the intervals of the series begin, or end: in their order, or by name."""

BINS = ("from", "to")


def ends(given: Ends, series: Sequence[str], chart: str) -> dict[str, str]:
    """For each series the column in which its interval begins, or ends.

    Raises UserError when that cannot be told.
    """
    if isinstance(given, Mapping):
        return dict(given)
    names = [given] if isinstance(given, str) else list(given)
    if names and len(names) != len(series):
        raise UserError(
            f'Chart "{chart}": {len(series)} series and {len(names)} columns for the ends of their '
            "intervals. Name one for each series, in the same order."
        )
    return dict(zip(series, names, strict=True)) if names else {}


def bins(columns: Sequence[Column], frame: pd.DataFrame) -> list[Column]:
    """The columns, with bins written so exactly that two edges never read the same."""
    widths = (
        (frame["to"] - frame["from"]).dropna().astype(float)
        if set(BINS) <= set(frame.columns)
        else pd.Series(dtype=float)
    )
    narrowest = widths[widths > 0].min()
    if pd.isna(narrowest) or narrowest >= 1:
        return list(columns)
    # One digit more than the place of the width: edges such as 0.0125 stay apart.
    digits = -floor(log10(narrowest)) + 1
    return [
        column.model_copy(update={"decimals": digits})
        if column.key in BINS and column.decimals is None
        else column
        for column in columns
    ]


def observation(
    given: pd.DataFrame | float | None, columns: Sequence[Column], chart: str
) -> Observed | None:
    """The value that was found, with the counts that it was worked out of.

    It is written almost as exactly as the bins that it is held against. Raises UserError when a
    frame has no value.
    """
    if given is None:
        return None
    found = _found(given, chart)
    exact = next((one.decimals for one in columns if one.key == "from"), None)
    if found.value.decimals is not None or exact is None:
        return found
    value = found.value.model_copy(update={"decimals": max(exact - 1, 0)})
    return found.model_copy(update={"value": value})


def _found(given: pd.DataFrame | float, chart: str) -> Observed:
    if not isinstance(given, pd.DataFrame):
        return Observed(value=Value(kind="number", value=float(given)))
    if given.empty:
        return Observed(value=Value(kind="number"))
    row = kinds.values(given)
    if "value" not in row:
        raise UserError(
            f'Chart "{chart}": the frame of its observed value has no column value. '
            f"Its columns: {', '.join(row)}."
        )
    counts = [one for name, one in row.items() if name != "value" and one.kind == "count"]
    return Observed(value=row["value"], counts=counts)
