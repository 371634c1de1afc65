"""Two dots on a line: an open one for what was first, a filled one for what was second."""

from __future__ import annotations

import pytest

from analysis.draw.alternative import alternative
from analysis.draw.chart import drawing
from analysis.draw.sheet import NARROW, WIDE
from analysis.draw.words import Words
from analysis.problems import UserError
from tests.draw import seen
from tests.draw.forms import HIDDEN, LABELS, made

NL = Words("nl", LABELS)
ENDS = {
    "low": {"first": "first_low", "second": "second_low"},
    "high": {"first": "first_high", "second": "second_high"},
}


def of_rows(svg: str) -> list[seen.Dot]:
    """The dots that are not those of the key."""
    return seen.dots(svg)[2:]


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_dots_stand_where_their_values_say(width):
    found = of_rows(drawing(made("dumbbell"), NL, width))
    first = [dot for dot in found if not dot.filled]
    second = [dot for dot in found if dot.filled]
    values = [row["first"] for row in made("dumbbell").rows]
    unit = (first[1].x - first[0].x) / (values[1] - values[0])
    assert [dot.x - first[0].x for dot in first] == pytest.approx(
        [(value - values[0]) * unit for value in values], abs=0.02
    )
    assert second[0].x - first[0].x == pytest.approx((0.5382 - 0.4923) * unit, abs=0.02)


def test_first_and_second_differ_in_fill_and_not_in_colour_alone():
    found = of_rows(drawing(made("dumbbell"), NL, WIDE))
    assert {(dot.colour, dot.filled) for dot in found} == {("c2", False), ("c1", True)}


def test_each_dot_has_its_value_and_equal_ones_say_it_once():
    said = seen.texts(drawing(made("dumbbell"), NL, WIDE))
    assert {"0,492", "0,538", "0,830", "0,810"} <= set(said) and said.count("0,610") == 1


def test_a_hidden_value_has_no_dot_no_interval_and_no_trace_on_the_axis():
    chart = made("dumbbell", **ENDS)
    rows = [{**chart.rows[0], "second": HIDDEN, "second_low": -9.0, "second_high": 9.0}]
    svg = drawing(chart.model_copy(update={"rows": rows}), NL, WIDE)
    assert len(of_rows(svg)) == 1 and "[c]" in seen.texts(svg)
    assert "9" not in "".join(seen.texts(svg)[3:]).replace("0,492", "")
    shown = {**chart.rows[0], "second": HIDDEN, "second_low": HIDDEN, "second_high": HIDDEN}
    assert drawing(chart.model_copy(update={"rows": [shown]}), NL, WIDE) == svg


def test_intervals_reach_from_their_low_to_their_high_end():
    chart = made("dumbbell", **ENDS)
    svg = drawing(chart.model_copy(update={"rows": chart.rows[:1]}), NL, WIDE)
    first, second = of_rows(svg)
    level = [line for line in seen.lines(svg, "c2") if line[0][1] == line[1][1]]
    assert first.y < second.y and len(level) == 1
    (left, _), (right, _) = level[0]
    assert (first.x - left) / (right - first.x) == pytest.approx(0.05 / 0.06, rel=0.01)
    assert "onzekerheid" in " ".join(seen.texts(svg))


def test_an_axis_that_does_not_begin_at_zero_says_so():
    chart = made("dumbbell")
    rows = [{**chart.rows[1], "first": 0.84, "second": 0.83}]
    cut = chart.model_copy(update={"rows": rows})
    assert "begint niet bij nul" in " ".join(seen.texts(drawing(cut, NL, WIDE)))
    rows = [{**chart.rows[1], "first": 0.1, "second": 0.83}]
    whole = chart.model_copy(update={"rows": rows})
    assert "nul" not in " ".join(seen.texts(drawing(whole, NL, WIDE)))


def test_one_series_below_zero_has_its_interval_and_a_line_at_zero():
    chart = made(
        "dumbbell", series=["first"], low={"first": "first_low"}, high={"first": "first_high"}
    )
    rows = [{**chart.rows[0], "first": -0.2, "first_low": -0.3, "first_high": 0.1}]
    svg = drawing(chart.model_copy(update={"rows": rows}), NL, WIDE)
    (dot,) = seen.dots(svg)
    zero = next(word for word in seen.words(svg) if word.text == "0,0")
    assert dot.filled and dot.x < (zero.left + zero.right) / 2
    assert "−0,200" in seen.texts(svg)


def test_the_text_names_the_largest_difference_where_all_rows_are_too_much():
    text = alternative(made("dumbbell"), NL)
    assert "het grootste verschil is er bij Gemiddelde afstand (Gower): 0,492" in text
    one = made("dumbbell", rows=made("dumbbell").rows[:1])
    assert alternative(one, NL).endswith("0,538 tweede plenaire sessie, 29 maart 2019.")


def test_three_dots_on_a_line_are_refused():
    with pytest.raises(UserError, match="can tell 2 apart"):
        drawing(made("dumbbell", series=["first", "second", "first_low"]), NL, WIDE)
