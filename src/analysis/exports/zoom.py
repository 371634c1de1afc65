"""Participants as Zoom reports them: a row about the meeting, an empty row, and who was there.

Without the meeting's row the list starts at the top. A person who left and came back, or waited
in the waiting room, has several rows in newer reports.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from analysis.exports.columns import Known, names, same, trimmed
from analysis.exports.rows import Contents, Row, Stated
from analysis.exports.tool import read_list
from analysis.problems import ExportError
from analysis.programme.models import Export

COLUMNS: Known = (
    ("name", "Name (Original Name)", "Name", "Naam (oorspronkelijke naam)", "Naam (originele naam)",
     "Naam", "Nom (nom d'origine)", "Nom"),
    ("email", "User Email", "Email", "E-mail gebruiker", "E-mailadres", "E-mail",
     "Adresse e-mail de l'utilisateur"),
    ("duration", "Total Duration (Minutes)", "Duration (Minutes)", "Totale duur (minuten)",
     "Duur (minuten)", "Durée totale (minutes)", "Durée (minutes)"),
    ("joined", "Join Time", "Deelnametijd", "Tijdstip van deelname", "Heure d'arrivée"),
    ("left", "Leave Time", "Vertrektijd", "Tijdstip van vertrek", "Heure de départ"),
    ("guest", "Guest", "Gast", "Invité"),
    ("consent", "Recording Consent", "Recording Disclaimer Response"),
    ("waiting", "In Waiting Room", "In wachtruimte", "In wachtkamer", "En salle d'attente"),
)  # fmt: skip
COUNTS = ("participants", "deelnemers", "unique viewers")
YES = ("yes", "ja", "oui")


def read(path: Path, shown: str, export: Export) -> Contents:
    """The participants as data; the meeting's row is set apart, and the count in it kept.

    Who was only in the waiting room is set apart too: that is no attendance.

    Raises ExportError when the file holds no list of participants.
    """
    rows = read_list(path, shown, export, delimiter=",")
    meeting, listed = _blocks(rows)
    if not listed or len(trimmed(listed[0].cells)) < 2:
        raise ExportError(
            f"{shown}: there is no list of participants in it. Download the report of the "
            "participants, not that of the meeting alone."
        )
    header, *people = listed
    cells = trimmed(header.cells)
    columns = names(cells, COLUMNS)
    apart = {header.line: "header"} | {row.line: "summary" for row in meeting}
    apart |= {row.line: "waiting_room" for row in people if _waited(row, columns)}
    there = [row for row in people if row.line not in apart]
    return Contents(
        [replace(row, apart=apart.get(row.line, "")) for row in rows],
        columns,
        stated=_stated(meeting, there),
    )


def _blocks(rows: list[Row]) -> tuple[list[Row], list[Row]]:
    """The rows about the meeting, and the list with its header."""
    start = next((place for place, row in enumerate(rows) if not row.blank), 0)
    end = next((at for at, row in enumerate(rows) if at > start and row.blank), len(rows))
    below = [row for row in rows[end:] if not row.blank]
    top = [row for row in rows[:end] if not row.blank]
    # The names of participants stand under a header of their own, the meeting's under another.
    if below and end - start == 2:
        return top, below
    return [], [*top, *below]


def _waited(row: Row, columns: Known) -> bool:
    place = next((place for place, one in enumerate(columns) if "waiting" in one), None)
    return place is not None and place < len(row.cells) and same(row.cells[place]) in YES


def _stated(meeting: list[Row], people: list[Row]) -> tuple[Stated, ...]:
    if len(meeting) != 2:
        return ()
    header, about = meeting
    for name, cell in zip(header.cells, about.cells, strict=False):
        if same(name) in COUNTS and re.fullmatch(r"\d{1,9}", cell.strip()):
            listed = {tuple(same(cell) for cell in row.cells[:2]) for row in people}
            return (Stated(about.line, int(cell), len(listed)),)
    return ()
