"""Quotes from open answers that were released, one by one, by somebody with a reason."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from analysis.problems import suggestion
from analysis.programme.declared import Declared, Language, Text
from analysis.programme.names import unknown
from analysis.programme.questionnaires import Question, Questionnaire
from analysis.programme.themes import Themes

YES = ("ja", "yes", "oui")


class Quote(Declared):
    """A part of an answer that may be read by everybody.

    `text` stands in the redacted answer as it is written here; `[…]` is what was left out.
    `theme` is what it is an example of; `language` that of the answer, where it is not the first
    of the programme. Whether it may be is checked when the exports are read:
    who wrote it must have agreed.
    """

    response: str
    question: str
    text: str
    theme: str | None = None
    language: Language | None = None
    released_on: date
    released_by: Text
    because: Text


class Quotes(Declared):
    """The file in which quotes are released."""

    quotes: list[Quote] = []


def misquoted(
    where: str, questionnaires: dict[str, Questionnaire], themes: Themes, quotes: list[Quote]
) -> Iterator[str]:
    """A sentence for each quote that cannot be released, as far as declarations tell."""
    place = f"{where}/quotes.toml"
    texts = sorted({q.id for f in questionnaires.values() for q in f.questions if q.kind == "text"})
    known = [theme.id for theme in themes.themes]
    for number, quote in enumerate(quotes):
        at = f"{place}, quotes[{number}]"
        if quote.question not in texts:
            yield unknown(f"{at}.question", quote.question, "an open question", texts)
        if quote.theme is not None and quote.theme not in known:
            yield f'{at}.theme: "{quote.theme}" is not a theme. {suggestion(quote.theme, known)}'
        if not quote.text.strip(" .…[]"):
            yield f"{at}.text: there is nothing in it. Write the words that may be read."


def consent(form: Questionnaire) -> Question | None:
    """The question in which respondents said whether their words may be quoted."""
    return next((one for one in form.questions if one.aspect == "consent"), None)


def agreeing(form: Questionnaire) -> list[str]:
    """The options of that question with which somebody agrees: those that begin with yes."""
    asked = consent(form)
    if asked is None or asked.scale is None:
        return []
    return [
        option.code
        for option in form.scale(asked.scale).options
        if any(name.casefold().replace(",", " ").split()[:1] == [word]
               for name in option.name.in_languages().values() for word in YES)
    ]  # fmt: skip
