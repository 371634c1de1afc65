"""The text in place of a drawing states the finding, and is never a placeholder."""

from __future__ import annotations

import pytest

from analysis.draw.alternative import alternative, checked
from analysis.draw.words import Words
from analysis.problems import UserError


def test_few_rows_are_all_said(chart, words):
    assert alternative(chart(), words) == (
        "Staafdiagram. Aantal organisaties per sector: Kunsten & <letteren>: 13; "
        "Cultureel erfgoed: 9; Circus: niet geregistreerd."
    )


def test_many_rows_are_said_by_the_highest_and_the_lowest(chart):
    labels = {"sector": {str(n): {"nl": f"Een sector met nummer {n}"} for n in range(40)}}
    rows = [{"sector": str(n), "count": n + 3} for n in range(40)]
    assert alternative(chart(rows=rows), Words("nl", labels)) == (
        "Staafdiagram. Aantal organisaties per sector: het hoogst is Een sector met nummer 39: 42, "
        "het laagst is Een sector met nummer 0: 3. Alle cijfers staan in de tabel onder de figuur."
    )


def test_answers_are_said_with_their_names(answers, words):
    assert "2 oneens, 2 neutraal, 6 eens" in alternative(answers(), words)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Grafiek",
        "No description has been provided for this image",
        "_build/html/_images/0c3a8b5e1f.png",
        "Figure size 640x480 with 1 Axes",
        "Staafdiagram. TODO: beschrijving",
        "x" * 401,
    ],
)
def test_a_text_that_says_nothing_is_refused(text):
    with pytest.raises(UserError, match="says nothing"):
        checked(text, "sectors")
