"""The fictional world the exports report on: organisations, delegates and how each is written.

Everything comes from the committed tables beside this file, so that a reader can see the truth
next to the mess. Nothing here is a real organisation or person.
"""

import csv
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
SEED = 20190220

# The department's own words: every export that names a sector names it like this.
SECTOR_WORDS = {
    "arts": "Kunsten",
    "heritage": "Erfgoed",
    "socio_cultural": "Sociaal-cultureel",
    "amateur_arts": "Amateurkunsten",
    "circus": "Circus",
    "local_supralocal": "Lokaal en bovenlokaal",
    "youth": "Jeugd",
}
# Marks that mean present; the rest (blank, `-`, `afw`) means not present.
ABSENT_MARKS = ("", "-", "afw")
REPLACED = "replaced"


@dataclass(frozen=True)
class Planted:
    """One deliberate mess: where it stands and what must be left of it after cleaning.

    The sheet is named where the file has several that are read.
    """

    mess: str
    file: str
    line: int
    what: str
    after_cleaning: str
    sheet: str = ""


@dataclass
class Export:
    """One raw file: its bytes, and the messes planted in it; `sheet` is the one being written."""

    name: str
    content: bytes = b""
    planted: list[Planted] = field(default_factory=list)
    sheet: str = ""

    def plant(self, mess: str, line: int, what: str, after_cleaning: str) -> None:
        """Note a planted mess; `what` quotes the cell between backticks, for the test to find."""
        self.planted.append(Planted(mess, self.name, line, what, after_cleaning, self.sheet))


@dataclass(frozen=True)
class World:
    """All committed tables of the example, as text."""

    organisations: dict[str, dict[str, str]]
    persons: dict[str, dict[str, str]]
    spellings: dict[tuple[str, str], dict[str, str]]

    def name(self, person_id: str) -> str:
        """Return the full name of a delegate."""
        person = self.persons[person_id]
        return f"{person['first_name']} {person['last_name']}"

    def organisation_of(self, person_id: str) -> dict[str, str]:
        """Return the organisation a delegate comes from."""
        return self.organisations[self.persons[person_id]["org_id"]]

    def write_name(self, export: Export, who: str, line: int) -> str:
        """Return the organisation's name as this export spells it, and note a planted variant."""
        org_id = who if who in self.organisations else self.persons[who]["org_id"]
        official = self.organisations[org_id]["name"]
        spelling = self.spellings.get((export.name, who))
        if spelling is None:
            return official
        written = unescaped(spelling["written"])
        what = f"organisation written as `{spelling['written']}`"
        export.plant(spelling["mess"], line, what, official)
        return written


def read_table(name: str) -> list[dict[str, str]]:
    """Read a committed table of the example as rows of text."""
    with (HERE / name).open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def read_world() -> World:
    """Read the organisations, the delegates and the spellings."""
    return World(
        organisations={row["org_id"]: row for row in read_table("organisations.csv")},
        persons={row["person_id"]: row for row in read_table("persons.csv")},
        spellings={(row["file"], row["who"]): row for row in read_table("spellings.csv")},
    )


def unescaped(written: str) -> str:
    r"""Return the text itself; invisible characters stand in the tables as \u00a0 and the like."""
    for code in ("00a0", "00ad"):
        written = written.replace(f"\\u{code}", chr(int(code, 16)))
    return written
