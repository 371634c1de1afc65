"""Learning levels by the declared rules, counted by hand in the tables of `small`.

Of those who go on, a has staff, b runs on volunteers, and of e nothing is recorded. The levels of
`small` are low (one person or volunteers) and high (all others).
"""

from __future__ import annotations

import pandas as pd

from analysis.data import ProgrammeData
from analysis.indicators import levels
from tests.indicators.conftest import Changed
from tests.indicators.small import LENTE, plain

START, END = "[[levels]]", "[[roles]]"
DECLARED = LENTE[LENTE.index(START) : LENTE.index(END)]
NAMED = 'name = { nl = "x", en = "x" }'


def declared(*rules: str) -> dict[str, str]:
    """The levels of `small` replaced by these, low to high; roles ask for none of them."""
    text = "\n".join(
        f'[[levels]]\nid = "l{number}"\n{NAMED}\n{rule}' for number, rule in enumerate(rules, 1)
    )
    return {DECLARED: f"{text}\n\n", 'levels = ["high"]\n': ""}


def level_of(data: ProgrammeData) -> dict[str, str | None]:
    rows = levels.placed(data)
    return {one: None if pd.isna(level) else str(level)
            for one, level in zip(rows["participant"], rows["level"], strict=True)}  # fmt: skip


def test_the_first_rule_that_fits_wins_and_what_is_not_recorded_is_not_known(
    data: ProgrammeData,
) -> None:
    assert level_of(data) == {"a": "high", "b": "low", "e": None}
    assert plain(levels.by_level(data), "level", "count", "base") == [
        ("low", 1, 3), ("high", 1, 3), (None, 1, 3)
    ]  # fmt: skip
    assert plain(levels.known(data), "count", "base") == [(2, 3)]
    assert levels.largest(data).empty


PROFILES = """
    participant | as_of_on   | capacity     | maturity | size_class
    a           | 2019-12-01 | professional | 3        |
    b           | 2019-12-01 | volunteer    | 1        | 0
    e           | 2019-12-01 |              | 1        | 1_4
"""
VOCABULARIES = """[vocabularies.maturity]
1 = { nl = "1", en = "1" }
3 = { nl = "3", en = "3" }

[vocabularies.size_class]
0 = { nl = "geen", en = "none" }
1_4 = { nl = "1-4", en = "1-4" }

[vocabularies.capacity]"""


def test_all_that_a_rule_asks_must_hold(changed: Changed) -> None:
    rules = declared('when = { maturity = ["1"], size_class = ["0"] }', "")
    data = changed(toml={**rules, "[vocabularies.capacity]": VOCABULARIES}, profiles=PROFILES)
    # The size of a is not recorded, but its maturity fits the first rule in no case.
    assert level_of(data) == {"a": "l2", "b": "l1", "e": "l2"}


def test_a_later_rule_that_surely_fits_does_not_win_where_an_earlier_may_fit(
    changed: Changed,
) -> None:
    rules = declared('when = { size_class = ["0"] }', 'when = { maturity = ["3"] }', "")
    data = changed(toml={**rules, "[vocabularies.capacity]": VOCABULARIES}, profiles=PROFILES)
    assert level_of(data) == {"a": None, "b": "l1", "e": "l3"}


def test_whoever_fits_no_rule_has_none_and_stands_after_the_levels(changed: Changed) -> None:
    rules = declared('when = { maturity = ["3"] }')
    data = changed(toml={**rules, "[vocabularies.capacity]": VOCABULARIES}, profiles=PROFILES)
    assert level_of(data) == {"a": "l1", "b": "none", "e": "none"}
    assert plain(levels.by_level(data), "level", "count", "base") == [("l1", 1, 3), ("none", 2, 3)]
    # Two of three have no level; that is no level that could be the largest.
    assert plain(levels.largest(data), "level", "count") == [("l1", 1)]
    assert plain(levels.known(data), "count", "base") == [(1, 3)]


def test_a_level_takes_those_of_whom_something_is_not_recorded_only_when_it_says_so(
    changed: Changed,
) -> None:
    taking = declared('when = { capacity = ["volunteer"] }\nnot_recorded = true', "")
    assert level_of(changed(toml=taking)) == {"a": "l2", "b": "l1", "e": "l1"}
    rest = declared('when = { capacity = ["volunteer"] }', "not_recorded = true")
    assert level_of(changed(toml=rest)) == {"a": "l2", "b": "l1", "e": "l2"}


def test_it_does_not_take_those_who_surely_fail_its_rule(changed: Changed) -> None:
    # Of e the capacity is not recorded, but its sector is: l1 may not have it.
    rules = declared(
        'when = { capacity = ["volunteer"], sector = ["arts"] }\nnot_recorded = true',
        'when = { capacity = ["professional"] }', "",
    )  # fmt: skip
    people = """
        participant | name | sector   | personal
        a           | A    | arts     | no
        b           | B    | arts     | no
        e           | E    | heritage | no
    """
    assert level_of(changed(toml=rules, participants=people)) == {"a": "l2", "b": "l1", "e": None}


def test_without_declared_levels_nobody_has_one(changed: Changed) -> None:
    data = changed(toml=declared())
    assert level_of(data) == {"a": None, "b": None, "e": None}
    for frame in (levels.by_level(data), levels.known(data), levels.largest(data),
                  levels.rules(data)):  # fmt: skip
        assert frame.empty


def test_rules_are_told_as_declared(data: ProgrammeData) -> None:
    assert plain(levels.rules(data)) == [
        ("low", "capacity", "capacity: one_person, volunteer"), ("high", "others", "rest")
    ]  # fmt: skip
    words = data.labels["condition"]["capacity: one_person, volunteer"]
    assert words == {"nl": "één persoon of vrijwilligers", "en": "one person or volunteers"}
    assert plain(levels.roles(data)) == [
        ("tutor", "level", "level: high"), ("tutor", "came", "attended_all")
    ]  # fmt: skip
    assert data.labels["condition"]["level: high"]["nl"] == "hoog"


def test_a_rule_that_takes_what_is_not_recorded_says_so(changed: Changed) -> None:
    data = changed(toml=declared('when = { capacity = ["volunteer"] }', "not_recorded = true"))
    assert plain(levels.rules(data))[1:] == [
        ("l2", "others", "rest"), ("l2", "others", "not_recorded")
    ]  # fmt: skip


def test_the_levels_of_the_example(example: ProgrammeData) -> None:
    # Counted by hand in the profiles of the example on 5 April 2019, at maturity × size.
    assert plain(levels.by_level(example), "level", "count", "base") == [
        ("starting", 8, 39), ("building", 20, 39), ("deepening", 11, 39)
    ]  # fmt: skip
    assert plain(levels.largest(example), "level", "count") == [("building", 20)]
