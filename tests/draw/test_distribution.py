"""A distribution shows where the found value lies among those that chance gives."""

from __future__ import annotations

import pytest

from analysis.draw.alternative import alternative
from analysis.draw.chart import drawing
from analysis.draw.sheet import NARROW, WIDE
from analysis.draw.words import Words
from analysis.payload import Observed, Value
from analysis.problems import UserError
from tests.draw import seen
from tests.draw.forms import HIDDEN, made

NL, EN = Words("nl"), Words("en")


def found(value: object) -> Observed:
    return Observed(value=Value(kind="number", value=value, decimals=3))  # type: ignore[arg-type]


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_bars_are_as_high_as_their_counts_and_stand_at_their_bins(width):
    chart = made("distribution")
    svg = drawing(chart, NL, width)
    counts = [row["draw_count"] for row in chart.rows if row["draw_count"]]
    bars = seen.bars(svg)
    assert [bar.high / bars[20].high for bar in bars] == pytest.approx(
        [count / counts[20] for count in counts], abs=0.002
    )
    line = next(line for line in seen.lines(svg, "c4"))[0][0]
    low = next(bar for bar, row in zip(bars, chart.rows, strict=True) if row["from"] == 0.044)
    assert low.x < line < low.x + low.wide


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0.0459, "de gevonden waarde is 0,046; van de waarden in de verdeling is hoogstens 5,8%"),
        (-0.07, "zo klein of kleiner"),
        (0.2, "de gevonden waarde is 0,200, groter dan alle waarden in de verdeling"),
        (-0.2, "de gevonden waarde is −0,200, kleiner dan alle waarden in de verdeling"),
        (None, "de gevonden waarde: niet geregistreerd"),
        (HIDDEN, "de gevonden waarde: niet getoond"),
    ],
)
def test_the_text_says_where_the_found_value_lies(value, said):
    text = alternative(made("distribution", observed=found(value)), NL)
    assert said in text and "lopen van −0,08 tot 0,08" in text


def test_at_most_that_share_is_as_large():
    rows = [{"from": n, "to": n + 1, "draw_count": count} for n, count in enumerate((5, 3, 2))]
    text = alternative(made("distribution", rows=rows, observed=found(1.5)), EN)
    # Of ten, three lie in the bin that holds it and two above: no more than five reach it.
    assert "at most 50.0% of the values in the distribution are as large or larger" in text


def test_a_hidden_value_has_no_line():
    svg = drawing(made("distribution", observed=found(HIDDEN)), NL, WIDE)
    assert not seen.lines(svg, "c4") and "Gevonden: niet getoond" in seen.texts(svg)
    # The axis does not make room for it either.
    other = drawing(made("distribution", observed=None), NL, WIDE)
    assert [bar.x for bar in seen.bars(svg)] == [bar.x for bar in seen.bars(other)]


def test_a_value_beyond_all_bins_is_on_the_axis():
    svg = drawing(made("distribution", observed=found(0.2)), NL, NARROW)
    ((x, _), _) = seen.lines(svg, "c4")[0]
    assert max(bar.x for bar in seen.bars(svg)) < x <= NARROW.points


def test_a_hidden_count_tells_no_share():
    chart = made("distribution")
    rows = [{**chart.rows[0], "draw_count": HIDDEN}, *chart.rows[1:]]
    text = alternative(chart.model_copy(update={"rows": rows}), NL)
    assert "de gevonden waarde is 0,046." in text and "%" not in text


@pytest.mark.parametrize(
    ("edges", "said"),
    [
        ([(0, 1), (1, 3)], "not equally broad"),
        ([(0, 1), (1, None)], "not equally broad"),
        ([(0, 1), (0.5, 1.5)], "overlaps"),
        ([(None, 1)], "does not say from where"),
    ],
)
def test_bins_that_would_mislead_are_refused(edges, said):
    rows = [{"from": low, "to": high, "draw_count": 1} for low, high in edges]
    with pytest.raises(UserError, match=said):
        drawing(made("distribution", rows=rows), NL, WIDE)
