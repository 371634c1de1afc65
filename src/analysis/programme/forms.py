"""Holds questionnaires against themselves and against the programme that asks them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from analysis.problems import suggestion
from analysis.programme.models import Labels, Programme
from analysis.programme.names import repeated, unknown
from analysis.programme.questionnaires import Question, Questionnaire

CHOSEN = ("scale", "choice", "choices", "ranking")
"""The kinds of question that are answered with options of a scale."""

OF_DOMAIN = ("level", "level_then", "importance", "target")
MEASURED = (*OF_DOMAIN, "change", "relevance", "satisfaction", "recommend", "practice")
"""The aspects that are about one domain, and those whose answers have an order."""

ONCE = ("recommend", "consent")
"""The aspects of which a form has one question: which of two would count?"""


def misformed(
    where: str, programme: Programme, questionnaires: dict[str, Questionnaire]
) -> Iterator[str]:
    """A sentence for each thing in a questionnaire that leads nowhere or cannot be."""
    domains = [domain.id for domain in programme.domains]
    for form in questionnaires.values():
        place = f"{where}/questionnaires/{form.id}.toml"
        asked = [question.id for question in form.questions]
        yield from repeated(f"{place}, scales", [scale.id for scale in form.scales])
        yield from repeated(f"{place}, questions", asked)
        if form.overall and form.overall not in asked:
            yield unknown(f"{place}, overall", form.overall, "a question of this form", asked)
        yield from _scales(place, form)
        yield from _once(place, form)
        for number, question in enumerate(form.questions):
            at = f"{place}, questions[{number}]"
            yield from _answered(at, form, question)
            if question.domain is not None and question.domain not in domains:
                yield unknown(f"{at}.domain", question.domain, "a domain", domains)
            yield from _meant(at, form, question)
            yield from _routed(at, form, number)


def as_asked(questionnaires: dict[str, Questionnaire]) -> Labels:
    """The titles, questions and options of all forms together, in the languages of their texts."""
    forms = questionnaires.values()
    return {
        "questionnaire": {form.id: form.title.in_languages() for form in forms},
        "asked": {f"{f.id}.{q.id}": q.text.in_languages() for f in forms for q in f.questions},
        "offered": {
            f"{form.id}.{scale.id}.{option.code}": option.name.in_languages()
            for form in forms
            for scale in form.scales
            for option in scale.options
        },
    }


def _scales(place: str, form: Questionnaire) -> Iterator[str]:
    """What is wrong with the options of the scales themselves."""
    for number, scale in enumerate(form.scales):
        at = f"{place}, scales[{number}]"
        yield from repeated(f"{at}.options", [option.code for option in scale.options])
        values = Counter(option.value for option in scale.valued)
        for value, times in values.items():
            if times > 1:
                yield (
                    f"{at}.options: {times} options of {scale.id} have the value {value:g}. Give "
                    "each place on a scale a value of its own."
                )
        for option in scale.valued:
            if option.missing:
                yield (
                    f'{at}.options: "{option.code}" has a value and is {option.missing}. Take out '
                    "value: what is no answer on the scale has no place on it."
                )


def _answered(at: str, form: Questionnaire, question: Question) -> Iterator[str]:
    """What is wrong with how a question is answered: its scale, or its bounds."""
    scales = [scale.id for scale in form.scales]
    if question.scale is None and question.kind in CHOSEN:
        yield (
            f'{at}: kind = "{question.kind}" is answered with options. Say in scale of which one. '
            f"{suggestion('', scales)}"
        )
    elif question.scale is not None and question.scale not in scales:
        yield unknown(f"{at}.scale", question.scale, "a scale of this form", scales)
    elif question.kind in CHOSEN:
        yield from _ticked(at, form, question)
    lowest, highest = question.lowest, question.highest
    if lowest is not None and highest is not None and lowest >= highest:
        yield (
            f"{at}: the lowest answer, {lowest:g}, is not below the highest one, {highest:g}. Put "
            "them right."
        )


def _ticked(at: str, form: Questionnaire, question: Question) -> Iterator[str]:
    """What is wrong with the options that a question names besides its scale."""
    codes = [option.code for option in form.scale(question.scale or "").options]
    if question.boxes and question.kind != "choices":
        yield f'{at}.boxes: only several answers have a box each. Write kind = "choices".'
    for code in question.boxes:
        if code not in codes:
            yield unknown(f"{at}.boxes", code, f"an option of {question.scale}", codes)
    if question.other is not None and question.other not in codes:
        yield unknown(f"{at}.other", question.other, f"an option of {question.scale}", codes)


def _once(place: str, form: Questionnaire) -> Iterator[str]:
    for aspect in ONCE:
        having = [question.id for question in form.questions if question.aspect == aspect]
        if len(having) > 1:
            yield (
                f'{place}: {len(having)} questions have aspect = "{aspect}" '
                f"({', '.join(having)}). Keep it at one."
            )


def _meant(at: str, form: Questionnaire, question: Question) -> Iterator[str]:
    """What a question cannot be an answer to, as it was asked."""
    if question.aspect in OF_DOMAIN and question.domain is None:
        yield f'{at}: aspect = "{question.aspect}" is about a domain. Add domain.'
    if question.aspect in MEASURED and not ordered(form, question):
        yield (
            f'{at}: aspect = "{question.aspect}" needs answers with an order. Take a scale whose '
            'options have values, or kind = "number" with lowest and highest.'
        )
    if question.aspect == "consent" and question.kind not in ("choice", "choices"):
        yield f'{at}: aspect = "consent" needs an option that was chosen. Write kind = "choice".'
    if question.reverse and not ordered(form, question):
        yield (
            f"{at}: only answers with an order have an unfavourable end. Take out reverse, or take "
            'a scale whose options have values, or kind = "number" with lowest and highest.'
        )


def ordered(form: Questionnaire, question: Question) -> bool:
    """Whether each answer to a question lies between two ends."""
    if question.kind == "number":
        return question.lowest is not None and question.highest is not None
    if question.kind not in ("scale", "choice"):
        return False
    scale = next((one for one in form.scales if one.id == question.scale), None)
    return scale is None or len(scale.valued) > 1


def _routed(at: str, form: Questionnaire, number: int) -> Iterator[str]:
    """What is wrong with the question whose answer decided who was asked this one."""
    route = form.questions[number].routed
    if route is None:
        return
    earlier = {one.id: one for one in form.questions[:number]}
    if route.question not in earlier:
        what = "a question before this one"
        yield unknown(f"{at}.routed.question", route.question, what, earlier)
        return
    deciding = earlier[route.question]
    scale = next((one for one in form.scales if one.id == deciding.scale), None)
    if deciding.kind not in ("scale", "choice", "choices"):
        yield (
            f'{at}.routed.question: "{deciding.id}" is not answered with options. Name a question '
            "of which options decide."
        )
    elif scale is not None:
        codes = [option.code for option in scale.options]
        for code in route.options:
            if code not in codes:
                yield unknown(f"{at}.routed.options", code, f"an option of {scale.id}", codes)
