import ast
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

PROJECT = Path(__file__).resolve().parents[1]
LOCKS = ("requirements.lock", "requirements-test.lock", "requirements-lab.lock")
GROUPS = {"requirements.lock": "build", "requirements-test.lock": "test"}
GROUPS["requirements-lab.lock"] = "lab"

# Full matplotlib brings the whole of Qt on conda-forge; the base is what PyPI calls matplotlib.
CONDA_NAMES = {"matplotlib": "matplotlib-base"}
CONDA_ONLY = {"python", "pip"}
NOT_FROM_CONDA = {"uv"}

UNWATCHED = {".venv", ".git", "node_modules", "__pycache__", ".ipynb_checkpoints"}
UNWATCHED |= {".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis", ".import_linter_cache"}
UNWATCHED_PLACES = {"reports", "data/processed"}


def name_of(requirement: str) -> str:
    name = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert name, requirement
    return re.sub(r"[-_.]+", "-", name[0]).lower()


def declared() -> dict[str, set[str]]:
    pyproject = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))
    groups = {"main": pyproject["project"]["dependencies"], **pyproject["dependency-groups"]}
    return {group: {name_of(line) for line in lines} for group, lines in groups.items()}


def blocks(lock: str) -> list[str]:
    text = (PROJECT / lock).read_text("utf-8")
    return [block for block in re.split(r"\n(?=[a-zA-Z0-9])", text) if "==" in block]


def versions(lock: str) -> set[tuple[str, str]]:
    found = re.findall(r"^([a-z0-9.-]+)==(\S+)", (PROJECT / lock).read_text("utf-8"), re.M)
    return set(found)


def watched_paths() -> list[Path]:
    paths = []
    for folder, subfolders, files in os.walk(PROJECT):
        place = Path(folder).relative_to(PROJECT)
        subfolders[:] = [
            name
            for name in subfolders
            if name not in UNWATCHED and (place / name).as_posix() not in UNWATCHED_PLACES
        ]
        paths += [place / name for name in [*subfolders, *files]]
    return paths


def test_conda_gets_the_libraries_that_pip_gets() -> None:
    listed = yaml.safe_load((PROJECT / "environment.yml").read_text("utf-8"))
    assert listed["channels"] == ["conda-forge"]
    groups = declared()
    wanted = groups["main"] | groups["lab"] | groups["build"] - NOT_FROM_CONDA
    wanted = {CONDA_NAMES.get(name, name) for name in wanted}
    *lines, from_pip = listed["dependencies"]
    names = {name_of(line) for line in [*lines, *from_pip["pip"]]}
    assert names == wanted | CONDA_ONLY


def test_conda_and_pip_take_the_same_pythons() -> None:
    pyproject = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))
    listed = yaml.safe_load((PROJECT / "environment.yml").read_text("utf-8"))
    assert f"python {pyproject['project']['requires-python']}" in listed["dependencies"]


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_every_direct_dependency(lock: str) -> None:
    groups = declared()
    wanted = groups["main"] | groups["build"] | groups[GROUPS[lock]]
    assert wanted <= {name for name, _ in versions(lock)}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_every_library_by_its_hash_and_names_no_address(lock: str) -> None:
    assert "://" not in (PROJECT / lock).read_text("utf-8")
    without = [block.splitlines()[0] for block in blocks(lock) if "--hash=sha256:" not in block]
    assert blocks(lock)
    assert without == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_library_has_one_version_on_every_system(lock: str) -> None:
    names = [name for name, _ in versions(lock)]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("lock", LOCKS[1:])
def test_the_other_environments_have_the_versions_of_the_reports(lock: str) -> None:
    assert versions(LOCKS[0]) <= versions(lock)


def test_no_path_is_too_long_for_windows_and_none_is_a_link() -> None:
    paths = watched_paths()
    assert [path.as_posix() for path in paths if len(path.as_posix()) > 120] == []
    assert [path.as_posix() for path in paths if (PROJECT / path).is_symlink()] == []


def test_the_help_of_start_names_every_task() -> None:
    done = subprocess.run(
        [sys.executable, "start.py"], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    for task in ("reports", "run", "lab", "test", "check", "bench", "lock"):
        assert re.search(rf"^  {task} +\w", done.stdout, re.M), task


def test_an_unknown_task_is_named_and_fails() -> None:
    done = subprocess.run(
        [sys.executable, "start.py", "raports"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert '"raports"' in done.stdout


def test_start_needs_nothing_but_python() -> None:
    tree = ast.parse((PROJECT / "start.py").read_text("utf-8"))
    imported = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            imported |= {name.name.split(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported.add((node.module or "").split(".")[0])
    assert imported <= sys.stdlib_module_names
    assert not imported & {"fcntl", "pwd", "grp", "termios", "resource"}


def test_start_can_be_read_by_a_python_that_is_too_old() -> None:
    source = (PROJECT / "start.py").read_text("utf-8")
    ast.parse(source, feature_version=(3, 7))
    assert "from __future__" not in source


def test_the_windows_wrapper_keeps_its_line_ends() -> None:
    lines = (PROJECT / "start.cmd").read_bytes().splitlines(keepends=True)
    assert all(line.endswith(b"\r\n") for line in lines)


def test_no_code_of_start_forks() -> None:
    assert "fork" not in (PROJECT / "start.py").read_text("utf-8")
