"""The cells of a sheet that hold a list are declared as a spreadsheet names them."""

import pytest

from analysis.programme.area import Area, area, misplaced
from tests.exports.entries import entry


@pytest.mark.parametrize(
    ("written", "rectangle"),
    [
        ("H3:M40", Area(3, 8, 40, 13)),
        ("h3:m40", Area(3, 8, 40, 13)),
        ("$H$3:$M$40", Area(3, 8, 40, 13)),
        ("A:F", Area(1, 1, 1_048_576, 6)),
        ("3:40", Area(3, 1, 40, 16_384)),
        ("XFD1:XFD1048576", Area(1, 16_384, 1_048_576, 16_384)),
        (None, Area()),
    ],
)
def test_a_range_is_a_rectangle_of_cells(written, rectangle):
    assert area(written) == rectangle


@pytest.mark.parametrize(
    "written", ["", "H3", "H3:", "H3:M", "M40:H3", "A0:B2", "A1:XFE2", "A1:B1048577", "A1-B2", ":"]
)
def test_what_is_no_range_is_said_with_what_one_looks_like(written):
    assert area(written) is None
    (sentence,) = misplaced("exports[0]", entry("list.xlsx", "workbook", cells=written))
    assert sentence == (
        f'exports[0].cells: "{written}" is not a range of cells. Write the first and the last '
        'cell, as in "H3:M40", or columns, as in "A:F".'
    )


def test_only_a_workbook_has_cells():
    (sentence,) = misplaced("exports[0]", entry("list.csv", "delimited", cells="A1:B2"))
    assert sentence == "exports[0].cells: only a workbook has cells. Take it out."
    assert list(misplaced("exports[0]", entry("list.csv", "delimited"))) == []
