"""Reads raw exports: a file becomes rows of text with their place. One format, one file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from analysis.exports import (
    checkmarket,
    delimited,
    eventbrite,
    google_forms,
    indico,
    kobo,
    limesurvey,
    microsoft_forms,
    qualtrics,
    redcap,
    spss,
    surveymonkey,
    teams,
    typeform,
    workbook,
    zoom,
)
from analysis.exports.rows import Contents, Row, Stated
from analysis.programme.models import Export

__all__ = ["FORMATS", "Contents", "Row", "Stated", "read_contents"]

FORMATS: dict[str, Callable[[Path, str, Export], Contents]] = {
    "delimited": delimited.read,
    "workbook": workbook.read,
    "checkmarket": checkmarket.read,
    "eventbrite": eventbrite.read,
    "google-forms": google_forms.read,
    "indico": indico.read,
    "kobo": kobo.read,
    "limesurvey": limesurvey.read,
    "microsoft-forms": microsoft_forms.read,
    "qualtrics": qualtrics.read,
    "redcap": redcap.read,
    "spss": spss.read,
    "surveymonkey": surveymonkey.read,
    "teams": teams.read,
    "typeform": typeform.read,
    "zoom": zoom.read,
}
"""Format as declared -> what reads it: the file, how messages name it, and its declaration."""


def read_contents(export: Export, folder: Path, shown: str) -> Contents:
    """Every row of an export, blank ones and titles included.

    A file without a row of headers has those that its entry gives it. Raises ExportError with
    one sentence when the file cannot be read as declared.
    """
    contents = FORMATS[export.format](folder / export.file, shown, export)
    if not export.header:
        return contents
    return replace(contents, names=tuple((name,) for name in export.header))
