"""What readers outside get is decided over all payloads of a release together."""

from __future__ import annotations

import json
from datetime import date

import pytest

from analysis.counted import Counted, Group
from analysis.disclosure import exposed, kept_by, plan
from analysis.payload import Column, Hidden, KeyFigure, KeyFigures, Message, Note, Table, Value
from analysis.problems import UserError
from analysis.programme.declared import Text
from analysis.programme.disclosure import Disclosure, Merged, Waiver

C = "confidential"


def group(**of: list[str]) -> Group:
    return Group("organisations", frozenset((k, frozenset(v)) for k, v in of.items()))


def published(decided, report="r"):
    return decided.protected(report, "public")


def public(decided, report="r"):
    """What is published, without the remark that a base is small."""
    small = Message(id="disclosure.small_base").id
    shown = published(decided, report)
    return [p for p in shown if not (isinstance(p, Note) and p.message.id == small)]


def test_a_small_count_is_hidden_with_the_cheapest_that_would_give_it_away(made, shown):
    table = made.one_way({"arts": 12, "heritage": 2, "youth": 7})
    (seen,) = public(plan({"r": [table]}))
    # 2 of 21: without a second hidden count it would be 21 - 12 - 7.
    hidden = [code for code, value in shown(seen).items() if value == C]
    assert "heritage" in hidden and len(hidden) == 2
    assert shown(seen, "base") == {"arts": 21, "heritage": 21, "youth": 21}


def test_a_share_goes_with_its_count(made, shown):
    (seen,) = public(plan({"r": [made.one_way({"arts": 12, "heritage": 2, "youth": 7})]}))
    counts, shares = shown(seen), shown(seen, "share")
    assert [shares[code] == C for code in counts] == [value == C for value in counts.values()]


def test_insiders_see_the_true_numbers(made):
    table = made.one_way({"arts": 12, "heritage": 2, "youth": 7})
    decided = plan({"r": [table]})
    assert decided.protected("r", "internal") == [table]
    assert decided.protected("r", "restricted") == [table]


def test_zero_stays_unless_it_may_not_be_told(made, shown):
    table = made.one_way({"arts": 12, "circus": 0, "youth": 7})
    (seen,) = public(plan({"r": [table]}))
    assert shown(seen) == {"arts": 12, "circus": 0, "youth": 7}
    (seen,) = public(plan({"r": [table]}, Disclosure(zero="disclosive")))
    assert shown(seen)["circus"] == C


def test_what_another_report_tells_is_hidden_too(made, shown):
    table = made.one_way({"arts": 12, "heritage": 2, "youth": 7})
    told = made.sentence("free", count=made.count(2, sector=["heritage"], status=["in"]))
    decided = plan({"r": [table], "other": [told]})
    (seen,) = public(decided, "other")
    assert seen.message == Message(id="hidden.sentence")


def test_the_plan_is_the_same_whatever_the_order_of_reports(made):
    one, other = (
        made.one_way({"arts": 9, "heritage": 2, "youth": 9}),
        made.two_way({("x", "u"): 3, ("x", "v"): 9, ("y", "u"): 9, ("y", "v"): 9}),
    )
    first, then = plan({"r": [one], "s": [other]}), plan({"s": [other], "r": [one]})
    assert first.digest == then.digest
    assert public(first) == public(then)


def test_the_stored_plan_holds_no_hidden_number(made):
    decided = plan({"r": [made.one_way({"arts": 12, "heritage": 3, "youth": 77})]})
    assert '"value"' not in str(decided.stored()).replace("'", '"')
    assert {one.value for one in decided.decisions} >= {3}


def test_cost_counts_places_and_units(made):
    cost = plan({"r": [made.one_way({"arts": 12, "heritage": 2, "youth": 7})]}).cost
    assert (cost.primary_cells, cost.primary_units) == (1, 2)
    assert (cost.secondary_cells, cost.secondary_units, cost.weight) == (1, 12, 2.0)


def test_a_count_that_says_not_what_it_counts_stops_the_plan():
    column = Column(key="count", kind="count")
    table = Table(
        audience="public", id="t", caption=Message(id="caption"), columns=[column],
        rows=[{"count": 7}], row_key=[], cell="who",
    )  # fmt: skip
    with pytest.raises(UserError, match='cell who: column "count" of table "t" says not'):
        plan({"r": [table]})


