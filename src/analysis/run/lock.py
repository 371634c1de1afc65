"""One run at a time writes to a workspace, and each leaves a line in the ledger."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from filelock import FileLock, Timeout

from analysis.problems import UserError, WriteError
from analysis.workspace import Workspace


@contextmanager
def writing(workspace: Workspace, command: str, programmes: list[str]) -> Iterator[None]:
    """Hold the workspace while something is written, and note in the ledger how it ended.

    Raises WriteError when another run is busy or nothing can be written there.
    """
    started = datetime.now(UTC)
    lock = FileLock(workspace.reports / ".lock")
    try:
        workspace.reports.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
    except Timeout:
        raise WriteError(
            f"{workspace.shown(workspace.reports)}: another run is busy in this workspace. "
            "Wait until it has ended, then run the command again."
        ) from None
    except OSError as error:
        raise WriteError(
            f"{workspace.shown(workspace.reports)}: nothing can be written there "
            f"({error.strerror or type(error).__name__}). Ask for the right to write, or name "
            "another workspace with --workspace."
        ) from None
    outcome = "failed"
    try:
        yield
        outcome = "done"
    except UserError as error:
        outcome = type(error).__name__
        raise
    finally:
        _note(workspace, command, programmes, started, outcome)
        lock.release()


def _note(
    workspace: Workspace, command: str, programmes: list[str], started: datetime, outcome: str
) -> None:
    line = {
        "started": started.isoformat(timespec="seconds"),
        "ended": datetime.now(UTC).isoformat(timespec="seconds"),
        "command": command,
        "programmes": programmes,
        "outcome": outcome,
    }
    with (workspace.reports / "ledger.jsonl").open("a", encoding="utf-8") as ledger:
        ledger.write(json.dumps(line, ensure_ascii=False) + "\n")
