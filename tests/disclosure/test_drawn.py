"""Intervals, bins and found values of charts tell no more than the counts behind them may."""

from __future__ import annotations

from typing import Any

import pytest

from analysis.counted import Counted, Group
from analysis.disclosure.applying import Applying
from analysis.disclosure.choice import Choice
from analysis.disclosure.merging import merged
from analysis.disclosure.order import reordered
from analysis.disclosure.protection import for_audience
from analysis.disclosure.said import unsaid
from analysis.payload import Chart, Column, Form, Hidden, Message, Observed, Table, Value
from analysis.problems import UserError
from analysis.programme.disclosure import Disclosure, Merged

UNIT = "organisations"
RULES = Disclosure()
SECRET, FEW = Hidden(hidden="confidential"), Hidden(hidden="small_base")


def whom(**of: str) -> Counted:
    return Counted(unit=UNIT, of={name: [value] for name, value in of.items()})


def hides(*counted: Counted) -> Choice:
    return Choice(hidden={Group(UNIT, one.group({}).of): "small" for one in counted})


def chart(form: Form, columns: list[Column], rows: list[dict[str, Any]], **given: Any) -> Chart:
    return Chart(
        audience="public", id="c", form=form, headline=Message(id="h"), subtitle=Message(id="s"),
        columns=columns, rows=rows, **{"category": columns[0].key, "series": ["share"], **given},
    )  # fmt: skip


def applied(payload: Chart, choice: Choice) -> Chart:
    made = Applying("r", choice, RULES).to([payload]).payloads[0]
    assert isinstance(made, Chart)
    return made


SHARES = [
    Column(key="sector", kind="code", vocabulary="sector"),
    Column(key="unit", kind="code", vocabulary="unit"),
    Column(key="count", kind="count", counted=Counted(by={"sector": "sector"})),
    Column(key="base", kind="count"),
    Column(key="share", kind="share"),
    Column(key="lowest", kind="share"),
    Column(key="highest", kind="share"),
]
ROWS = [
    {"sector": sector, "unit": UNIT, "count": count, "base": 40, "share": count / 40,
     "lowest": count / 40 - 0.02, "highest": count / 40 + 0.02}
    for sector, count in (("arts", 20), ("circus", 1))
]  # fmt: skip
ENDS = {"low": {"share": "lowest"}, "high": {"share": "highest"}}


def test_an_interval_goes_with_its_share():
    made = applied(chart("dumbbell", SHARES, ROWS, **ENDS), hides(whom(sector="circus")))
    assert [made.rows[1][key] for key in ("count", "share", "lowest", "highest")] == [SECRET] * 4
    assert made.rows[0] == ROWS[0]


def test_an_interval_of_too_few_goes_as_its_share_does():
    rows = [{**ROWS[0], "base": 4, "count": 2}, ROWS[0]]
    made = applied(chart("dumbbell", SHARES, rows, **ENDS), Choice())
    assert [made.rows[0][key] for key in ("share", "lowest", "highest")] == [FEW] * 3


@pytest.mark.parametrize("key", ["low", "low_share", "share_high", "value_low"])
def test_a_table_hides_an_interval_by_its_name(key):
    end = Column(key=key, kind="share" if "share" in key else "number")
    table = Table(
        audience="public", id="t", caption=Message(id="h"), row_key=["sector"],
        columns=[*SHARES[:5], end], rows=[{**row, key: 0.1} for row in ROWS],
    )  # fmt: skip
    made = Applying("r", hides(whom(sector="circus")), RULES).to([table]).payloads[0]
    assert isinstance(made, Table)
    assert [row[key] for row in made.rows] == [0.1, SECRET]


def test_statistics_of_two_sessions_go_with_either_count():
    columns = [
        Column(key="index", kind="code"),
        Column(key="first_value", kind="number"),
        Column(key="second_value", kind="number"),
        Column(key="first_count", kind="count", counted=whom(session="first")),
        Column(key="second_count", kind="count", counted=whom(session="second")),
    ]
    rows = [{"index": "gower", "first_value": 0.49, "second_value": 0.54,
             "first_count": 39, "second_count": 29}]  # fmt: skip
    series = ["first_value", "second_value"]
    payload = chart("dumbbell", columns, [*rows, {**rows[0], "second_count": 2}], series=series)
    made = applied(payload, Choice())
    assert made.rows[0]["second_value"] == 0.54 and made.rows[1]["second_value"] != 0.54
    shown = Applying("r", hides(whom(session="second")), RULES).to([payload]).payloads[0]
    assert not isinstance(shown, Chart), "a chart of which nothing is left is a note"


