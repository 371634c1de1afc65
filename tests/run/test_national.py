"""A made-up national programme goes through the commands as any other programme."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from analysis.tables import TABLES
from benchmarks.same_programme import made_up
from tests.run.conftest import Run

ORGANISATIONS = 3_000


def lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines()[1:]


def test_equal_seeds_make_equal_lists_and_another_seed_makes_others(tmp_path: Path) -> None:
    for folder, seed in (("one", 1), ("again", 1), ("other", 2)):
        made_up.write(tmp_path / folder, 50, seed)
    files = sorted((tmp_path / "one").rglob("*.*"))
    assert len(files) == 10
    for file in files:
        again = tmp_path / "again" / file.relative_to(tmp_path / "one")
        assert file.read_bytes() == again.read_bytes()
    accounts = ("data/raw/national/accounts.csv",)
    assert lines(tmp_path.joinpath("one", *accounts)) != lines(
        tmp_path.joinpath("other", *accounts)
    )


def test_each_organisation_has_a_name_and_a_valid_number_of_its_own(tmp_path: Path) -> None:
    made_up.write(tmp_path, 2_000)
    rows = [row.split(";") for row in lines(tmp_path / "data/raw/national/accounts.csv")]
    assert len({row[1] for row in rows}) == len({row[3] for row in rows}) == 2_000
    for row in rows:
        digits = row[3].replace(".", "")
        assert digits.startswith("000") and int(digits[:8]) % 97 + int(digits[8:]) == 97


@pytest.mark.full
def test_thousands_of_organisations_become_pages_that_a_browser_can_open(
    tmp_path: Path, run: Run
) -> None:
    made_up.write(tmp_path, ORGANISATIONS)
    made_up.declare(tmp_path, ["attendance", "data_quality"])
    done = run("build", "--workspace", str(tmp_path))
    assert done.returncode == 0, done.stderr
    counted = tmp_path / "data" / "processed" / made_up.PROGRAMME
    assert {file.stem for file in counted.glob("*.parquet")} <= set(TABLES)
    pages = sorted(tmp_path.glob("reports/draft/*/national/*.html"))
    assert len(pages) == 8
    for page in pages:
        assert page.stat().st_size < 3_000_000, page.name
    names = next(page for page in pages if page.name == "INTERN-attendance.nl.html")
    leading = re.findall(r'href="([^":]+\.csv)"', names.read_text(encoding="utf-8"))
    assert len(leading) == 2
    for address in leading:
        # A list of all who go on: nearly all of them.
        assert len(lines(names.with_name(unquote(address)))) > 0.8 * ORGANISATIONS
    words = next(page for page in pages if page.name == "attendance.nl.html")
    assert re.search(r"3[.  ]?000", words.read_text(encoding="utf-8"))
