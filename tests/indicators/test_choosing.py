"""Of questions with several answers each option is counted, out of those who saw the options."""

from analysis.cleaning import write
from analysis.data import ProgrammeData
from analysis.indicators import choosing, evaluation
from analysis.programme import read_declarations
from analysis.workspace import Workspace
from tests.exports.survey import surveyed

FORM = """
[[scales]]
id = "topics"
options = [
  { code = "hr", name = { nl = "Personeel", en = "Staff" } },
  { code = "money", name = { nl = "Geld", en = "Money" } },
]

[[questions]]
id = "cell"
kind = "choices"
scale = "topics"
text = { nl = "Waarover?", en = "About what?" }

[[questions]]
id = "boxes"
kind = "choices"
scale = "topics"
text = { nl = "Wat nog?", en = "What else?" }

[questions.boxes]
hr = "b1"
money = "b2"

[[questions]]
id = "never"
kind = "choices"
scale = "topics"
text = { nl = "Niet gevraagd", en = "Never asked" }
"""
ENTRY = """
file = "a.csv"
format = "delimited"
delimiter = ";"
columns = {}
"""
TABLE = """cell;b1;b2;never
Personeel, Geld;0;0;
Geld;1;1;
;0;1;
Personeel, Geld;;;
"""


def test_shares_of_one_question_may_add_up_to_more_than_one(tmp_path):
    surveyed_ = surveyed(tmp_path, ENTRY, FORM, a__csv=TABLE)
    workspace = Workspace(tmp_path)
    declared = read_declarations(workspace, "demo")
    folder = write(workspace, "demo", surveyed_.cleaned)
    data = ProgrammeData(declared, folder, declared.programme.as_of)
    rows = choosing.ticked(data, "after")
    found = rows[["option", "count", "base"]].itertuples(index=False, name=None)
    # cell: three answered. boxes: three saw them, one of whom ticked none. never: nobody.
    assert list(found) == [
        ("cell.hr", 2, 3), ("cell.money", 3, 3), ("boxes.hr", 1, 3), ("boxes.money", 2, 3),
    ]  # fmt: skip
    assert rows["share"].iloc[:2].sum() > 1
    told = rows.attrs["counted"]["count"].of_row({"question": "boxes", "option": "boxes.hr"})
    assert told.of["answer:after.boxes"] == ["hr"]
    assert told.several == ["answer:after.boxes"]
    whole = rows.attrs["counted"]["base"].of_row({"question": "boxes", "option": "boxes.hr"})
    assert whole.of["answer:after.boxes"] == ["hr", "money", "none_ticked"]
    one = evaluation.choices(data, "after", "boxes")
    assert list(one["count"]) == [1, 2]
    assert set(one["base"]) == {3}
