"""A row that is hidden or struck through is remarked on, or ignored by a rule that says so."""

import pytest

from analysis.problems import DeclarationError
from tests.exports.test_workbook import marked_xlsx

USED = ("used", None)
COLUMNS = 'participant = "Wie", present = "Aanwezig", remark = "Reden"'
RULE = """
[[exports.ignore]]
marked = "{}"
because = {{ nl = "gestopt", en = "stopped" }}
"""


@pytest.fixture
def listed(tmp_path, tried, entry):
    """Clean the workbook in which Beta is struck through, Gamma hidden and Delta grey."""

    def run(more=""):
        raw = tmp_path / "data" / "raw" / "demo"
        raw.mkdir(parents=True, exist_ok=True)
        (raw / "list.xlsx").write_bytes(marked_xlsx())
        declared = entry("attendance", COLUMNS, more)
        for old, new in (("list.csv", "list.xlsx"), ('"delimited"', '"workbook"')):
            declared = declared.replace(old, new)
        return tried(declared, accounts="Naam\nAlfa\nBeta\nGamma\nDelta\n")

    return run


def test_a_row_that_is_hidden_or_struck_through_is_used_with_a_remark(listed):
    found = listed()
    assert found.became() == {1: ("ignored", "header"), 2: USED, 3: USED, 4: USED, 5: USED}
    assert found.problems()[:3] == [(1, "hidden_column"), (3, "struck_row"), (4, "hidden_row")]


@pytest.mark.parametrize(("mark", "line"), [("struck", 3), ("hidden", 4), ("filled", 5)])
def test_a_rule_may_ignore_rows_by_how_they_are_marked(listed, mark, line):
    found = listed(RULE.format(mark))
    assert found.became()[line] == ("ignored", "list.0")
    assert list(found.became().values()).count(USED) == 3
    assert line not in [at for at, _ in found.problems()]


def test_of_two_lists_on_one_sheet_the_rows_outside_are_set_apart(listed):
    found = listed('cells = "A1:C3"')
    assert found.became()[3] == USED
    assert found.became()[4] == found.became()[5] == ("ignored", "outside")


def test_a_rule_without_a_column_must_be_about_how_a_row_is_marked(listed):
    with pytest.raises(DeclarationError, match=r"a rule names no column\. Say in which column"):
        listed(RULE.format("hidden").replace('marked = "hidden"', 'equals = "x"'))