def test_counts_of_what_is_no_participant_need_not_say_more():
    columns = [Column(key="unit", kind="code"), Column(key="count", kind="count")]
    table = Table(
        audience="public", id="t", caption=Message(id="caption"), columns=columns,
        rows=[{"unit": "rows", "count": 1}], row_key=[],
    )  # fmt: skip
    assert public(plan({"r": [table]})) == [table]


def test_two_values_for_one_group_are_refused(made):
    tables = [made.one_way({"arts": 12, "youth": 7}), made.one_way({"arts": 11, "youth": 8})]
    with pytest.raises(UserError, match="is counted as 12 and as 11"):
        plan({"r": tables})


def test_counts_that_contradict_each_other_are_named(made):
    table = made.one_way({"arts": 12, "heritage": 2, "youth": 7})
    facts = {group(status=["in"]): 20}
    with pytest.raises(UserError, match="contradict each other"):
        plan({"r": [table]}, facts=facts)


def test_published_facts_stay_and_are_known_to_the_attacker(made, shown):
    # The two that are left, 3 and 2, are told by a published total of 5: only their sum is known.
    table = made.one_way({"time": 3, "staff": 2}, "why")
    facts = {group(status=["in"]): 5}
    (seen,) = public(plan({"r": [table]}, facts=facts))
    assert shown(seen) == {"time": C, "staff": C}
    assert shown(seen, "base") == {"time": 5, "staff": 5}


def test_what_facts_tell_already_is_not_worth_hiding(made):
    known = {group(status=["in"]): 43, group(status=["in"], state=["there"]): 39}
    there, away = (
        made.count(39, status=["in"], state=["there"]),
        made.count(4, status=["in"], state=["away"]),
    )
    table = made.one_way({"there": 39, "away": 4}, "state")
    decided = plan({"r": [table, made.sentence("free", count=there, away=away)]}, facts=known)
    assert decided.decisions == []


def test_merging_comes_before_hiding(made, shown):
    rules = Disclosure(
        merge={"sector": {"rest": Merged(of=["heritage", "youth"], name=Text(nl="r", en="r"))}}
    )
    table = made.one_way({"arts": 12, "heritage": 2, "youth": 7})
    decided = plan({"r": [table, made.chart(table)]}, rules)
    for seen in public(decided):
        if not isinstance(seen, Note):
            assert shown(seen) == {"arts": 12, "rest": 9}
            assert shown(seen, "share") == {"arts": 12 / 21, "rest": 9 / 21}
    assert decided.cost.primary_cells == 0


def test_where_nothing_is_hidden_nothing_is_merged(made, shown):
    rules = Disclosure(
        merge={"sector": {"rest": Merged(of=["heritage", "youth"], name=Text(nl="r", en="r"))}}
    )
    (seen,) = public(plan({"r": [made.one_way({"arts": 12, "heritage": 20, "youth": 7})]}, rules))
    assert shown(seen) == {"arts": 12, "heritage": 20, "youth": 7}


def test_the_order_of_rows_does_not_tell_which_hidden_count_is_larger(made, shown):
    table = made.one_way({"youth": 14, "sport": 9, "heritage": 3, "arts": 1})
    (seen,) = public(plan({"r": [table]}))
    assert list(shown(seen)) == ["arts", "heritage", "sport", "youth"]


def test_a_group_that_all_say_the_same_is_not_told_so(made):
    table = made.one_way({"time": 9, "staff": 0}, "reason_category", {"status": ["stopped"]})
    (seen,) = public(plan({"r": [table]}))
    assert isinstance(seen, Note) and seen.message.id == "hidden.table"


def test_the_small_rest_of_a_sensitive_group_is_protected(made, shown):
    # 8 of 10 gave one reason: that tells that 2 gave another, though no row says so.
    told = made.sentence(
        "free", count=made.count(8, status=["stopped"], reason_category=["time"]),
        base=made.count(10, status=["stopped"]),
    )  # fmt: skip
    (seen,) = public(plan({"r": [told]}))
    assert seen.message.id == "hidden.sentence"
    loose = Disclosure(sensitive={})
    assert public(plan({"r": [told]}, loose)) == [told]


