"""A count out of a base: the columns that every counting indicator ends with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

MEASURE = ["unit", "count", "base", "share"]


def measured(
    keys: Mapping[str, object], counts: pd.Series, base: pd.Series | int | None, unit: str
) -> pd.DataFrame:
    """Key columns followed by unit, count, base and share.

    A share of an empty or unknown base is empty: nothing out of nothing is no share.
    """
    frame = pd.DataFrame(keys)
    frame["unit"] = pd.Categorical([unit] * len(frame))
    frame["count"] = whole(counts)
    frame["base"] = whole(base if isinstance(base, pd.Series) else [base] * len(frame))
    share = frame["count"].astype("Float64") / frame["base"].astype("Float64")
    frame["share"] = share.mask(frame["base"].fillna(0) == 0)
    return frame


def whole(values: Iterable[object]) -> pd.Series:
    """Whole numbers as a column in which some may be empty."""
    return pd.Series(list(values), dtype="Int64")


def flags(values: Iterable[object]) -> pd.Series:
    """Yes and no as a column in which some may be empty."""
    return pd.Series(list(values), dtype="boolean")


def codes(series: pd.Series) -> list[str]:
    """The codes of a column in their declared order, else as they sort."""
    if isinstance(series.dtype, pd.CategoricalDtype):
        return [str(code) for code in series.cat.categories]
    return sorted(series.dropna().astype("str").unique())


def by_code(series: pd.Series, unit: str, base: int | None = None) -> pd.DataFrame:
    """How often each code stands in a column, declared codes without any included.

    Values that were not recorded come last, as a row without a code, when there are any. A
    column without rows has nobody to count, and gives no row.
    """
    order: list[str | None] = list(codes(series))
    found = series.astype("str").where(series.notna())
    counts = [int((found == code).sum()) for code in order]
    if unknown := int(series.isna().sum()):
        order.append(None)
        counts.append(unknown)
    labels = pd.Categorical(order, categories=[code for code in order if code is not None])
    whole = len(series) if base is None else base
    rows = measured({str(series.name): labels}, pd.Series(counts, dtype="Int64"), whole, unit)
    return rows if len(series) else rows.iloc[:0]


def given(rows: pd.DataFrame) -> pd.DataFrame:
    """The codes that stand at least once, the most frequent first."""
    return rows[rows["count"] > 0].sort_values("count", ascending=False, kind="stable",
                                               ignore_index=True)  # fmt: skip
