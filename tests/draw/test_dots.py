"""A dot for each organisation, on an axis on which each step is so many times as much."""

from __future__ import annotations

import pytest

from analysis.draw.alternative import alternative
from analysis.draw.chart import drawing
from analysis.draw.sheet import NARROW, WIDE
from analysis.draw.words import Words
from analysis.problems import UserError
from tests.draw import seen
from tests.draw.forms import HIDDEN, made

NL = Words("nl")


def counted(svg: str, colour: str) -> int:
    """The dots of a series, without the one beside its name."""
    return len(seen.dots(svg, colour)) - 1


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_there_are_as_many_dots_as_organisations(width):
    svg = drawing(made("dots"), NL, width)
    assert (counted(svg, "c2"), counted(svg, "c1")) == (44, 29)
    assert {(dot.colour, dot.filled) for dot in seen.dots(svg)} == {("c2", False), ("c1", True)}


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_no_two_dots_touch_and_all_stand_in_their_bin(width):
    svg = drawing(made("dots"), NL, width)
    all_dots = seen.dots(svg)
    for at, dot in enumerate(all_dots):
        assert 0 < dot.x < width.points
        assert all(
            (dot.x - other.x) ** 2 + (dot.y - other.y) ** 2 >= 7**2 for other in all_dots[at + 1 :]
        )
    two, four = (_middle(svg, text) for text in ("2", "4"))
    assert sum(two < dot.x < four for dot in seen.dots(svg, "c1")) >= 4


def test_bins_are_as_broad_as_they_are_times_as_much():
    svg = drawing(made("dots"), NL, WIDE)
    one, two, four, sixteen = (_middle(svg, text) for text in ("1", "2", "4", "16"))
    assert two - one == pytest.approx(four - two, abs=0.1)
    assert sixteen - four == pytest.approx(2 * (four - two), abs=0.1)


def test_the_axis_says_that_it_is_logarithmic_and_where_zero_stands():
    said = " ".join(seen.texts(drawing(made("dots"), NL, WIDE)))
    assert "logaritmische as" in said and "Nul heeft" in said
    assert "Voltijdse equivalenten (vte) per organisatie" in said
    rising = drawing(made("dots", rows=made("dots").rows[1:]), NL, WIDE)
    assert "Nul heeft" not in " ".join(seen.texts(rising))


def test_a_hidden_bin_has_no_dots_and_says_so():
    chart = made("dots")
    rows = [*chart.rows[:-1], {**chart.rows[-1], "second": HIDDEN}]
    svg = drawing(chart.model_copy(update={"rows": rows}), NL, WIDE)
    assert counted(svg, "c1") == 28 and "[c]" in seen.texts(svg)
    text = alternative(chart.model_copy(update={"rows": rows}), NL)
    assert "van wat getoond wordt, zijn er de meeste (7) van 4 tot 8" in text


def test_where_there_are_too_many_a_dot_stands_for_several():
    chart = made("dots")
    rows = [{**row, "first": row["first"] * 2500} for row in chart.rows]
    svg = drawing(chart.model_copy(update={"rows": rows}), NL, NARROW)
    assert "Eén stip staat voor ongeveer 1000." in " ".join(seen.texts(svg))
    assert counted(svg, "c2") == 113 and counted(svg, "c1") == 8


def test_a_bin_without_an_end_and_one_of_zero_alone():
    rows = [
        {"from": 0, "to": 0, "first": 2, "second": 0},
        {"from": 0.5, "to": 5, "first": 3, "second": 1},
        {"from": 5, "to": None, "first": 1, "second": 1},
    ]
    chart = made("dots", rows=rows)
    assert {"0", "0,5", "5"} <= set(seen.texts(drawing(chart, NL, NARROW)))
    assert "de meeste (3) van 0,5 tot 5, de grootste vanaf 5" in alternative(chart, NL)


def test_a_size_below_zero_is_refused():
    rows = [{"from": -1, "to": 1, "first": 1, "second": 1}]
    with pytest.raises(UserError, match="no place on a logarithmic axis"):
        drawing(made("dots", rows=rows), NL, WIDE)


def _middle(svg: str, text: str) -> float:
    word = next(word for word in seen.words(svg) if word.text == text)
    return (word.left + word.right) / 2
