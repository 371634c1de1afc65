"""A page that is not for everybody says for whom it is: in its title, on screen and on paper."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest

from analysis.draw.words import Words
from analysis.report.audience import file_prefix, mark


@pytest.mark.parametrize(
    ("audience", "said"),
    [
        ("internal", "INTERN"),
        ("restricted", "VERTROUWELIJK"),
        ("participant", "ALLEEN VOOR Atelier De Wolk"),
    ],
)
def test_the_mark_stands_in_title_banner_print_and_head(page, audience, said):
    html = page(audience, participant="Atelier De Wolk")
    assert f"<title>{said} – " in html
    assert re.search(rf'<div class="mark"><p class="wrap">{said} <span>\w', html)
    assert f'content:"{said}' in html
    assert '<meta name="robots" content="noindex">' in html


def test_files_taken_from_the_page_say_it_in_their_name(page):
    assert 'download="INTERN-demo-nl-table-example_sectors.csv"' in page("internal")
    assert 'download="demo-nl-table-example_sectors.csv"' in page("public")


def test_a_public_page_has_no_mark(page):
    html = page("public")
    assert 'class="mark"' not in html and "INTERN" not in html


def test_a_participant_without_name_is_not_named():
    nameless = SimpleNamespace(audience="participant", participant="", report="r", language="nl")
    assert mark(nameless, Words("nl")) == "ALLEEN VOOR deze deelnemer"
    assert file_prefix(nameless, Words("nl")) == "participant-r-nl-"
