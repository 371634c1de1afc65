"""A question of KoboToolbox goes by the path of its groups; several choices stand twice.

No real file was found that may be used: these were made to the documented layout.
"""

import csv
import io

import pytest

from tests.exports import books
from tests.exports.survey import contents, surveyed

TABLE = [
    ["start", "onthaal/naam", "vorming/kies", "vorming/kies/a", "vorming/kies/b", "_id", "_uuid",
     "_submission_time"],
    ["2020-01-20T09:00:00.000+02:00", "An", "a b", "1", "1", "7", "u-1", "2020-01-20T09:05:00"],
    ["2020-01-20T09:00:00.000+02:00", "Bo", "", "0", "0", "8", "u-2", "2020-01-20T09:06:00"],
    ["2020-01-20T09:00:00.000+02:00", "Cé", "n/a", "n/a", "n/a", "9", "u-3", "2020-01-20T09:07:00"],
]  # fmt: skip
SCALE = """
[[scales]]
id = "topics"
options = [
  { code = "a", name = { nl = "Geld", en = "Money" } },
  { code = "b", name = { nl = "Team", en = "Team" } },
]

[[questions]]
id = "Q1"
kind = "choices"
scale = "topics"
text = { nl = "Wat koos je?", en = "What did you choose?" }
"""
ONE_CELL = SCALE + 'columns = ["kies"]\n'
BOXES = SCALE + '\n[questions.boxes]\na = "vorming/kies/a"\nb = "kies/b"\n'


def file(kind: str) -> bytes:
    if kind == "xlsx":
        return books.xlsx(TABLE)
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=";", quoting=csv.QUOTE_ALL).writerows(TABLE)
    return written.getvalue().encode("utf-8-sig")


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize(
    ("form", "answers"),
    [
        (ONE_CELL, [(2, "a"), (2, "b")]),
        # Who saw the boxes and ticked none did answer; who did not see them did not.
        (BOXES, [(2, "a"), (2, "b"), (3, "none_ticked")]),
    ],
)
def test_several_choices_in_one_cell_or_in_a_column_each(tmp_path, kind, form, answers):
    declared = f"""
    file = "a.{kind}"
    format = "kobo"
    delimiter = ";"
    columns = {{ response = "_id", submitted_on = "_submission_time", started_on = "start" }}
    missing = ["n/a"]
    """
    found = surveyed(tmp_path, declared, form, **{f"a__{kind}": file(kind)})
    assert found.answers("Q1") == answers
    assert [str(day)[:10] for (day,) in found.rows("responses", "submitted_on")] == [
        "2020-01-20"
    ] * 3
    empty = {2, 3, 4} - {line for line, _ in answers}
    assert found.problems() == [(line, "empty_response") for line in sorted(empty)]


def test_a_column_goes_by_its_path_and_by_what_is_unique_of_it(tmp_path):
    found = contents(tmp_path, "a.csv", "kobo", "g/x/naam;h/naam;_id\n1;2;3\n", delimiter=";")
    assert found.names == (
        ("g/x/naam", "x/naam", "naam (1)"), ("h/naam", "naam (2)"), ("_id",),
    )  # fmt: skip
