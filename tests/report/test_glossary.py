"""A page explains what it says, and nothing else."""

from __future__ import annotations

from markupsafe import Markup

from analysis.draw.words import Words
from analysis.report.glossary import terms


def explained(text: str, language: str = "nl") -> list[str]:
    return [term.word for term in terms([Markup(text)], Words(language))]


def test_only_words_that_stand_on_the_page_are_explained():
    assert explained("<p>Er kwamen 3 organisaties</p>") == ["organisatie"]
    assert explained("<p>Er kwam niemand</p>") == []


def test_a_word_is_found_with_an_ending_but_not_within_another():
    assert explained("Afgevaardigden") == ["afgevaardigde"]
    assert explained("bijgestopt") == []


def test_signs_are_explained_where_they_stand():
    assert explained("<td>[c]</td><td>[x]</td>") == ["[x]", "[c]"]


def test_names_of_classes_are_no_words_of_the_page():
    assert explained('<p class="organisatie">x</p>') == []


def test_the_words_are_those_of_the_page():
    assert explained("3 organisations out of 5, share [u]", "en") == [
        "organisation", "out of", "share", "[u]",
    ]  # fmt: skip


def test_the_section_has_its_place_in_the_contents(page):
    html = page()
    assert '<h2 id="words">Woorden en tekens</h2>' in html and 'href="#words"' in html
