"""Holds each released quote against the answer that it is from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from analysis.cleaning.hop import Rows
from analysis.problems import DeclarationError
from analysis.programme import Declarations
from analysis.programme.quotes import Quote, agreeing, consent
from analysis.redaction import Known, contains, find, of_programme, readable, redact


def check(declarations: Declarations, rows: Rows) -> None:
    """Raise DeclarationError with every quote that may not be released.

    The answer must exist and count, who gave it must have agreed, and the text must stand in the
    answer after names, addresses and numbers were taken out. An answer is never quoted in a
    sentence.
    """
    if not declarations.quotes:
        return
    found = _Answers(declarations, rows)
    mistakes = [
        f"quotes.toml, quotes[{number}]: {why}"
        for number, quote in enumerate(declarations.quotes)
        for why in found.mistakes(quote)
    ]
    mistakes += found.repeated(declarations.quotes)
    if mistakes:
        raise DeclarationError(*mistakes)


def known(declarations: Declarations, rows: Rows) -> Known:
    """The names of persons and organisations of a programme, from its exports and declarations."""
    names = [*rows.get("participants", []), *rows.get("organisation_names", [])]
    return of_programme(
        declarations.programme,
        [str(row["name"]) for row in rows.get("persons", []) if row["name"]],
        [str(row["name"]) for row in names if row["name"]],
    )


class _Answers:
    """The open answers of a programme with what is known of those who gave them."""

    def __init__(self, declarations: Declarations, rows: Rows) -> None:
        self.declarations = declarations
        self.known = known(declarations, rows)
        self.responses = {str(row["response"]): row for row in rows.get("responses", [])}
        self.texts = {
            (str(row["response"]), str(row["question"])): str(row["text"])
            for row in rows.get("answer_texts", [])
        }
        self.options: dict[tuple[str, str], set[object]] = defaultdict(set)
        for row in rows.get("answers", []):
            self.options[str(row["response"]), str(row["question"])].add(row["option"])
        self.themes: dict[tuple[str, str], set[object]] = defaultdict(set)
        for row in rows.get("codings", []):
            self.themes[str(row["response"]), str(row["question"])].add(row["theme"])

    def mistakes(self, quote: Quote) -> Iterator[str]:
        """What is wrong with a quote, a sentence each."""
        response = self.responses.get(quote.response)
        text = self.texts.get((quote.response, quote.question))
        if response is None or text is None:
            yield (
                f'there is no answer of "{quote.response}" to {quote.question}. Write the response '
                "as the internal page lists it, or take the quote out."
            )
            return
        if not response["counted"]:
            yield "this response does not count, for it came twice. Quote the one that counts."
        yield from self._consent(quote, str(response["round"]))
        if quote.theme and quote.theme not in self.themes[quote.response, quote.question]:
            yield (
                f'theme: nobody coded this answer as "{quote.theme}". Name a theme that it has, '
                "or have it coded."
            )
        if find(readable(quote.text), self.known):
            yield (
                "text: a name, address or number stands in it. Write the redacted answer, as the "
                "page for the few who may read answers shows it."
            )
        elif not contains(redact(text, self.known), quote.text):
            yield (
                "text: these words do not stand in the redacted answer in this order. Copy them "
                "from the page for the few who may read answers, and write […] for what you leave "
                "out."
            )

    def _consent(self, quote: Quote, round_: str) -> Iterator[str]:
        form = self.declarations.form(round_)
        asked = consent(form) if form else None
        if form is None or asked is None:
            yield (
                f'nobody in the round "{round_}" was asked whether their words may be quoted, so '
                'none may be. A question with aspect = "consent" asks it; take the quote out.'
            )
        elif not agreeing(form):
            yield (
                f"no option of {asked.id} begins with yes, so nobody can be known to have agreed. "
                "Name one so."
            )
        elif not self.options[quote.response, asked.id] & set(agreeing(form)):
            yield (
                f"who gave this answer did not agree in {asked.id} to be quoted. Take the quote "
                "out."
            )

    def repeated(self, quotes: tuple[Quote, ...]) -> Iterator[str]:
        """A sentence where more than one quote of a round is of the same theme."""
        places: dict[tuple[str, str], list[int]] = defaultdict(list)
        for number, quote in enumerate(quotes):
            response = self.responses.get(quote.response, {})
            places[str(response.get("round")), quote.theme or quote.question].append(number)
        for (_, theme), numbers in places.items():
            if len(numbers) > 1:
                both = " and ".join(f"quotes[{number}]" for number in numbers)
                yield (
                    f'quotes.toml, {both}: both are of "{theme}" in one round. Keep one for each '
                    "theme, so that nobody chooses who is heard."
                )
