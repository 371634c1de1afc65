"""The small programmes as tables that tests only look at, and a way to change them first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from analysis.cleaning import clean, write
from analysis.data import ProgrammeData
from analysis.programme import read_declarations
from analysis.workspace import Workspace, open_workspace
from tests.indicators import small

PROJECT = Path(__file__).parents[2]

Changed = Callable[..., ProgrammeData]


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> ProgrammeData:
    """The programme that counts organisations."""
    root = small.written(tmp_path_factory.mktemp("lente"), "lente", small.lente())
    return small.opened(root, "lente")


@pytest.fixture(scope="session")
def persons(tmp_path_factory: pytest.TempPathFactory) -> ProgrammeData:
    """The programme that only knows how many persons there were."""
    root = small.written(tmp_path_factory.mktemp("tellen"), "tellen", small.tellen())
    return small.opened(root, "tellen")


@pytest.fixture(scope="session")
def nothing(tmp_path_factory: pytest.TempPathFactory) -> ProgrammeData:
    """The programme that counts organisations before a single export was received."""
    root = small.written(tmp_path_factory.mktemp("nothing"), "lente", {})
    return small.opened(root, "lente")


@pytest.fixture
def changed(tmp_path: Path) -> Changed:
    """The programme with some tables drawn otherwise, on some day, or declared otherwise."""

    def change(
        day: date | None = None, toml: dict[str, str] | None = None, **tables: str
    ) -> ProgrammeData:
        other = {name: small.drawn(name, text) for name, text in tables.items()}
        root = small.written(tmp_path, "lente", small.lente() | other, toml)
        return small.opened(root, "lente", day)

    return change


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> ProgrammeData:
    """The shipped example, cleaned once from its raw exports."""
    declared = read_declarations(open_workspace(PROJECT), "limburg-2019")
    cleaned = clean(open_workspace(PROJECT), declared)
    folder = write(Workspace(tmp_path_factory.mktemp("example")), "limburg-2019", cleaned)
    return ProgrammeData(declared, folder, declared.programme.as_of)
