"""The page on the quality of the data is made of any programme, without a parameter."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from analysis.cli import cli

DECLARED = Path(__file__).parent / "workspaces" / "ds4biomed"
REPORT = """
[[reports]]
id = "quality"
notebook = "data_quality"
title = { nl = "Kwaliteit van de gegevens", en = "Data quality" }
"""


@pytest.mark.full
def test_a_programme_of_others_gets_the_page(real: Callable[[str], Path], tmp_path: Path) -> None:
    shutil.copytree(DECLARED, tmp_path, dirs_exist_ok=True)
    declared = tmp_path / "programmes" / "ds4biomed" / "programme.toml"
    text = declared.read_text(encoding="utf-8")
    assert "data_quality" not in text
    declared.write_text(text + REPORT, encoding="utf-8")
    raw = tmp_path / "data" / "raw" / "ds4biomed"
    raw.mkdir(parents=True)
    for path in real("workshop_ds4biomed").rglob("*"):
        if f'"{path.name}"' in text:
            shutil.copy(path, raw)
    done = CliRunner().invoke(
        cli, ["build", "--workspace", str(tmp_path), "--report", "quality"], catch_exceptions=False
    )
    assert done.exit_code == 0, done.output
    assert list((tmp_path / "reports").rglob("quality*.nl.html"))
