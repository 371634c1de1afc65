"""Parameters: an unknown or ill-typed one stops the run before it begins."""

from __future__ import annotations

from datetime import date

import pytest
from nbformat.v4 import new_code_cell

from analysis.problems import NotebookError, UsageError
from analysis.report.notebook import Parameter, checked_parameters, parameters

SOURCE = """programme: str = "limburg-2019"  # which programme
as_of: date = "2019-04-12"
rows: int = 10
names: bool = False
known_on: str | None = None"""


@pytest.fixture
def notebook(write):
    return write(new_code_cell(SOURCE, metadata={"tags": ["parameters"]}), new_code_cell("x = 1"))


def test_parameters_have_a_type_and_a_default(notebook):
    found = parameters(notebook)
    assert found["rows"] == Parameter("int", 10)
    assert found["known_on"] == Parameter("str | None", None)
    assert list(found) == ["programme", "as_of", "rows", "names", "known_on"]


def test_dates_become_iso_text(notebook):
    given = {"as_of": date(2019, 5, 1), "rows": 3, "names": True}
    assert checked_parameters(notebook, given) == {"as_of": "2019-05-01", "rows": 3, "names": True}


def test_a_misspelt_parameter_is_answered_with_those_that_exist(notebook):
    with pytest.raises(UsageError, match=r'no parameter "as_off".*Known: .*Did you mean "as_of"'):
        checked_parameters(notebook, {"as_off": "2019-05-01"})


@pytest.mark.parametrize(
    "given",
    [{"rows": "3"}, {"rows": True}, {"names": 1}, {"as_of": "1 mei"}, {"programme": None}],
)
def test_a_value_of_another_type_is_refused(notebook, given):
    with pytest.raises(UsageError, match="expected"):
        checked_parameters(notebook, given)


@pytest.mark.parametrize("line", ['as_of = "2019"', "n: int = len([])", "as_of: str ="])
def test_a_parameter_without_type_or_plain_value_is_named_by_its_cell(write, line):
    path = write(new_code_cell(line, id="asked", metadata={"tags": ["parameters"]}))
    with pytest.raises(NotebookError, match=r"demo\.ipynb, cell asked"):
        parameters(path)


def test_a_file_that_is_no_notebook_is_named(tmp_path):
    path = tmp_path / "x.ipynb"
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(NotebookError, match=r"x\.ipynb"):
        parameters(path)
