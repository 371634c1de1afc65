"""What the benchmarks use of the project is there: nobody runs them every day."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]
SOURCES = sorted((PROJECT / "benchmarks").rglob("*.py"))
OURS = ("analysis", "benchmarks", "tests")


def used(source: Path) -> Iterator[tuple[str, str]]:
    """Each module of ours that a file imports, with the name that it takes from it."""
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((one.name, "") for one in node.names if one.name.split(".")[0] in OURS)
        elif isinstance(node, ast.ImportFrom) and str(node.module).split(".")[0] in OURS:
            yield from ((str(node.module), one.name) for one in node.names)


# They are read and not run: some measure as soon as they are imported, others need packages of an
# environment of their own.
@pytest.mark.parametrize("source", SOURCES, ids=[one.stem for one in SOURCES])
def test_every_name_that_a_benchmark_imports_of_us_exists(source: Path) -> None:
    for module, name in used(source):
        there = importlib.import_module(module)
        assert not name or hasattr(there, name) or find_spec(f"{module}.{name}"), (module, name)
