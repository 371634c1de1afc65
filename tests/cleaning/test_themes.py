"""A theme is recognised by its words, safely; what is wrong with one is said in a sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from analysis.problems import DeclarationError
from analysis.programme.declared import Text
from analysis.programme.themes import Theme, is_about, plain


def theme(*words: str) -> Theme:
    return Theme(id="t", name=Text(nl="t", en="t"), words=list(words))


@pytest.mark.parametrize(
    ("words", "text", "about"),
    [
        ("financ*", "Financiële onzekerheid.", True),
        ("financ*", "de refinanciering", False),
        ("*plan", "een meerjarenplan", True),
        ("*plan", "plannen maken", False),
        ("*vrijwillig*", "onze hulpvrijwilligers", True),
        ("geld", "Geldt dat ook?", False),
        ("geld", "GELD!", True),
        ("raad van bestuur", "De raad  van\nbestuur", True),
        ("raad van bestuur*", "raad van bestuursleden", True),
        ("raad van bestuur", "raad en bestuur", False),
        ("conseil d'administration", "Le conseil d’administration", True),
        ("tresorerie", "la trésorerie", True),
        ("één op één", "een op een", True),
        ("geld", "", False),
    ],
)  # fmt: skip
def test_words_stems_and_phrases_are_found_whatever_case_and_accents(
    words: str, text: str, about: bool
) -> None:
    assert is_about(plain(text), theme(words)) is about


def test_a_theme_without_words_is_never_recognised() -> None:
    assert not is_about(plain("geld"), theme())


def test_no_pattern_takes_long_on_a_long_answer() -> None:
    answer = plain("a" * 50_000 + " aa" * 50_000)
    assert not is_about(answer, theme("*aab*", "*aaab", "aab*", "aa aa aa b", "*aaa* *aab*"))


def wrong(tried: Callable[..., object], themes: str) -> str:
    with pytest.raises(DeclarationError) as caught:
        tried(files={"themes.toml": themes})
    return str(caught.value)


T = '[[themes]]\nid = "{id}"\nname = {{ nl = "Geld", en = "Money" }}\n{more}\n'


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ('questions = ["Q44"]', '"Q44" is not an open question. Known: Q4. Did you mean "Q4"?'),
        ('questions = ["Q1"]', '"Q1" is answered with a choice or number, and not in words. Name '
                               "an open question: Q4."),
        ('words = ["fi*"]', '"fi*" would fit too many words. Write at least 3 letters'),
        ('words = ["(a+)+$"]', '"(a+)+$" holds no word.'),
        ('words = ["geld|poen"]', '"geld|poen" holds no word.'),
        ('words = ["fin*anc"]', '"fin*anc" holds no word.'),
        ('words = ["kas plan?"]', '"kas plan?" is not one word or several.'),
        ('words = [" * "]', '" * " holds no word.'),
        ('words = ["geld", "Geld"]', 'the id "geld" stands 2 times. Keep one.'),
        ('word = ["geld"]', 'word: this key does not exist. Known: id, name, questions, words. '
                            'Did you mean "words"?'),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_theme_is_said_with_its_place(
    tried: Callable[..., object], more: str, sentence: str
) -> None:
    said = wrong(tried, T.format(id="money", more=more))
    assert "programmes/demo/themes.toml, themes[0]" in said
    assert sentence in said


def test_a_theme_that_stands_twice_and_a_rule_that_decides_are_mistakes(
    tried: Callable[..., object],
) -> None:
    both = T.format(id="a", more="") + T.format(id="a", more="")
    assert 'themes: the id "a" stands 2 times. Keep one.' in wrong(tried, both)
    assert 'decides: "rule" is no person' in wrong(tried, 'decides = "rule"\n' + both)
