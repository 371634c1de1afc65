"""A workspace is a folder with programmes/, data/ and reports/. The clone is the example.

Real data live in a workspace of their own, outside any code repository.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from analysis.problems import UsageError

VARIABLE = "TRAJECTMONITOR_WORKSPACE"
EXECUTED = ("executed", "restricted/executed")
"""Where beside the tables of a programme its executed notebooks are kept."""


@dataclass(frozen=True)
class Workspace:
    """Where declarations, raw exports, tidy tables and reports lie."""

    root: Path

    @property
    def programmes(self) -> Path:
        """The folder with one folder of declarations per programme."""
        return self.root / "programmes"

    @property
    def reports(self) -> Path:
        """The folder that pages are written to."""
        return self.root / "reports"

    def declarations(self, programme: str) -> Path:
        """The folder with what a programme declares."""
        return self.programmes / programme

    def raw(self, programme: str) -> Path:
        """The raw exports of a programme, exactly as received; never written."""
        return self.root / "data" / "raw" / programme

    def processed(self, programme: str) -> Path:
        """The tidy tables of a programme, and what only insiders may read."""
        return self.root / "data" / "processed" / programme

    def draft(self, audience: str, programme: str) -> Path:
        """The pages of a programme for one audience, not released."""
        return self.reports / "draft" / audience / programme

    def published(self, audience: str, programme: str = "") -> Path:
        """What was released to one audience: of a programme, or all of it."""
        return self.reports / "published" / audience / programme

    def editions(self, audience: str, programme: str = "") -> Path:
        """Every edition as it was released, also those that wait or were emptied: for insiders."""
        return self.reports / "editions" / audience / programme

    @property
    def placing(self) -> Path:
        """Where a release lies ready until all of it is in place."""
        return self.reports / ".placing"

    def shown(self, path: Path) -> str:
        """A path as a message shows it: from the workspace, with forward slashes."""
        return (
            path.relative_to(self.root).as_posix()
            if path.is_relative_to(self.root)
            else (path.as_posix())
        )


def open_workspace(folder: str | os.PathLike[str] | None = None) -> Workspace:
    """The workspace that was named, or the nearest one around the current folder.

    Raises UsageError when no folder `programmes` is found there.
    """
    named = folder or os.environ.get(VARIABLE)
    if named:
        root = Path(named).expanduser().resolve()
        if not (root / "programmes").is_dir():
            raise UsageError(
                f"{root}: this is not a workspace; it has no folder programmes/. "
                "Name a folder that has one with --workspace."
            )
        return Workspace(root)
    here = Path.cwd().resolve()
    for root in (here, *here.parents):
        if (root / "programmes").is_dir():
            return Workspace(root)
    raise UsageError(
        f"{here}: no workspace here or above; none of these folders has a folder programmes/. "
        "Name one with --workspace."
    )
