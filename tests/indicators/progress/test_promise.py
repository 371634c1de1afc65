"""What every indicator promises, the indicators of progress promise as well."""

from __future__ import annotations

import inspect
from datetime import date

import pandas as pd
import pytest

from analysis.data import ProgrammeData
from analysis.indicators import progress
from tests.indicators import small
from tests.indicators.progress import growing
from tests.indicators.test_promise import found, is_sound

ASKED = {
    "first": "start", "second": "midway", "round": "midway", "attribute": "sector",
}  # fmt: skip
"""What is asked of each that asks for more than the data."""

ASPECTS = {"gaps": ("importance", "target"), "scores": ("level", "level_then")}
ONE_MORE = {
    "participants": "participant | name | sector | personal\nzz | Aa | arts | no",
    "profiles": "participant | as_of_on | capacity\nzz | 2019-12-01 | professional",
}
# A column for each domain with scores, or a base where enrolments are recorded.
WIDE = ("change.by_participant", "waves.by_answer")
INDICATORS = dict(found(progress))
every_one = pytest.mark.parametrize("name", INDICATORS)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> ProgrammeData:
    """The eight organisations that told twice at which level they stand."""
    return growing.grown(tmp_path_factory.mktemp("groei"))


@pytest.fixture(scope="module")
def shuffled(tmp_path_factory: pytest.TempPathFactory) -> ProgrammeData:
    """The same with the rows of every table in another order."""
    return growing.grown(tmp_path_factory.mktemp("shuffled"), turned=lambda frame: frame[::-1])


@pytest.fixture(scope="module")
def one_more(tmp_path_factory: pytest.TempPathFactory) -> ProgrammeData:
    """The same with a participant that took no part in anything."""
    tables = growing.tables()
    for name, text in ONE_MORE.items():
        more = small.drawn(name, text)
        tables[name] = pd.concat([tables[name], more]) if name in tables else more
    return growing.grown(tmp_path_factory.mktemp("more"), tables)


@pytest.fixture(scope="module")
def nothing(tmp_path_factory: pytest.TempPathFactory) -> ProgrammeData:
    """The programme before a single export was received."""
    return growing.grown(tmp_path_factory.mktemp("nothing"), {})


def asked(name: str, data: ProgrammeData) -> list[pd.DataFrame]:
    parameters = list(inspect.signature(INDICATORS[name]).parameters)[1:]
    more = [{"aspect": one} for one in ASPECTS.get(name.partition(".")[0], ("",))]
    return [INDICATORS[name](data, **{p: (ASKED | one)[p] for p in parameters}) for one in more]


@every_one
def test_the_order_of_rows_does_not_matter_and_counts_lie_within_their_base(
    name: str, data: ProgrammeData, shuffled: ProgrammeData
) -> None:
    for frame, other in zip(asked(name, data), asked(name, shuffled), strict=True):
        assert is_sound(frame)
        pd.testing.assert_frame_equal(frame, other)


@every_one
def test_who_took_no_part_changes_nothing(
    name: str, data: ProgrammeData, one_more: ProgrammeData
) -> None:
    for frame, other in zip(asked(name, data), asked(name, one_more), strict=True):
        pd.testing.assert_frame_equal(frame, other)


@every_one
def test_empty_tables_give_no_row_and_the_same_columns(
    name: str, data: ProgrammeData, nothing: ProgrammeData
) -> None:
    for frame, empty in zip(asked(name, data), asked(name, nothing), strict=True):
        assert empty.empty
        assert list(empty.columns) == list(frame.columns)[: len(empty.columns)]
        assert name in WIDE or len(empty.columns) == len(frame.columns)


@every_one
def test_before_everything_nothing_is_recorded(name: str, data: ProgrammeData) -> None:
    assert all(frame.empty for frame in asked(name, data.on(date(2018, 1, 1))))
