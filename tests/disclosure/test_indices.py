"""An index of diversity says how a group is spread, so it may tell what its counts hide.

The attacker here reads the published page alone, with every number as exactly as it stands
there, and tries all whole numbers: which counts could have given this page?
"""

from __future__ import annotations

from itertools import product
from math import log

import pytest

from analysis.counted import Counted, Group
from analysis.disclosure import plan
from analysis.disclosure.choice import Choice
from analysis.payload import Column, Hidden, Message, Sentence, Table, Value
from analysis.programme.declared import Text
from analysis.programme.disclosure import Disclosure, Merged

ALONE = [["arts"], ["heritage"], ["youth"]]
TOGETHER = [["arts"], ["heritage", "youth"]]
HIDDEN = Hidden(hidden="confidential")
HERITAGE_YOUTH = {
    "sector": {"both": Merged(of=["heritage", "youth"], name=Text(nl="samen", en="both"))}
}


def blau(counts):
    return 1 - sum(n * n for n in counts) / sum(counts) ** 2


def shannon(counts):
    return -sum(n / sum(counts) * log(n / sum(counts)) for n in counts if n)


def index(counts, parts, value=blau, id="i", variable="sector"):
    """A public table with one index of those counts, worked out of these parts."""
    sums = [sum(counts[one] for one in part) for part in parts]
    total = Counted(of={"status": ["in"]})
    split = total.model_copy(update={"split": "{attribute}", "parts": {variable: parts}})
    columns = [
        Column(key="attribute", kind="code"), Column(key="unit", kind="code"),
        Column(key="known_count", kind="count", counted=total),
        Column(key="first_value", kind="number", counted=split),
    ]  # fmt: skip
    row = {"attribute": variable, "unit": "organisations", "known_count": sum(counts.values()),
           "first_value": value(sums)}  # fmt: skip
    return Table(
        audience="public", id=id, caption=Message(id="caption"), columns=columns, rows=[row],
        row_key=["attribute"],
    )  # fmt: skip


def seen(decided, id):
    (table,) = [p for p in decided.protected("r", "public") if getattr(p, "id", "") == id]
    return table


def possible(composition, indices):
    """All counts by sector that could have given the published composition and indices."""
    shown = {row["sector"]: row["count"] for row in composition.rows}
    (total,) = {row["base"] for row in composition.rows}
    for counts in product(range(total + 1), repeat=len(shown)):
        fits = all(
            isinstance(value, Hidden) or value == n
            for value, n in zip(shown.values(), counts, strict=True)
        )
        if fits and sum(counts) == total and all(
            isinstance(row["first_value"], Hidden) or abs(row["first_value"] - of(counts)) < 1e-9
            for row, of in indices
        ):  # fmt: skip
            yield dict(zip(shown, counts, strict=True))


def test_an_index_of_counts_that_are_all_shown_is_shown(made):
    counts = {"arts": 12, "heritage": 8, "youth": 7}
    decided = plan({"r": [made.one_way(counts), index(counts, ALONE)]})
    assert seen(decided, "i").rows[0]["first_value"] == pytest.approx(blau([12, 8, 7]))


@pytest.mark.parametrize("value", [blau, shannon])
def test_a_hidden_count_cannot_be_worked_out_of_an_index(made, value):
    counts = {"arts": 12, "heritage": 2, "youth": 7}
    open_ = [made.one_way(counts), index(counts, ALONE, value)]
    decided = plan({"r": open_})
    assert seen(decided, "i").rows[0]["first_value"] == HIDDEN
    rows = [(seen(decided, "i").rows[0], lambda found: value(list(found)))]
    fits = {one["heritage"] for one in possible(seen(decided, "t"), rows)}
    assert max(fits) - min(fits) >= 4
    # With the index left in its place the same attacker finds out.
    told = [(open_[1].rows[0], lambda found: value(list(found)))]
    held = {one["heritage"] for one in possible(seen(decided, "t"), told)}
    assert held == {2, 12} < fits


def test_an_index_of_groups_as_published_is_shown_where_its_parts_are_not(made):
    counts = {"arts": 12, "heritage": 2, "youth": 7}
    rules = Disclosure(merge=HERITAGE_YOUTH)
    decided = plan({"r": [made.one_way(counts), index(counts, TOGETHER)]}, rules)
    assert [row["count"] for row in seen(decided, "t").rows] == [12, 9]
    assert seen(decided, "i").rows[0]["first_value"] == pytest.approx(blau([12, 9]))


def test_an_index_of_finer_groups_than_are_published_is_hidden(made):
    counts = {"arts": 12, "heritage": 2, "youth": 7}
    rules = Disclosure(merge=HERITAGE_YOUTH)
    decided = plan({"r": [made.one_way(counts), index(counts, ALONE)]}, rules)
    assert seen(decided, "i").rows[0]["first_value"] == HIDDEN


def test_an_index_of_what_no_table_counts_is_hidden(made):
    counts = {"arts": 12, "heritage": 8, "youth": 7}
    decided = plan({"r": [index(counts, ALONE, variable="legal_form")]})
    assert seen(decided, "i").rows[0]["first_value"] == HIDDEN


def test_insiders_see_every_index(made):
    counts = {"arts": 12, "heritage": 2, "youth": 7}
    shown = [made.one_way(counts), index(counts, ALONE)]
    assert plan({"r": shown}).protected("r", "internal") == shown


def test_who_does_not_protect_a_unit_shows_its_indices(made):
    counts = {"arts": 12, "heritage": 2, "youth": 7}
    decided = plan(
        {"r": [made.one_way(counts), index(counts, ALONE)]},
        Disclosure(min_cell={"organisations": 1}),
    )
    assert seen(decided, "i").rows[0]["first_value"] == pytest.approx(blau([12, 2, 7]))


def test_a_sentence_with_an_index_goes_with_its_counts(made):
    counts = {"arts": 12, "heritage": 2, "youth": 7}
    split = Counted(unit="organisations", of={"status": ["in"]}, split="sector",
                    parts={"sector": ALONE})  # fmt: skip
    told = Sentence(
        audience="public",
        message=Message(
            id="sentence.read_blau",
            values={
                "session": Value(kind="code", value="s", vocabulary="session"),
                "attribute": Value(kind="code", value="sector", vocabulary="trait"),
                "per_hundred": Value(kind="number", value=56, counted=split),
            },
        ),
    )
    (sentence,) = [
        one for one in plan({"r": [made.one_way(counts), told]}).protected("r", "public")
        if isinstance(one, Sentence)
    ]  # fmt: skip
    assert sentence.message.id == "sentence.read_blau.confidential"
    assert "per_hundred" not in sentence.message.values


def test_a_count_is_known_when_those_of_all_its_parts_are_shown():
    def of(*sectors):
        return Group("organisations", frozenset({("sector", frozenset(sectors))}))

    told = frozenset({of("arts"), of("heritage"), of("youth")})
    assert Choice(told=told).is_shown(of("arts", "heritage"))
    assert not Choice(told=told, hidden={of("arts"): "small"}).is_shown(of("arts", "heritage"))
    assert not Choice(told=told).is_shown(of("arts", "circus"))
