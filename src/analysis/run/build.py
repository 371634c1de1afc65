"""The main job: all three hops for the programmes of a workspace, and the list of pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from analysis.data import ProgrammeData
from analysis.problems import UsageError
from analysis.programme import Declarations, programmes_of, read_declarations
from analysis.report.catalogue import ProgrammeEntry, ReportEntry, render_catalogue
from analysis.run.pages import (
    LANGUAGES,
    draw,
    made_on,
    page_name,
    plan_of,
    put_in_place,
    reports_of,
    run_all,
)
from analysis.run.tables import Told, clean_programme
from analysis.workspace import Workspace

Progress = Callable[[str, int], Told]
"""Begins a stretch of work with its name and number of steps, and hears the name of each."""


def build(
    workspace: Workspace,
    programmes: list[str],
    progress: Progress,
    *,
    report: str | None = None,
    as_of: date | None = None,
    strict: bool = False,
) -> tuple[Path, list[str]]:
    """Make the draft pages of programmes; the path of the list of pages, and all remarks.

    Raises the errors of checking and cleaning, FactError when a published figure does not come
    out, NotebookError when a report fails. Until all pages of a programme are made, the earlier
    ones stand.
    """
    if report is not None:
        _known_somewhere(workspace, programmes, report)
    remarks: list[str] = []
    for programme in programmes:
        exports = len(read_declarations(workspace, programme).programme.exports)
        checked = clean_programme(
            workspace, programme, progress(f"{programme}: exports", exports), strict=strict
        )
        remarks += checked.problems
        declared = checked.declarations
        if report is not None and report not in [one.id for one in declared.programme.reports]:
            continue
        _pages(workspace, declared, progress, report, as_of)
    return write_catalogue(workspace), remarks


def _known_somewhere(workspace: Workspace, programmes: list[str], report: str) -> None:
    """Raise UsageError when none of the programmes has a report of this name."""
    problem = None
    for programme in programmes:
        declared = read_declarations(workspace, programme)
        data = ProgrammeData(declared, workspace.processed(programme), declared.programme.as_of)
        try:
            reports_of(data, report)
            return
        except UsageError as error:
            problem = error
    if problem:
        raise problem


def _pages(
    workspace: Workspace,
    declared: Declarations,
    progress: Progress,
    report: str | None,
    as_of: date | None,
) -> None:
    programme = declared.programme
    data = ProgrammeData(declared, workspace.processed(programme.id), as_of or programme.as_of)
    wanted = reports_of(data, report)
    ran = run_all(workspace, data, progress(f"{programme.id}: notebooks", len(programme.reports)))
    decided = plan_of(data, ran)
    told = progress(f"{programme.id}: pages", len(wanted))
    pages = []
    for one in ran:
        if one.report in wanted:
            told(one.report.id)
            pages += draw(data, one, decided)
    put_in_place(workspace, data, ran, pages)


def write_catalogue(workspace: Workspace) -> Path:
    """Write the list of all pages of the workspace, and return its path."""
    entries = []
    owner = ""
    for name in programmes_of(workspace):
        programme = read_declarations(workspace, name).programme
        owner = owner or programme.owner
        made = made_on(workspace, name)
        reports = tuple(
            ReportEntry(
                name=one.title.in_languages()[LANGUAGES[0]],
                as_of=made[one.id],
                **{
                    audience: f"draft/{audience}/{name}/{page_name(one.id, LANGUAGES[0])}"
                    for audience in ("public", "internal")
                    if audience in one.audiences
                },
            )
            for one in programme.reports
            if one.id in made
        )
        entries.append(
            ProgrammeEntry(
                id=name,
                name=programme.name.in_languages()[LANGUAGES[0]],
                reports=reports,
                fictional=programme.fictional is not None,
            )
        )
    index = workspace.reports / "index.html"
    new = workspace.reports / ".index.new"
    new.write_text(render_catalogue(entries, LANGUAGES[0], owner), encoding="utf-8", newline="\n")
    new.replace(index)
    return index
