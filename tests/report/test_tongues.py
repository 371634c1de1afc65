"""A reader changes language and stays where they are."""

from __future__ import annotations

import re

from analysis.report.tongues import switch, tongue

THERE = {"en": "demo.en.html"}


def test_the_head_names_the_other_languages(page):
    assert '<link rel="alternate" hreflang="en-GB" href="demo.en.html">' in page(alternates=THERE)
    assert "hreflang" not in page()


def test_the_switch_calls_each_language_by_its_own_name(page):
    html = page(alternates=THERE)
    switched = re.search(r'<nav class="languages".*?</nav>', html, re.S)[0]
    assert '<span aria-current="page">Nederlands</span>' in switched
    assert '<a href="demo.en.html" hreflang="en-GB" lang="en-GB">English</a>' in switched
    assert switch("nl", {}) == []
    assert tongue("en", "x").name == "English"


def test_every_section_leads_to_the_same_section_in_the_other_language(page):
    html = page(alternates=THERE)
    assert '<h2 id="how-many">Hoeveel?</h2>' in html
    assert 'href="demo.en.html#how-many" hreflang="en-GB" lang="en-GB"' in html
    # Named by language and section, so that no two links have one name.
    assert 'id="how-many--en"' in html and 'aria-labelledby="how-many--en how-many"' in html
    assert html.count('class="same"') == 1


def test_a_lower_heading_has_no_switch_of_its_own(page):
    assert '<h3 id="how-many-2">Verder</h3>' in page(alternates=THERE)
