"""A programme of twelve organisations, small enough to count, and the mail it gets lists by."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
from click.testing import CliRunner, Result

from analysis.cleaning import clean
from analysis.cli import cli
from analysis.programme import read_declarations
from analysis.workspace import Workspace

PROGRAMME = """\
# Who knows the programme keeps these notes.
id = "demo"
name = { nl = "Proef", en = "Trial" }
owner = "Dienst Proef"
contact = "proef@example.org"
unit = "organisation"
population = "census"
as_of = 2020-02-01
reports = []

[[sessions]]
id = "day-1"
kind = "meeting"
number = 1
title = { nl = "Dag 1", en = "Day 1" }
date = 2020-01-15

[[sessions]]
id = "day-2"
kind = "meeting"
number = 2
title = { nl = "Dag 2", en = "Day 2" }
date = 2020-01-22

[[exports]]
id = "organisations"
file = "organisaties.csv"
received = 2019-12-01
format = "delimited"
content = "participants"
delimiter = ";"
columns = { participant = "Naam", municipality = "Gemeente" }

[[exports]]
id = "day-1-registrations"
file = "inschrijvingen.xlsx"
received = 2020-01-10
format = "workbook"
content = "registrations"
session = "day-1"

[exports.columns]
record = "Nr"            # given by the form
participant = "Organisatie"
full_name = "Wie komt er?"
registered_on = "Tijdstip"
email = "E-mail"
remark = "Opmerking"

# The marks of the sign-in sheet.
[recode.present]
"x" = "yes"
"""
NAMES = ("Alfa", "Bèta", "Gamma", "Delta", "Epsilon", "Zeta", "Eta", "Thèta", "Jota", "Kappa",
         "Lambda", "Mu")  # fmt: skip
PERSONS = ("An Aerts", "Bo Bols", "Cis Claes", "Do Daems", "Els Evers", "Fré Feys", "Gie Goos",
           "Hans Hox", "Ine Ickx", "Jo Joos", "Kaat Kox", "Lies Leys")  # fmt: skip
HEADERS = ["Nr", "Organisatie", "Wie komt er?", "Tijdstip", "E-mail", "Opmerking"]

Table = list[list[Any]]


def rows() -> Table:
    """The twelve rows of the original: one registration a day from 3 January 2020 on."""
    return [
        [number, name, person, datetime(2020, 1, number + 2, 9, 30),
         f"{person.split()[0].lower()}@example.org", "vegetarisch" if number == 3 else None]
        for number, (name, person) in enumerate(zip(NAMES, PERSONS, strict=True), start=1)
    ]  # fmt: skip


def workbook(path: Path, table: Table, sheet: str = "Blad1", **others: Table) -> Path:
    """A workbook with one list, and further sheets by their name."""
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title = sheet
    for row in table:
        first.append(row)
    for name, other in others.items():
        more = book.create_sheet(name)
        for row in other:
            more.append(row)
    book.save(path)
    return path


def workspace(root: Path) -> Path:
    """One programme of twelve organisations, with the list of one session."""
    raw = root / "data" / "raw" / "demo"
    raw.mkdir(parents=True)
    (root / "programmes" / "demo").mkdir(parents=True)
    (root / "programmes" / "demo" / "programme.toml").write_text(PROGRAMME, encoding="utf-8")
    listed = "Naam;Gemeente\n" + "".join(f"{name};Genk\n" for name in NAMES)
    (raw / "organisaties.csv").write_text(listed, encoding="utf-8")
    workbook(raw / "inschrijvingen.xlsx", [HEADERS, *rows()])
    return root


@dataclass
class Mailbox:
    """Adds what arrives, and says how it went."""

    root: Path
    inbox: Path

    def add(self, path: Path, *answers: str, more: tuple[str, ...] = ()) -> Result:
        """Run the command with these answers typed one after another."""
        return CliRunner().invoke(
            cli,
            ["add", str(path), "--workspace", str(self.root), "--received", "2020-01-12", *more],
            input="".join(f"{answer}\n" for answer in answers),
            catch_exceptions=False,
        )

    def tidy(self, *tables: str) -> dict[str, pd.DataFrame]:
        """The tidy tables, without the place of their rows."""
        found = clean(self.place, read_declarations(self.place, "demo")).tables
        return {
            name: found[name].drop(columns=["source", "line"])
            for name in tables or ("registrations", "persons", "delegations")
        }

    @property
    def place(self) -> Workspace:
        """The workspace that files are added to."""
        return Workspace(self.root)

    @property
    def declared(self) -> str:
        """The declarations as they stand."""
        path = self.root / "programmes" / "demo" / "programme.toml"
        return path.read_text(encoding="utf-8")

    @property
    def raw(self) -> list[str]:
        """The names of the raw exports."""
        return sorted(path.name for path in (self.root / "data" / "raw" / "demo").iterdir())


def confirmations(result: Result) -> int:
    """How often something was asked."""
    return len(re.findall(r"^(?:Add it\? \(|Which(?: \[\d+\])?:)", result.output, re.MULTILINE))
