"""A line that steps down where somebody stops, with its interval and how many were followed."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from analysis.draw.alternative import alternative
from analysis.draw.chart import drawing
from analysis.draw.sheet import NARROW, WIDE
from analysis.draw.words import Words
from analysis.payload import Chart, Column
from analysis.problems import UserError
from tests.draw import seen
from tests.draw.forms import HIDDEN, made

NL, EN = Words("nl"), Words("en")


def dated() -> Chart:
    """The same with days instead of months."""
    chart = made("steps", category="day_on")
    start = date(2019, 2, 20)
    rows = [
        {**row, "day_on": (start + timedelta(days=30 * int(str(row["months"])))).isoformat()}
        for row in chart.rows
    ]
    columns = [Column(key="day_on", kind="date", heading=chart.headline), *chart.columns]
    return chart.model_copy(update={"rows": rows, "columns": columns})


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_line_is_level_between_its_steps_and_falls_as_far_as_the_share_does(width):
    chart = made("steps", low={}, high={})
    (line,) = seen.lines(drawing(chart, NL, width), "c1")
    assert all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(line))
    falls = [b[1] - a[1] for a, b in pairwise(line) if b[1] != a[1]]
    assert len(falls) == 5 and all(fall == pytest.approx(falls[0], rel=0.01) for fall in falls)


def test_the_axis_of_shares_runs_from_zero_to_all():
    said = seen.texts(drawing(made("steps"), NL, WIDE))
    assert {"0%", "100%", "88,6%", "Maanden sinds de start"} <= set(said)


def test_the_interval_is_dashed_and_explained():
    svg = drawing(made("steps"), NL, WIDE)
    assert seen.dashed(svg) == 2 and len(seen.lines(svg, "c1")) == 3
    assert "streepjeslijnen" in " ".join(seen.texts(svg))
    assert seen.dashed(drawing(made("steps", low={}, high={}), NL, WIDE)) == 0


def test_an_interval_without_width_is_not_drawn_nor_explained():
    chart = made("steps")
    rows = [{**row, "low_share": row["left_share"], "high_share": row["left_share"]}
            for row in chart.rows]  # fmt: skip
    svg = drawing(chart.model_copy(update={"rows": rows}), NL, WIDE)
    assert seen.dashed(svg) == 0 and "streepjeslijnen" not in " ".join(seen.texts(svg))


def test_the_axis_of_time_ends_with_the_last_moment_and_the_share_beside_it():
    chart = made("steps", low={}, high={})
    rows = [*chart.rows[:-1], {**chart.rows[-1], "months": 88}]
    svg = drawing(chart.model_copy(update={"rows": rows}), NL, WIDE)
    end = seen.lines(svg, "c1")[0][-1]
    share = next(word for word in seen.words(svg) if word.text == "88,6%")
    assert 0 < share.left - end[0] < 10 and "100" not in seen.texts(svg)


def test_how_many_are_followed_stands_below_the_steps():
    words = seen.words(drawing(made("steps"), NL, WIDE))
    followed = NL.heading(Column(key="at_risk_count", kind="count"))
    below = max(word.top for word in words if word.text == followed)
    numbers = [word.text for word in words if word.top > below and word.text.isdigit()]
    assert numbers == ["44", "44", "43", "42", "41", "40", "39"]


def test_a_hidden_share_breaks_the_line_and_its_interval():
    chart = made("steps")
    rows = [{**row, "left_share": HIDDEN, "at_risk_count": HIDDEN} if row["months"] == 9 else row
            for row in chart.rows]  # fmt: skip
    svg = drawing(chart.model_copy(update={"rows": rows}), NL, WIDE)
    assert len(seen.lines(svg, "c1")) == 6 and seen.texts(svg).count("[c]") == 2
    assert "42" not in seen.texts(svg)
    assert "100,0% in het begin (0), 88,6% op het einde (15)" in alternative(chart, NL)


def test_days_are_written_as_months_on_the_axis():
    svg = drawing(dated(), NL, WIDE)
    assert {"okt 2019", "apr 2020"} <= set(seen.texts(svg))
    assert "op het einde (15 mei 2020)" in alternative(dated(), NL)
    assert "Oct 2019" in seen.texts(drawing(dated(), EN, WIDE))


def test_two_lines_differ_in_dash_and_their_ends_stand_apart():
    chart = made("steps", series=["left_share", "high_share"], low={}, high={})
    svg = drawing(chart, NL, WIDE)
    # One in the key and one in the plot.
    assert seen.dashed(svg) == 2 and len(seen.lines(svg, "c2")) == 2
    first, second = (
        next(word for word in seen.words(svg) if word.text == text) for text in ("92,6%", "88,6%")
    )
    assert not first.touches(second)


def test_a_row_without_a_time_is_refused():
    chart = made("steps")
    rows = [*chart.rows, {**chart.rows[0], "months": None}]
    with pytest.raises(UserError, match="has no time"):
        drawing(chart.model_copy(update={"rows": rows}), NL, WIDE)
