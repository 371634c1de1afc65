"""Words and numbers against what a Dutch reader would write by hand."""

from __future__ import annotations

from datetime import date

import pytest

from analysis.draw.words import Words, catalogue, languages
from analysis.payload import Column, Message, Value
from analysis.problems import UserError

LABELS = {"sector": {"arts": {"nl": "Kunsten"}}}


@pytest.fixture
def words() -> Words:
    return Words("nl", LABELS)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Value(kind="count", value=1234), "1234"),
        (Value(kind="count", value=12345), "12.345"),
        (Value(kind="count", value=-3), "\u22123"),
        (Value(kind="count", value=0), "0"),
        (Value(kind="share", value=39 / 43), "90,7%"),
        (Value(kind="share", value=0.0625), "6,3%"),
        (Value(kind="share", value=1), "100,0%"),
        (Value(kind="number", value=0.925), "0,93"),
        (Value(kind="number", value=10.0), "10"),
        (Value(kind="number", value=-1.5), "\u22121,50"),
        (Value(kind="number", value=-0.004), "0,00"),
        (Value(kind="number", value=0.4923, decimals=3), "0,492"),
        (Value(kind="number", value=38.2, decimals=0), "38"),
        (Value(kind="number", value=1234.5, decimals=1), "1234,5"),
        (Value(kind="date", value="2019-02-20"), "20 februari 2019"),
        (Value(kind="mark", value=True), "ja"),
        (Value(kind="code", value="arts", vocabulary="sector"), "Kunsten"),
        (Value(kind="text", value="{naam}"), "{naam}"),
        (Value(kind="count"), "niet geregistreerd"),
    ],
)
def test_a_value_is_written_as_in_a_dutch_sentence(words, value, written):
    assert words.value(value) == written


@pytest.mark.parametrize(
    ("kind", "plain", "written"),
    [
        ("count", 1234, "1.234"),
        ("count", None, "[x]"),
        ("share", None, "[x]"),
        ("share", 0.0, "0,0%"),
        ("number", 4.0, "4,00"),
        ("date", None, "[x]"),
    ],
)
def test_a_table_groups_thousands_and_never_leaves_a_cell_blank(words, kind, plain, written):
    assert words.cell(Column(key="x", kind=kind), plain) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Value(kind="count", value=1234), "1,234"),
        (Value(kind="count", value=12345), "12,345"),
        (Value(kind="share", value=39 / 43), "90.7%"),
        (Value(kind="number", value=-1.5), "\u22121.50"),
        (Value(kind="date", value="2019-02-20"), "20 February 2019"),
        (Value(kind="mark", value=True), "yes"),
        (Value(kind="count"), "not recorded"),
    ],
)
def test_a_value_is_written_as_in_an_english_sentence(value, written):
    assert Words("en").value(value) == written


@pytest.mark.parametrize(
    ("key", "value", "decimals", "dutch", "english"),
    [
        ("p", 0.0004, 3, "< 0,001", "< 0.001"),
        ("p", 0.0, 3, "< 0,001", "< 0.001"),
        ("adjusted_p", 0.00004, 4, "< 0,0001", "< 0.0001"),
        ("p", 0.001, 3, "0,001", "0.001"),
        ("sign_p", 0.004, None, "< 0,01", "< 0.01"),
        ("p", 1.0, 3, "1,000", "1.000"),
        # A share of nought is no p-value, nor is one that is not recorded.
        ("share_value", 0.0004, 3, "0,000", "0.000"),
        ("p", None, 3, "[x]", "[x]"),
    ],
)
def test_a_p_value_too_small_for_its_decimals_is_never_nought(
    words, key, value, decimals, dutch, english
):
    column = Column(key=key, kind="number", decimals=decimals)
    assert (words.cell(column, value), Words("en").cell(column, value)) == (dutch, english)


def test_a_sentence_writes_a_p_value_as_a_table_does(words):
    catalogue("nl").add("test.chances", "{p} en {value}")
    small = Value(kind="number", value=0.0001, decimals=3)
    message = Message(id="test.chances", values={"p": small, "value": small})
    assert words.message(message) == "< 0,001 en 0,000"


def test_a_language_says_for_which_place_it_writes():
    assert [Words(language).notation.tag for language in languages()] == ["nl-BE", "en-GB"]


def test_several_texts_are_listed_as_the_language_does(words):
    assert words.listed(["a", "b", "c"]) == "a, b en c"
    assert Words("en").listed(["a", "b", "c"]) == "a, b and c"


def test_a_count_chooses_the_plural(words):
    assert words.label("unit", "organisations", 1) == "organisatie"
    assert words.label("unit", "organisations", 0) == "organisaties"
    assert words.label("unit", "organisations") == "organisaties"


def test_a_message_takes_values_named_count_and_id(words, monkeypatch):
    catalogue("nl").add("test.message", "{count} van {id}")
    values = {"count": Value(kind="count", value=2), "id": Value(kind="text", value="x")}
    assert words.message(Message(id="test.message", values=values, count=2)) == "2 van x"


def test_a_label_of_the_programme_goes_before_the_catalogue():
    named = Words("nl", {"unit": {"persons": {"nl": "afgevaardigden"}}})
    assert named.label("unit", "persons", 1) == "afgevaardigden"


def test_no_untranslated_code_or_message_reaches_a_page(words):
    with pytest.raises(UserError, match='"circus" of "sector" has no words'):
        words.label("sector", "circus")
    with pytest.raises(UserError, match=r'message "no\.such" is not there'):
        words.say("no.such")


def test_a_message_that_names_an_unknown_value_says_which(words):
    catalogue("nl").add("test.lacking", "{aantal}")
    with pytest.raises(UserError, match=r"names \{aantal\}"):
        words.say("test.lacking", count="1")


def test_an_unknown_language_is_refused_with_those_that_exist():
    with pytest.raises(UserError, match=r"Known: .*nl"):
        Words("fr").say("missing.text")


def test_a_day_is_written_in_words(words):
    assert words.day(date(2019, 4, 1)) == "1 april 2019"
