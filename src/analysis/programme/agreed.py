"""Consent that an organisation reads what its own few people answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Self

from pydantic import model_validator

from analysis.programme.declared import Declared, Text
from analysis.programme.names import unknown

if TYPE_CHECKING:
    from analysis.programme.models import Programme
    from analysis.programme.questionnaires import Questionnaire


class Agreed(Declared):
    """What one or two people of an organisation answered is their opinion, shown to their employer.

    So they said, each by one of `options` to a `question`, that it may be; or `because` says why
    all of them agree, such as that they were asked to answer for their organisation.
    """

    question: str | None = None
    options: list[str] = []
    because: Text | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        asked = self.question is not None and bool(self.options)
        if asked == (self.because is not None) or bool(self.options) != (self.question is not None):
            raise ValueError(
                "consent is either asked or declared: write question with the options that give "
                "it, or because with the reason why all agree"
            )
        return self


def unasked(
    where: str, programme: Programme, questionnaires: Mapping[str, Questionnaire]
) -> Iterator[str]:
    """A sentence for each consent that was asked by a question that the round does not have."""
    for number, round_ in enumerate(programme.rounds):
        form = questionnaires.get(round_.questionnaire or "")
        if round_.agreed is None or round_.agreed.question is None or form is None:
            continue
        at = f"{where}, rounds[{number}].agreed"
        known = [one.id for one in form.questions if one.id not in round_.left_out]
        if round_.agreed.question not in known:
            yield unknown(f"{at}.question", round_.agreed.question, "a question", known)
            continue
        scale = form.question(round_.agreed.question).scale
        codes = [one.code for one in form.scale(scale).options] if scale else []
        for option in round_.agreed.options:
            if option not in codes:
                yield unknown(f"{at}.options", option, "an option of that question", codes)
