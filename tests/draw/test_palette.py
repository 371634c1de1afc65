"""Colours keep their contrast in both themes (WCAG 2.2: 3 for graphics, 4.5 for text)."""

from __future__ import annotations

import pytest

from analysis.draw.palette import DARK, GROUND, LIGHT, SCALE, SERIES, contrast, tokens

THEMES = [(LIGHT, GROUND["light"]), (DARK, GROUND["dark"])]


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
    for name in (*SERIES, *SCALE):
        assert contrast(colours[f"on-{name}"], colours[name]) >= 4.5, name


def test_both_themes_name_the_same_colours():
    assert tokens(LIGHT).keys() == tokens(DARK).keys()
