"""Hop 1 for a workspace: check and clean programmes, and hold them to the published facts."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from analysis.cleaning import Cleaned, clean, write
from analysis.data import ProgrammeData
from analysis.indicators import published
from analysis.problems import (
    DeclarationError,
    FactError,
    StrictError,
    UsageError,
    UserError,
    suggestion,
)
from analysis.programme import Declarations, programmes_of, read_declarations
from analysis.report.notebook import checked_parameters
from analysis.report.notebooks import notebook
from analysis.workspace import Workspace

Told = Callable[[str], None]


@dataclass(frozen=True)
class Checked:
    """A programme whose declarations and exports hold together."""

    declarations: Declarations
    cleaned: Cleaned
    problems: list[str]


def chosen(workspace: Workspace, programme: str | None) -> list[str]:
    """The programme that was named, or all of the workspace.

    Raises UsageError when it is unknown or the workspace has none.
    """
    known = programmes_of(workspace)
    if programme is None and known:
        return known
    if programme not in known:
        raise UsageError(
            f'"{programme or ""}" is not a programme of {workspace.root}. '
            f"{suggestion(programme or '', known)}"
        )
    return [programme]


def check(
    workspace: Workspace,
    programme: str,
    told: Told,
    *,
    strict: bool = False,
    known_on: date | None = None,
) -> Checked:
    """Hold declarations, notebooks and raw exports against each other; nothing is written.

    With `known_on` only the exports that had been received by that day, and the corrections
    that had been decided. Raises the errors of reading and cleaning, and StrictError when
    `strict` and a row has a problem.
    """
    declarations = read_declarations(workspace, programme).as_known_on(known_on)
    _check_reports(workspace, declarations)
    cleaned = clean(workspace, declarations, told)
    problems = _sentences(workspace, declarations, cleaned)
    if strict and problems:
        raise StrictError(*problems)
    return Checked(declarations, cleaned, [*problems, *cleaned.remarks])


def _check_reports(workspace: Workspace, declarations: Declarations) -> None:
    """Raise DeclarationError when a report asks its notebook for what that does not know."""
    programme = declarations.programme
    place = workspace.shown(workspace.declarations(programme.id) / "programme.toml")
    mistakes = []
    for number, report in enumerate(programme.reports):
        try:
            checked_parameters(notebook(report.notebook), report.parameters)
        except UserError as error:
            mistakes.append(f"{place}, reports[{number}]: {error}")
    if mistakes:
        raise DeclarationError(*mistakes)


def _sentences(workspace: Workspace, declarations: Declarations, cleaned: Cleaned) -> list[str]:
    files = {
        source: workspace.shown(workspace.raw(declarations.programme.id) / file)
        for source, file in cleaned.tables["receipts"][["source", "file"]].itertuples(index=False)
    }
    return [
        f"{files[row.source]}, line {row.line}{_under(row.column)}: {row.sentence}"
        for row in cleaned.tables["problems"].itertuples()
    ]


def _under(header: object) -> str:
    return f', "{header}"' if isinstance(header, str) and header else ""


def check_facts(checked: Checked, folder: Path) -> None:
    """Hold the tables in a folder to the published facts.

    The facts are checked on the day that the programme declares: they were published then. On
    what was known on an earlier day they do not hold yet. Raises FactError with a sentence for
    each fact that does not come out.
    """
    declarations = checked.declarations
    if declarations.known_on:
        return
    day = declarations.programme.as_of
    if broken := published.broken(ProgrammeData(declarations, folder, day)):
        raise FactError(*broken)


def check_facts_unwritten(workspace: Workspace, checked: Checked) -> None:
    """Hold tables that are not in the workspace to the published facts."""
    with tempfile.TemporaryDirectory(prefix="trajectmonitor-") as name:
        elsewhere = Workspace(Path(name))
        folder = write(elsewhere, checked.declarations.programme.id, checked.cleaned)
        check_facts(checked, folder)


def clean_programme(
    workspace: Workspace,
    programme: str,
    told: Told,
    *,
    strict: bool = False,
    known_on: date | None = None,
) -> Checked:
    """Write the tidy tables of a programme and hold them to the published facts.

    Raises FactError after the tables were written, so that one can look into them.
    """
    checked = check(workspace, programme, told, strict=strict, known_on=known_on)
    folder = write(workspace, programme, checked.cleaned)
    check_facts(checked, folder)
    return checked
