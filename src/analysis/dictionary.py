"""The data dictionary: every tidy table with its columns, made from the schemas themselves."""

from __future__ import annotations

import sys
from pathlib import Path

import pandera.pandas as pa

from analysis.tables import RESTRICTED, TABLES, empty

KINDS = {"str": "text", "Int64": "whole number", "Float64": "number",
         "boolean": "yes or no", "datetime64[ns]": "date"}  # fmt: skip
HEAD = """# Data dictionary

The tidy tables that cleaning leaves in `data/processed/<programme>/`, one Parquet file each.
Tables marked *restricted* hold persons or their own words and lie in its folder `restricted/`.
Every row that came out of an export has its place: `source` is the number of the export in
`receipts`, `line` the line or sheet row on which it stands there.

This page is made from `src/analysis/tables.py`; change the words there.
"""


def data_dictionary() -> str:
    """A page in Markdown: per tidy table its columns, their types and what they mean."""
    return "\n".join([HEAD, *(_table(name, schema) for name, schema in TABLES.items())])


def _table(name: str, schema: pa.DataFrameSchema) -> str:
    restricted = " (restricted)" if name in RESTRICTED else ""
    unique = ", ".join(f"`{column}`" for column in schema.unique or [])
    types = empty(name).dtypes
    lines = [
        f"## {name}{restricted}\n",
        f"{schema.description}{f' One row per {unique}.' if unique else ''}\n",
        "| Column | Type | May be empty | Meaning |",
        "|---|---|---|---|",
        *(
            f"| `{column}` | {KINDS[str(types[column])]} | {'yes' if held.nullable else 'no'} "
            f"| {_meaning(held)} |"
            for column, held in schema.columns.items()
        ),
    ]
    return "\n".join(lines) + "\n"


def _meaning(column: pa.Column) -> str:
    codes: list[str] = []
    for check in column.checks:
        codes += (check.statistics or {}).get("allowed_values", [])
    listed = f" One of {', '.join(codes)}." if codes else ""
    return f"{column.description}{listed}"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(data_dictionary(), encoding="utf-8", newline="\n")
