"""A survey of one export, declared in a few lines, to be cleaned in a test of its format."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.cleaning import Cleaned, clean
from analysis.exports import FORMATS, Contents
from analysis.programme import read_declarations
from analysis.workspace import Workspace
from tests.exports.entries import entry

PROGRAMME = """
id = "demo"
name = { nl = "Proef", en = "Trial" }
owner = "Dienst Proef"
contact = "proef@example.org"
unit = "person"
population = "census"
identify = "id"
as_of = 2020-02-01
sessions = []
reports = []

[[rounds]]
id = "after"
title = { nl = "Na afloop", en = "Afterwards" }
questionnaire = "form"

[[exports]]
id = "list"
received = 2020-01-20
content = "responses"
round = "after"
"""


@dataclass(frozen=True)
class Survey:
    """What came of a survey, as tuples that stand well in an assertion."""

    cleaned: Cleaned

    def rows(self, table: str, *columns: str) -> list[tuple[Any, ...]]:
        """Rows of a tidy table, with None for what is empty."""
        found = self.cleaned.tables[table][list(columns)].itertuples(index=False)
        return [tuple(None if pd.isna(cell) else cell for cell in row) for row in found]

    def answers(self, question: str) -> list[tuple[str, str | None]]:
        """Who chose what: the line of the response and the option, or why there is none."""
        line = dict(self.rows("responses", "response", "line"))
        return [
            (line[response], option or missing)
            for response, asked, option, missing in self.rows(
                "answers", "response", "question", "option", "missing"
            )
            if asked == question
        ]

    def problems(self) -> list[tuple[int, str]]:
        """The line and kind of each problem."""
        return self.rows("problems", "line", "kind")

    def became(self) -> dict[int, tuple[str, str | None]]:
        """Line -> what became of the row and why."""
        rows = self.rows("dispositions", "line", "disposition", "reason")
        return {line: (what, why) for line, what, why in rows}


def surveyed(folder: Path, declared: str, form: str, **files: bytes | str) -> Survey:
    """Clean one export: the rest of its entry, its questionnaire, and files by name without dot."""
    programme, raw = folder / "programmes" / "demo", folder / "data" / "raw" / "demo"
    (programme / "questionnaires").mkdir(parents=True)
    raw.mkdir(parents=True)
    (programme / "programme.toml").write_text(PROGRAMME + declared, encoding="utf-8")
    title = 'id = "form"\ntitle = { nl = "Bevraging", en = "Survey" }\n'
    (programme / "questionnaires" / "form.toml").write_text(title + form, encoding="utf-8")
    for name, content in files.items():
        path = raw / name.replace("__", ".")
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    workspace = Workspace(folder)
    return Survey(clean(workspace, read_declarations(workspace, "demo")))


def contents(folder: Path, name: str, format: str, content: bytes | str, **more: Any) -> Contents:
    """A file as its format reads it."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return FORMATS[format](path, f"data/raw/demo/{name}", entry(name, format, **more))


def apart(found: Contents) -> list[tuple[int, str]]:
    """Each row by line, with why its format sets it apart."""
    return [(row.line, row.apart) for row in found.rows]