def test_a_waiver_keeps_the_count_and_is_printed(made, shown):
    waiver = Waiver(
        unit="organisations", conditions={"status": ["in"], "sector": ["heritage"]},
        because=Text(nl="zij vroegen het", en="they asked for it"), officer="A. Peeters",
        date=date(2019, 4, 1),
    )  # fmt: skip
    table = made.one_way({"arts": 12, "heritage": 2, "youth": 7})
    seen, *notes = public(plan({"r": [table]}, Disclosure(waivers=[waiver])))
    assert shown(seen) == {"arts": 12, "heritage": 2, "youth": 7}
    (note,) = [one for one in notes if one.message.id == "disclosure.waiver"]
    assert note.message.values["because"] == Value(kind="code", value="0", vocabulary="waiver")
    assert note.message.values["officer"].value == "A. Peeters"


def test_a_share_of_too_few_is_no_share_and_of_few_is_marked(made, shown):
    (seen,) = public(plan({"r": [made.one_way({"arts": 9, "youth": 0})]}))
    assert shown(seen, "share") == {"arts": "small_base", "youth": "small_base"}
    assert shown(seen) == {"arts": 9, "youth": 0}
    seen, note = published(plan({"r": [made.one_way({"arts": 10, "youth": 19})]}))
    assert shown(seen, "share")["arts"] == 10 / 29
    assert note.message.id == "disclosure.small_base"


def test_that_percentages_are_out_of_few_is_said_shorter_the_second_time(made):
    tables = [made.one_way({"arts": 10, "youth": 19}).model_copy(update={"cell": c, "id": c})
              for c in "ab"]  # fmt: skip
    said = [one.message.id for one in published(plan({"r": tables})) if isinstance(one, Note)]
    assert said == ["disclosure.small_base", "disclosure.small_base.again"]


def test_a_mean_needs_enough_to_be_a_mean_of(made, shown):
    columns = [
        Column(key="q", kind="code"), Column(key="unit", kind="code"),
        Column(key="count", kind="count", counted=Counted(by={"answer": "q"})),
        Column(key="mean", kind="number"),
    ]  # fmt: skip
    rows = [
        {"q": "a", "unit": "organisations", "count": 9, "mean": 3.5},
        {"q": "b", "unit": "organisations", "count": 10, "mean": 4.5},
    ]
    table = Table(
        audience="public", id="t", caption=Message(id="caption"), columns=columns,
        rows=rows, row_key=["q"],
    )  # fmt: skip
    (seen,) = public(plan({"r": [table]}))
    assert shown(seen, "mean") == {"a": "small_base", "b": 4.5}


def test_a_mean_beside_hidden_answers_would_tell_them_so_it_goes_too(made, shown):
    # Of 21 the answers 1 and 2 are hidden, of 9 together; their mean would tell each of them.
    given = {"1": 2, "2": 7, "3": 12}
    table = made.one_way(given)
    whole = made.count(21, sector=list(given), status=["in"]).counted
    columns = [
        Column(key="unit", kind="code"), Column(key="base", kind="count", counted=whole),
        Column(key="mean", kind="number", counted=whole),
    ]  # fmt: skip
    row = {"unit": "organisations", "base": 21, "mean": 2.48}
    summary = Table(
        audience="public", id="m", caption=Message(id="caption"), columns=columns,
        rows=[row], row_key=["unit"],
    )  # fmt: skip
    mean = Value(kind="number", value=2.48)
    count = Value(kind="count", value=21, counted=whole)
    said = made.sentence("free", count=count, mean=mean)
    figure = KeyFigure(
        label=Message(id="figure.x"), value=mean, unit="",
        context=Message(id="free", values={"count": count}),
    )  # fmt: skip
    figures = KeyFigures(audience="public", figures=[figure])
    seen, alone, sentence, figured = public(plan({"r": [table, summary, said, figures]}))
    assert list(shown(seen).values()).count(C) == 2
    assert (alone.rows[0]["base"], alone.rows[0]["mean"]) == (21, Hidden(hidden=C))
    assert sentence.message == Message(id="hidden.sentence")
    assert figured.figures[0].value.value == Hidden(hidden=C)
    (alone,) = public(plan({"r": [summary]}))
    assert alone.rows[0]["mean"] == 2.48


