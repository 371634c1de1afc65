"""What every indicator promises, the indicators of open answers promise as well."""

from __future__ import annotations

import inspect
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from analysis.data import ProgrammeData
from analysis.indicators import open_answers
from tests.indicators import small
from tests.indicators.open_answers.conftest import THEMES
from tests.indicators.open_answers.test_themes import BY_RULE, HAND, ROUND
from tests.indicators.test_promise import ONE_MORE, found, is_sound

QUOTES = """
[[quotes]]
response = "r1"
question = "Q6"
theme = "money"
text = "dank u"
released_on = 2020-02-01
released_by = { nl = "An", en = "An" }
because = { nl = "mooi", en = "nice" }
"""
# A column for each question or coder.
WIDE = ("themes.compared", "coders.judged")
# Rows of the tables, in the order of those.
AS_THEY_STAND = ("coding.by_hand", "coding.codings", "coding.written", "verbatims.texts")
INDICATORS = dict(found(open_answers))
every_one = pytest.mark.parametrize("name", INDICATORS)


def opened(root: Path, tables: small.Tables) -> ProgrammeData:
    """The small programme with themes and a quote."""
    small.written(root, "lente", tables)
    for name, text in (("themes", THEMES), ("quotes", QUOTES)):
        (root / "programmes" / "lente" / f"{name}.toml").write_text(text, encoding="utf-8")
    return small.opened(root, "lente")


def coded() -> small.Tables:
    """The tables of the small programme, with open answers that two people coded."""
    return small.lente() | {"codings": small.drawn("codings", BY_RULE + HAND)}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> ProgrammeData:
    """The open answers of a few."""
    return opened(tmp_path_factory.mktemp("written"), coded())


@pytest.fixture(scope="module")
def shuffled(tmp_path_factory: pytest.TempPathFactory) -> ProgrammeData:
    """The same with the rows of every table in another order, and one who took no part."""
    tables = coded()
    tables |= {name: pd.concat([tables[name], more]) for name, more in ONE_MORE.items()}
    tables = {name: frame[::-1] for name, frame in tables.items()}
    return opened(tmp_path_factory.mktemp("shuffled"), tables)


@pytest.fixture(scope="module")
def unwritten(tmp_path_factory: pytest.TempPathFactory) -> ProgrammeData:
    """The programme before a single export was received."""
    return opened(tmp_path_factory.mktemp("unwritten"), {})


def asked(name: str, data: ProgrammeData) -> pd.DataFrame:
    parameters = list(inspect.signature(INDICATORS[name]).parameters)[1:]
    return INDICATORS[name](data, **dict.fromkeys(parameters, ROUND))


@every_one
def test_neither_the_order_of_rows_matters_nor_who_took_no_part(
    name: str, written: ProgrammeData, shuffled: ProgrammeData
) -> None:
    frame = asked(name, written)
    assert is_sound(frame)
    other = asked(name, shuffled)
    if name == "coders.judged":
        frame, other = frame.sort_index(), other.sort_index()
    if name in AS_THEY_STAND:
        keys = list(frame.columns)
        frame, other = (one.sort_values(keys, ignore_index=True) for one in (frame, other))
    pd.testing.assert_frame_equal(frame, other)


@every_one
def test_empty_tables_give_no_row_and_the_same_columns(
    name: str, written: ProgrammeData, unwritten: ProgrammeData
) -> None:
    full, empty = asked(name, written), asked(name, unwritten)
    assert empty.empty
    assert list(empty.columns) == list(full.columns)[: len(empty.columns)]
    assert name in WIDE or len(empty.columns) == len(full.columns)


@every_one
def test_before_everything_nothing_is_recorded(name: str, written: ProgrammeData) -> None:
    assert asked(name, written.on(date(2018, 1, 1))).empty
