"""Patterns: which sessions go together, by dots that are filled or open, and how often."""

from __future__ import annotations

import pytest

from analysis.draw.alternative import alternative
from analysis.draw.chart import drawing
from analysis.draw.sheet import NARROW, WIDE
from analysis.draw.words import Words
from analysis.payload import Column
from analysis.problems import UserError
from tests.draw import seen
from tests.draw.forms import HIDDEN, made

NL, EN = Words("nl"), Words("en")


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_each_row_has_its_marks_and_a_bar_as_long_as_its_count(width):
    chart = made("patterns")
    svg = drawing(chart, NL, width)
    marks = [row[f"session_{n}"] for row in chart.rows for n in range(6)]
    assert [dot.filled for dot in seen.dots(svg)] == marks
    bars = seen.bars(svg)
    assert [bar.wide / bars[0].wide for bar in bars] == pytest.approx(
        [row["count"] / 9 for row in chart.rows], abs=0.001
    )


def test_a_line_joins_the_first_filled_dot_to_the_last():
    chart = made("patterns", rows=made("patterns").rows[2:4])
    svg = drawing(chart, NL, WIDE)
    filled = [dot for dot in seen.dots(svg) if dot.filled]
    (line,) = seen.lines(svg, "c1")
    assert [line[0][0], line[-1][0]] == pytest.approx([filled[0].x, filled[2].x], abs=0.01)


def test_sessions_are_numbered_and_written_out():
    said = seen.texts(drawing(made("patterns"), NL, NARROW))
    assert {"1. Startdag", "2. Masterclass financiële planning en subsidies", "6"} <= set(said)


def test_what_is_hidden_has_no_bar_and_what_is_not_recorded_no_dot():
    chart = made("patterns")
    rows = [{**chart.rows[0], "count": HIDDEN}, {**chart.rows[1], "session_3": None}]
    svg = drawing(chart.model_copy(update={"rows": rows}), NL, WIDE)
    assert len(seen.bars(svg)) == 1 and len(seen.dots(svg)) == 11
    assert {"[c]", "[x]", "[x] = niet geregistreerd"} <= set(seen.texts(svg))
    assert "9" not in seen.texts(svg)
    assert "van wat getoond wordt, komt het vaakst voor" in alternative(
        chart.model_copy(update={"rows": rows}), NL
    )


def test_the_text_names_the_most_frequent_patterns():
    chart = made("patterns")
    rows = [chart.rows[3], {**chart.rows[8], "count": 4}, chart.rows[7]]
    assert alternative(chart.model_copy(update={"rows": rows}), NL).endswith(
        "van de 3 patronen komt het vaakst voor: Startdag (5); daarna geen enkele (4); "
        "Startdag en Masterclass financiële planning en subsidies (2)."
    )


def test_patterns_need_marks_and_not_too_many():
    with pytest.raises(UserError, match="no columns of true and false"):
        drawing(made("patterns", columns=made("patterns").columns[-1:], category="count"), NL, WIDE)
    many = [Column(key=f"m{n}", kind="mark") for n in range(13)]
    with pytest.raises(UserError, match="19 columns of marks"):
        drawing(made("patterns", columns=[*made("patterns").columns, *many]), NL, WIDE)
