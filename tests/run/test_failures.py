"""What goes wrong is said in a sentence, with its own exit code; the last good pages stand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from tests.run.conftest import Run

RAW = "data/raw/limburg-2019"
DECLARED = "programmes/limburg-2019"


def replace(path: Path, old: str, new: str, encoding: str = "utf-8") -> None:
    text = path.read_bytes().decode(encoding)
    assert old in text, f"{old} is not in {path.name}"
    path.write_bytes(text.replace(old, new, 1).encode(encoding))


def pages(workspace: Path) -> dict[str, bytes]:
    return {
        path.relative_to(workspace).as_posix(): path.read_bytes()
        for path in sorted((workspace / "reports").rglob("*.html"))
    }


def misspelt_parameter(workspace: Path) -> None:
    replace(
        workspace / DECLARED / "programme.toml",
        'parameters = { session = "plenary-2" }',
        'parameters = { sesion = "plenary-2" }',
    )


def unknown_session(workspace: Path) -> None:
    replace(
        workspace / DECLARED / "programme.toml",
        'parameters = { session = "plenary-2" }',
        'parameters = { session = "plenary-9" }',
    )


def missing_export(workspace: Path) -> None:
    (workspace / RAW / "stopzettingen.xlsx").unlink()


def renamed_column(workspace: Path) -> None:
    replace(workspace / RAW / "plenair2_aanwezigheid.csv", ";Aanwezig;", ";Aanwezigheid;", "cp1252")


def empty_file(workspace: Path) -> None:
    (workspace / RAW / "plenair2_aanwezigheid.csv").write_bytes(b"")


def unreadable_file(workspace: Path) -> None:
    # The memory of a process opens and then fails to be read, for an administrator too, as a
    # file does that another program holds locked.
    path = workspace / RAW / "plenair2_aanwezigheid.csv"
    path.unlink()
    path.symlink_to("/proc/self/mem")


def folder_in_place_of_file(workspace: Path) -> None:
    path = workspace / RAW / "plenair2_aanwezigheid.csv"
    path.unlink()
    path.mkdir()


def correction_without_row(workspace: Path) -> None:
    replace(workspace / DECLARED / "corrections.toml", 'wrong = "Dancollectief', 'wrong = "Nobody')


FAILURES: list[Any] = [
    (misspelt_parameter, 3, ['"sesion"', 'Did you mean "session"?']),
    (unknown_session, 3, ['"plenary-9"', "plenary-2"]),
    (missing_export, 4, ["stopzettingen.xlsx", "missing"]),
    (
        renamed_column,
        4,
        ["plenair2_aanwezigheid.csv", '"Aanwezig"', 'Did you mean "Aanwezigheid"?'],
    ),
    (empty_file, 4, ["plenair2_aanwezigheid.csv", "empty"]),
    pytest.param(
        *(unreadable_file, 4, ["plenair2_aanwezigheid.csv", "cannot be read", "Close it"]),
        marks=pytest.mark.skipif(
            not Path("/proc/self/mem").exists(), reason="this system has no /proc/self/mem"
        ),
    ),
    (folder_in_place_of_file, 4, ["plenair2_aanwezigheid.csv", "this is a folder"]),
    (correction_without_row, 3, ["corrections[0]", "matches 0 rows"]),
]


@pytest.mark.parametrize(
    ("damage", "code", "said"), FAILURES, ids=lambda value: getattr(value, "__name__", "")
)
def test_one_sentence_its_exit_code_and_the_last_good_pages(
    damage: Callable[[Path], None], code: int, said: list[str], example: Path, run: Run
) -> None:
    before = pages(example)
    damage(example)
    done = run("build", "--workspace", str(example))
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    for part in said:
        assert part in done.stderr
    assert pages(example) == before


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (("--programme", "limburg-2018"), 'Did you mean "limburg-2019"?'),
        (("--report", "kikoff"), 'Did you mean "kickoff"?'),
    ],
)
def test_a_name_that_does_not_exist_is_answered_with_those_that_do(
    arguments: tuple[str, str], part: str, example: Path, run: Run
) -> None:
    before = pages(example)
    done = run("build", "--workspace", str(example), *arguments)
    assert done.returncode == 2
    assert part in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert pages(example) == before


def test_a_day_that_is_none_is_a_usage_error(example: Path, run: Run) -> None:
    done = run("build", "--workspace", str(example), "--as-of", "2019-02-31")
    assert done.returncode == 2
    assert "2019-02-31" in done.stderr


def test_a_folder_that_is_no_workspace_is_said(tmp_path: Path, run: Run) -> None:
    done = run("list", "--workspace", str(tmp_path))
    assert done.returncode == 2
    assert "not a workspace" in done.stderr


def test_one_broken_row_breaks_the_facts_that_hang_on_it(example: Path, run: Run) -> None:
    before = pages(example)
    replace(
        example / RAW / "plenair2_aanwezigheid.csv",
        ";afw;last minute overleg",
        ";x;last minute overleg",
        "cp1252",
    )
    done = run("build", "--workspace", str(example))
    assert done.returncode == 5, done.stderr
    for fact in ("FA-13", "FA-14"):
        assert fact in done.stderr
    assert "expected 29, the data give 30" in done.stderr
    assert "FA-05" not in done.stderr
    assert pages(example) == before


def test_check_finds_the_broken_fact_without_writing(example: Path, run: Run) -> None:
    replace(example / RAW / "kickoff_eventbrite_attendees.csv", "De Ketel", "De Gietketel")
    before = sorted(path.stat().st_mtime_ns for path in example.rglob("*"))
    done = run("check", "--workspace", str(example))
    assert done.returncode == 5, done.stderr
    assert "FA-05" in done.stderr
    assert sorted(path.stat().st_mtime_ns for path in example.rglob("*")) == before


def test_strict_makes_a_problem_on_a_row_fatal(example: Path, run: Run) -> None:
    before = pages(example)
    done = run("build", "--workspace", str(example), "--strict")
    assert done.returncode == 6
    assert "eval_kickoff_limesurvey.csv, line" in done.stderr
    assert pages(example) == before


def test_a_failing_notebook_is_kept_aside_and_its_page_stands(example: Path, run: Run) -> None:
    before = pages(example)
    replace(
        example / DECLARED / "programme.toml",
        'parameters = { session = "plenary-1", round = "kickoff" }',
        'parameters = { session = "plenary-1", round = "kickoff", needs = "KO99" }',
    )
    done = run("build", "--workspace", str(example), "--report", "kickoff")
    assert done.returncode == 7, done.stderr
    assert "kickoff.ipynb" in done.stderr
    assert "Traceback" not in done.stderr
    assert (example / "data/processed/limburg-2019/restricted/failed/kickoff.ipynb").exists()
    assert pages(example) == before


def test_a_second_run_waits_for_nobody_and_says_so(example: Path, run: Run) -> None:
    with FileLock(example / "reports" / ".lock"):
        done = run("build", "--workspace", str(example))
    assert done.returncode == 8
    assert "another run is busy" in done.stderr


def test_reports_that_cannot_be_written_are_said(example: Path, run: Run) -> None:
    (example / "reports").rename(example / "elsewhere")
    (example / "reports").write_text("a file where a folder should be", encoding="utf-8")
    done = run("build", "--workspace", str(example))
    assert done.returncode == 8
    assert "cannot be written" in done.stderr or "nothing can be written" in done.stderr
