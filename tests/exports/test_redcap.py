"""REDCap exports codes; what they stand for is in the data dictionary beside the file."""

import pytest

from analysis.problems import DeclarationError, ExportError
from tests.exports.survey import contents, surveyed

DICTIONARY = (
    '"Variable / Field Name","Form Name","Section Header","Field Type","Field Label",'
    '"Choices, Calculations, OR Slider Labels","Field Note"\n'
    'record_id,form,,text,"Record ID",,\n'
    'oordeel,form,,radio,"<b>Hoe was het?</b>","1, Goed, zeker | 2, Slecht",\n'
    'kies,form,,checkbox,"Wat koos je?","0, Geld | -1, Team",\n'
    "mee,form,,yesno,Deed je mee?,,\n"
)
DATA = "record_id,oordeel,kies___0,kies____1,mee\n1,1,0,1,1\n2,2,1,0,0\n3,9,0,0,\n"
FORM = """
[[scales]]
id = "opinion"
options = [
  { code = "good", name = { nl = "Goed, zeker", en = "Good, surely" } },
  { code = "2", name = { nl = "Slecht", en = "Bad" } },
]

[[scales]]
id = "topics"
options = [
  { code = "0", name = { nl = "Geld", en = "Money" } },
  { code = "team", name = { nl = "Team", en = "Team" } },
]

[[questions]]
id = "Q1"
kind = "choice"
scale = "opinion"
text = { nl = "Hoe was het?", en = "How was it?" }
columns = ["oordeel"]

[[questions]]
id = "Q2"
kind = "choices"
scale = "topics"
unticked = "unknown"
text = { nl = "Wat koos je?", en = "What did you choose?" }

[questions.boxes]
0 = "kies___0"
team = "Wat koos je? | Team"
"""
ENTRY = """
file = "a.csv"
format = "redcap"
codebook = "{codebook}"
columns = {{ response = "record_id" }}
"""


def test_a_code_is_read_through_the_data_dictionary(tmp_path):
    found = surveyed(tmp_path, ENTRY.format(codebook="d.csv"), FORM, a__csv=DATA, d__csv=DICTIONARY)
    assert found.answers("Q1") == [(2, "good"), (3, "2"), (4, "unreadable")]
    assert found.answers("Q2") == [(2, "team"), (3, "0")]
    assert found.problems() == [(4, "unreadable_answer")]


def test_another_data_dictionary_is_another_input(tmp_path):
    declared = ENTRY.format(codebook="d.csv")
    other = DICTIONARY.replace("Slecht", "Slecht, helaas")
    digests = {
        surveyed(tmp_path / name, declared, FORM, a__csv=DATA, d__csv=text).cleaned.digest
        for name, text in (("one", DICTIONARY), ("two", other), ("three", DICTIONARY))
    }
    assert len(digests) == 2


def test_a_codebook_that_is_something_else_or_missing_is_said_in_one_sentence(tmp_path):
    with pytest.raises(ExportError, match=r"d\.csv: this is not a data dictionary of REDCap"):
        surveyed(tmp_path / "1", ENTRY.format(codebook="d.csv"), FORM, a__csv=DATA, d__csv="a,b\n")
    with pytest.raises(ExportError, match=r"data/raw/demo/d\.csv: this export is missing"):
        surveyed(tmp_path / "2", ENTRY.format(codebook="d.csv"), FORM, a__csv=DATA)


def test_only_redcap_has_a_codebook_beside_the_file(tmp_path):
    declared = ENTRY.format(codebook="d.csv").replace('"redcap"', '"delimited"')
    with pytest.raises(DeclarationError, match="only format"):
        surveyed(tmp_path, declared, FORM, a__csv=DATA, d__csv=DICTIONARY)


@pytest.mark.parametrize(
    ("section", "data"),
    [(None, [2, 5]), ("bp", [3, 4]), ("visit_1", [5]), ("enrolment", [2])],
)
def test_a_section_is_an_instrument_or_an_event(tmp_path, section, data):
    text = (
        "record_id,redcap_event_name,redcap_repeat_instrument,redcap_repeat_instance\n"
        "1,enrolment,,\n1,enrolment,bp,1\n1,enrolment,bp,2\n1,visit_1,,\n"
    )
    found = contents(tmp_path, "a.csv", "redcap", text, section=section)
    assert [row.line for row in found.rows if not row.apart] == data
    assert {row.apart for row in found.rows} == {"", "header", "other_section"}
