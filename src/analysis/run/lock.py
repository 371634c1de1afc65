"""One run at a time writes to a workspace, and each leaves a line in the ledger."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from filelock import FileLock, Timeout

from analysis.problems import UserError, WriteError
from analysis.run.placing import recover
from analysis.workspace import Workspace


@contextmanager
def writing(workspace: Workspace, command: str, programmes: list[str]) -> Iterator[dict[str, Any]]:
    """Hold the workspace while something is written, and note in the ledger how it ended.

    What an earlier run left half done is finished first. Yields what the ledger's line will say;
    the command adds what it made.

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
    line: dict[str, Any] = {
        "started": started.isoformat(timespec="seconds"),
        "ended": "",
        "command": command,
        "programmes": programmes,
        "outcome": "failed",
    }
    try:
        recover(workspace)
        yield line
        line["outcome"] = "done"
    except UserError as error:
        line["outcome"] = type(error).__name__
        raise
    finally:
        _note(workspace, line)
        lock.release()


def _note(workspace: Workspace, line: dict[str, Any]) -> None:
    line["ended"] = datetime.now(UTC).isoformat(timespec="seconds")
    with (workspace.reports / "ledger.jsonl").open("a", encoding="utf-8") as ledger:
        ledger.write(json.dumps(line, ensure_ascii=False) + "\n")
