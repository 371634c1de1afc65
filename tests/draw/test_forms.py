"""What every form of chart keeps to: nothing overlaps, nothing is cut, nothing depends on us."""

from __future__ import annotations

import base64
import re
from functools import lru_cache

import matplotlib
import pytest
from openpyxl import Workbook

from analysis.draw.alternative import LONGEST, SHORTEST, alternative
from analysis.draw.chart import FORMS as DRAWN
from analysis.draw.chart import chart as drawn_chart
from analysis.draw.chart import drawing
from analysis.draw.palette import DARK, LIGHT
from analysis.draw.sheet import NARROW, WIDE, Width
from analysis.draw.words import Words
from analysis.payload import Chart, Form, Hidden
from analysis.report.worded import chart as worded_chart
from analysis.report.worksheet import write_table
from tests.draw import seen
from tests.draw.forms import FORMS, HIDDEN, LABELS, made

NL, EN = Words("nl", LABELS), Words("en", LABELS)


@lru_cache(maxsize=32)
def svg(form: Form, width: Width) -> str:
    """The drawing of an example, made once."""
    return drawing(made(form), NL, width)


def test_every_form_has_a_drawing_and_a_text_in_both_languages():
    assert set(FORMS) | {"bars", "stacked", "likert"} == set(DRAWN)
    assert all(words.has(f"alternative.{form}") for form in DRAWN for words in (NL, EN))


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("form", FORMS)
def test_no_two_texts_overlap_and_none_leaves_the_sheet(form: Form, width):
    words = seen.words(svg(form, width))
    assert words
    for at, word in enumerate(words):
        assert word.left >= -1 and word.right <= width.points + 1, word
        assert not [other for other in words[at + 1 :] if word.touches(other)], word


@pytest.mark.parametrize("form", FORMS)
def test_two_drawings_are_the_same_bytes_and_hold_no_colour_or_font(form: Form):
    first = svg(form, WIDE)
    with matplotlib.rc_context({"svg.hashsalt": "other", "font.size": 30, "lines.linewidth": 9}):
        assert drawing(made(form), NL, WIDE) == first
    assert not re.search(r"#[0-9a-f]{6}|font-family|<metadata|<style|<use|DOCTYPE", first)


@pytest.mark.parametrize("form", FORMS)
def test_a_drawing_can_be_a_picture_in_both_themes(form: Form):
    pictures = {DRAWN[form](made(form), NL, WIDE).png(theme, 40) for theme in (LIGHT, DARK)}
    assert len(pictures) == 2 and all(one.startswith(b"\x89PNG") for one in pictures)


@pytest.mark.parametrize("form", FORMS)
def test_forms_without_a_page_get_the_drawing_and_its_data(form: Form):
    drawing = worded_chart(made(form), NL, 1)
    address = base64.b64decode(drawing.address("Arial").partition(",")[2]).decode()
    assert "<svg " in address and "var(" not in address
    assert len(drawing.data.rows) == len(made(form).rows)


@pytest.mark.parametrize("words", [NL, EN])
@pytest.mark.parametrize("form", FORMS)
def test_the_text_states_something_also_where_all_is_hidden_or_missing(form: Form, words: Words):
    for chart in (made(form), all_are(made(form), HIDDEN), all_are(made(form), None)):
        text = alternative(chart, words)
        assert SHORTEST <= len(text) <= LONGEST and "{" not in text


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("form", FORMS)
def test_where_all_is_hidden_nothing_of_the_series_is_drawn_and_it_says_so(form: Form, width):
    said = " ".join(seen.texts(drawing(all_are(made(form), HIDDEN), NL, width)))
    assert "[c]" in said and "niet getoond" in said
    number = made(form).rows[0][made(form).series[0]]
    assert str(number) not in said.split() or form == "heatmap"


@pytest.mark.parametrize("form", FORMS)
def test_a_figure_has_its_data_table_and_files(form: Form):
    html = drawn_chart(made(form), NL, 3)
    assert html.count("<tr>") == len(made(form).rows) + 1
    assert 'download="chart-example-data.csv"' in html and 'role="img" aria-label="' in html


@pytest.mark.parametrize("form", FORMS)
def test_a_drawing_has_no_ids_that_another_could_share(form: Form):
    assert "id=" not in svg(form, WIDE)


@pytest.mark.parametrize("form", FORMS)
def test_a_payload_reads_back_as_it_was(form: Form):
    chart = made(form)
    assert Chart.model_validate_json(chart.model_dump_json()) == chart


def all_are(chart: Chart, cell: Hidden | None) -> Chart:
    """The chart with the same in the place of every value that it draws."""
    rows = [{**row, **dict.fromkeys(chart.series, cell)} for row in chart.rows]
    return chart.model_copy(update={"rows": rows})


def test_numbers_are_as_exact_in_a_spreadsheet_as_on_the_page():
    page = Workbook().worksheets[0]
    write_table(page, worded_chart(made("dumbbell"), NL, 1).data, 1, "nl-BE")
    assert (page.cell(2, 2).value, page.cell(2, 2).number_format) == (0.492, "#,##0.000")
