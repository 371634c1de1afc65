"""Hops 2 and 3 for a programme: its notebooks are executed, protected and rendered.

All pages of a programme are made before one of them is put in place, so that a failed run
leaves the last good ones as they were.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

import nbformat

from analysis.data import ProgrammeData
from analysis.disclosure import protect
from analysis.payload import Audience
from analysis.problems import NotebookError, UsageError, WriteError, suggestion
from analysis.programme.models import Report
from analysis.report.execute import Executed, execute
from analysis.report.frame import Input, Link, PageFrame, Provenance
from analysis.report.notebook import checked_parameters, parameters
from analysis.report.notebooks import digest_of_sources, notebook
from analysis.report.page import render
from analysis.workspace import Workspace

AUDIENCES: tuple[Audience, ...] = ("public", "internal")
SOFTWARE = ("pandas", "matplotlib", "papermill", "nbconvert")
LANGUAGE = "nl"


@dataclass(frozen=True)
class Made:
    """The pages of one report: their bytes by audience, and its notebook as executed."""

    report: Report
    pages: dict[Audience, str]
    executed: Executed


def reports_of(data: ProgrammeData, report: str | None) -> list[Report]:
    """The report that was named, or all of the programme.

    Raises UsageError with the reports that exist.
    """
    declared = list(data.programme.reports)
    found = [one for one in declared if report in (None, one.id)]
    if not found:
        raise UsageError(
            f'"{report}" is not a report of {data.id}. '
            f"{suggestion(str(report), [one.id for one in declared])}"
        )
    return found


def make(workspace: Workspace, data: ProgrammeData, report: Report) -> Made:
    """Execute a report's notebook and draw its page for each audience.

    Raises NotebookError when the notebook fails; what it had done is kept beside the tables.
    """
    source = notebook(report.notebook)
    asked = checked_parameters(source, report.parameters)
    known = parameters(source)
    for name, value in (("programme", data.id), ("as_of", data.as_of.isoformat())):
        if name in known:
            asked[name] = value
    try:
        executed = execute(source, asked, workspace.root)
    except NotebookError as error:
        _keep_aside(data.folder, report, getattr(error, "notebook", None))
        raise
    pages = {
        audience: render(
            executed, protect(executed.payloads, audience), _frame(data, report, audience)
        )
        for audience in AUDIENCES
    }
    return Made(report, pages, executed)


def _keep_aside(folder: Path, report: Report, failed: nbformat.NotebookNode | None) -> None:
    if failed is not None:
        (folder / "failed").mkdir(exist_ok=True)
        nbformat.write(failed, folder / "failed" / f"{report.id}.ipynb")


def _frame(data: ProgrammeData, report: Report, audience: Audience) -> PageFrame:
    programme = data.programme
    texts = {one.id: one.title.in_languages()[LANGUAGE] for one in programme.reports}
    return PageFrame(
        language=LANGUAGE,
        labels=data.labels,
        audience=audience,
        report=report.id,
        name=texts[report.id],
        organisation=programme.owner,
        programme=programme.name.in_languages()[LANGUAGE],
        as_of=data.as_of,
        provenance=_provenance(data, report),
        contact=programme.contact,
        fictional=programme.fictional.in_languages()[LANGUAGE] if programme.fictional else "",
        siblings=tuple(
            Link(text, "" if one == report.id else page_name(one)) for one, text in texts.items()
        ),
        home="../../../index.html",
    )


def page_name(report: str) -> str:
    """The file name of a report's page."""
    return f"{report}.{LANGUAGE}.html"


def _provenance(data: ProgrammeData, report: Report) -> Provenance:
    receipts = data.table("receipts")
    counts = ["row_count", "used_count", "refused_count", "ignored_count"]
    inputs = tuple(
        Input(str(row["file"]), str(row["sha256"]), *(int(row[count]) for count in counts))
        for row in receipts.to_dict("records")
    )
    what = json.dumps(
        [data.digest, data.as_of.isoformat(), digest_of_sources(notebook(report.notebook))]
    )
    return Provenance(
        digest=hashlib.sha256(what.encode()).hexdigest(),
        inputs=inputs,
        software={name: version(name) for name in SOFTWARE},
    )


def put_in_place(workspace: Workspace, data: ProgrammeData, made: Sequence[Made]) -> list[Path]:
    """Put all pages of a run in place of the earlier ones, and note what they are.

    Raises WriteError when they cannot be written; then the earlier pages stand.
    """
    drafts = workspace.reports / "draft"
    try:
        drafts.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=drafts, prefix=".new-") as name:
            moves = _staged(workspace, data, made, Path(name))
            for new, page in moves:
                page.parent.mkdir(parents=True, exist_ok=True)
                new.replace(page)
        _keep_executed(data.folder, made)
    except OSError as error:
        raise WriteError(
            f"{workspace.shown(drafts)}: the pages cannot be written "
            f"({error.strerror or type(error).__name__}). Close them in other programs, make "
            "room, and run the command again."
        ) from None
    return [page for _, page in moves]


def _staged(
    workspace: Workspace, data: ProgrammeData, made: Sequence[Made], staging: Path
) -> list[tuple[Path, Path]]:
    moves = []
    for one in made:
        for audience, page in one.pages.items():
            new = staging / f"{audience}-{page_name(one.report.id)}"
            new.write_text(page, encoding="utf-8", newline="\n")
            moves.append((new, workspace.draft(audience, data.id) / page_name(one.report.id)))
    note = staging / "made.json"
    as_of = made_on(workspace, data.id) | {one.report.id: data.as_of for one in made}
    days = {report: day.isoformat() for report, day in sorted(as_of.items())}
    note.write_text(json.dumps(days, indent=1) + "\n", encoding="utf-8", newline="\n")
    return [*moves, (note, workspace.draft("internal", data.id) / "made.json")]


def made_on(workspace: Workspace, programme: str) -> dict[str, date]:
    """The reports of a programme that have pages, with the day of their data."""
    note = workspace.draft("internal", programme) / "made.json"
    if not note.exists():
        return {}
    days = json.loads(note.read_text(encoding="utf-8"))
    return {report: date.fromisoformat(day) for report, day in days.items()}


def _keep_executed(folder: Path, made: Sequence[Made]) -> None:
    """Executed notebooks hold unprotected numbers, so they stay with the tables."""
    (folder / "executed").mkdir(exist_ok=True)
    for one in made:
        nbformat.write(one.executed.notebook, folder / "executed" / f"{one.report.id}.ipynb")
