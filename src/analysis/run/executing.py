"""Hop 2: the notebook of a report is executed, and kept for as long as nothing changed.

An executed notebook holds unprotected numbers, so it stays with the tables; what holds more than
insiders may read stays with the restricted ones.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import nbformat

from analysis.data import ProgrammeData
from analysis.payload import Chart, Table
from analysis.problems import NotebookError
from analysis.programme.models import Report
from analysis.report.execute import Executed, collected, execute
from analysis.report.notebook import checked_parameters, parameters
from analysis.report.notebooks import digest_of_sources, notebook
from analysis.workspace import EXECUTED, Workspace

SOFTWARE = ("pandas", "matplotlib", "papermill", "nbconvert")
DIGEST = "trajectmonitor_digest"
"""Where an executed notebook notes what it was made from."""


@dataclass(frozen=True)
class Ran:
    """A report whose notebook ran; it holds unprotected numbers."""

    report: Report
    executed: Executed


def run(workspace: Workspace, data: ProgrammeData, report: Report) -> Ran:
    """The executed notebook of a report: the kept one if nothing changed since, else a new one.

    Raises NotebookError when the notebook fails; what it had done is kept beside the tables.
    """
    source = notebook(report.notebook)
    digest = digest_of(data, report)
    for kept in _places(data, report):
        before = nbformat.read(kept, as_version=4)
        if before.metadata.get(DIGEST) == digest:
            return Ran(report, Executed(before, collected(source.name, before)))
    asked = checked_parameters(source, report.parameters)
    known = parameters(source)
    day = data.of(report).as_of
    for name, value in (("programme", data.id), ("as_of", day.isoformat())):
        if name in known:
            asked[name] = value
    try:
        executed = execute(source, asked, workspace.root)
    except NotebookError as error:
        _keep_aside(data.folder, report, getattr(error, "notebook", None))
        raise
    executed.notebook.metadata[DIGEST] = digest
    return Ran(report, executed)


def keep_executed(data: ProgrammeData, ran: Sequence[Ran]) -> None:
    """Keep executed notebooks; not those of the few, where their folder may not be read."""
    for one in ran:
        closed = _is_closed(one)
        for old in _places(data, one.report):
            old.unlink()
        if data.restricted_readable or not closed:
            home = _home(data, closed)
            home.mkdir(exist_ok=True)
            nbformat.write(one.executed.notebook, home / f"{one.report.id}.ipynb")


def _is_closed(ran: Ran) -> bool:
    """Whether a notebook holds what not all insiders may read: of persons, or of one participant.

    What nobody is shown by the audiences of its report may be in it all the same.
    """
    payloads = ran.executed.payloads
    whom: set[str] = {*ran.report.audiences, *(one.audience for one in payloads)}
    whom |= {c.audience for one in payloads if isinstance(one, Chart | Table) for c in one.columns}
    return bool(whom & {"restricted", "participant"})


def _home(data: ProgrammeData, closed: bool) -> Path:
    return data.folder / EXECUTED[closed]


def _places(data: ProgrammeData, report: Report) -> list[Path]:
    """Where the notebook of a report is kept, if it is."""
    names = [_home(data, closed) / f"{report.id}.ipynb" for closed in (True, False)]
    return [name for name in names if name.exists()]


def _keep_aside(folder: Path, report: Report, failed: nbformat.NotebookNode | None) -> None:
    """A notebook that failed; its traceback may quote anything."""
    if failed is not None:
        home = folder / "restricted" / "failed"
        home.mkdir(parents=True, exist_ok=True)
        nbformat.write(failed, home / f"{report.id}.ipynb")


def digest_of(data: ProgrammeData, report: Report) -> str:
    """The digest of all that a report is made from: data, day, code, words and libraries."""
    what = [
        data.digest,
        data.of(report).as_of.isoformat(),
        digest_of_sources(notebook(report.notebook)),
        declared_of(report),
        software(),
    ]
    return hashlib.sha256(json.dumps(what, sort_keys=True).encode()).hexdigest()


def declared_of(report: Report) -> dict[str, Any]:
    """How a report is made, whatever the day that it tells of."""
    return report.model_dump(mode="json", exclude={"as_of"})


@cache
def software() -> dict[str, str]:
    return {name: version(name) for name in SOFTWARE}
