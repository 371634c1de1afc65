"""Questionnaires as asked: the words of each question and the options of each scale."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Literal

from pydantic import Field

from analysis.programme.models import Declared, Text


class Option(Declared):
    """One answer that could be ticked, with the spellings under which exports hold it.

    `value` is its place on an ordered scale; `missing` says that it is an answer without one.
    """

    code: str
    name: Text
    value: float | None = None
    missing: Literal["not_applicable", "dont_know", "refused"] | None = None
    spoken: list[str] = []


class Scale(Declared):
    """A set of options. An ordered scale has values, of which the middle one is neutral."""

    id: str
    options: list[Option]

    def option(self, code: str) -> Option:
        """The option with this code; KeyError when there is none."""
        return {option.code: option for option in self.options}[code]

    @property
    def valued(self) -> list[Option]:
        """The options that lie on the scale, in its order."""
        return [option for option in self.options if option.value is not None]


Aspect = Literal[
    "level", "level_then", "importance", "target", "change", "relevance", "satisfaction",
    "recommend", "practice", "consent",
]  # fmt: skip
"""What a question is an answer to: where one stands in a domain now or, looking back, then; how
much it matters; where one wants to be; what changed; how relevant or satisfying something was;
whether one would recommend it; whether a way to practise, such as assignments, works; whether
one's own answers may be shown."""


class Route(Declared):
    """Who was asked a question: those who gave one of these options to an earlier one."""

    question: str
    options: list[str] = Field(min_length=1)


class Question(Declared):
    """One question as asked. `columns` are the headers under which exports hold its answer.

    A `number` question may have bounds; the middle between them is its scale midpoint. To one
    of `choices` several answers can be given: all in one cell, or each in a column of its own,
    named in `boxes` (code of the option -> header). `other` is the option that any answer in
    own words stands for. `unticked` says what it means that all boxes are empty where the
    export marks empty boxes: that none was chosen, or that nothing is known.

    `domain` is the management domain that it is about, `aspect` what is asked of it. The high end
    of a `reverse` question is the unfavourable one: its own distribution stays as it was asked,
    and only what is reckoned over several questions turns it round. Only those whom `routed`
    names were asked it: that others left it empty says nothing.
    """

    id: str
    kind: Literal["scale", "number", "choice", "choices", "ranking", "text"]
    text: Text
    scale: str | None = None
    reads: Literal["reaction", "learning", "behaviour", "network", "open", "results", "profile"] = (
        "reaction"
    )
    domain: str | None = None
    aspect: Aspect | None = None
    reverse: bool = False
    routed: Route | None = None
    lowest: float | None = None
    highest: float | None = None
    columns: list[str] = []
    boxes: dict[str, str | list[str]] = {}
    other: str | None = None
    unticked: Literal["none", "unknown"] = "none"

    def box(self, option: str) -> list[str]:
        """The headers that may hold the box of an option."""
        named = self.boxes[option]
        return [named] if isinstance(named, str) else list(named)

    def headers(self) -> list[str]:
        """The headers that may hold the answer: those that are declared, else the id itself.

        A file may have a column of its own that is called as the id, such as `language`.
        """
        return [*self.columns, self.id]


class Questionnaire(Declared):
    """A form with its questions, in the order in which they were asked.

    `overall` names the question in which respondents judge the whole.
    """

    id: str
    title: Text
    overall: str | None = None
    scales: list[Scale] = []
    questions: list[Question] = Field(min_length=1)

    def scale(self, scale: str) -> Scale:
        """The scale with this id; KeyError when there is none."""
        return {s.id: s for s in self.scales}[scale]

    def as_asked(self, left_out: Collection[str], scales: Mapping[str, str]) -> Questionnaire:
        """The form without some questions, and with other scales in the place of its own."""
        asked = [
            question.model_copy(update={"scale": scales.get(question.scale or "", question.scale)})
            for question in self.questions
            if question.id not in left_out
        ]
        overall = None if self.overall in left_out else self.overall
        return self.model_copy(update={"questions": asked, "overall": overall})

    def question(self, question: str) -> Question:
        """The question with this id; KeyError when there is none."""
        return {q.id: q for q in self.questions}[question]
