"""Drafts a questionnaire from an export: what was asked, as far as the answers show it."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.cleaning.text import key
from analysis.exports.recognition import Finding
from analysis.problems import ExportError, UsageError
from analysis.programme import Declarations, Questionnaire, read_declarations
from analysis.run.adding.writing import replace_bytes
from analysis.run.drafting import boxes, form, judging, known
from analysis.run.drafting.columns import Column, Table, read
from analysis.run.drafting.leaving import no_question
from analysis.workspace import Workspace

__all__ = ["Draft", "draft", "put"]


@dataclass(frozen=True)
class Draft:
    """A questionnaire file to be, and what was found on the way.

    `entry` says how the file was written, as the keys of an export; `left_out` are the columns
    that are no questions, with the reason; `unsure` tells of how many questions somebody must
    look at something.
    """

    form: Questionnaire
    text: str
    findings: dict[str, Finding]
    entry: dict[str, Any]
    left_out: tuple[str, ...]
    unsure: int
    row_count: int


def draft(path: Path, shown: str, identity: str, format: str | None = None) -> Draft:
    """A questionnaire that reads this export.

    Raises ExportError when the file cannot be read or holds no column that is a question.
    """
    table = read(path, shown, format)
    columns, left = _questions(table)
    usual = Counter(name for column in columns for name in known.scales_of(column.counts))
    asked = [
        boxes.question(group) if len(group) > 1 else judging.judged(group[0], usual)
        for group in boxes.grouped(columns)
    ]
    if not asked:
        raise ExportError(f"{shown}: no column of it looks like a question. Name its --format.")
    text = form.written(identity, path.name, asked, left)
    drafted = Questionnaire.model_validate(tomllib.loads(text))
    unsure = sum(bool(one.unsure) for one in asked)
    return Draft(drafted, text, table.findings, table.entry, tuple(left), unsure, table.row_count)


def _questions(table: Table) -> tuple[list[Column], list[str]]:
    """The columns that may be questions, each with the names that are its own; why others not."""
    held = Counter(name for column in table.columns for name in set(map(key, column.names)))
    kept: list[Column] = []
    left: list[str] = []
    for column in table.columns:
        own = tuple(name for name in column.names if held[key(name)] == 1)
        why = no_question(column)
        if why is None and not own:
            why = "its header stands twice"
        if why is None:
            kept.append(Column(own, column.cells, column.labels, column.missing))
        elif column.header:
            left.append(f"{column.header} ({why})")
    return kept, left


def put(workspace: Workspace, programme: str, drafted: Draft) -> Path:
    """Write the file among the questionnaires of a programme, and read that programme again.

    Raises UsageError where there is such a file, and the error of reading, after the file was
    taken away again.
    """
    path = target(workspace, programme, drafted.form.id)
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_bytes(path, drafted.text.encode())
    try:
        read_declarations(workspace, programme)
    except BaseException:
        path.unlink()
        raise
    return path


def target(workspace: Workspace, programme: str, identity: str) -> Path:
    """Where a questionnaire with this id will stand.

    Raises UsageError when there is one already, or the id cannot be the name of a file.
    """
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}", identity):
        raise UsageError(
            f'new: "{identity}" cannot be an id. Take letters, digits and hyphens, as in '
            "--id kickoff. Nothing was written."
        )
    path = workspace.declarations(programme) / "questionnaires" / f"{identity}.toml"
    known: Declarations = read_declarations(workspace, programme)
    if path.exists() or identity in known.questionnaires:
        raise UsageError(
            f'new: {workspace.shown(path)}: there is a questionnaire "{identity}" already. Name '
            "another one with --id. Nothing was written."
        )
    return path
