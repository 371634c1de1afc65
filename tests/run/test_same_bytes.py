"""Equal inputs give equal bytes, in another folder and on another day too."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.run.conftest import PROJECT, Run, copy_of_example

LATER = """\
import time
shift = 400 * 86400
real_time, real_ns = time.time, time.time_ns
time.time = lambda: real_time() + shift
time.time_ns = lambda: real_ns() + shift * 10**9
"""


def made(workspace: Path) -> dict[str, bytes]:
    reports = workspace / "reports"
    return {
        path.relative_to(reports).as_posix(): path.read_bytes()
        for path in sorted(reports.rglob("*"))
        if path.suffix in (".html", ".json")
    }


def tables(workspace: Path) -> dict[str, bytes]:
    folder = workspace / "data" / "processed"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*.parquet"))
    }


def test_only_the_ledger_and_a_publisher_ask_what_day_it_is() -> None:
    # A publisher who names no day of release means today, and who adds or answers may too; the
    # pages take it as given.
    # The shifted clock below does not reach datetime, which asks the machine itself.
    asking = re.compile(r"\b(?:now|today|utcnow|localtime|gmtime)\(")
    source = PROJECT / "src" / "analysis"
    found = [
        path.relative_to(source).as_posix()
        for path in source.rglob("*.py")
        if asking.search(path.read_text(encoding="utf-8"))
    ]
    assert sorted(found) == [
        "commands/adding.py", "commands/answering.py", "commands/publishing.py", "run/lock.py",
    ]  # fmt: skip


@pytest.mark.full
def test_another_folder_and_another_day_give_the_same_bytes(
    built: Path, tmp_path: Path, run: Run
) -> None:
    elsewhere = copy_of_example(tmp_path / "een andere map")
    later = tmp_path / "later"
    later.mkdir()
    (later / "sitecustomize.py").write_text(LATER, encoding="utf-8")
    changed = {"PYTHONPATH": str(later), "TZ": "Pacific/Auckland", "LANG": "fr_FR.UTF-8"}
    done = run("build", "--workspace", str(elsewhere), environment=changed)
    assert done.returncode == 0, done.stderr
    assert len(made(built)) > 10
    assert made(elsewhere) == made(built)
    assert tables(elsewhere) == tables(built)
