"""Reports of one release that tell of different days, and variables that follow from others."""

from __future__ import annotations

from itertools import product

from analysis.counted import Counted, Derived, Group
from analysis.disclosure import exposed, plan
from analysis.disclosure.system import System
from analysis.payload import Table

C = "confidential"
DAYS = {"spring": "2019-04-05", "summer": "2019-07-05"}
LATER = {"status": "status@2019-07-05"}

LEVELS = Derived(
    "organisations", "level", ("size",), {("big",): "b", ("mid",): "a", ("tiny",): "a"}
)


def later(table: Table) -> Table:
    """The same table of a day on which the status is another one."""
    columns = [
        c.model_copy(update={"counted": c.counted.model_copy(update={"called": LATER})})
        if c.counted else c
        for c in table.columns
    ]  # fmt: skip
    return table.model_copy(update={"columns": columns})


def tables(decided, report="r"):
    return [p for p in decided.protected(report, "public") if isinstance(p, Table)]


def told(decided, report):
    return tables(decided, report)[0]


def test_a_report_of_an_earlier_day_does_not_depend_on_what_came_later(made):
    spring = made.one_way({"arts": 12, "heritage": 2, "youth": 7})
    alone = plan({"spring": [spring]}, days=DAYS)
    for counts in (
        {"arts": 12, "heritage": 2, "youth": 7},
        {"arts": 1, "heritage": 30, "youth": 3},
    ):
        both = plan({"spring": [spring], "summer": [later(made.one_way(counts))]}, days=DAYS)
        assert told(both, "spring") == told(alone, "spring")


def test_one_variable_may_have_two_values_on_two_days(made, shown):
    counts = {"arts": 12, "heritage": 20, "youth": 30}
    more = {"arts": 18, "heritage": 20, "youth": 30}
    days = {
        "spring": [made.one_way(counts)], "summer": [later(made.one_way(more))],
    }  # fmt: skip
    decided = plan(days, days=DAYS)
    assert shown(told(decided, "summer")) == more
    assert exposed([[*decided.outside["spring"], *decided.outside["summer"]]]) == []


def test_a_small_change_between_two_days_is_hidden_on_the_later_one(made, shown):
    spring = made.one_way({"arts": 12, "heritage": 20, "youth": 30})
    summer = later(made.one_way({"arts": 10, "heritage": 20, "youth": 30}))
    decided = plan({"spring": [spring], "summer": [summer]}, days=DAYS)
    assert shown(told(decided, "spring")) == {"arts": 12, "heritage": 20, "youth": 30}
    hidden = [code for code, value in shown(told(decided, "summer")).items() if value == C]
    assert "arts" in hidden and len(hidden) > 1


def test_what_did_not_change_is_hidden_on_both_days(made, shown):
    counts = {"arts": 12, "heritage": 2, "youth": 7}
    decided = plan(
        {"spring": [made.one_way(counts)], "summer": [later(made.one_way(counts))]}, days=DAYS
    )
    assert shown(told(decided, "spring")) == shown(told(decided, "summer"))
    assert C in shown(told(decided, "summer")).values()


def test_who_takes_part_may_be_others_by_another_day():
    asks_nothing = Counted(unit="organisations", called={"": "everyone@2019-07-05"})
    assert asks_nothing.group({}).of == {("everyone@2019-07-05", frozenset({"yes"}))}
    of_all = asks_nothing.model_copy(update={"of": {"state:one": ["not_registered"]}})
    assert len(of_all.group({}).of) == 2
    of_some = asks_nothing.model_copy(update={"of": {"state:one": ["attended"]}})
    assert of_some.group({}).of == {("state:one", frozenset({"attended"}))}


def by_level_and_size(made):
    whom = {"status": ["in"]}
    return [
        made.one_way({"a": 12, "b": 8}, by="level", of=whom, id="levels"),
        made.one_way({"big": 8, "mid": 9, "tiny": 3}, by="size", of=whom, id="sizes"),
    ]


def test_who_knows_a_rule_knows_what_it_leaves_out(made, shown):
    both = by_level_and_size(made)
    # All big ones are of level b, so to hide the big ones beside the tiny ones is no use.
    naive = tables(plan({"r": both}))
    assert shown(naive[1]) == {"big": C, "mid": 9, "tiny": C}
    assert exposed([naive]) == []
    assert exposed([naive], derived=[LEVELS])
    safe = tables(plan({"r": both}, derived=[LEVELS]))
    assert shown(safe[1]) == {"big": 8, "mid": C, "tiny": C}
    assert exposed([safe], derived=[LEVELS]) == []


def test_a_rule_for_what_is_nowhere_counted_changes_nothing(made):
    both = {"r": by_level_and_size(made)}
    elsewhere = Derived("organisations", "rank", ("depth",), {("deep",): "low"})
    assert plan(both, derived=[elsewhere]).outside == plan(both).outside


def test_a_rule_leaves_exactly_the_cells_empty_that_it_forbids():
    values = {pair: "b" if "x" in pair else "a" for pair in product("xy", "uv")}
    rule = Derived("o", "level", ("one", "two"), values)
    groups = [
        Group("o", frozenset({(name, frozenset({code}))}))
        for name, codes in (("one", "xy"), ("two", "uv"), ("level", "ab"))
        for code in codes
    ]
    system = System(groups, frozenset(), [rule])
    empty = {cell for row in system.never() for cell in row}
    sizes = {family: len(family) for family in system.start}
    (three,) = [family for family, size in sizes.items() if size == 3]
    cells = {system.start[three] + at: cell for at, cell in enumerate(system._cells(three))}
    names = [name for name, _ in sorted(three)]
    left = {
        tuple(next(iter(atom)) for atom in cell) for at, cell in cells.items() if at not in empty
    }
    assert names == ["level", "one", "two"]
    assert left == {(values[one, two], one, two) for one, two in product("xy", "uv")}
