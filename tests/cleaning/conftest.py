"""A programme of two or three participants, declared in a few lines, to clean one small export."""

from __future__ import annotations

from collections.abc import Callable
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


def entry(content: str, columns: str, more: str = "", identity: str = "list") -> str:
    """The declaration of an export with `;` between its cells."""
    of = {"registrations": 'session = "day-1"', "attendance": 'session = "day-1"',
          "responses": 'round = "after"', "codebook": 'round = "after"'}.get(content, "")  # fmt: skip
    return f"""
[[exports]]
id = "{identity}"
file = "{identity}.csv"
received = 2020-01-20
format = "delimited"
delimiter = ";"
content = "{content}"
{of}
columns = {{ {columns} }}
{more}
"""


Try = Callable[..., Cleaned]


@pytest.fixture
def tried(tmp_path: Path) -> Try:
    """Clean small exports, given as entries and as tables of text, after those of the accounts."""

    def run(
        entries: str = "",
        corrections: str = "",
        programme: str = PROGRAMME,
        accounts: str = ACCOUNTS,
        **tables: str,
    ) -> Cleaned:
        declared, raw = tmp_path / "programmes" / "demo", tmp_path / "data" / "raw" / "demo"
        (declared / "questionnaires").mkdir(parents=True, exist_ok=True)
        raw.mkdir(parents=True, exist_ok=True)
        # Keys of the programme itself must stand before its tables.
        (declared / "programme.toml").write_text(programme + accounts + entries, encoding="utf-8")
        (declared / "questionnaires" / "short.toml").write_text(FORM, encoding="utf-8")
        (declared / "corrections.toml").write_text(corrections, encoding="utf-8")
        for name, table in ({"accounts": NAMES} | tables).items():
            (raw / f"{name}.csv").write_text(table.lstrip("\n"), encoding="utf-8")
        workspace = Workspace(tmp_path)
        return clean(workspace, read_declarations(workspace, "demo"))

    return run


def shown(frame: pd.DataFrame, *columns: str) -> list[tuple[Any, ...]]:
    """Rows as tuples, with None for what is empty."""
    return [
        tuple(None if pd.isna(cell) else cell for cell in row)
        for row in frame[list(columns)].itertuples(index=False)
    ]


def became(cleaned: Cleaned, source: int = 1) -> dict[int, tuple[str, str | None]]:
    """Line -> what became of the row and why, for one export."""
    found = cleaned.tables["dispositions"].query(f"source == {source}")
    return {line: (what, why) for line, what, why in shown(found, "line", "disposition", "reason")}


def problems(cleaned: Cleaned) -> list[tuple[int, str]]:
    """The line and kind of each problem."""
    return shown(cleaned.tables["problems"], "line", "kind")
