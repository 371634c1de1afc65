"""The notebooks on attendance and withdrawals never fail for what a programme does not have.

Their cells are run as they stand, on programmes with next to nothing; what they show is read.
"""

from __future__ import annotations

import ast
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from analysis.draw.words import Words
from analysis.payload import Chart, Note, Payload, Sentence, Table
from analysis.report.notebook import read_notebook, tags
from analysis.show import notebook as showing
from tests.indicators import small

PROJECT = Path(__file__).parents[2]
# Organisations on a first day, without registrations, withdrawals or profiles.
ONE_SESSION = {
    "participants": small.drawn("participants", "participant | name | personal\na | De Zon | no"),
    "attendance": small.drawn("attendance", "session | participant | present\nplenary-1 | a | yes"),
}


@pytest.fixture
def shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """What a notebook shows of a programme."""

    def run(notebook: str, programme: str, tables: small.Tables, **given: object) -> list[Payload]:
        root = small.written(tmp_path, programme, tables)
        monkeypatch.chdir(root)
        found: list[Payload] = []
        monkeypatch.setattr(showing, "emit", found.append)
        names: dict[str, Any] = {}
        for cell in read_notebook(PROJECT / "notebooks" / f"{notebook}.ipynb").cells:
            if cell.cell_type == "code":
                ast.parse(cell.source)
                exec(cell.source, names)
                if "parameters" in tags(cell):
                    names |= {"programme": programme, **given}
        return found

    return run


def worded(found: list[Payload]) -> list[str]:
    """The notes and sentences in Dutch: a message without words would be an error."""
    words = Words("nl", {})
    return [words.message(one.message) for one in found if isinstance(one, (Note, Sentence))]


CASES = {
    "nothing": ("lente", {}, "plenary-1"),
    "one session": ("lente", ONE_SESSION, "plenary-1"),
    "persons that are counted": ("tellen", small.tellen(), "day-1"),
}


@pytest.mark.parametrize("case", CASES)
def test_attendance_says_what_is_not_recorded(shown: Any, case: str) -> None:
    programme, tables, _ = CASES[case]
    found = shown("attendance", programme, tables)
    texts = worded([one for one in found if one.type != "sentence" or not one.message.values])
    missing = [one for one in found if isinstance(one, Note) and one.form == "missing"]
    assert len(missing) > 10
    assert any("niet geregistreerd" in text for text in texts)
    assert not [one.id for one in found if isinstance(one, (Table, Chart)) and not one.rows]


@pytest.mark.parametrize("case", CASES)
def test_withdrawals_say_that_nobody_stopped(shown: Any, case: str) -> None:
    programme, tables, session = CASES[case]
    found = shown("withdrawals", programme, tables, session=session)
    missing = [one for one in found if isinstance(one, Note) and one.form == "missing"]
    assert len(missing) > 8
    assert any("nog niemand gestopt" in text for text in worded(missing))
    assert "table.leaving_model.empty" in [one.message.id for one in missing]


def test_with_everything_each_part_shows_something(shown: Any) -> None:
    found = shown("attendance", "lente", small.lente(), session="plenary-1")
    ids = {one.id for one in found if isinstance(one, (Table, Chart))}
    assert ids >= {
        "by_session", "times", "first_and_again", "onward", "wished", "turnout_sector",
        "retention", "at_sessions", "patterns", "presence",
    }  # fmt: skip


def test_only_what_no_small_group_is_told_by_is_public(shown: Any) -> None:
    found = shown("withdrawals", "lente", small.lente(), session="plenary-1")
    public = {one.id for one in found if isinstance(one, Table) and one.audience == "public"}
    assert public == {"timing", "capacity"}
    assert date(2020, 3, 31).isoformat() in str(found[0].as_of)
