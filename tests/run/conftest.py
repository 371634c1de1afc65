"""A copy of the example workspace, built once for all tests of a run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

PROJECT = Path(__file__).parents[2]

Run = Callable[..., subprocess.CompletedProcess[str]]


def trajectmonitor(
    *arguments: str, environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """The command as a user gives it, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "analysis", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=os.environ | (environment or {}),
        check=False,
    )


def copy_of_example(folder: Path) -> Path:
    """The declarations and raw exports of the example, without anything made from them."""
    shutil.copytree(PROJECT / "programmes", folder / "programmes")
    shutil.copytree(PROJECT / "data" / "raw", folder / "data" / "raw")
    return folder


@pytest.fixture
def run() -> Run:
    """Runs the command."""
    return trajectmonitor


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The example workspace with all its pages; tests only look at it."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    workspace = shared / "built"
    with FileLock(shared / "built.lock"):
        if not (workspace / "reports" / "index.html").exists():
            shutil.rmtree(workspace, ignore_errors=True)
            copy_of_example(workspace)
            done = trajectmonitor("build", "--workspace", str(workspace))
            assert done.returncode == 0, done.stderr
            (shared / "built.log").write_text(done.stdout + done.stderr, encoding="utf-8")
    return workspace


@pytest.fixture
def example(built: Path, tmp_path: Path) -> Path:
    """A copy of the built workspace, to change."""
    workspace = tmp_path / "workspace"
    shutil.copytree(built, workspace)
    return workspace
