"""Drawings: what is on them, how large, and that they do not depend on the machine."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import matplotlib
import pytest

from analysis.draw.chart import chart as drawn_chart
from analysis.draw.chart import drawing
from analysis.draw.sheet import FONT_SIZE, NARROW, WIDE, breadth, wrapped
from analysis.draw.words import Words
from analysis.payload import Column
from analysis.problems import UserError

SECTOR = Column(key="sector", kind="code", vocabulary="sector")
COUNT = Column(key="count", kind="count")


def texts(svg: str) -> list[str]:
    return [element.text or "" for element in ET.fromstring(svg).iter() if "text" in element.tag]


def bars(svg: str, colour: str) -> list[float]:
    """The lengths of the bars of one colour."""
    paths = re.findall(
        rf'<path d="M ?([\d.]+)[^L]*L ?([\d.]+)[^"]*" style="fill: var\({colour}\)', svg
    )
    return [float(end) - float(start) for start, end in paths]


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_bars_are_as_long_as_their_counts_say(width, chart, words):
    arts, heritage = bars(drawing(chart(), words, width), "--c1")
    assert arts / heritage == pytest.approx(13 / 9, rel=0.001)


def test_what_is_not_recorded_has_no_bar_but_says_so(chart, words):
    svg = drawing(chart(), words, WIDE)
    assert len(bars(svg, "--c1")) == 2
    assert "niet geregistreerd" in texts(svg)
    assert "0" not in texts(svg)


def test_a_count_of_zero_has_no_bar_and_says_zero(chart, words):
    svg = drawing(chart(rows=[{"sector": "arts", "count": 0}]), words, WIDE)
    assert bars(svg, "--c1") == []
    assert "0" in texts(svg)


def test_several_series_are_named_at_their_bars(chart, words):
    two = chart(
        columns=[SECTOR, COUNT, Column(key="base", kind="count")],
        rows=[{"sector": "arts", "count": 3, "base": None}],
        series=["count", "base"],
    )
    assert "3 aantal" in texts(drawing(two, words, WIDE))
    assert "op een totaal van: niet geregistreerd" in texts(drawing(two, words, WIDE))


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_answers_lean_to_their_side_of_a_centred_neutral_one(width, answers, words):
    svg = drawing(answers(), words, width)
    disagree, agree = bars(svg, r"--n2")[-1], bars(svg, r"--p2")[-1]
    assert (agree + 1) / (disagree + 1) == pytest.approx(3, rel=0.02)
    assert "n = 10" in texts(svg)
    assert "niet geregistreerd" in texts(svg)


def test_two_drawings_of_the_same_chart_are_the_same_bytes(chart, words):
    first = drawing(chart(), words, WIDE)
    with matplotlib.rc_context({"svg.hashsalt": "other", "font.size": 30, "svg.fonttype": "path"}):
        assert drawing(chart(), words, WIDE) == first


def test_a_drawing_has_no_ids_that_another_could_share(chart, words):
    assert "id=" not in drawing(chart(), words, WIDE)


def test_a_drawing_holds_no_colour_font_date_or_markup_of_its_own(chart, words):
    svg = drawing(chart(), words, WIDE)
    assert not re.search(r"#[0-9a-f]{6}|font-family|<metadata|<style|DOCTYPE", svg)
    assert "Kunsten &amp; &lt;letteren&gt;" in svg


def test_text_is_at_least_12_pixels_on_a_telephone():
    page_width = 375 - 2 * 16
    assert FONT_SIZE * page_width / NARROW.points >= 12
    # The wide drawing is shown from 36rem on.
    assert FONT_SIZE * 36 * 16 / WIDE.points >= 12


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("label", ["Een lange naam met veel woorden " * 3, "Samenstelling" * 6])
def test_no_text_leaves_the_sheet(width, label, chart):
    words = Words("nl", {"sector": {"arts": {"nl": label}}})
    svg = drawing(chart(rows=[{"sector": "arts", "count": 123456}]), words, width)
    for element in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text"):
        x, size = float(element.attrib["x"]), breadth(element.text or "")
        left = x - size if "text-anchor: end" in element.attrib["style"] else x
        assert left >= -1 and left + size <= width.points + 1


def test_a_line_breaks_between_words_and_within_only_when_it_must():
    assert wrapped("Masterclass financiële planning", breadth("Masterclass financiële")) == [
        "Masterclass financiële",
        "planning",
    ]


def test_series_of_different_kinds_cannot_share_an_axis(chart, words):
    mixed = chart(
        columns=[SECTOR, COUNT, Column(key="share", kind="share")],
        rows=[{"sector": "arts", "count": 1, "share": 1.0}],
        series=["count", "share"],
    )
    with pytest.raises(UserError, match="cannot share one axis"):
        drawing(mixed, words, WIDE)


def test_a_series_that_does_not_exist_is_named(chart, words):
    with pytest.raises(UserError, match='has no column "number"'):
        drawing(chart(series=["number"]), words, WIDE)


def test_a_figure_has_its_headline_data_table_and_file(chart, words):
    html = drawn_chart(chart(), words, 2)
    assert '<span class="number">Figuur 2.</span> Kunsten zijn de grootste groep' in html
    assert "<details>" in html and '<th scope="row">Circus</th>' in html
    assert 'download="chart-example_sectors-data.csv"' in html
    assert 'role="img" aria-label="Staafdiagram.' in html
