"""Small public tables that a person can count on their fingers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pytest

from analysis.counted import Counted
from analysis.payload import Chart, Column, Message, Payload, Sentence, Table, Value

UNIT = "organisations"


def two_way(cells: Mapping[tuple[str, str], int], id: str = "t") -> Table:
    """A table of counts by `a` and `b` with all its totals, one count a row."""
    first = sorted({a for a, _ in cells})
    second = sorted({b for _, b in cells})
    rows = []
    for a in [*first, "all_a"]:
        for b in [*second, "all_b"]:
            count = sum(n for (x, y), n in cells.items() if a in (x, "all_a") and b in (y, "all_b"))
            rows.append({"a": a, "b": b, "unit": UNIT, "count": count})
    counted = Counted(by={"a": "a", "b": "b"}, groups={"all_a": first, "all_b": second})
    columns = [
        Column(key="a", kind="code"), Column(key="b", kind="code"), Column(key="unit", kind="code"),
        Column(key="count", kind="count", counted=counted),
    ]  # fmt: skip
    return Table(
        audience="public", id=id, caption=Message(id="caption"), columns=columns,
        rows=rows, row_key=["a", "b"],
    )  # fmt: skip


def one_way(
    counts: Mapping[str, int],
    by: str = "sector",
    of: Mapping[str, Sequence[str]] | None = None,
    id: str = "t",
    several: bool = False,
) -> Table:
    """A table of counts by one variable, with base and share, of those that meet conditions."""
    base = sum(counts.values())
    given = {name: list(values) for name, values in (of or {"status": ["in"]}).items()}
    rows = [
        {by: code, "unit": UNIT, "count": n, "base": base, "share": n / base if base else None}
        for code, n in counts.items()
    ]
    columns = [
        Column(key=by, kind="code", vocabulary=by),
        Column(key="unit", kind="code", vocabulary="unit"),
        Column(
            key="count", kind="count",
            counted=Counted(of=given, by={by: by}, several=[by] if several else []),
        ),
        Column(key="base", kind="count", counted=Counted(of=given)),
        Column(key="share", kind="share"),
    ]  # fmt: skip
    return Table(
        audience="public", id=id, caption=Message(id="caption"), columns=columns,
        rows=rows, row_key=[by],
    )  # fmt: skip


def chart(table: Table, by: str = "sector") -> Chart:
    """The same as bars."""
    return Chart(
        audience="public", id="c", headline=Message(id="headline"), subtitle=Message(id="subtitle"),
        columns=table.columns, rows=table.rows, category=by, series=["count"],
    )  # fmt: skip


def sentence(id: str, **values: Value) -> Sentence:
    """A public sentence."""
    count = values["count"].value if "count" in values else None
    return Sentence(
        audience="public",
        message=Message(id=id, values=values, count=count if isinstance(count, int) else None),
    )


def count(value: int, **of: Sequence[str]) -> Value:
    """A count in a sentence."""
    told = {name: list(values) for name, values in of.items()}
    return Value(kind="count", value=value, counted=Counted(unit=UNIT, of=told))


@pytest.fixture
def made() -> type:
    """The makers of small payloads, by name."""

    class Made:
        pass

    for maker in (two_way, one_way, chart, sentence, count):
        setattr(Made, maker.__name__, staticmethod(maker))
    return Made


@pytest.fixture
def shown() -> Callable[[Payload, str], dict[str, object]]:
    """What a table or chart shows in a column, by the code of its first column."""

    def of(payload: Payload, column: str = "count") -> dict[str, object]:
        assert isinstance(payload, (Table, Chart))
        first = payload.columns[0].key
        return {
            str(row[first]): getattr(row[column], "hidden", row[column]) for row in payload.rows
        }

    return of
