"""Each list of the example, taken out of its declarations, is proposed again as it was declared."""

from __future__ import annotations

import re
import shutil
import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from analysis.run.adding import MOST_CONFIRMATIONS, Adding
from analysis.workspace import Workspace
from tests.run.conftest import PROJECT, copy_of_example

TEXT = (PROJECT / "programmes/limburg-2019/programme.toml").read_text(encoding="utf-8")
EXPORTS: dict[str, dict[str, Any]] = {one["id"]: one for one in tomllib.loads(TEXT)["exports"]}
# A form's list of a later day replaces that of an earlier one: both go.
FIRST, LATER = "plenary-2-registrations-first", "plenary-2-registrations"
# Lists of several sessions in one workbook are declared by hand; one entry leaves out the rest.
SHEETS = [name for name in EXPORTS if name.startswith("masterclass-")]
# What came later and looks alike was not there yet when a list was sent.
FORMS = ["plenary-2-evaluation", "plenary-3-evaluation"]
NOT_YET = {LATER: [FIRST, *SHEETS, *FORMS], "crm": ["later-profiles"]}
# Of answers to one form in several rounds the round is declared by hand, and so is that an address
# tells who answered twice.
BY_HAND = [
    name
    for name, one in EXPORTS.items()
    if one["content"] == "responses" and one["round"] != "kickoff"
]

pytestmark = pytest.mark.full


def without(*ids: str) -> str:
    """The declarations of the example without some of its exports."""
    entries = re.split(r"^(?=\[\[exports\]\]|# The pages of this)", TEXT, flags=re.MULTILINE)
    return "".join(
        entry
        for entry in entries
        if not any(entry.startswith(f'[[exports]]\nid = "{one}"\n') for one in ids)
    )


def limburg(folder: Path, *ids: str) -> Workspace:
    """The example without some of its exports, their corrections and the published figures."""
    copy_of_example(folder)
    declared = folder / "programmes" / "limburg-2019"
    (declared / "programme.toml").write_text(without(*ids), encoding="utf-8")
    (declared / "published_facts.toml").unlink()
    if "kickoff-attendance" in ids:
        (declared / "corrections.toml").unlink()
    return Workspace(folder)


@pytest.mark.parametrize("name", [one for one in EXPORTS if one not in (FIRST, *SHEETS, *BY_HAND)])
def test_a_list_of_the_example_is_proposed_as_it_was_declared(tmp_path: Path, name: str) -> None:
    declared = EXPORTS[name]
    place = limburg(tmp_path, name, *NOT_YET.get(name, []))
    file = tmp_path / "data/raw/limburg-2019" / declared["file"]
    adding = Adding(place, "limburg-2019", file, date(2019, 4, 4))
    answers: dict[str, str] = {}
    proposal = adding.propose(answers)
    while proposal.questions:
        # What is asked: which sheet is no older copy, the round of a codebook, and whether the
        # person who filled in a form or the one who was named will come.
        key = proposal.questions[0].key
        assert key in ("sheet", "round", "columns.full_name")
        answers[key] = declared.get(key) or declared["columns"][key.removeprefix("columns.")]
        proposal = adding.propose(answers)
    assert len(answers) < MOST_CONFIRMATIONS
    assert proposal.refused == ()
    for key in ("content", "session", "round", "columns", "goals"):
        # The session at which goals without a day were set is declared by hand.
        if (name, key) != ("learning-goals", "session"):
            assert proposal.entry.get(key) == declared.get(key)
    assert proposal.entry.get("dates", "day-first") == declared.get("dates", "day-first")


def test_a_correction_of_a_list_is_carried_over_to_its_next_download(tmp_path: Path) -> None:
    place = Workspace(copy_of_example(tmp_path / "workspace"))
    file = place.raw("limburg-2019") / "2019-02-20_aanwezigheidslijst.xlsx"
    book = openpyxl.load_workbook(file)
    sheet = book["Blad1"]
    sheet.insert_rows(1)
    sheet["A1"] = f"verbeterde versie, {datetime(2019, 2, 25):%d/%m}"
    book.save(tmp_path / "lijst.xlsx")
    adding = Adding(place, "limburg-2019", tmp_path / "lijst.xlsx", date(2019, 2, 25))
    proposal = adding.propose({})
    assert proposal.refused == ()
    assert (proposal.resembles, proposal.effects) == ("kickoff-attendance", ())
    assert [one["export"] for one in proposal.corrections] == [proposal.entry["id"]]
    adding.accept(proposal)
    text = (place.declarations("limburg-2019") / "corrections.toml").read_text(encoding="utf-8")
    assert len(tomllib.loads(text)["corrections"]) == 2
    assert text.startswith(
        (PROJECT / "programmes/limburg-2019/corrections.toml").read_text("utf-8")
    )


def test_a_broken_published_figure_puts_all_back(tmp_path: Path) -> None:
    place = Workspace(copy_of_example(tmp_path / "workspace"))
    raw = place.raw("limburg-2019")
    book = openpyxl.load_workbook(raw / "plenair2_inschrijvingen_msforms_2019-03-28.xlsx")
    book["Form1"].delete_rows(10, 6)
    book.save(tmp_path / "lijst.xlsx")
    adding = Adding(place, "limburg-2019", tmp_path / "lijst.xlsx", date(2019, 3, 30))
    proposal = adding.propose({})
    assert any("published_facts.toml" in one for one in proposal.refused)
    shutil.copy(tmp_path / "lijst.xlsx", tmp_path / "again.xlsx")
    with pytest.raises(Exception, match="Nothing was added"):
        adding.accept(proposal)
    declared = place.declarations("limburg-2019") / "programme.toml"
    assert declared.read_text(encoding="utf-8") == TEXT
    assert not (raw / "lijst.xlsx").exists()