def test_a_share_that_falls_in_steps_goes_with_any_count_beside_it():
    columns = [
        Column(key="months", kind="number"),
        Column(
            key="at_risk_count", kind="count", counted=Counted(unit=UNIT, by={"left": "months"})
        ),
        Column(key="left_share", kind="share"),
    ]
    rows = [{"months": n, "at_risk_count": 44 - n, "left_share": 1 - n / 44} for n in (0, 1, 2)]
    payload = chart("steps", columns, rows, series=["left_share"])
    made = applied(payload, hides(whom(left="1")))
    assert [row["left_share"] for row in made.rows] == [1, SECRET, 1 - 2 / 44]


def distribution(*counts: Value, value: Any = 0.046) -> Chart:
    found = Observed(value=Value(kind="number", value=value), counts=list(counts))
    columns = [Column(key="from", kind="number"), Column(key="to", kind="number"),
               Column(key="draw_count", kind="count")]  # fmt: skip
    rows = [{"from": n, "to": n + 1, "draw_count": 5} for n in range(3)]
    return chart("distribution", columns, rows, series=["draw_count"], observed=found)


def count(value: int, **of: str) -> Value:
    return Value(kind="count", value=value, counted=whom(**of))


def test_the_found_value_goes_with_the_counts_that_it_was_worked_out_of():
    payload = distribution(count(39, session="first"), count(29, session="second"))
    assert applied(payload, Choice()).observed == Observed(value=payload.observed.value)  # type: ignore[union-attr]
    hidden = Applying("r", hides(whom(session="second")), RULES).to([payload])
    assert hidden.payloads[0].observed.value.value == SECRET  # type: ignore[union-attr]
    assert [(one.column, one.why, one.value) for one in hidden.decisions] == [
        ("observed", "derived", 0.046)
    ]


def test_the_found_value_of_too_few_is_not_shown():
    payload = distribution(count(39, session="first"), count(2, session="second"))
    assert applied(payload, Choice()).observed == Observed(value=Value(kind="number", value=FEW))


def test_a_public_value_says_of_whom_it_tells():
    assert unsaid({"r": [distribution(count(39, session="first"))]}) == []
    (said,) = unsaid({"r": [distribution()]})
    assert 'the observed value of chart "c"' in said


@pytest.mark.parametrize(("form", "kept"), [("dots", True), ("steps", True), ("stacked", False)])
def test_rows_along_an_axis_keep_its_order(form: Form, kept: bool):
    columns = [Column(key="from", kind="number"), Column(key="size", kind="code"),
               Column(key="share", kind="number")]  # fmt: skip
    rows = [{"from": at, "size": code, "share": at} for at, code in enumerate("cab")]
    hidden = [{**rows[0], "share": SECRET}, *rows[1:]]
    found = reordered(chart(form, columns, rows), hidden)  # type: ignore[arg-type]
    assert ([row["size"] for row in found] == ["c", "a", "b"]) is kept


def test_rows_with_an_interval_are_not_counted_together():
    rules = RULES.model_copy(
        update={
            "merge": {
                "sector": {
                    "other": Merged(of=["arts", "circus"], name={"nl": "Andere", "en": "Other"})
                }
            }
        }
    )
    choice = hides(whom(sector="circus"))
    assert merged(chart("dumbbell", SHARES[:5], ROWS), choice, rules) is not None
    assert merged(chart("dumbbell", SHARES, ROWS, **ENDS), choice, rules) is None
    low = [*SHARES[:5], Column(key="low", kind="number")]
    assert merged(chart("dumbbell", low, ROWS), choice, rules) is None


def test_a_public_chart_may_not_lose_its_interval():
    columns = [
        *SHARES[:5],
        *(one.model_copy(update={"audience": "internal"}) for one in SHARES[5:]),
    ]
    with pytest.raises(UserError, match="draws a column that is not: highest, lowest"):
        for_audience(chart("dumbbell", columns, ROWS, **ENDS), "public")
