"""Data that nobody here made up lie beside the project; a test says when it had to do without."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from analysis.report.pdf import missing

# Real data are not ours to hand on, so they are never copied into the project.
REAL = Path(__file__).resolve().parents[2] / "shared" / "real"

# There a change stands or falls by itself, and not by the examples of the day.
if os.environ.get("TRAJECTMONITOR_REQUIRE_REAL"):
    settings.load_profile("ci")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a reader accept the words of the reports as they are now."""
    parser.addoption(
        "--update-snapshots",
        action="store_true",
        help="write the words of the reports to tests/snapshots, to be read in the diff",
    )


@pytest.fixture(scope="session")
def real() -> Callable[[str], Path]:
    """The folder of a real data set by name.

    Without it a test is skipped, or fails where TRAJECTMONITOR_REQUIRE_REAL is set.
    """

    def folder(name: str) -> Path:
        found = REAL / name
        if not found.is_dir():
            _lacking(f"The real data set {name} is not in {REAL}.")
        return found

    return folder


@pytest.fixture(scope="session")
def printer() -> None:
    """What a PDF is made with; where the machine lacks it, a test is treated as above."""
    if why := missing():
        _lacking(why)


def _lacking(reason: str) -> None:
    if os.environ.get("TRAJECTMONITOR_REQUIRE_REAL"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One test makes the pages that most others look at; until they are there, the rest runs.

    In the order of the files all processes would wait for the one that makes them.
    """

    def needs(item: pytest.Item) -> int:
        names = getattr(item, "fixturenames", ())
        return 2 if "published" in names else int("built" in names)

    waiting = sorted((item for item in items if needs(item)), key=needs)
    if waiting:
        makes = waiting.pop()
        items[:] = [makes, *(item for item in items if not needs(item)), *waiting]
