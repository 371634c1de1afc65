"""A count out of a base: the columns that every counting indicator ends with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from analysis.counted import Counted
from analysis.indicators.populations import narrowed

MEASURE = ["unit", "count", "base", "share"]


def measured(
    keys: Mapping[str, object],
    counts: pd.Series,
    base: pd.Series | int | None,
    unit: str,
    /,
    **counted: Counted,
) -> pd.DataFrame:
    """Key columns followed by unit, count, base and share.

    A share of an empty or unknown base is empty: nothing out of nothing is no share. `counted`
    names columns and says what the counts in them count.
    """
    frame = pd.DataFrame(keys, index=range(len(counts)))
    frame["unit"] = pd.Categorical([unit] * len(frame))
    frame["count"] = whole(counts)
    frame["base"] = whole(base if isinstance(base, pd.Series) else [base] * len(frame))
    share = frame["count"].astype("Float64") / frame["base"].astype("Float64")
    frame["share"] = share.mask(frame["base"].fillna(0) == 0)
    return telling(frame, **counted)


def telling(frame: pd.DataFrame, **counted: Counted) -> pd.DataFrame:
    """The frame, which now says what the counts in these columns count."""
    frame.attrs["counted"] = frame.attrs.get("counted", {}) | counted
    return frame


def plain_rows(frame: pd.DataFrame) -> list[dict[str, object]]:
    """The rows of a frame with nothing where a value is missing, as `Counted` reads them."""
    return [
        {str(name): None if pd.isna(value) else value for name, value in row.items()}
        for row in frame.to_dict("records")
    ]


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


def by_code(
    series: pd.Series, unit: str, whom: Counted | None = None, variable: str = ""
) -> pd.DataFrame:
    """How often each code stands in a column, declared codes without any included.

    Values that were not recorded come last, as a row without a code, when there are any. A
    column without rows has nobody to count, and gives no row. `whom` says who the rows are, and
    `variable` what the column tells of them, where its name alone would not say it.
    """
    order: list[str | None] = list(codes(series))
    found = series.astype("str").where(series.notna())
    counts = [int((found == code).sum()) for code in order]
    if unknown := int(series.isna().sum()):
        order.append(None)
        counts.append(unknown)
    name = str(series.name)
    labels = pd.Categorical(order, categories=[code for code in order if code is not None])
    rows = measured({name: labels}, pd.Series(counts, dtype="Int64"), len(series), unit)
    if whom is not None:
        telling(rows, count=narrowed(whom, by={variable or name: name}), base=whom)
    return rows if len(series) else rows.iloc[:0]


def given(rows: pd.DataFrame) -> pd.DataFrame:
    """The codes that stand at least once, the most frequent first."""
    return rows[rows["count"] > 0].sort_values("count", ascending=False, kind="stable",
                                               ignore_index=True)  # fmt: skip


def leading(rows: pd.DataFrame, key: str) -> pd.DataFrame:
    """The row with the largest count; no row where two are as large, or nothing was counted.

    What was not recorded is never the answer to the question which came first.
    """
    known = rows.dropna(subset=[key])
    top = known[(known["count"] > 0) & (known["count"] == known["count"].max())]
    return (top if len(top) == 1 else top.iloc[:0]).reset_index(drop=True)
