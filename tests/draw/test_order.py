"""Where a row stands does not tell what is hidden in it."""

from __future__ import annotations

import pytest

from analysis.draw.order import in_safe_order
from analysis.payload import Chart, Column, Hidden, Message, Sentence, Table

HIDDEN = Hidden(hidden="confidential")
SECTOR = Column(key="sector", kind="code", vocabulary="sector")
COUNT = Column(key="count", kind="count")


def table(*rows: tuple[object, ...], columns=(SECTOR, COUNT)) -> Table:
    keys = [column.key for column in columns]
    return Table(
        id="x",
        caption=Message(id="x"),
        columns=list(columns),
        rows=[dict(zip(keys, row, strict=True)) for row in rows],
        row_key=["sector"],
    )


def names(payload: Table | Chart) -> list[object]:
    return [row["sector"] for row in payload.rows]


def test_a_hidden_count_between_others_that_fall_goes_to_the_end():
    found = in_safe_order(table(("theatre", 13), ("circus", HIDDEN), ("arts", 9)))
    assert names(found) == ["theatre", "arts", "circus"]


def test_hidden_rows_stand_in_the_order_of_their_names():
    rows = (("theatre", 13), ("music", HIDDEN), ("circus", HIDDEN), ("arts", 1))
    assert names(in_safe_order(table(*rows))) == ["theatre", "arts", "circus", "music"]


def test_an_order_that_a_name_or_a_day_explains_tells_nothing():
    rows = table(("arts", 13), ("circus", HIDDEN), ("theatre", 9))
    assert in_safe_order(rows) is rows
    day = Column(key="held_on", kind="date")
    dated = (("z", "2019-02-20", 9), ("c", "2019-03-29", HIDDEN), ("x", "2019-04-18", 1))
    held = table(*dated, columns=(SECTOR, day, COUNT))
    assert in_safe_order(held) is held


def test_counts_that_neither_rise_nor_fall_tell_nothing():
    rows = table(("z", 3), ("y", 9), ("x", HIDDEN), ("w", 5))
    assert in_safe_order(rows) is rows


def test_nothing_hidden_nothing_moved(chart):
    rows = table(("z", 9), ("a", 3))
    assert in_safe_order(rows) is rows
    sentence = Sentence(message=Message(id="x"))
    assert in_safe_order(sentence) is sentence


def test_rows_that_were_sorted_within_groups_move_within_them():
    kind = Column(key="kind", kind="text")
    rows = (("b", "z", 9), ("b", "y", HIDDEN), ("b", "x", 3), ("a", "w", 2), ("a", "v", 1))
    found = in_safe_order(table(*rows, columns=(kind, SECTOR, COUNT)))
    assert names(found) == ["z", "x", "y", "w", "v"]


def test_an_annex_numbers_its_rows_anew():
    number = Column(key="no", kind="number")
    rows = ((1, "z", 9), (2, "y", HIDDEN), (3, "x", 3))
    found = in_safe_order(table(*rows, columns=(number, SECTOR, COUNT)))
    assert [(row["no"], row["sector"]) for row in found.rows] == [(1, "z"), (2, "x"), (3, "y")]


@pytest.mark.parametrize("form", ["stacked", "likert"])
def test_bars_in_parts_may_be_sorted_by_what_no_column_shows(form, answers):
    rows = [
        {"sector": "z", "no_answer": 1, "neutral": 2, "yes": 9, "base": 12},
        {"sector": "y", "no_answer": HIDDEN, "neutral": 2, "yes": 3, "base": 9},
        {"sector": "x", "no_answer": 5, "neutral": 4, "yes": 6, "base": 15},
    ]
    found = in_safe_order(answers().model_copy(update={"rows": rows, "form": form}))
    assert names(found) == ["z", "x", "y"]
