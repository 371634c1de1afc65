"""Outside the folders of the few, nothing that is written names a person or quotes an answer.

Not on a page, in a table, an executed notebook, the ledger, or what the build prints.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.workspace import Workspace
from tests.run.outputs import closed_texts, open_texts, texts

PROGRAMME = "limburg-2019"


@pytest.fixture(scope="module")
def closed(built: Path) -> dict[str, set[str]]:
    """What only a few may read, by its kind."""
    return closed_texts(built, PROGRAMME)


@pytest.fixture(scope="module")
def written(built: Path) -> dict[str, str]:
    """Everything that the build wrote and printed for more than those few."""
    found = {
        f"{place}/{name}": text
        for place in ("data/processed", "reports")
        for name, text in open_texts(built / place).items()
    }
    return found | {"log": (built.parent / "built.log").read_text("utf-8")}


def test_there_is_something_to_look_for_and_in(
    closed: dict[str, set[str]], written: dict[str, str]
) -> None:
    least = {"persons": 50, "addresses": 20, "answers": 100, "goals": 30, "notes": 4}
    assert {kind: len(those) >= least[kind] for kind, those in closed.items()} == dict.fromkeys(
        least, True
    )
    endings = [Path(name).suffix for name in written]
    assert {".html", ".ipynb", ".parquet", ".json", ".jsonl"} <= set(endings)
    assert endings.count(".ipynb") > 10 and endings.count(".parquet") > 15
    assert any("participant" in Path(name).parts for name in written)
    assert all(not name.startswith("restricted") for name in written)


@pytest.mark.parametrize("kind", ["persons", "addresses", "answers", "goals", "notes"])
def test_nobody_is_named_and_nothing_quoted(
    kind: str, closed: dict[str, set[str]], written: dict[str, str]
) -> None:
    for name, text in written.items():
        folded = text.casefold()
        assert [one for one in closed[kind] if one.casefold() in folded] == [], name


def test_what_is_looked_for_is_found_where_only_a_few_read(
    built: Path, closed: dict[str, set[str]]
) -> None:
    folder = Workspace(built).processed(PROGRAMME) / "restricted"
    read = "\n".join(texts(folder).values()).casefold()
    for kind in ("persons", "answers", "goals", "notes"):
        assert all(one.casefold() in read for one in closed[kind]), kind
