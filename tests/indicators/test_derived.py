"""Variables that follow from others: every reader of the rules can work them out."""

from __future__ import annotations

from analysis.counted import NOT_RECORDED
from analysis.data import ProgrammeData
from analysis.indicators import levels
from analysis.indicators.derived import derived


def test_the_level_follows_from_what_its_rules_ask(data: ProgrammeData) -> None:
    (rule, _) = derived(data)
    assert (rule.unit, rule.variable) == (data.unit, "level")
    assert set(rule.of) == {name for level in data.programme.levels for name in level.when}
    for _, row in levels.placed(data).iterrows():
        known = tuple(
            NOT_RECORDED if row[name] != row[name] else str(row[name]) for name in rule.of
        )
        level = NOT_RECORDED if row["level"] != row["level"] else str(row["level"])
        assert rule.values[known] == level


def test_a_rule_tells_of_every_combination_also_of_what_was_not_recorded(
    data: ProgrammeData,
) -> None:
    (rule, _) = derived(data)
    sizes = [len(data.labels[name]) + 1 for name in rule.of]
    expected = 1
    for size in sizes:
        expected *= size
    assert len(rule.values) == expected
    nothing = rule.values[(NOT_RECORDED,) * len(rule.of)]
    assert nothing in (NOT_RECORDED, *(level.id for level in data.programme.levels))


def test_the_same_rule_holds_of_variables_of_another_day(data: ProgrammeData) -> None:
    (rule, _) = derived(data)
    other = rule.called({"level": "level@2020-01-19"})
    assert other.variable == "level@2020-01-19"
    assert (other.of, other.values) == (rule.of, rule.values)


def test_how_often_one_came_follows_from_what_became_of_it(data: ProgrammeData) -> None:
    (_, rule) = derived(data)
    assert (rule.variable, rule.of) == (
        "times:plenary-1+plenary-2", ("state:plenary-1", "state:plenary-2"),
    )  # fmt: skip
    assert rule.values[("attended", "absent")] == "1"
    assert rule.values[("walk_in", "came_anyway")] == "2"
    assert rule.values[("cancelled", "not_registered")] == "0"