def test_a_sum_that_is_mostly_one_participants_own_is_hidden(shown):
    columns = [
        Column(key="sector", kind="code"), Column(key="unit", kind="code"),
        Column(key="count", kind="count", counted=Counted(by={"sector": "sector"})),
        Column(key="budget_sum", kind="number", counted=Counted(by={"sector": "sector"})),
        Column(key="budget_largest_share", kind="share", audience="internal"),
    ]  # fmt: skip
    rows = [
        {"sector": s, "unit": "organisations", "count": n, "budget_sum": b,
         "budget_largest_share": x}
        for s, n, b, x in [
            ("arts", 12, 900.0, 0.4), ("heritage", 8, 800.0, 0.7), ("y", 3, 30.0, 0.4)
        ]
    ]  # fmt: skip
    table = Table(
        audience="public", id="t", caption=Message(id="caption"), columns=columns,
        rows=rows, row_key=["sector"],
    )  # fmt: skip
    (seen,) = public(plan({"r": [table]}))
    assert shown(seen, "budget_sum") == {"arts": 900.0, "heritage": C, "y": C}
    assert "largest" not in seen.model_dump_json()


def test_a_key_figure_and_its_context_are_hidden_together(made):
    figure = KeyFigure(
        label=Message(id="figure.x"), value=Value(kind="number", value=3.7), unit="",
        context=Message(id="free", values={"count": made.count(3, answer=["a"])}),
    )  # fmt: skip
    (seen,) = public(plan({"r": [KeyFigures(audience="public", figures=[figure])]}))
    assert getattr(seen.figures[0].value.value, "hidden", None) == C
    assert seen.figures[0].context == Message(id="hidden.sentence")


def test_a_value_that_no_wording_names_leaves_the_public_payload(made):
    # "sentence.annex_size" names neither `spare` nor anything like it.
    told = made.sentence(
        "sentence.upcoming", session=Value(kind="code", value="s", vocabulary="session"),
        session_on=Value(kind="date", value="2019-04-18"), spare=Value(kind="text", value="secret"),
    )  # fmt: skip
    (seen,) = public(plan({"r": [told]}))
    assert "secret" not in seen.model_dump_json()
    assert seen.message.values["session"].value == "s"


def test_an_unchanged_count_of_an_earlier_edition_stays(made, shown):
    before = [made.one_way({"heritage": 2})]
    table = made.one_way({"arts": 12, "heritage": 2, "youth": 7}, of={"status": ["in"]})
    table = table.model_copy(update={"columns": [*table.columns[:3]], "rows": table.rows})
    (seen,) = public(plan({"r": [table]}, earlier=[before]))
    assert shown(seen) == {"arts": 12, "heritage": 2, "youth": 7}


def test_a_small_change_since_an_earlier_edition_is_hidden(made, shown):
    before = [made.one_way({"arts": 12, "heritage": 8, "youth": 7})]
    now = made.one_way({"arts": 12, "heritage": 9, "youth": 7})
    (seen,) = public(plan({"r": [now]}, earlier=[before]))
    assert shown(seen)["heritage"] == C
    much = made.one_way({"arts": 12, "heritage": 13, "youth": 7})
    (seen,) = public(plan({"r": [much]}, earlier=[before]))
    assert shown(seen) == {"arts": 12, "heritage": 13, "youth": 7}


def test_what_an_earlier_edition_hid_stays_hidden(made, shown):
    table = made.one_way({"arts": 12, "heritage": 2, "youth": 7})
    first = plan({"r": [table]})
    (seen,) = public(first)
    again = plan({"r": [table]}, earlier=[public(first)])
    assert shown(public(again)[0]) == shown(seen)
    other = made.one_way({"arts": 12, "heritage": 2, "youth": 7}, id="u")
    alone = other.model_copy(update={"rows": other.rows[:1]})
    (seen,) = public(plan({"r": [alone]}, earlier=[public(first)]))
    assert shown(seen)["arts"] == (C if shown(public(first)[0])["arts"] == C else 12)


