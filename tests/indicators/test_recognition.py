"""How names were recognised, and by which name an organisation goes: counted in `small`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from analysis.data import ProgrammeData
from analysis.indicators import annexes, own, recognition
from tests.indicators import small
from tests.indicators.conftest import Changed
from tests.indicators.small import plain


def test_rows_are_counted_by_how_their_organisation_was_recognised(data: ProgrammeData) -> None:
    assert plain(recognition.by_way(data), "recognised_by", "count", "base") == [
        ("name", 1, 5), ("features", 1, 5), ("doubtful", 2, 5), ("person", 1, 5),
    ]  # fmt: skip
    assert plain(recognition.recognised(data)) == [(2, "rows", 2, 5, pytest.approx(0.4))]


def test_a_doubtful_name_stands_once_with_each_that_it_may_stand_for(data: ProgrammeData) -> None:
    rows = recognition.doubtful(data)
    columns = ("written", "candidate", "raw_row", "row_count", "name_share", "same_postcode")
    assert plain(rows, *columns) == [
        ("Het Nest", "Het Atelier", "lijst.csv:4", 2, 0.5, False),
        ("Het Nest", "Bries", "lijst.csv:4", 2, 0.25, None),
    ]
    assert plain(recognition.by_features(data), "written", "candidate") == [("Elan!", "Élan")]


NAMES = """
    participant | name       | from_on    | until_on
    a           | De Maan    |            | 2020-02-29
    a           | De Zon     | 2020-03-01 |
    b           | Eerst      |            | 2020-01-31
    b           | Intussen   | 2020-01-01 | 2020-02-15
"""


@pytest.mark.parametrize(
    ("day", "names"),
    [
        # Of two names on one day the later one is used; without any, that of the list.
        (date(2020, 1, 20), ("De Maan", "Intussen", "Het Atelier")),
        (date(2020, 2, 29), ("De Maan", "Élan", "Het Atelier")),
        (date(2020, 3, 1), ("De Zon", "Élan", "Het Atelier")),
    ],
)
def test_a_report_uses_the_name_that_an_organisation_bore_on_its_day(
    changed: Changed, day: date, names: tuple[str, ...]
) -> None:
    data = changed(day, organisation_names=NAMES)
    assert tuple(data.table("participants")["name"].head(3)) == names
    assert own.name(data, "a") == names[0]
    listed = annexes.participants(data, "plenary-1", "attended")
    assert names[0] in set(listed["name"].astype(str))


ORGANISATIONS = """
[[successions]]
predecessors = ["a", "Oude Naam"]
successors = ["b"]
on = 2020-03-01
kind = "merger"
because = { nl = "besluit", en = "decision" }
"""
MATCHES = """
[[matches]]
mention = "Het Nest"
organisation = "c"
apart = true
because = { nl = "nagevraagd", en = "asked them" }
decided_on = 2020-01-25
decided_by = { nl = "beheerder", en = "steward" }
"""


def test_decisions_and_successions_stand_with_names_and_reasons(tmp_path: Path) -> None:
    root = small.written(tmp_path, "lente", small.lente())
    folder = root / "programmes" / "lente"
    (folder / "organisations.toml").write_text(ORGANISATIONS, encoding="utf-8")
    (folder / "matches.toml").write_text(MATCHES, encoding="utf-8")
    data = small.opened(root, "lente")
    columns = ("succession_kind", "predecessors", "successors", "succession")
    assert plain(recognition.successions(data), *columns) == [
        ("merger", "De Zon, Oude Naam", "Élan", "0")
    ]
    assert plain(recognition.answers(data), "written", "answer_kind", "candidate", "answer") == [
        ("Het Nest", "apart", "Het Atelier", "0")
    ]
    assert data.labels["answer"]["0"] == {"nl": "nagevraagd", "en": "asked them"}
    before = small.opened(root, "lente", date(2020, 2, 29))
    assert recognition.successions(before).empty
