"""The list of all reports is a page of its own: what there is, and how far its data reach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from analysis.draw.palette import DARK, LIGHT, variables
from analysis.draw.words import Words
from analysis.report.exporter import environment


@dataclass(frozen=True)
class ReportEntry:
    """One report, with the addresses of its pages relative to the list; empty where none."""

    name: str
    as_of: date
    public: str = ""
    internal: str = ""
    status: str = ""


@dataclass(frozen=True)
class ProgrammeEntry:
    """A programme and its reports."""

    id: str
    name: str
    reports: tuple[ReportEntry, ...]
    fictional: bool = False


def render_catalogue(
    entries: Sequence[ProgrammeEntry], language: str = "nl", organisation: str = ""
) -> str:
    """The list as HTML, in the order given. A status left empty reads as a draft."""
    words = Words(language)
    page = (
        environment()
        .get_template("catalogue.html.j2")
        .render(
            entries=entries,
            words=words,
            organisation=organisation,
            light=variables(LIGHT),
            dark=variables(DARK),
        )
    )
    return page.strip() + "\n"
