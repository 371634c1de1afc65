"""Without the restricted folder everything but persons and their own words is the same."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest

from analysis.data import ProgrammeData
from analysis.tables import RESTRICTED, TABLES
from tests.indicators.test_promise import INDICATORS, asked

# The columns that hold persons or their own words.
RESTRICTED_COLUMNS = {"annexes.participants": ["delegates"], "annexes.stopped": ["reason"]}


@pytest.fixture(scope="module")
def apart(data: ProgrammeData, tmp_path_factory: pytest.TempPathFactory) -> ProgrammeData:
    """The same programme for somebody who did not get the restricted folder."""
    folder = tmp_path_factory.mktemp("apart") / "lente"
    shutil.copytree(data.folder, folder, ignore=shutil.ignore_patterns("restricted"))
    return ProgrammeData(data.declarations, folder, data.as_of)


def test_whether_restricted_tables_can_be_read_is_known(
    data: ProgrammeData, apart: ProgrammeData
) -> None:
    assert data.restricted_readable
    assert not apart.restricted_readable


@pytest.mark.parametrize("name", RESTRICTED)
def test_a_restricted_table_that_is_not_there_has_no_rows(
    name: str, data: ProgrammeData, apart: ProgrammeData
) -> None:
    assert len(data.table(name)) > 0
    found = apart.table(name)
    assert found.empty
    assert list(found.columns) == list(TABLES[name].columns)


def test_a_folder_of_which_one_table_is_missing_is_not_read_at_all(
    data: ProgrammeData, tmp_path: Path
) -> None:
    folder = tmp_path / "lente"
    shutil.copytree(data.folder, folder)
    (folder / "restricted" / "persons.parquet").unlink()
    found = ProgrammeData(data.declarations, folder, data.as_of)
    assert not found.restricted_readable
    assert found.table("withdrawal_notes").empty


def test_another_table_that_is_not_there_is_an_error(data: ProgrammeData, tmp_path: Path) -> None:
    folder = tmp_path / "lente"
    shutil.copytree(data.folder, folder)
    (folder / "attendance.parquet").unlink()
    with pytest.raises(FileNotFoundError):
        ProgrammeData(data.declarations, folder, data.as_of).table("attendance")


@pytest.mark.parametrize("name", sorted(INDICATORS))
def test_only_restricted_columns_need_restricted_tables(
    name: str, data: ProgrammeData, apart: ProgrammeData
) -> None:
    for frame, other in zip(asked(name, data), asked(name, apart), strict=True):
        hidden = RESTRICTED_COLUMNS.get(name, [])
        assert list(frame.columns) == list(other.columns)
        assert other[hidden].isna().all().all()
        pd.testing.assert_frame_equal(frame.drop(columns=hidden), other.drop(columns=hidden))
        assert frame.attrs == other.attrs


def test_what_only_a_list_of_names_would_tell_is_not_in_the_shipped_example(
    example: ProgrammeData, tmp_path: Path
) -> None:
    folder = tmp_path / example.id
    shutil.copytree(example.folder, folder, ignore=shutil.ignore_patterns("restricted"))
    apart = ProgrammeData(example.declarations, folder, example.as_of)
    for session in ("plenary-1", "plenary-2"):
        for population in ("attended", "registered"):
            participants = INDICATORS["annexes.participants"]
            frame = participants(example, session, population)
            other = participants(apart, session, population)
            assert frame["delegates"].notna().any()
            assert other["delegates"].isna().all()
            pd.testing.assert_frame_equal(
                frame.drop(columns="delegates"), other.drop(columns="delegates")
            )
