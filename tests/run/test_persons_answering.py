"""Where persons take part, one who answers a round several times is one person, not several."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from analysis.cleaning import clean, write
from analysis.counted import Group
from analysis.data import ProgrammeData
from analysis.disclosure.said import group_of
from analysis.indicators import responses
from analysis.programme import read_declarations
from analysis.workspace import Workspace
from tests.run.conftest import Run

PROGRAMME = """
id = "demo"
name = { nl = "Proef", en = "Trial" }
owner = "Dienst Proef"
contact = "proef@example.org"
unit = "person"
identify = "id"
population = "census"
as_of = 2020-02-01

[vocabularies.kind]
plenary = { nl = "plenaire sessie", en = "plenary session" }

[[sessions]]
id = "day-1"
kind = "plenary"
title = { nl = "Dag 1", en = "Day 1" }
date = 2020-01-15

[[rounds]]
id = "after"
title = { nl = "Na dag 1", en = "After day 1" }
questionnaire = "short"
session = "day-1"
asked = "attending"

[[rounds]]
id = "later"
title = { nl = "Later", en = "Later" }
questionnaire = "short"

[[exports]]
id = "attendance"
file = "attendance.csv"
received = 2020-01-16
format = "delimited"
delimiter = ";"
content = "attendance"
session = "day-1"
columns = { participant = "Id", present = "Er" }

[[exports]]
id = "after"
file = "after.csv"
received = 2020-01-20
format = "delimited"
delimiter = ";"
content = "responses"
round = "after"
columns = { response = "Nr", participant = "Id" }

[[exports]]
id = "later"
file = "later.csv"
received = 2020-01-30
format = "delimited"
delimiter = ";"
content = "responses"
round = "later"
columns = { response = "Nr", participant = "Id" }

[recode.present]
"x" = "yes"
"-" = "no"

[[reports]]
id = "after"
notebook = "evaluation"
title = { nl = "Evaluatie", en = "Evaluation" }
parameters = { round = "after" }

[[reports]]
id = "later"
notebook = "evaluation"
title = { nl = "Later", en = "Later" }
parameters = { round = "later" }

[[reports]]
id = "quality"
notebook = "data_quality"
title = { nl = "Kwaliteit", en = "Quality" }
"""
FORM = """
id = "short"
title = { nl = "Kort", en = "Short" }

[[scales]]
id = "agree"
options = [
  { code = "A1", name = { nl = "oneens", en = "disagree" }, value = 1 },
  { code = "A2", name = { nl = "eens", en = "agree" }, value = 2 },
]

[[questions]]
id = "Q1"
kind = "scale"
scale = "agree"
text = { nl = "Was het goed?", en = "Was it good?" }
"""
PRESENT, ABSENT = range(1, 25), range(25, 31)
AFTER = [*(f"p{number}" for number in range(1, 21)), "p1", "p1", "p2"]
"""Of 20 persons 23 responses."""
LATER = [f"p{number}" for number in range(8, 31)]
NAMELESS = ["", "", ""]


def workspace(root: Path, after: list[str], later: list[str]) -> Workspace:
    """A programme of thirty persons, of whom these gave the responses to two rounds."""
    declared, raw = root / "programmes" / "demo", root / "data" / "raw" / "demo"
    (declared / "questionnaires").mkdir(parents=True)
    raw.mkdir(parents=True)
    (declared / "programme.toml").write_text(PROGRAMME, encoding="utf-8")
    (declared / "questionnaires" / "short.toml").write_text(FORM, encoding="utf-8")
    marks = [f"p{n};x" for n in PRESENT] + [f"p{n};-" for n in ABSENT]
    (raw / "attendance.csv").write_text("\n".join(["Id;Er", *marks]), encoding="utf-8")
    for name, who in (("after", after), ("later", later)):
        rows = [f"{name}{at};{one};A{1 + at % 2}" for at, one in enumerate(who)]
        (raw / f"{name}.csv").write_text("\n".join(["Nr;Id;Q1", *rows]), encoding="utf-8")
    return Workspace(root)


def read(place: Workspace) -> ProgrammeData:
    """The data of the programme, as they stood when all was in."""
    declarations = read_declarations(place, "demo")
    folder = write(place, "demo", clean(place, declarations))
    return ProgrammeData(declarations, folder, date(2020, 2, 1))


def told(data: ProgrammeData, frame: pd.DataFrame) -> dict[Group, set[int]]:
    """What the counts of a table say that they count, in the protected unit, with their values."""
    found: dict[Group, set[int]] = {}
    for row in frame.to_dict("records"):
        for column, counted in frame.attrs["counted"].items():
            if not pd.isna(row[column]):
                group = group_of(counted, row, data.programme.disclosure)
                found.setdefault(group, set()).add(int(row[column]))
    return found


@pytest.mark.parametrize(
    ("after", "later"),
    [
        (AFTER, LATER), (AFTER, [*LATER, *NAMELESS]), (AFTER[:20], [*LATER, *NAMELESS]),
        (AFTER[:20], LATER), (AFTER, NAMELESS * 5),
    ],
)  # fmt: skip
def test_persons_and_responses_never_count_the_same_in_two_ways(
    tmp_path: Path, after: list[str], later: list[str]
) -> None:
    data = read(workspace(tmp_path, after, later))
    values: dict[Group, set[int]] = {}
    for of in ("after", "later"):
        for indicator in (responses.received, responses.by_unit, responses.in_both):
            for group, found in told(data, indicator(data, of)).items():
                values.setdefault(group, set()).update(found)
    assert {group: found for group, found in values.items() if len(found) > 1} == {}


def test_responses_are_counted_and_persons_once_each(tmp_path: Path) -> None:
    data = read(workspace(tmp_path, AFTER, LATER))
    assert responses.received(data, "after")["count"].tolist() == [23]
    by_unit = responses.by_unit(data, "after")[["unit", "count", "base"]].values.tolist()
    assert by_unit == [["persons", 20, 24]]
    # p8 to p20 answered both.
    both = responses.in_both(data, "after")[["other_round", "count", "base"]].values.tolist()
    assert both == [["later", 13, 20]]


def test_where_each_gave_one_response_a_response_stands_for_its_person(tmp_path: Path) -> None:
    data = read(workspace(tmp_path, AFTER[:20], LATER))
    groups = [told(data, one(data, "after")) for one in (responses.received, responses.in_both)]
    assert len(groups[0].keys() & groups[1].keys()) == 1


@pytest.mark.full
def test_the_pages_of_such_a_programme_are_built(tmp_path: Path, run: Run) -> None:
    place = workspace(tmp_path / "workspace", AFTER, [*LATER, *NAMELESS])
    done = run("build", "--workspace", str(place.root))
    assert done.returncode == 0, done.stderr
