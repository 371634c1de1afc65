"""Equal inputs give equal bytes, in another folder and on another day too."""

from __future__ import annotations

from pathlib import Path

from tests.run.conftest import Run, copy_of_example

LATER = """\
import datetime, time
shift = 400 * 86400
real_time, real_ns = time.time, time.time_ns
time.time = lambda: real_time() + shift
time.time_ns = lambda: real_ns() + shift * 10**9
real = datetime.datetime

class Later(real):
    @classmethod
    def now(cls, tz=None):
        return real.fromtimestamp(time.time(), tz)

    @classmethod
    def today(cls):
        return cls.now()

    @classmethod
    def utcnow(cls):
        return real.fromtimestamp(time.time(), datetime.timezone.utc).replace(tzinfo=None)

datetime.datetime = Later
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
