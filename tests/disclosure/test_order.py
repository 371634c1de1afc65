"""Where a row stands does not tell what is hidden in it."""

from __future__ import annotations

import pytest

from analysis.disclosure.order import reordered
from analysis.payload import Chart, Column, Hidden, Message, Table

C = Hidden(hidden="confidential")
FEW = Hidden(hidden="small_base")
SECTOR = Column(key="sector", kind="code", vocabulary="sector")
COUNT = Column(key="count", kind="count")


def table(*rows: tuple[object, ...], columns=(SECTOR, COUNT)) -> Table:
    keys = [column.key for column in columns]
    return Table(
        id="x", caption=Message(id="x"), columns=list(columns), row_key=["sector"],
        rows=[dict(zip(keys, row, strict=True)) for row in rows],
    )  # fmt: skip


def order(payload, *hidden: str, by=C, key="count") -> list[object]:
    """The sectors in the order of the rows, once a value of some of them is hidden."""
    rows = [{**row, key: by} if row["sector"] in hidden else dict(row) for row in payload.rows]
    return [row["sector"] for row in reordered(payload, rows)]


FALLING = table(("theatre", 13), ("circus", 11), ("arts", 9))


def test_rows_that_fall_stand_by_their_codes_when_one_is_hidden():
    assert order(FALLING, "circus") == ["arts", "circus", "theatre"]


def test_nothing_hidden_nothing_moved():
    assert order(FALLING) == ["theatre", "circus", "arts"]


def test_a_base_that_is_too_small_is_no_secret():
    assert order(FALLING, "circus", by=FEW) == ["theatre", "circus", "arts"]


def test_an_order_that_a_name_or_a_day_explains_tells_nothing():
    assert order(table(("a", 13), ("c", 11), ("t", 9)), "c") == ["a", "c", "t"]
    day = Column(key="held_on", kind="date")
    held = [("z", "2019-02-20", 9), ("c", "2019-03-29", 4), ("x", "2019-04-18", 1)]
    assert order(table(*held, columns=(SECTOR, day, COUNT)), "c") == ["z", "c", "x"]


def test_counts_that_neither_rise_nor_fall_tell_nothing():
    assert order(table(("z", 3), ("y", 9), ("x", 1), ("w", 5)), "x") == ["z", "y", "x", "w"]


def test_what_was_not_recorded_stands_last_and_is_no_part_of_the_order():
    rows = table(("z", 9), ("y", 4), ("x", 2), (None, 5))
    assert order(rows, "x") == ["x", "y", "z", None]


def test_rows_that_were_sorted_within_groups_move_within_them():
    kind = Column(key="kind", kind="text")
    rows = [("b", "z", 9), ("b", "y", 4), ("b", "x", 3), ("a", "w", 2), ("a", "v", 1)]
    assert order(table(*rows, columns=(kind, SECTOR, COUNT)), "y") == ["x", "y", "z", "w", "v"]


def test_a_list_numbers_its_rows_anew():
    number = Column(key="no", kind="number")
    annex = table((1, "z", 9), (2, "y", 4), (3, "x", 3), columns=(number, SECTOR, COUNT))
    rows = [{**row, "count": C if row["sector"] == "y" else row["count"]} for row in annex.rows]
    found = [(row["no"], row["sector"]) for row in reordered(annex, rows)]
    assert found == [(1, "x"), (2, "y"), (3, "z")]


def test_a_list_in_the_order_of_a_place_that_is_hidden_does_not_tell_it():
    place = Column(key="municipality", kind="text")
    listed = table(("z", "Alken"), ("y", "Bree"), ("x", "Genk"), columns=(SECTOR, place))
    assert order(listed, "y", key="municipality") == ["x", "y", "z"]


@pytest.mark.parametrize("form", ["stacked", "likert"])
def test_bars_in_parts_may_be_sorted_by_what_no_column_shows(form):
    no = Column(key="no_count", kind="count")
    rows = table(("z", 9, 1), ("y", 3, 2), ("x", 6, 5), columns=(SECTOR, COUNT, no))
    chart = Chart(
        id="c", form=form, headline=Message(id="x"), subtitle=Message(id="x"), category="sector",
        columns=rows.columns, rows=rows.rows, series=["count", "no_count"],
    )  # fmt: skip
    assert order(chart, "y") == ["x", "y", "z"]
