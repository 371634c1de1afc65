"""Colours keep their contrast in both themes (WCAG 2.2: 3 for graphics, 4.5 for text)."""

from __future__ import annotations

from itertools import pairwise

import pytest

from analysis.draw.palette import (
    DARK,
    GROUNDS,
    HEAT,
    LIGHT,
    SCALE,
    SERIES,
    contrast,
    luminance,
    tokens,
)

THEMES = [(LIGHT, LIGHT["ground"]), (DARK, DARK["ground"])]


def test_black_on_white_has_the_highest_contrast():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize(("theme", "ground"), THEMES)
def test_every_series_stands_out_from_its_ground(theme, ground):
    # #F46A25 and #A285D1 are the weakest: 3.03 and 3.14 on white.
    assert all(contrast(theme[name], ground) >= 3 for name in SERIES)


@pytest.mark.parametrize(("theme", "ground"), THEMES)
def test_text_can_be_read_on_the_page_and_on_every_bar(theme, ground):
    assert contrast(theme["ink"], ground) >= 7
    assert contrast(theme["soft"], ground) >= 4.5
    colours = tokens(theme)
    for name in (*SERIES, *SCALE, *HEAT):
        assert contrast(colours[f"on-{name}"], colours[name]) >= 4.5, name


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize("ground", GROUNDS)
def test_text_and_links_can_be_read_on_every_ground(theme, ground):
    for name in ("ink", "soft", "link", "accent"):
        assert contrast(theme[name], theme[ground]) >= 4.5, name


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_the_mark_of_a_closed_page_and_the_skip_link_can_be_read(theme):
    assert contrast(theme["ground"], theme["alarm"]) >= 4.5
    assert contrast("#1b1b1c", theme["band"]) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_lines_that_mean_something_stand_out(theme):
    # The edge of a quotation, the axis of a chart, and the edge of a field to copy from.
    for name in ("line", "soft"):
        assert all(contrast(theme[name], theme[ground]) >= 3 for ground in ("ground", "panel"))


@pytest.mark.parametrize(("theme", "ground"), THEMES)
def test_steps_of_a_heatmap_stand_out_more_and_more(theme, ground):
    # The lightest are told from the ground by the line around each cell, and by its number.
    steps = [contrast(theme[name], ground) for name in HEAT]
    assert steps == sorted(steps) and all(b / a >= 1.2 for a, b in pairwise([1.0, *steps]))
    assert sum(step >= 3 for step in steps) >= 2
    lights = [luminance(theme[name]) for name in HEAT]
    assert lights in (sorted(lights), sorted(lights, reverse=True))


@pytest.mark.parametrize(("theme", "ground"), THEMES)
def test_dots_and_lines_of_charts_stand_out(theme, ground):
    for name in ("c1", "c2", "c3", "c4", "c5", "line", "soft"):
        assert contrast(theme[name], ground) >= 3, name


def test_both_themes_name_the_same_colours():
    assert tokens(LIGHT).keys() == tokens(DARK).keys()
