"""The main job: all three hops for the programmes of a workspace, and the list of pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from analysis.draw.words import FIRST, languages
from analysis.problems import GateError, UsageError
from analysis.programme import Declarations, Programme, programmes_of, read_declarations
from analysis.report.audience import file_name
from analysis.report.catalogue import ProgrammeEntry, ReportEntry, render_catalogue
from analysis.run.own import add_own, release_of, with_the_others
from analysis.run.pages import (
    data_of,
    draw,
    home_name,
    languages_of,
    made_on,
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
    known_on: date | None = None,
    strict: bool = False,
    everyone: bool = False,
) -> tuple[Path, list[str]]:
    """Make the draft pages of programmes; the path of the list of pages, and all remarks.

    With all reports come the own pages of the participants that are declared, or with `everyone`
    of all. Raises the errors of checking and cleaning, FactError when a published figure does not
    come out, NotebookError when a report fails. Until all pages of a programme are made, the
    earlier ones stand. Raises GateError at the end, when all that can be made stands, for own
    pages that could not be made.
    """
    if report is not None:
        _known_somewhere(workspace, programmes, report)
    remarks: list[str] = []
    failed: list[str] = []
    for programme in programmes:
        exports = len(read_declarations(workspace, programme).programme.exports)
        told = progress(f"{programme}: exports", exports)
        checked = clean_programme(workspace, programme, told, strict=strict, known_on=known_on)
        remarks += checked.problems
        declared = checked.declarations
        if report is not None and report not in [one.id for one in declared.programme.reports]:
            continue
        failed += _pages(workspace, declared, progress, report, as_of, everyone)
    index = write_catalogue(workspace)
    if failed:
        raise GateError(*failed)
    return index, remarks


def _known_somewhere(workspace: Workspace, programmes: list[str], report: str) -> None:
    """Raise UsageError when none of the programmes has a report of this name."""
    problem = None
    for programme in programmes:
        declared = read_declarations(workspace, programme)
        data = data_of(workspace, declared, None)
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
    everyone: bool,
) -> list[str]:
    """Make the pages of a programme; a sentence for each own page that could not be made."""
    programme = declared.programme
    data = data_of(workspace, declared, as_of)
    wanted = reports_of(data, report)
    own = with_the_others(data, everyone) if report is None else {}
    ran = run_all(workspace, data, progress(f"{programme.id}: notebooks", len(programme.shared)))
    decided = plan_of(data, ran)
    told = progress(f"{programme.id}: pages", len(wanted))
    pages = []
    for one in ran:
        if one.report in wanted:
            told(one.report.id)
            pages += draw(data, one, decided)
    put_in_place(workspace, data, ran, pages)
    if not any(own.values()):
        return []
    return list(add_own(release_of(workspace, data, ran, decided), own, progress))


def write_catalogue(workspace: Workspace) -> Path:
    """Write the list of all draft pages in each language, and return the path of the first."""
    declared = [read_declarations(workspace, name).programme for name in programmes_of(workspace)]
    owner = next((one.owner for one in declared if one.owner), "")
    spoken = {one.id: languages_of(one) for one in declared}
    known = [one for one in languages() if any(one in each for each in spoken.values())]
    for language in known or [FIRST]:
        told = [one for one in declared if language in spoken[one.id]]
        entries = [_entry(workspace, programme, language) for programme in told]
        others = {one: home_name(one) for one in known if one != language}
        new = workspace.reports / f".{language}.new"
        html = render_catalogue(entries, language, owner, others)
        new.write_text(html, encoding="utf-8", newline="\n")
        new.replace(workspace.reports / home_name(language))
    return workspace.reports / home_name(FIRST)


def _entry(workspace: Workspace, programme: Programme, language: str) -> ProgrammeEntry:
    """A programme with those of its reports that have pages."""
    made = made_on(workspace, programme.id)
    return ProgrammeEntry(
        id=programme.id,
        name=programme.name.in_languages()[language],
        reports=tuple(
            ReportEntry(
                name=one.title.in_languages()[language],
                as_of=made[one.id],
                **{
                    audience: f"draft/{audience}/{programme.id}/"
                    + file_name(one.id, language, audience)
                    for audience in one.audiences
                },
            )
            for one in programme.reports
            if one.id in made
        ),
        fictional=programme.fictional is not None,
    )
