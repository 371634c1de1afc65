"""What became of the raw exports: every row, every problem, every correction."""

from __future__ import annotations

import pandas as pd

from analysis.data import ProgrammeData
from analysis.indicators.measures import measured, whole


def receipts(data: ProgrammeData) -> pd.DataFrame:
    """Each export with its rows by disposition.

    Columns: file (with the sheet of a workbook, where that is declared), received_on, used_count,
    refused_count, ignored_count, unit (rows), count.
    used + refused + ignored = count, the rows in the file.
    """
    rows = data.table("receipts").sort_values("source", ignore_index=True)
    columns = ["file", "received_on", "used_count", "refused_count", "ignored_count"]
    frame = rows[columns].copy()
    sheets = {export.id: export.sheet for export in data.programme.exports}
    frame["file"] = [
        f"{file} – {sheet}" if (sheet := sheets.get(str(export))) else str(file)
        for file, export in zip(rows["file"], rows["export"], strict=True)
    ]
    frame["file"] = frame["file"].astype("str")
    frame["unit"] = pd.Categorical(["rows"] * len(frame))
    frame["count"] = rows["row_count"]
    return frame


def totals(data: ProgrammeData) -> pd.DataFrame:
    """All rows of all exports by disposition, one row, with the number of exports."""
    rows = receipts(data)
    names = ["used_count", "refused_count", "ignored_count", "count"]
    frame = pd.DataFrame({name: whole([rows[name].sum()]) for name in names})
    frame["export_count"] = whole([len(rows)])
    frame["problem_count"] = whole([len(data.table("problems"))])
    frame["unit"] = pd.Categorical(["rows"])
    return frame.iloc[:0] if rows.empty else frame


def used(data: ProgrammeData) -> pd.DataFrame:
    """Rows that were used out of all rows that were read, one row. Columns as for a count."""
    rows = totals(data)
    return measured({}, rows["used_count"], rows["count"], "rows")


def set_aside(data: ProgrammeData) -> pd.DataFrame:
    """Rows that were refused or ignored, by export and reason.

    Columns: file, disposition, set_aside (code of the reason), unit (rows), count, base (rows
    in the file), share.
    """
    rows = data.table("dispositions")
    rows = rows[rows["disposition"] != "used"]
    grouped = (
        rows.groupby(["source", "disposition", "reason"], as_index=False, dropna=False)
        .size()
        .merge(data.table("receipts")[["source", "file", "row_count"]], on="source",
               validate="many_to_one")
    )  # fmt: skip
    keys = {
        "file": grouped["file"],
        "disposition": pd.Categorical(grouped["disposition"], ["refused", "ignored"]),
        "set_aside": pd.Categorical(grouped["reason"]),
    }
    return measured(keys, grouped["size"], grouped["row_count"], "rows")


def problems(data: ProgrammeData) -> pd.DataFrame:
    """Each remark on a row. Columns: raw_row (file:line), column, problem (code of its kind).

    The sentence stays in the table: it may quote the cell.
    """
    rows = (
        data.table("problems")
        .merge(data.table("receipts")[["source", "file"]], on="source", validate="many_to_one")
        .sort_values(["source", "line", "column", "kind"], ignore_index=True)
    )
    place = rows["file"] + ":" + rows["line"].astype("str")
    # A remark on a whole row stands under no header.
    column = rows["column"].replace("", "–")
    return pd.DataFrame(
        {"raw_row": place, "column": column, "problem": pd.Categorical(rows["kind"])}
    )


def problems_by_kind(data: ProgrammeData) -> pd.DataFrame:
    """Remarks by kind. Columns: problem, unit (remarks), count."""
    kinds = data.table("problems")["kind"].value_counts().sort_index()
    order = list(kinds.index)
    return pd.DataFrame(
        {
            "problem": pd.Categorical(order, categories=order),
            "unit": pd.Categorical(["remarks"] * len(order)),
            "count": whole(kinds),
        }
    )


def revisions(data: ProgrammeData) -> pd.DataFrame:
    """What changed when an export was downloaded again. Columns: file, change, unit, count."""
    rows = data.table("revisions")
    changes = ["new", "changed", "gone"]
    there = set(rows["export"].astype("str"))
    exports = [export.id for export in data.programme.exports if export.id in there]
    found = [
        (data.programme.export(export).file, change,
         int(((rows["export"] == export) & (rows["change"] == change)).sum()))
        for export in exports for change in changes
    ]  # fmt: skip
    return pd.DataFrame(
        {
            "file": [file for file, _, _ in found],
            "change": pd.Categorical([change for _, change, _ in found], categories=changes),
            "unit": pd.Categorical(["rows"] * len(found)),
            "count": whole([count for _, _, count in found]),
        }
    )


def corrections(data: ProgrammeData) -> pd.DataFrame:
    """Cells that were put right by hand.

    Columns: file, column, correction (code of the reason), decided_on, decided_by.
    """
    found = data.declarations.corrections
    numbers = [str(number) for number in range(len(found))]
    exports = [data.programme.export(one.export) for one in found]
    return pd.DataFrame(
        {
            "file": [export.file for export in exports],
            "column": [
                export.headers(one.column)[0] for export, one in zip(exports, found, strict=True)
            ],
            "correction": pd.Categorical(numbers, categories=numbers),
            "decided_on": pd.to_datetime([one.decided_on for one in found]),
            "decided_by": pd.Categorical(numbers, categories=numbers),
        }
    )
