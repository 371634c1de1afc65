"""What is hidden is hidden in the drawing, its text, its table and its files."""

from __future__ import annotations

import re

import pytest

from analysis.draw.alternative import alternative
from analysis.draw.block import key_figures
from analysis.draw.chart import chart as drawn_chart
from analysis.draw.chart import drawing
from analysis.draw.sheet import NARROW, WIDE
from analysis.draw.words import Words
from analysis.payload import Chart, Column, Hidden, KeyFigure, KeyFigures, Message, Value

HIDDEN = Hidden(hidden="confidential")
SAID = "niet getoond"


def lengths(svg: str) -> list[float]:
    """How long the bars are, of all colours."""
    found = re.findall(r'<path d="M ?([\d.]+)[^L]*L ?([\d.]+)[^"]*" style="fill: var\(--[cnp]', svg)
    return [float(end) - float(start) for start, end in found]


def with_values(chart: Chart, **values: object) -> Chart:
    rows = [{**row, "count": values.get(str(row["sector"]), row["count"])} for row in chart.rows]
    return chart.model_copy(update={"rows": rows})


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_longest_bar_hidden_leaves_the_others_as_if_it_were_not_there(width, chart, words):
    svg = drawing(with_values(chart(), arts=HIDDEN, circus=3), words, width)
    heritage, circus = lengths(svg)
    assert heritage / circus == pytest.approx(3, rel=0.01)
    without = [row for row in with_values(chart(), circus=3).rows if row["sector"] != "arts"]
    room = lengths(drawing(chart(rows=without), words, width))
    if width == NARROW:
        # On a narrow sheet the labels stand above, so only the scale decides the length.
        assert [heritage, circus] == pytest.approx(room)


def test_a_drawing_is_the_same_whatever_the_hidden_value_was(chart, words):
    # The payload that is drawn holds no trace of it: one mark stands for every value.
    svg = drawing(with_values(chart(), arts=HIDDEN), words, WIDE)
    assert SAID in svg and "13" not in re.findall(r">(\d+)<", svg)


@pytest.mark.parametrize("form", ["stacked", "likert"])
def test_a_bar_with_one_hidden_part_is_not_drawn_at_all(form, answers, words):
    whole = answers().rows[0]
    rows = [whole, {**whole, "sector": "heritage", "neutral": HIDDEN}]
    svg = drawing(answers().model_copy(update={"rows": rows, "form": form}), words, WIDE)
    alone = drawing(answers().model_copy(update={"rows": [whole], "form": form}), words, WIDE)
    assert SAID in svg and "niet geregistreerd" not in svg
    # The same number of bars, key included, as without the row.
    assert svg.count("fill: var(--n2)") == alone.count("fill: var(--n2)")
    assert svg.count("fill: var(--c1)") == alone.count("fill: var(--c1)")


def test_the_text_of_a_drawing_says_that_something_is_not_shown(chart, words):
    text = alternative(with_values(chart(), arts=HIDDEN), words)
    assert f"Kunsten & <letteren>: {SAID}" in text and "13" not in text


def test_of_many_rows_only_the_highest_that_is_shown_is_named(chart):
    labels = {"sector": {str(n): {"nl": f"Een sector met nummer {n}"} for n in range(40)}}
    rows = [{"sector": str(n), "count": HIDDEN if n > 37 else n} for n in range(40)]
    text = alternative(chart(rows=rows), Words("nl", labels))
    assert "van wat getoond wordt, is het hoogst Een sector met nummer 37: 37" in text
    every = [{"sector": str(n), "count": HIDDEN} for n in range(40)]
    assert "de cijfers worden niet getoond" in alternative(chart(rows=every), Words("nl", labels))


def test_the_data_table_and_both_files_hide_it_too(chart, words):
    html = drawn_chart(with_values(chart(), arts=HIDDEN), words, 1)
    assert '<td class="figure">[c]</td>' in html
    assert "[c] = niet getoond" in html
    assert not re.search(r">13<", html)


def test_a_hidden_key_figure_is_said_small_and_has_no_share():
    figure = KeyFigure(
        label=Message(id="figure.attended"),
        value=Value(kind="count", value=HIDDEN),
        base=Value(kind="count", value=43),
        unit="organisations",
    )
    html = key_figures(KeyFigures(figures=[figure]), Words("nl"))
    assert f'<span class="absent">{SAID}</span>' in html and "%" not in html


def test_a_column_is_hidden_in_words_in_running_text():
    column = Column(key="share", kind="share")
    assert Words("nl").cell(column, Hidden(hidden="small_base")) == "[u]"
