"""A programme of two or three participants, declared in a few lines, to clean one small export."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analysis.cleaning import Cleaned, clean
from analysis.programme import read_declarations
from analysis.workspace import Workspace

PROGRAMME = """
id = "demo"
name = { nl = "Proef", en = "Trial" }
owner = "Dienst Proef"
contact = "proef@example.org"
unit = "organisation"
population = "census"
as_of = 2020-02-01
reports = []

[[domains]]
id = "finance"
name = { nl = "financieel beheer", en = "financial management" }

[[domains]]
id = "hr"
name = { nl = "personeel, vrijwilligers", en = "staff, volunteers" }

[[sessions]]
id = "day-1"
kind = "plenary"
title = { nl = "Dag 1", en = "Day 1" }
date = 2020-01-15

[[sessions]]
id = "day-2"
kind = "plenary"
title = { nl = "Dag 2", en = "Day 2" }
date = 2020-01-22

[[rounds]]
id = "after"
title = { nl = "Na dag 1", en = "After day 1" }
questionnaire = "short"
session = "day-1"
closed = 2020-01-31

[recode.present]
"x" = "yes"
"ja" = "yes"
"enkel VM" = "part"
"afw" = "no"
"-" = "no"

[recode.registration_status]
"Attending" = "confirmed"
"Not Attending" = "cancelled"

[recode.absence_category]
"ziek" = "personal"

[recode.reason_category]
"geen tijd" = "insufficient_time"

[groups.arrondissement]
"Genk" = "hasselt"

[aliases]
"De Bètastraat" = "Beta"
"""
FORM = """
id = "short"
title = { nl = "Kort", en = "Short" }

[[scales]]
id = "agree"
options = [
  { code = "A1", name = { nl = "oneens", en = "disagree" }, value = 1 },
  { code = "A2", name = { nl = "eens", en = "agree" }, value = 2, spoken = ["helemaal eens"] },
  { code = "W", name = { nl = "weet niet", en = "don't know" }, missing = "dont_know" },
]

[[questions]]
id = "Q1"
kind = "scale"
scale = "agree"
text = { nl = "Was het goed?", en = "Was it good?" }

[[questions]]
id = "Q2"
kind = "number"
lowest = 0
highest = 10
text = { nl = "Welk cijfer?", en = "Which mark?" }

[[questions]]
id = "Q3"
kind = "ranking"
scale = "agree"
columns = ["R1", "R2"]
text = { nl = "Welke volgorde?", en = "Which order?" }

[[questions]]
id = "Q4"
kind = "text"
text = { nl = "Wat nog?", en = "What else?" }
"""
ACCOUNTS = """
[[exports]]
id = "accounts"
file = "accounts.csv"
received = 2020-01-01
format = "delimited"
delimiter = ";"
content = "participants"
columns = { participant = "Naam" }
"""
NAMES = """
Naam
Alfa vzw
Beta
"""


@dataclass(frozen=True)
class Tried:
    """What came of cleaning, as tuples that stand well in an assertion."""

    cleaned: Cleaned

    def rows(self, table: str, *columns: str) -> list[tuple[Any, ...]]:
        """Rows of a tidy table, with None for what is empty."""
        found = self.cleaned.tables[table][list(columns)].itertuples(index=False)
        return [tuple(None if pd.isna(cell) else cell for cell in row) for row in found]

    def became(self, source: int = 1) -> dict[int, tuple[str, str | None]]:
        """Line -> what became of the row and why, of one export."""
        rows = self.rows("dispositions", "source", "line", "disposition", "reason")
        return {line: (what, why) for of, line, what, why in rows if of == source}

    def problems(self) -> list[tuple[int, str]]:
        """The line and kind of each problem."""
        return self.rows("problems", "line", "kind")

    def sentences(self) -> str:
        """All problems as they are read."""
        return "\n".join(sentence for (sentence,) in self.rows("problems", "sentence"))


@pytest.fixture
def entry() -> Callable[..., str]:
    """The declaration of an export with `;` between its cells."""

    def declared(content: str, columns: str, more: str = "", identity: str = "list") -> str:
        of = {"registrations": 'session = "day-1"', "attendance": 'session = "day-1"',
              "responses": 'round = "after"', "codebook": 'round = "after"'}  # fmt: skip
        return f"""
[[exports]]
id = "{identity}"
file = "{identity}.csv"
received = 2020-01-20
format = "delimited"
delimiter = ";"
content = "{content}"
{of.get(content, "")}
columns = {{ {columns} }}
{more}
"""

    return declared


@pytest.fixture
def tried(tmp_path: Path) -> Callable[..., Tried]:
    """Clean small exports, given as entries and as tables of text, after that of the accounts.

    `changed` replaces parts of the declarations, `corrections` is the file of that name;
    `known_on` leaves out what came after a day, `files` are further files of declarations.
    """

    def run(
        entries: str = "",
        corrections: str = "",
        changed: dict[str, str] | None = None,
        known_on: date | None = None,
        files: dict[str, str] | None = None,
        **tables: str,
    ) -> Tried:
        declared, raw = tmp_path / "programmes" / "demo", tmp_path / "data" / "raw" / "demo"
        (declared / "questionnaires").mkdir(parents=True, exist_ok=True)
        raw.mkdir(parents=True, exist_ok=True)
        programme = PROGRAMME + ACCOUNTS + entries
        for old, new in (changed or {}).items():
            assert old in programme
            programme = programme.replace(old, new, 1)
        (declared / "programme.toml").write_text(programme, encoding="utf-8")
        (declared / "questionnaires" / "short.toml").write_text(FORM, encoding="utf-8")
        (declared / "corrections.toml").write_text(corrections, encoding="utf-8")
        for name, text in (files or {}).items():
            (declared / name).write_text(text, encoding="utf-8")
        for name, table in ({"accounts": NAMES} | tables).items():
            (raw / f"{name}.csv").write_text(table.lstrip("\n"), encoding="utf-8")
        workspace = Workspace(tmp_path)
        declared_then = read_declarations(workspace, "demo").as_known_on(known_on)
        return Tried(clean(workspace, declared_then))

    return run
