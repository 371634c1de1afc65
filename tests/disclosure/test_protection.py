"""A public page holds nothing that was meant for insiders."""

from __future__ import annotations

import pytest

from analysis.disclosure.protection import protect
from analysis.payload import Chart, Column, Message, Note, Table
from analysis.problems import UserError

MESSAGE = Message(id="note.missing")
COLUMNS = [
    Column(key="name", kind="text", audience="internal"),
    Column(key="published_name", kind="text", audience="public"),
    Column(key="count", kind="count"),
]
ROWS = [{"name": "Jan Peeters", "published_name": "deelnemer 1", "count": 1}]


def table(audience: str) -> Table:
    return Table(
        audience=audience, id="t", caption=MESSAGE, columns=COLUMNS, rows=ROWS,
        row_key=["name"],
    )  # fmt: skip


def test_the_public_sees_no_internal_payload():
    payloads = [Note(message=MESSAGE), Note(message=MESSAGE, audience="public")]
    assert protect(payloads, "public") == payloads[1:]


def test_insiders_see_every_payload_in_order():
    payloads = [Note(message=MESSAGE), Note(message=MESSAGE, audience="public")]
    assert protect(payloads, "internal") == payloads


def test_the_public_gets_no_value_of_an_internal_column():
    (seen,) = protect([table("public")], "public")
    assert seen.rows == [{"published_name": "deelnemer 1", "count": 1}]
    assert [column.key for column in seen.columns] == ["published_name", "count"]
    assert seen.row_key == []
    assert "Peeters" not in seen.model_dump_json()


def test_the_language_of_a_text_stays_with_it_and_with_nobody_else():
    words = [Column(key="text", kind="text", audience="internal", language="language"), COLUMNS[2]]
    row = {"text": "Te kort", "language": "nl", "count": 1}
    told = table("public").model_copy(update={"columns": words, "rows": [row]})
    (inside,), (outside,) = protect([told], "internal"), protect([told], "public")
    assert inside.rows == [row]
    assert outside.rows == [{"count": 1}]


def test_insiders_see_the_true_name_instead_of_the_published_one():
    (seen,) = protect([table("public")], "internal")
    assert seen.rows == [{"name": "Jan Peeters", "count": 1}]


def test_a_public_chart_cannot_draw_an_internal_column():
    chart = Chart(
        audience="public", id="c", headline=MESSAGE, subtitle=MESSAGE, columns=COLUMNS,
        rows=ROWS, category="name", series=["count"],
    )  # fmt: skip
    with pytest.raises(UserError, match="draws a column that is not: name"):
        protect([chart], "public")
