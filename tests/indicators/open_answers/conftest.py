"""Open answers small enough to count on your fingers, with themes and quotes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from analysis.data import ProgrammeData
from tests.indicators.conftest import Changed

Opened = Callable[..., ProgrammeData]

THEMES = """
[[themes]]
id = "money"
name = { nl = "geld", en = "money" }
words = ["geld"]

[[themes]]
id = "time"
name = { nl = "tijd", en = "time" }
words = ["tijd*"]

[[themes]]
id = "calm"
name = { nl = "rust", en = "calm" }
"""


@pytest.fixture
def opened(changed: Changed, tmp_path: Path) -> Opened:
    """The small programme with themes, and with tables drawn otherwise."""

    def run(
        themes: str = THEMES, quotes: str = "", day: date | None = None, **tables: str
    ) -> ProgrammeData:
        folder = tmp_path / "programmes" / "lente"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "themes.toml").write_text(themes, encoding="utf-8")
        (folder / "quotes.toml").write_text(quotes, encoding="utf-8")
        return changed(day, **tables)

    return run
