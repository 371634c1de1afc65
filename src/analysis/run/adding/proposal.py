"""What is proposed for a file that was sent: an entry, why, what it changes, what is asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from analysis.exports.recognition import Confidence

MOST_CONFIRMATIONS = 3
"""An analyst says yes or chooses so often at most before a file is added."""


@dataclass(frozen=True)
class Part:
    """One thing that the entry will say, with how sure that is and what shows it."""

    name: str
    value: str
    confidence: Confidence
    reason: str


@dataclass(frozen=True)
class Question:
    """Something that the file does not decide: a person chooses, nothing is guessed."""

    key: str
    text: str
    choices: tuple[str, ...]
    suggested: str | None = None


@dataclass(frozen=True)
class Effect:
    """What a key figure is before and after the file is added."""

    figure: str
    before: str
    after: str


@dataclass(frozen=True)
class Proposal:
    """All that is shown before anything is written.

    `entry` is what is added to the declarations; `corrections` are those of the export that it
    replaces which it needs too. While there are questions the entry is not complete. `refused`
    says why the file cannot be added.
    """

    programme: str
    entry: dict[str, Any]
    parts: tuple[Part, ...]
    questions: tuple[Question, ...] = ()
    resembles: str | None = None
    changes: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    effects: tuple[Effect, ...] = ()
    corrections: tuple[dict[str, Any], ...] = ()
    relations: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()

    @property
    def unsure(self) -> list[str]:
        """What nobody should accept without looking: by name."""
        doubted = [part.name for part in self.parts if part.confidence == "unsure"]
        return list(dict.fromkeys([*doubted, *(question.key for question in self.questions)]))


@dataclass(frozen=True)
class Answers:
    """What a person chose, by the key of the question."""

    given: dict[str, str] = field(default_factory=dict)

    def get(self, name: str, known: tuple[str, ...] | None = None) -> str | None:
        """The answer to a question, if it was given and is one of the choices."""
        answer = self.given.get(name)
        return answer if known is None or answer in known else None
