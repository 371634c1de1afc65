"""A stranger's machine: a fresh copy in an awkward folder, with nothing but Python."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
LEFT_OUT = {".git", ".venv", "__pycache__", ".pytest_cache", ".mypy_cache", ".ruff_cache"}
LEFT_OUT |= {"node_modules", ".hypothesis", ".import_linter_cache", ".ipynb_checkpoints"}
LEFT_OUT_PLACES = {"reports", "data/processed"}

pytestmark = [
    pytest.mark.full,
    pytest.mark.timeout(1800),
    # The three tests are the first, second and third run of one copy.
    pytest.mark.xdist_group("fresh_start"),
]

# Takes away what only POSIX has, in start.py, in the analysis and in the notebooks' kernels.
# Papermill, the kernels, matplotlib and pandas do without. filelock alone is let in first: told
# that this is Linux and finding no fcntl, it falls back on a lock that no system we serve uses,
# and that waits for ever for the file which the real lock of an earlier run left behind.
WITHOUT_POSIX = """
import contextlib
import os
import sys

with contextlib.suppress(ImportError):
    import filelock
for name in ("fork", "forkpty"):
    if hasattr(os, name):
        delattr(os, name)
sys.modules["fcntl"] = None
"""


def listed_files() -> list[Path]:
    if (PROJECT / ".git").exists() and shutil.which("git"):
        listing = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=PROJECT,
            capture_output=True,
            check=True,
        )
        names = [Path(os.fsdecode(name)) for name in listing.stdout.split(b"\0") if name]
        return [name for name in names if (PROJECT / name).is_file()]
    return [
        path.relative_to(PROJECT)
        for path in PROJECT.rglob("*")
        if path.is_file() and not LEFT_OUT & set(path.relative_to(PROJECT).parts)
    ]


def is_wanted(file: Path) -> bool:
    return not any(file.as_posix().startswith(place + "/") for place in LEFT_OUT_PLACES)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("fresh") / "een map met café"
    for file in filter(is_wanted, listed_files()):
        (place / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(PROJECT / file, place / file)
    return place


@pytest.fixture(scope="module")
def bare_path(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A PATH on which there is nothing: start.py has to know where its own programs are."""
    return str(tmp_path_factory.mktemp("bare"))


def run_reports(copy: Path, path: str, **more: str) -> subprocess.CompletedProcess[str]:
    variables = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTEST_", "TRAJECTMONITOR_", "COV_"))
        and name not in ("PYTHONPATH", "VIRTUAL_ENV", "MPLBACKEND")
    }
    return subprocess.run(
        [base_python(), "start.py", "reports"],
        cwd=copy,
        env={**variables, "PATH": path, "PYTHONUTF8": "1", **more},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def base_python() -> str:
    """The Python a person would call, not the one of the tests' own environment."""
    return getattr(sys, "_base_executable", sys.executable)


def assert_reports_were_made(done: subprocess.CompletedProcess[str], copy: Path) -> None:
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    last = done.stdout.strip().splitlines()[-1].strip()
    index = copy / last
    assert index.name == "index.html"
    assert index.is_file()
    assert (copy / "reports") in index.parents


def test_the_first_run_on_a_strange_machine_makes_the_reports(copy: Path, bare_path: str) -> None:
    assert_reports_were_made(run_reports(copy, bare_path), copy)


def test_the_second_run_needs_no_network(copy: Path, bare_path: str) -> None:
    dead = "http://127.0.0.1:9"
    proxies = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"), dead)
    proxies |= {name.lower(): value for name, value in proxies.items()}
    unreachable = {"UV_OFFLINE": "1", "PIP_NO_INDEX": "1", "NO_PROXY": "", "no_proxy": ""}
    done = run_reports(copy, bare_path, **proxies, **unreachable)
    assert_reports_were_made(done, copy)
    assert "Installing" not in done.stderr


def test_the_reports_are_made_without_fork_and_fcntl(
    copy: Path, bare_path: str, tmp_path: Path
) -> None:
    (tmp_path / "sitecustomize.py").write_text(WITHOUT_POSIX, "utf-8")
    done = run_reports(copy, bare_path, PYTHONPATH=str(tmp_path))
    assert_reports_were_made(done, copy)
    assert "Installing" not in done.stderr
