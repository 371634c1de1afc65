"""A quote is released by itself, of somebody who agreed, without anything that tells who it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from analysis.problems import DeclarationError

FORM = """
id = "short"
title = { nl = "Kort", en = "Short" }

[[scales]]
id = "may"
options = [
  { code = "J", name = { nl = "ja, graag", en = "yes, please" } },
  { code = "N", name = { nl = "nee", en = "no" } },
]

[[questions]]
id = "Q4"
kind = "text"
text = { nl = "Wat nog?", en = "What else?" }

[[questions]]
id = "Q5"
kind = "choice"
scale = "may"
aspect = "consent"
text = { nl = "Mag een citaat?", en = "May we quote?" }
"""
THEMES = """
[[themes]]
id = "money"
name = { nl = "geld", en = "money" }
words = ["geld"]

[[themes]]
id = "time"
name = { nl = "tijd", en = "time" }
words = ["tijd"]
"""
ANSWERS = """
id;Wie;Q4;Q5
1;;Dankzij Piet Jansens van Alfa is er weer geld.;ja, graag
2;;Meer geld en tijd!;nee
3;;Geen geld en geen tijd.;ja, graag
4;;Alleen maar tijd.;
"""
QUOTE = """
[[quotes]]
response = "after-{response}"
question = "{question}"
{theme}
text = "{text}"
released_on = {day}
released_by = {{ nl = "wij", en = "we" }}
because = {{ nl = "treffend", en = "apt" }}
"""


def quote(response: int, text: str, theme: str = "money", question: str = "Q4",
          day: str = "2020-01-25") -> str:  # fmt: skip
    of = f'theme = "{theme}"' if theme else ""
    return QUOTE.format(response=response, text=text, theme=of, question=question, day=day)


@pytest.fixture
def released(tried: Callable[..., Any], entry: Callable[..., str]) -> Callable[..., Any]:
    """Clean the answers with some quotes released."""

    def run(*quotes: str, form: str = FORM, known_on: date | None = None) -> Any:
        files = {
            "themes.toml": THEMES,
            "quotes.toml": "".join(quotes),
            "questionnaires/short.toml": form,
        }
        answers = entry("responses", 'response = "id", participant = "Wie"', identity="answers")
        return tried(answers, files=files, known_on=known_on, answers=ANSWERS)

    return run


def wrong(released: Callable[..., Any], *quotes: str, form: str = FORM) -> str:
    with pytest.raises(DeclarationError) as caught:
        released(*quotes, form=form)
    return str(caught.value)


def test_a_redacted_part_of_an_answer_of_who_agreed_may_be_released(
    released: Callable[..., Any],
) -> None:
    released(
        quote(1, "Dankzij [naam] van [organisatie] is er weer geld."),
        quote(3, "Geen […] tijd.", "time"),
    )


@pytest.mark.parametrize(
    ("declared", "sentence"),
    [
        (quote(9, "Geld."), 'quotes[0]: there is no answer of "after-9" to Q4.'),
        (quote(2, "Meer geld"), "quotes[0]: who gave this answer did not agree in Q5"),
        (quote(4, "Alleen maar tijd.", "time"), "did not agree in Q5"),
        (quote(1, "Dankzij Piet Jansens van […]"), "text: a name, address or number stands in it."),
        (quote(1, "van Alfa is er"), "text: a name, address or number stands in it."),
        (quote(3, "Veel geld en geen tijd."), "text: these words do not stand in the redacted"),
        (quote(1, "is er weer geld.", "time"), 'nobody coded this answer as "time"'),
        (quote(1, "is er weer geld.", "tim"), 'theme: "tim" is not a theme. Known: money, time.'),
        (quote(1, "geld", question="Q5"), 'question: "Q5" is not an open question. Known: Q4.'),
        (quote(1, "[…]"), "text: there is nothing in it."),
        (quote(1, "is er weer geld.") + quote(3, "Geen geld"),
         'quotes[0] and quotes[1]: both are of "money" in one round. Keep one for each theme'),
        (quote(1, "is er weer geld.", day='"morgen"'), "released_on: this is not a date."),
    ],
)  # fmt: skip
def test_any_other_is_refused_in_a_sentence_that_does_not_quote_the_answer(
    released: Callable[..., Any], declared: str, sentence: str
) -> None:
    said = wrong(released, declared)
    assert "quotes.toml" in said
    assert sentence in said
    assert "Dankzij" not in said
    assert "Alleen maar" not in said


def test_who_was_not_asked_is_not_quoted(released: Callable[..., Any]) -> None:
    silent = FORM.replace('aspect = "consent"\n', "")
    assert "nobody in the round" in wrong(released, quote(1, "is er weer geld."), form=silent)


def test_a_consent_without_an_option_that_says_yes_agrees_to_nothing(
    released: Callable[..., Any],
) -> None:
    vague = FORM.replace('"ja, graag"', '"akkoord"').replace('"yes, please"', '"fine"')
    said = wrong(released, quote(3, "Geen geld"), form=vague)
    assert "no option of Q5 begins with yes" in said


def test_on_what_was_known_earlier_a_later_release_does_not_exist(
    released: Callable[..., Any],
) -> None:
    released(quote(2, "Meer geld"), known_on=date(2020, 1, 24))
