"""What would happen with one export more: all is cleaned in memory, and nothing is written."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pandas as pd

from analysis import exports
from analysis.cleaning import Cleaned, answers, clean, learning_goals, write
from analysis.cleaning.receiving import Journal, Record, records
from analysis.cleaning.revisions import Download, revisions
from analysis.data import ProgrammeData
from analysis.indicators import attendance, enrolment, published, registrations, responses
from analysis.problems import DeclarationError
from analysis.programme import Correction, Declarations, Export
from analysis.programme.coherence import incoherences
from analysis.run.adding.proposal import Effect
from analysis.workspace import Workspace

Figures = dict[str, str]


@dataclass(frozen=True)
class Outcome:
    """All tidy tables with the export in it, and what became of its rows."""

    declarations: Declarations
    cleaned: Cleaned
    used: int
    refused: int
    ignored: int
    problems: tuple[str, ...]


def with_export(
    workspace: Workspace,
    declarations: Declarations,
    export: Export,
    corrections: list[Correction],
) -> Declarations:
    """The declarations with one export more. Raises DeclarationError when they contradict."""
    programme = declarations.programme
    more = programme.model_copy(update={"exports": [*programme.exports, export]})
    found = replace(
        declarations, programme=more, corrections=[*declarations.corrections, *corrections]
    )
    where = workspace.shown(workspace.declarations(programme.id))
    mistakes = incoherences(
        where, more, found.questionnaires, found.corrections, found.facts
    )  # fmt: skip
    if mistakes:
        raise DeclarationError(*mistakes)
    return found


def attempt(workspace: Workspace, declarations: Declarations) -> Outcome:
    """Clean with the last export in it. Raises the errors of cleaning."""
    cleaned = clean(workspace, declarations)
    source = len(declarations.programme.exports) - 1
    receipts = cleaned.tables["receipts"]
    row = receipts[receipts["source"] == source].iloc[0]
    found = cleaned.tables["problems"]
    return Outcome(
        declarations, cleaned,
        int(row["used_count"]), int(row["refused_count"]), int(row["ignored_count"]),
        tuple(
            f"line {one.line}: {one.sentence}"
            for one in found[found["source"] == source].itertuples()
        ),
    )  # fmt: skip


def figures(
    declarations: Declarations, cleaned: Cleaned, day: date
) -> tuple[Figures, tuple[str, ...]]:
    """The key figures on a day with what comes out for published facts, and those that break."""
    with tempfile.TemporaryDirectory(prefix="trajectmonitor-") as name:
        folder = write(Workspace(Path(name)), declarations.programme.id, cleaned)
        data = ProgrammeData(declarations, folder, day)
        then = replace(data, as_of=declarations.programme.as_of)
        return _counted(data) | _facts(then), tuple(published.broken(then))


def _counted(data: ProgrammeData) -> Figures:
    found = {f"participants ({data.unit})": str(len(data.table("participants")))}
    for row in registrations.by_session(data).itertuples():
        found[f"registered for {row.session}"] = _count(row)
    for row in attendance.by_session(data).itertuples():
        found[f"present at {row.session}"] = _count(row)
        found[f"absent from {row.session}"] = _shown(row.absent_count)
    for row in enrolment.by_status(data).itertuples():
        found[str(row.status)] = _count(row)
    for round_ in data.programme.rounds:
        for row in responses.received(data, round_.id).itertuples():
            found[f"responses to {round_.id}"] = _count(row)
    return found


def _count(row: object) -> str:
    """The count in a row of an indicator; a tuple has a method of that name."""
    return _shown(row._asdict()["count"])  # type: ignore[attr-defined]


def _shown(count: object) -> str:
    return "–" if count is pd.NA else str(count)


def _facts(data: ProgrammeData) -> Figures:
    return {
        f"published fact {row.fact}": f"{row.computed!s} ({row.state!s})"
        for row in published.check(data).itertuples()
        if row.state in ("reproduced", "broken")
    }


def effects(before: Figures, after: Figures) -> tuple[Effect, ...]:
    """The figures that are not the same any more."""
    return tuple(
        Effect(name, before.get(name, "–"), after.get(name, "–"))
        for name in {**before, **after}
        if before.get(name) != after.get(name)
    )


def compared(
    declarations: Declarations, older: Export, newer: Export, folders: tuple[Path, Path]
) -> tuple[int, list[dict[str, object]]]:
    """How many rows there were, and those that are new, changed or gone.

    A day or number that is written otherwise is no change.
    """
    one = Download(older, 0, raw_records(declarations, older, folders[0]))
    other = Download(newer, 1, raw_records(declarations, newer, folders[1]))
    return len(one.records), revisions(one, other)


def raw_records(declarations: Declarations, export: Export, folder: Path) -> list[Record]:
    """The rows of data of an export as it declares them, nothing corrected yet."""
    contents = exports.read_contents(export, folder, Path(export.file).name)
    more, spelled = {}, {}
    form = declarations.form(export.round) if export.round else None
    if export.content == "responses" and form:
        more, spelled = answers.headers(form), answers.spellings(form)
    more |= learning_goals.headers(export.goals)
    return records(export, contents, Journal(export, export.file), more, spelled)