def test_what_an_earlier_edition_kept_uncertain_no_later_one_opens(made, shown):
    table = made.one_way({"arts": 12, "heritage": 2, "youth": 7})
    first = plan({"r": [table]})
    (seen,) = public(first)
    (other,) = (code for code, v in shown(seen).items() if v == C and code != "heritage")
    # The later edition no longer has the table, only the count that was hidden beside the small.
    told = made.sentence("free", count=made.count(12 if other == "arts" else 7, status=["in"],
                                                  sector=[other]))  # fmt: skip
    kept = kept_by(first.stored())
    assert public(plan({"r": [told]}, earlier=[public(first)], kept=kept)) != [told]
    assert public(plan({"r": [told]})) == [told]


def test_a_stored_plan_tells_what_it_kept_uncertain(made):
    first = plan({"r": [made.one_way({"arts": 12, "heritage": 2, "youth": 7})]})
    kept = kept_by(json.loads(json.dumps(first.stored())))
    assert kept == {one.of: one.width for one in first.choice.targets}
    assert ((group(status=["in"], sector=["heritage"]), 1),) in kept


def test_an_earlier_edition_that_cannot_be_true_any_more_is_no_knowledge(made, shown):
    # The first edition counted 30 in the arts; corrected, there are 21 in all.
    wrong = [made.one_way({"arts": 30, "heritage": 2})]
    now = made.one_way({"large": 12, "small": 9}, by="size")
    (seen,) = public(plan({"r": [now]}, earlier=[wrong]))
    assert shown(seen) == {"large": 12, "small": 9}


@pytest.mark.parametrize(
    ("pair", "count"), [(["arts", "heritage"], 14), (["heritage", "youth"], 9)]
)
def test_what_only_an_earlier_edition_told_opens_nothing(made, shown, pair, count):
    # Of 21 in all, with 14 in arts or heritage, 7 are in youth: hiding those would not help.
    before = made.sentence("free", count=made.count(count, status=["in"], sector=pair))
    now = made.one_way({"arts": 12, "heritage": 2, "youth": 7})
    (seen,) = public(plan({"r": [now]}, earlier=[[before]]))
    assert {code for code, value in shown(seen).items() if value == C} == set(pair)


def test_values_of_which_one_may_have_several_do_not_add_up(made, shown):
    table = made.one_way({"money": 20, "people": 19, "strategy": 2}, "wish", several=True)
    rows = [{**row, "base": 35} for row in table.rows]
    (seen,) = public(plan({"r": [table.model_copy(update={"rows": rows})]}))
    assert shown(seen) == {"money": 20, "people": 19, "strategy": C}


def test_answers_of_a_whole_round_are_shown_when_the_base_is_large_enough(made, shown):
    answers = made.one_way({"no": 2, "yes": 20}, "answer:kickoff.KO01", {"round:kickoff": ["in"]})
    (seen,) = public(plan({"r": [answers]}))
    assert shown(seen) == {"no": 2, "yes": 20}
    (seen,) = public(plan({"r": [answers]}, Disclosure(answers="cell")))
    assert shown(seen) == {"no": C, "yes": C} or shown(seen)["no"] == C
    few = made.one_way({"no": 2, "yes": 5}, "answer:kickoff.KO01", {"round:kickoff": ["in"]})
    (seen,) = public(plan({"r": [few]}))
    assert shown(seen)["no"] == C


def test_the_attacker_finds_nothing_and_finds_the_planted_leak(made):
    cells = {("x", "u"): 2, ("x", "v"): 9, ("y", "u"): 9, ("y", "v"): 9}
    tables = [made.two_way(cells)]
    assert exposed([public(plan({"r": tables}))]) == []
    (leak,) = exposed([public(plan({"r": tables}, secondary=False))])
    assert "lies between 2 and 2" in leak


@pytest.mark.parametrize(("base", "share"), [(9, "small_base"), (10, None)])
def test_a_key_figure_out_of_too_few_has_no_share(made, base, share):
    whole, part = made.count(base, status=["in"]), made.count(base - 2, round=["r"])
    figure = KeyFigure(label=Message(id="figure.x"), value=part, base=whole, unit="organisations")
    payload = KeyFigures(audience="public", figures=[figure])
    (seen,) = public(plan({"r": [payload]}, Disclosure(min_cell={"organisations": 2})))
    assert getattr(seen.figures[0].share, "hidden", None) == share
