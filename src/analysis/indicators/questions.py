"""What was asked in an evaluation round: its questions, and the ends and options of a scale."""

from __future__ import annotations

from math import floor

from analysis.counted import Counted
from analysis.data import ProgrammeData
from analysis.indicators.populations import answered, narrowed
from analysis.problems import UsageError, suggestion
from analysis.programme import Question, Questionnaire

MOST_NUMBERS = 20
"""With bounds that lie farther apart, each number by itself says little."""


def form(data: ProgrammeData, round: str) -> Questionnaire:
    """The questionnaire of a round; one without questions for a round that is not asked yet."""
    asked = data.programme.round(data.check_round(round))
    found = data.declarations.form(round)
    if found is None:
        return Questionnaire.model_construct(id=asked.id, title=asked.title, questions=[])
    return found


def asked_question(questionnaire: Questionnaire, question: str) -> Question:
    """The question with this id. Raises UsageError with those that were asked."""
    known = [asked.id for asked in questionnaire.questions]
    if question not in known:
        raise UsageError(
            f'"{question}" is not a question of {questionnaire.id}. {suggestion(question, known)}'
        )
    return questionnaire.question(question)


def ordered(questionnaire: Questionnaire, scale: str) -> list[tuple[str, float]]:
    """The options of a scale with their values, lowest first, however they were declared."""
    valued = questionnaire.scale(scale).valued
    return sorted(((one.code, one.value or 0.0) for one in valued), key=lambda pair: pair[1])


def valued(questionnaire: Questionnaire, question: Question) -> list[str]:
    """The answers to a question that have a value: options, numbers, or any number at all."""
    if not question.scale:
        return whole_numbers(question) or ["number"]
    return [code for code, _ in ordered(questionnaire, question.scale)]


def whole_numbers(question: Question) -> list[str]:
    """The whole numbers between the bounds of a question; none where these are open or far apart.

    An answer such as 7.5 is told as the whole number next to it.
    """
    lowest, highest = question.lowest, question.highest
    if question.kind != "number" or lowest is None or highest is None:
        return []
    if highest - lowest > MOST_NUMBERS:
        return []
    return [str(number) for number in range(floor(lowest + 0.5), floor(highest + 0.5) + 1)]


def as_number(value: float) -> str:
    """The whole number by which an answer is told; a half goes up."""
    return str(floor(value + 0.5))


def answers_to(questionnaire: Questionnaire, question: Question) -> list[str]:
    """All that can be chosen as an answer; where several can, also that nothing was ticked."""
    options = [option.code for option in questionnaire.scale(question.scale or "").options]
    return [*options, "none_ticked"] if question.kind == "choices" else options


def top(questionnaire: Questionnaire, question: Question) -> list[str]:
    """The two highest options of a question; none where there are no options."""
    return valued(questionnaire, question)[-2:] if question.scale else []


def ends(questionnaire: Questionnaire, question: Question) -> tuple[int | None, int | None]:
    """The lowest and highest value that an answer can have; none where that is open."""
    if question.scale:
        values = [value for _, value in ordered(questionnaire, question.scale)]
        return (int(values[0]), int(values[-1])) if values else (None, None)
    lowest, highest = question.lowest, question.highest
    return (None if lowest is None else int(lowest), None if highest is None else int(highest))


def that_answered(round: str, question: str, answers: list[str]) -> Counted:
    """The responses that count with one of these answers to a question."""
    return narrowed(answered(round), of={answer_to(round, question): answers})


def by_answer(round: str, column: str, groups: dict[str, list[str]]) -> Counted:
    """The same where a column names the question, and each question has answers of its own."""
    named = answer_to(round, f"{{{column}}}")
    return narrowed(answered(round), by={named: column}, groups=groups)


def answer_to(round: str, question: str) -> str:
    """The variable that tells what a response answered to a question."""
    return f"answer:{round}.{question}"
