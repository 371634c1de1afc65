"""A heatmap says each number in its cell, and is darker where there are more."""

from __future__ import annotations

import pytest

from analysis.draw.alternative import alternative
from analysis.draw.chart import drawing
from analysis.draw.heatmap import step
from analysis.draw.palette import HEAT
from analysis.draw.sheet import NARROW, WIDE
from analysis.draw.words import Words, catalogue
from analysis.payload import Column, Message
from analysis.problems import UserError
from tests.draw import seen
from tests.draw.forms import HIDDEN, LABELS, made

NL = Words("nl", LABELS)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_each_cell_says_its_number_and_none_is_coloured_for_zero(width):
    chart = made("heatmap")
    svg = drawing(chart, NL, width)
    values = [row[key] for row in chart.rows for key in chart.series]
    assert len(seen.bars(svg)) == sum(value > 0 for value in values)
    said = [text for text in seen.texts(svg) if text.isdigit()]
    # The numbers above the columns, whose headings are too long, stand there too.
    assert sorted(said) == sorted([*map(str, values), *"12345"])


def test_steps_are_as_high_as_the_part_of_the_highest():
    assert [step(value, 10) for value in (0, 0.1, 2, 2.1, 10)] == [
        None,
        *HEAT[:1] * 2,
        *HEAT[1:5:3],
    ]
    assert step(None, 10) is None and step(0, 0) is None


def test_the_fullest_cell_has_the_last_step():
    svg = drawing(made("heatmap"), NL, WIDE)
    assert [bar.colour for bar in seen.bars(svg)].count("h5") == 1
    assert "fill: var(--on-h5)" in svg


def test_what_is_hidden_or_not_recorded_is_said_and_explained_below():
    chart = made("heatmap")
    rows = [{**chart.rows[0], "level_0": HIDDEN, "level_1": None}, *chart.rows[1:]]
    hidden = drawing(chart.model_copy(update={"rows": rows}), NL, WIDE)
    assert {"[c]", "[x]", "[x] = niet geregistreerd"} <= set(seen.texts(hidden))
    # The highest is hidden: steps are parts of the highest that is shown.
    assert "13" not in seen.texts(hidden) and "h5" in {bar.colour for bar in seen.bars(hidden)}


def test_short_headings_stand_above_their_cells():
    chart = made("heatmap", series=["level_0", "level_2"])
    words = seen.words(drawing(chart, NL, WIDE))
    heading = next(word for word in words if word.text == "Beginnend")
    first = next(word for word in words if word.text == "13")
    assert heading.left < (first.left + first.right) / 2 < heading.right


def test_the_text_names_the_fullest_cells_and_how_many_are_zero():
    assert (
        "het hoogst is Kunsten, Beginnend: 13. Van de 35 vakken staan er 19 op nul"
        in alternative(made("heatmap"), NL)
    )
    full = made("heatmap", rows=made("heatmap").rows[:1], series=["level_0", "level_1"])
    assert alternative(full, NL).endswith(
        "Beginnend: 13. Alle cijfers staan in de tabel onder de figuur."
    )
    one = made("heatmap", rows=made("heatmap").rows[:1], series=["level_0", "level_3"])
    assert "Eén van de 2 vakken staat op nul" in alternative(one, NL)
    chart = made("heatmap")
    rows = [{**chart.rows[0], "level_0": HIDDEN}, *chart.rows[1:]]
    text = alternative(chart.model_copy(update={"rows": rows}), NL)
    assert "van wat getoond wordt, is het hoogst Sociaal-cultureel" in text and "13" not in text


def test_more_columns_than_fit_are_refused():
    keys = [f"n{number}_count" for number in range(30)]
    with pytest.raises(UserError, match="too many for their numbers"):
        drawing(
            made(
                "heatmap",
                columns=[
                    *made("heatmap").columns,
                    *(Column(key=k, kind="count", heading=made("heatmap").headline) for k in keys),
                ],
                rows=[{**made("heatmap").rows[0], **dict.fromkeys(keys, 12345)}],
                series=keys,
            ),
            NL,
            NARROW,
        )


def test_headings_that_are_numbered_themselves_get_no_second_number():
    keys = [f"level_{number}" for number in range(5)]
    long = "zelfstandigwerkend"
    columns = [
        one.model_copy(update={"heading": Message(id=f"chart.own_{one.key}")})
        for one in made("heatmap").columns
        if one.key in keys
    ]
    for number, key in enumerate(keys, start=1):
        catalogue("nl").add(f"chart.own_{key}", f"{number} \u2013 {long}")
    chart = made("heatmap", columns=[made("heatmap").columns[0], *columns], series=keys)
    said = seen.texts(drawing(chart, NL, NARROW))
    assert f"1 \u2013 {long}" in said and not any(text.startswith("1. ") for text in said)
