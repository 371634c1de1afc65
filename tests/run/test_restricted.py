"""What only a few may read is not needed for what everybody reads."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from analysis.data import ProgrammeData
from analysis.programme import read_declarations
from analysis.report.audience import file_name
from analysis.run.pages import draw, plan_of, run_all
from analysis.workspace import Workspace

PROGRAMME = "limburg-2019"


@pytest.mark.full
def test_without_the_tables_on_persons_the_public_pages_are_the_same(
    built: Path, example: Path
) -> None:
    place = Workspace(example)
    shutil.rmtree(place.processed(PROGRAMME) / "restricted")
    declared = read_declarations(place, PROGRAMME)
    data = ProgrammeData(declared, place.processed(PROGRAMME), declared.programme.as_of)
    assert not data.restricted_readable
    ran = run_all(place, data, lambda _: None)
    decided = plan_of(data, ran)
    compared = 0
    for one in ran:
        for page in draw(data, one, decided):
            name = file_name(page.report.id, page.language, page.audience)
            if page.audience == "public":
                there = Workspace(built).draft("public", PROGRAMME) / name
                assert page.html == there.read_text("utf-8"), name
                compared += 1
    assert compared == 2 * len(ran)
