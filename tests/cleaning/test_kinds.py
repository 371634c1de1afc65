"""Every kind of problem that cleaning can note has words for the pages."""

from __future__ import annotations

import ast
from pathlib import Path

from analysis.draw.words import Words

CLEANING = Path(__file__).parents[2] / "src" / "analysis" / "cleaning"


def kinds(call: str) -> set[str]:
    """The texts given as kind, the third argument, to `remark` or `refuse`."""
    found = set()
    for path in CLEANING.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                kind = node.args[2] if node.func.attr == call and len(node.args) > 2 else None
                if isinstance(kind, ast.Constant):
                    found.add(str(kind.value))
    return found


def test_every_kind_of_problem_is_worded() -> None:
    words = Words("nl")
    noted = kinds("remark") | kinds("refuse")
    assert len(noted) > 10
    assert [kind for kind in sorted(noted) if not words.has(f"code.problem.{kind}")] == []


def test_every_reason_to_set_a_row_aside_is_worded() -> None:
    words = Words("nl")
    reasons = kinds("refuse") | {
        *("blank", "header", "above_header", "total", "repeated", "superseded"),
    }
    assert [one for one in sorted(reasons) if not words.has(f"code.set_aside.{one}")] == []
