"""Registrations and surveys as Indico exports them: a question stands behind its section.

The header of a question is `Section: question`; it may be declared with or without the section.
The choices of a question with several answers are joined by `; `.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from analysis.exports.columns import Known, names, trimmed
from analysis.exports.rows import Contents
from analysis.exports.tool import read_list, under_first_header
from analysis.programme.models import Export

COLUMNS: Known = (
    ("id", "ID"),
    ("name", "Name", "Naam"),
    ("given_name", "First Name", "Voornaam"),
    ("family_name", "Last Name", "Achternaam"),
    ("email", "Email Address", "Email", "E-mailadres"),
    ("organisation", "Affiliation", "Organisatie"),
    ("function", "Position", "Functie"),
    ("registered_on", "Registration date", "Registratiedatum"),
    ("status", "Registration state", "Registratiestatus"),
    ("checked_in", "Checked in", "Ingecheckt"),
    ("checked_in_on", "Check-in date", "Incheckdatum"),
    ("submitter", "Submitter", "Indiener"),
    ("submitter_email", "Submitter Email"),
    ("submitted_on", "Submission Date", "Datum van indienen"),
)


def read(path: Path, shown: str, export: Export) -> Contents:
    """The registrations or submissions, under all names that their columns may be declared by."""
    rows, header = under_first_header(read_list(path, shown, export, delimiter=","), shown)
    cells = trimmed(header.cells)
    questions = [cell.partition(": ")[2].strip() for cell in cells]
    return Contents(
        [replace(row, apart="header") if row is header else row for row in rows],
        names(cells, COLUMNS, questions),
    )
