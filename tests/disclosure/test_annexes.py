"""A public list tells counts by itself; it must not tell what is hidden elsewhere."""

from __future__ import annotations

from analysis.counted import Counted
from analysis.disclosure import exposed, plan
from analysis.payload import Column, Message, Table

from .conftest import UNIT, one_way

PRESENT, REGISTERED = {"first": ["came"]}, {"second": ["came", "away"]}


def annex(number, rows, of, extra=()):
    columns = [
        Column(key="no", kind="number"), Column(key="published_name", kind="text"),
        Column(key="sector", kind="code"), *extra,
    ]  # fmt: skip
    listed = [
        {"no": at + 1, "published_name": name, "sector": sector, **dict(more)}
        for at, (name, sector, *more) in enumerate(rows)
    ]
    return Table(
        audience="public", id=f"annex-{number}", caption=Message(id="caption"), columns=columns,
        rows=listed, row_key=["no"], annex=number, listed=Counted(unit=UNIT, of=of),
    )  # fmt: skip


def counts(decided, id="t"):
    (table,) = [p for p in decided.protected("r", "public") if getattr(p, "id", "") == id]
    return {
        row["sector"]: getattr(row["count"], "hidden", row["count"]) for row in table.rows
    }  # fmt: skip


def named(sectors):
    return [(f"{sector} {n}", sector) for sector, many in sectors.items() for n in range(many)]


def test_what_a_list_tells_already_is_not_worth_hiding():
    sectors = {"arts": 12, "circus": 1, "youth": 7}
    decided = plan({"r": [annex(1, named(sectors), PRESENT), one_way(sectors, of=PRESENT)]})
    assert counts(decided) == sectors
    assert decided.cost.weight == 0


def test_a_list_does_not_tell_who_of_those_listed_came():
    """Two of the heritage organisations came: the list tells only that three registered."""
    listed = named({"arts": 12, "heritage": 3, "youth": 7})
    came = one_way({"arts": 11, "heritage": 2, "youth": 6}, of={"second": ["came"]})
    decided = plan({"r": [annex(2, listed, REGISTERED), came]})
    seen = counts(decided)
    assert seen["heritage"] == "confidential"
    assert list(seen.values()).count("confidential") >= 2
    shown = [p for p in decided.protected("r", "public") if p.type == "table"]
    assert exposed([shown]) == []


def test_what_a_list_leaves_open_is_all_that_can_be_asked():
    """Of one registered organisation, none or one came: wider it cannot be."""
    listed = named({"arts": 12, "circus": 1, "youth": 7})
    came = one_way({"arts": 11, "circus": 1, "youth": 6}, of={"second": ["came"]})
    decided = plan({"r": [annex(2, listed, REGISTERED), came]})
    assert max(target.width for target in decided.choice.targets) <= 1


def test_two_lists_side_by_side_tell_who_is_on_both():
    first = named({"arts": 12, "circus": 2, "youth": 7})
    second = named({"arts": 10, "circus": 1, "youth": 6})
    both = one_way({"arts": 10, "circus": 1, "youth": 6}, of=PRESENT | REGISTERED)
    decided = plan({"r": [annex(1, first, PRESENT), annex(2, second, REGISTERED), both]})
    assert counts(decided)["circus"] == 1
    hidden = [("[c]", sector) for _, sector in first]
    unnamed = [("[c]", sector) for _, sector in second]
    decided = plan({"r": [annex(1, hidden, PRESENT), annex(2, unnamed, REGISTERED), both]})
    assert counts(decided)["circus"] == "confidential"


def test_a_place_in_which_few_are_stands_not_in_a_list():
    places = [Column(key="municipality", kind="text")]
    rows = [
        (f"o {n}", "arts", ("municipality", "Genk" if n < 5 else "As")) for n in range(7)
    ]  # fmt: skip
    (seen,) = plan({"r": [annex(1, rows, PRESENT, places)]}).protected("r", "public")
    shown = [getattr(row["municipality"], "hidden", row["municipality"]) for row in seen.rows]
    assert shown == ["Genk"] * 5 + ["confidential"] * 2
