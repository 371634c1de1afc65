"""A file of SPSS is read with its labels and missing values, apart from the rest, or refused."""

from pathlib import Path

import pandas as pd
import pyreadstat
import pytest

from analysis.exports import spss, spss_file
from analysis.problems import ExportError
from tests.exports.entries import entry
from tests.exports.survey import contents

CASES = pd.DataFrame(
    {
        "q1": [1.0, 2.0, 99.0, None],
        "wie": ["An", "Bo ", "", "NA"],
        "cijfer": [1.5, 2.125, 3.0, 1e16],
    }
)


def written(folder, **more):
    path = folder / "made.sav"
    pyreadstat.write_sav(
        CASES, str(path), column_labels=["Wat?", "Wie?", "Cijfer"],
        variable_value_labels={"q1": {1.0: "ja", 2.0: "nee", 99.0: "weet niet"}},
        missing_ranges={"q1": [{"lo": 90, "hi": 99}]}, **more,
    )  # fmt: skip
    return path.read_bytes()


@pytest.mark.parametrize("more", [{}, {"compress": True}, {"row_compress": True}])
def test_cases_are_numbered_from_one_and_values_are_text(tmp_path, more):
    found = contents(tmp_path, "a.sav", "spss", written(tmp_path, **more))
    assert [(row.line, row.cells) for row in found.rows] == [
        (1, ("1", "An", "1.5")),
        # 2.125 without a further zero would be two thousand in Dutch.
        (2, ("2", "Bo", "2.1250")),
        (3, ("99", "", "3")),
        (4, ("", "NA", "1e+16")),
    ]
    assert found.names == (("q1", "Wat?"), ("wie", "Wie?"), ("cijfer",))
    assert found.codes["q1"] == {"1": "ja", "2": "nee", "99": "weet niet"}
    assert found.missing == {"q1": frozenset({"99"})}


def refused(tmp_path, content):
    with pytest.raises(ExportError) as raised:
        contents(tmp_path, "a.sav", "spss", content)
    (sentence,) = raised.value.sentences
    return sentence


def test_what_is_no_file_of_spss_is_refused(tmp_path):
    assert "this is not a file of SPSS" in refused(tmp_path, b"Wie;Wat\n1;2\n")


def test_half_a_file_is_refused(tmp_path):
    content = written(tmp_path)
    assert "damaged" in refused(tmp_path, content[:200])
    assert "damaged" in refused(tmp_path, content[:4] + bytes(4000))


def test_a_file_with_too_many_cells_is_refused(tmp_path, monkeypatch):
    # The bound stands in the file that runs in the other process: here a copy with a lower one.
    lower = tmp_path / "lower.py"
    code = Path(spss_file.__file__).read_text(encoding="utf-8")
    lower.write_text(code.replace("MOST_CELLS = 10_000_000", "MOST_CELLS = 5"), encoding="utf-8")
    monkeypatch.setattr(spss_file, "__file__", str(lower))
    assert "holds more than" in refused(tmp_path, written(tmp_path))


def test_a_file_that_takes_too_long_is_stopped(tmp_path, monkeypatch):
    path = tmp_path / "a.sav"
    path.write_bytes(written(tmp_path))
    monkeypatch.setattr(spss, "LONGEST_SECONDS", 0.001)
    with pytest.raises(ExportError, match="so it was stopped"):
        spss.read(path, "data/raw/demo/a.sav", entry("a.sav", "spss"))
