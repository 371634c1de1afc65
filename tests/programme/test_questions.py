"""A question that names options or headers which cannot be is said to do so."""

import pytest

from analysis.problems import DeclarationError
from tests.exports.survey import surveyed

FORM = """
[[scales]]
id = "topics"
options = [
  { code = "hr", name = { nl = "Personeel", en = "Staff" } },
  { code = "other", name = { nl = "iets anders", en = "something else" } },
]

[[questions]]
id = "Q1"
kind = "choices"
scale = "topics"
other = "other"
text = { nl = "Waarover?", en = "About what?" }

[questions.boxes]
hr = ["b1", "b2"]
"""
ENTRY = 'file = "a.csv"\nformat = "delimited"\ncolumns = {}\n'


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("hr = [", "hrm = [", '"hrm" is not an option of topics'),
        ('other = "other"', 'other = "otter"', '"otter" is not an option of topics'),
        ('kind = "choices"', 'kind = "choice"', 'Write kind = "choices"'),
        ('scale = "topics"', 'scale = "topic"', '"topic" is not a scale of this form'),
    ],
)
def test_an_option_that_does_not_exist_is_said(tmp_path, right, wrong, said):
    assert right in FORM
    with pytest.raises(DeclarationError, match=said):
        surveyed(tmp_path, ENTRY, FORM.replace(right, wrong), a__csv="b1\n1\n")


def test_a_box_may_have_another_header_in_another_export(tmp_path):
    assert surveyed(tmp_path, ENTRY, FORM, a__csv="b2\n1\n").answers("Q1") == [(2, "hr")]
