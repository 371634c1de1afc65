"""The schemas describe themselves, and an empty table is like a full one."""

from datetime import date
from pathlib import Path

import pytest

from analysis.dictionary import data_dictionary
from analysis.tables import CODES, RESTRICTED, TABLES, empty, typed

PAGE = Path(__file__).resolve().parents[2] / "docs" / "data-dictionary.md"
EXAMPLES = {"str": "x", "Int64": 1, "Float64": 1.5, "boolean": True,
            "datetime64[ns]": date(2019, 2, 20)}  # fmt: skip


@pytest.mark.parametrize("table", TABLES)
def test_every_table_and_column_says_what_it_is(table):
    assert TABLES[table].description.endswith((".", "restricted."))
    for column in TABLES[table].columns.values():
        assert column.description.endswith(".")


@pytest.mark.parametrize("table", TABLES)
def test_an_empty_table_has_the_columns_and_types_of_a_full_one(table):
    row = {}
    for name, column in TABLES[table].columns.items():
        allowed = [v for check in column.checks for v in check.statistics.get("allowed_values", [])]
        row[name] = allowed[0] if allowed else EXAMPLES[str(empty(table)[name].dtype)]
    full = typed(table, [row])
    assert full.dtypes.to_dict() == empty(table).dtypes.to_dict()
    assert list(full.columns) == list(empty(table).columns)
    assert typed(table, []).dtypes.to_dict() == full.dtypes.to_dict()


@pytest.mark.parametrize("table", TABLES)
def test_cells_that_may_be_empty_do_not_change_the_type_of_their_column(table):
    columns = TABLES[table].columns
    blank = {name: None for name, column in columns.items() if column.nullable}
    required = {
        name: next(
            (v for check in column.checks for v in check.statistics.get("allowed_values", [])),
            EXAMPLES[str(empty(table)[name].dtype)],
        )
        for name, column in columns.items()
        if not column.nullable
    }
    assert typed(table, [required | blank]).dtypes.to_dict() == empty(table).dtypes.to_dict()


def test_restricted_tables_exist_and_no_other_says_that_it_is_restricted():
    said = {name for name, schema in TABLES.items() if schema.description.endswith("Restricted.")}
    assert said == set(RESTRICTED)


def test_every_worded_column_is_one_of_some_table():
    columns = {name for schema in TABLES.values() for name in schema.columns}
    assert set(CODES) - columns == set()


def test_the_data_dictionary_is_current():
    """Write it again with: python -m analysis.dictionary docs/data-dictionary.md"""
    assert PAGE.read_text(encoding="utf-8") == data_dictionary()


def test_the_data_dictionary_holds_every_table_and_column():
    page = data_dictionary()
    for name, schema in TABLES.items():
        assert f"\n## {name}" in page
        assert all(f"| `{column}` | " in page for column in schema.columns)
