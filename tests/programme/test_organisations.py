"""Decisions about organisations are held against each other before anything runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.problems import DeclarationError
from analysis.programme import Declarations, read_declarations
from analysis.workspace import Workspace

PROGRAMME = """
id = "demo"
name = { nl = "Proef", en = "Trial" }
owner = "Dienst Proef"
contact = "proef@example.org"
unit = "organisation"
population = "census"
as_of = 2020-02-01
sessions = []
reports = []

[[exports]]
id = "list"
file = "list.csv"
received = 2020-01-01
format = "delimited"
content = "participants"
columns = { participant = "Naam" }
"""
WHY = """
because = { nl = "nagevraagd", en = "asked them" }
decided_on = 2020-01-25
decided_by = { nl = "beheerder", en = "steward" }
"""
FOLLOWED = """
[[successions]]
predecessors = {0}
successors = {1}
on = 2020-01-01
kind = "{2}"
because = {{ nl = "besluit", en = "decision" }}
"""
HERE = "programmes/demo"


def declared(root: Path, programme: str = PROGRAMME, **files: str) -> Declarations:
    folder = root / "programmes" / "demo"
    folder.mkdir(parents=True)
    for name, text in {"programme": programme, **files}.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return read_declarations(Workspace(root), "demo")


def test_a_programme_without_decisions_has_none(tmp_path: Path) -> None:
    found = declared(tmp_path)
    assert found.answers == () and found.organisations.names == []


def test_an_answer_says_one_of_three_things(tmp_path: Path) -> None:
    matches = "".join(
        f'[[matches]]\nmention = "{mention}"\n{said}{WHY}'
        for mention, said in [
            ("A", 'organisation = "De Zon"'),
            ("B", 'organisation = ["De Zon", "De Maan"]'),
            ("C", 'organisation = "De Zon"\napart = true'),
            ("D", "new = true"),
        ]
    )
    found = declared(tmp_path, matches=matches).answers
    assert [one.kind for one in found] == ["same", "same", "apart", "new"]
    assert [one.organisations for one in found] == [
        ["De Zon"], ["De Zon", "De Maan"], ["De Zon"], [],
    ]  # fmt: skip


def test_what_was_decided_later_was_not_known_before(tmp_path: Path) -> None:
    matches = f'[[matches]]\nmention = "A"\nnew = true{WHY}'
    found = declared(tmp_path, matches=matches)
    day = found.answers[0].decided_on
    assert len(found.as_known_on(day).answers) == 1
    assert found.as_known_on(day.replace(day=24)).answers == ()


MATCH = '[[matches]]\nmention = "A"\n'
MISTAKES = [
    pytest.param(
        {"matches": f"{MATCH}{WHY}"},
        f"{HERE}/matches.toml, matches[0]: this does not say which one it is: add organisation, "
        "or write new = true.",
        id="an answer that says nothing",
    ),
    pytest.param(
        {"matches": f'{MATCH}new = true\norganisation = "De Zon"{WHY}'},
        f"{HERE}/matches.toml, matches[0]: new = true says that it is none of the known ones: "
        "take organisation and apart out.",
        id="an answer that says two things",
    ),
    pytest.param(
        {"matches": f'{MATCH}new = true\nexport = "lst"{WHY}'},
        f'{HERE}/matches.toml, matches[0].export: "lst" is not an export. Known: list. Did you '
        'mean "list"?',
        id="an export that does not exist",
    ),
    pytest.param(
        {"matches": f"{MATCH}new = true{WHY}" * 2},
        f'{HERE}/matches.toml, matches: "a" is decided 2 times. Keep one.',
        id="a name that is decided twice",
    ),
    pytest.param(
        {"matches": f"{MATCH}new = true{WHY}",
         "programme": PROGRAMME.replace('"organisation"', '"person"')},
        f"{HERE}/matches.toml: this programme knows its participants as persons or by id, so "
        "that no name is matched. Take this file away.",
        id="persons are not matched",
    ),
    pytest.param(
        {"organisations": '[[names]]\norganisation = "A"\nname = "De Zon"\n'
                          "from = 2020-02-01\nuntil = 2020-01-01"},
        f'{HERE}/organisations.toml, names[0]: "De Zon" ends before it begins: put from and '
        "until right.",
        id="a name that ends before it begins",
    ),
    pytest.param(
        {"organisations": FOLLOWED.format('["A"]', '["B"]', "merger")},
        f"{HERE}/organisations.toml, successions[0]: a merger has several predecessors and one "
        "successor, but 1 and 1 are named: name them all, or change kind.",
        id="a merger of one",
    ),
    pytest.param(
        {"organisations": FOLLOWED.format('["A"]', '["A"]', "succession")},
        f"{HERE}/organisations.toml, successions[0]: no organisation can follow itself: take it "
        "out on one side.",
        id="one that follows itself",
    ),
    pytest.param(
        {"organisations": FOLLOWED.format('["A"]', '["B"]', "succession")
                          + FOLLOWED.format('["a"]', '["C"]', "succession")},
        f'{HERE}/organisations.toml, successions: "a" is followed 2 times. Put all its '
        "successors in one entry, as a split.",
        id="one that is followed twice",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("files", "sentence"), MISTAKES)
def test_a_mistake_is_one_sentence(tmp_path: Path, files: dict[str, str], sentence: str) -> None:
    with pytest.raises(DeclarationError) as caught:
        declared(tmp_path, **files)
    assert caught.value.sentences == (sentence,)
