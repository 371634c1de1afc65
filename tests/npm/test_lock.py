"""The engines are the same everywhere, wherever they were fetched from."""

import json
from pathlib import Path

FOLDER = Path(__file__).parent


def test_every_engine_is_pinned_by_its_digest_and_names_no_place() -> None:
    lock = json.loads((FOLDER / "package-lock.json").read_text("utf-8"))
    packages = {name: one for name, one in lock["packages"].items() if name}
    assert packages
    assert [name for name, one in packages.items() if "integrity" not in one] == []
    assert [name for name, one in packages.items() if "resolved" in one] == []


def test_the_lock_holds_the_engines_that_are_asked_for() -> None:
    asked = json.loads((FOLDER / "package.json").read_text("utf-8"))["dependencies"]
    lock = json.loads((FOLDER / "package-lock.json").read_text("utf-8"))
    for name, version in asked.items():
        assert lock["packages"][f"node_modules/{name}"]["version"] == version
