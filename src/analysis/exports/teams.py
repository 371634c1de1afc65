"""Attendance as Microsoft Teams reports it: a summary, the participants, their joins and leaves.

These stand below each other in one file, under numbered headings. The words differ by language,
the numbers do not: 1 is the summary, 2 the participants, 3 their activities. Reports from before
2022 have no numbers: there an empty row ends the summary, or there is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from analysis.exports.columns import Known, names, trimmed
from analysis.exports.rows import Contents, Row, Stated
from analysis.exports.tool import read_list
from analysis.problems import ExportError, suggestion
from analysis.programme.models import Export

SECTIONS = {"1": "summary", "2": "participants", "3": "activities"}
HEADING = re.compile(r"([1-9])\.\s+\S.*")
COLUMNS: Known = (
    ("name", "Name", "Full Name", "Naam", "Volledige naam", "Nom", "Nom complet"),
    ("joined", "First join", "Join time", "Eerste deelname", "Deelnametijd", "Tijdstip deelname",
     "Première participation", "Heure d'arrivée"),
    ("left", "Last leave", "Leave time", "Laatste vertrek", "Vertrektijd", "Tijdstip vertrek",
     "Dernier départ", "Heure de départ"),
    ("duration", "In-meeting duration", "Duration", "Duur in vergadering", "Duur",
     "Vergaderingsduur", "Durée de la réunion", "Durée"),
    ("email", "Email", "E-mail", "E-mailadres", "Adresse e-mail", "Courrier"),
    ("account", "Participant ID (UPN)", "Deelnemer-id (UPN)", "Deelnemers-id (UPN)",
     "ID du participant (UPN)", "ID de participant (UPN)"),
    ("role", "Role", "Rol", "Rôle"),
    ("action", "User Action", "Gebruikersactie", "Action de l'utilisateur"),
    ("at", "Timestamp", "Tijdstempel", "Horodatage"),
)  # fmt: skip
ORDER = {
    "participants": ("name", "joined", "left", "duration", "email", "account", "role"),
    "activities": ("name", "joined", "left", "duration", "email", "role"),
}
"""What stands in which place, in whatever language; held to where the words are unknown."""


@dataclass
class _Section:
    name: str
    rows: list[Row]
    heading: Row | None = None


def read(path: Path, shown: str, export: Export) -> Contents:
    """The rows of one section as data, all others set apart with what they are.

    `section` in the entry chooses; without it the participants are read, and in a report that
    has only joins and leaves those. How many participants the summary tells is kept.

    Raises ExportError when the file is no such report or lacks the section.
    """
    rows = read_list(path, shown, export, delimiter="\t")
    sections = _sections(rows)
    tables = {one.name: one for one in sections if one.name != "summary" and one.rows}
    wanted = export.section or next(iter(tables), "participants")
    if wanted not in tables:
        raise ExportError(
            f'{shown}: there is no section "{wanted}". {suggestion(wanted, tables)} '
            "Write its name as section in the entry of this export, or download it again."
        )
    header, *listed = tables[wanted].rows
    cells = trimmed(header.cells)
    apart = _apart(sections, wanted, header)
    return Contents(
        [replace(row, apart=apart.get(row.line, "")) for row in rows],
        names(cells, COLUMNS, _in_order(cells, wanted)),
        stated=_stated(sections, listed, len(cells)),
    )


def _sections(rows: list[Row]) -> list[_Section]:
    """The parts of a report with their rows that are not blank."""
    filled = [row for row in rows if not row.blank]
    headings = {row.line: found[1] for row in filled if (found := _heading(row))}
    if not headings:
        return _older(rows)
    sections: list[_Section] = []
    for row in filled:
        if row.line in headings:
            number = headings[row.line]
            sections.append(_Section(SECTIONS.get(number, number), [], row))
        elif sections:
            sections[-1].rows.append(row)
        else:
            sections.append(_Section("summary", [row]))
    return sections


def _heading(row: Row) -> re.Match[str] | None:
    cells = trimmed(row.cells)
    return HEADING.fullmatch(cells[0].strip()) if len(cells) == 1 else None


def _older(rows: list[Row]) -> list[_Section]:
    """A summary of two columns down to an empty row, if any, and one list."""
    end = next((place for place, row in enumerate(rows) if row.blank), 0)
    top = rows[:end]
    if not top or any(len(trimmed(row.cells)) > 2 for row in top):
        top = []
    below = [row for row in rows[len(top) :] if not row.blank]
    acted = bool(below) and len(trimmed(below[0].cells)) == 3
    return [_Section("summary", top), _Section("activities" if acted else "participants", below)]


def _apart(sections: list[_Section], wanted: str, header: Row) -> dict[int, str]:
    """Line -> why a row holds no data of the section that is wanted."""
    apart = {header.line: "header"}
    for one in sections:
        if one.heading:
            apart[one.heading.line] = "section"
        if one.name != wanted:
            code = "summary" if one.name == "summary" else "other_section"
            apart |= {row.line: code for row in one.rows}
    return apart


def _in_order(cells: list[str], wanted: str) -> tuple[str, ...]:
    order = ORDER.get(wanted, ())
    return order if len(order) == len(cells) else ()


def _stated(sections: list[_Section], listed: list[Row], width: int) -> tuple[Stated, ...]:
    """How many participants the summary tells, and how many different ones are listed.

    The one row of a summary with a bare number tells it, whatever its language.
    """
    summary = next((one.rows for one in sections if one.name == "summary"), [])
    told = [row for row in summary if re.fullmatch(r"\d{1,9}", "".join(row.cells[1:]).strip())]
    if len(told) != 1:
        return ()
    people = {_person(row, width) for row in listed}
    return (Stated(told[0].line, int("".join(told[0].cells[1:])), len(people)),)


def _person(row: Row, width: int) -> tuple[str, ...]:
    """What tells one participant from another: the name with any cell that holds an address."""
    cells = [cell.strip().casefold() for cell in row.cells[:width]]
    return (cells[0], *(cell for cell in cells[1:] if "@" in cell))
