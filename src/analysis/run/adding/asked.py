"""What is asked for: a file, the programme that it is for, and what was answered already."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from analysis.cleaning import Cleaned
from analysis.cleaning.text import INVISIBLE
from analysis.exports.recognition import Recognition
from analysis.programme import Declarations, Export
from analysis.run.adding.proposal import Answers
from analysis.workspace import Workspace

LONGEST_NAME = 120


@dataclass(frozen=True)
class Asked:
    """A file that was sent for a programme, as it was recognised, and the programme as it is."""

    workspace: Workspace
    declarations: Declarations
    path: Path
    received: date
    found: Recognition
    before: Cleaned | None
    answers: Answers = field(default_factory=Answers)

    @property
    def raw(self) -> Path:
        """The folder that holds the raw exports."""
        return self.workspace.raw(self.declarations.programme.id)

    @property
    def name(self) -> str:
        """The name that the file gets there: its own, unless another file has that already."""
        plain = safe(self.path.name)
        if self.path.resolve().parent == self.raw.resolve():
            return self.path.name
        names = [plain, f"{self.received}_{plain}"]
        names += [f"{self.received}-{number}_{plain}" for number in range(2, 100)]
        mine = digest(self.path)
        return next(
            name for name in names
            if not (self.raw / name).exists() or digest(self.raw / name) == mine
        )  # fmt: skip

    def free(self, identity: str) -> str:
        """An id that no export has yet."""
        taken = {export.id for export in self.declarations.programme.exports}
        plain = re.sub(r"[^a-z0-9]+", "-", identity.casefold()).strip("-") or "export"
        names = [plain, *(f"{plain}-{number}" for number in range(2, 1000))]
        return next(name for name in names if name not in taken)

    def export(self, entry: dict[str, Any]) -> Export:
        """An entry as a model that reads the file where it lies now."""
        return Export.model_validate(entry).model_copy(update={"file": str(self.path.resolve())})


def digest(path: Path) -> str:
    """What tells whether two files have the same bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def safe(name: str) -> str:
    """A name of a file without what would lead elsewhere, hide it or break a listing."""
    bare = name.translate(INVISIBLE)
    bare = re.sub(r'[\x00-\x1f\x7f<>:"/\\|?*\s]+', "_", bare).strip(". _") or "export"
    stem, dot, ending = bare.rpartition(".")
    if not dot:
        return bare[:LONGEST_NAME]
    return f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}"
