"""The questionnaires as they were declared: what was asked, on which scale, and where it stands.

Nothing of what anybody answered is in it: these are declarations, and counts of declarations.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import pandas as pd

from analysis.data import ProgrammeData
from analysis.indicators.measures import flags, measured, whole
from analysis.indicators.questions import valued
from analysis.programme import Option, Question, Questionnaire

KINDS = ("scale", "number", "choice", "choices", "ranking", "text")


def forms(data: ProgrammeData) -> pd.DataFrame:
    """Each questionnaire with what is in it.

    Columns: questionnaire, scale_count, unit (questions), count.
    """
    found = _forms(data)
    frame = pd.DataFrame({"questionnaire": _of(data, [form.id for form in found])})
    frame["scale_count"] = whole(len(form.scales) for form in found)
    frame["unit"] = pd.Categorical(["questions"] * len(found))
    frame["count"] = whole(len(form.questions) for form in found)
    return frame


def asked(data: ProgrammeData) -> pd.DataFrame:
    """All questions of all questionnaires, one row. Columns: form_count, unit (questions), count.

    No row for a programme without questionnaires.
    """
    rows = forms(data)
    frame = pd.DataFrame(
        {
            "form_count": whole([len(rows)]),
            "unit": pd.Categorical(["questions"]),
            "count": whole([rows["count"].sum()]),
        }
    )
    return frame.iloc[:0] if rows.empty else frame


def on_scale(data: ProgrammeData) -> pd.DataFrame:
    """How many questions are answered with a place on a scale or a number, one row."""
    every = list(_questions(data))
    measuring = [
        question.kind == "number" or (question.kind == "scale" and bool(valued(form, question)))
        for form, question in every
    ]
    return measured({}, whole([sum(measuring)] if every else []), len(every), "questions")


def in_own_words(data: ProgrammeData) -> pd.DataFrame:
    """How many questions are answered in own words, one row."""
    kinds = [question.kind for _, question in _questions(data)]
    counts = whole([kinds.count("text")] if kinds else [])
    return measured({}, counts, len(kinds), "questions")


def rounds(data: ProgrammeData) -> pd.DataFrame:
    """Which questionnaire each evaluation asked, and how it differed from it.

    Columns: round, questionnaire, left_out (ids of questions), other_scales.
    """
    held = [one for one in data.programme.rounds if one.questionnaire]
    return pd.DataFrame(
        {
            "round": pd.Categorical([one.id for one in held], [one.id for one in held]),
            "questionnaire": _of(data, [one.questionnaire or "" for one in held]),
            "left_out": _texts(", ".join(one.left_out) for one in held),
            "other_scales": _texts(
                ", ".join(f"{scale} → {other}" for scale, other in one.scales.items())
                for one in held
            ),
        }
    )


def items(data: ProgrammeData) -> pd.DataFrame:
    """Each question as asked, in the order of its form.

    Columns: questionnaire, item (its id), question, question_kind, scale (id), bounds.
    """
    every = list(_questions(data))
    words = [f"{form.id}.{question.id}" for form, question in every]
    frame = _keyed(data, every)
    frame["question"] = pd.Categorical(words, categories=words)
    kinds = [question.kind for _, question in every]
    frame["question_kind"] = pd.Categorical(kinds, categories=KINDS)
    frame["scale"] = _texts(question.scale or "" for _, question in every)
    frame["bounds"] = _texts(_bounds(question) for _, question in every)
    frame.attrs["vocabularies"] = {"question": "asked"}
    return frame


def meanings(data: ProgrammeData) -> pd.DataFrame:
    """What each question is about and of whom it was asked.

    Columns: questionnaire, item, question_reads, domain, question_aspect, reverse, routed_item,
    routed_options (codes).
    """
    every = list(_questions(data))
    frame = _keyed(data, every)
    asked_of = [question.routed for _, question in every]
    frame["question_reads"] = _codes(question.reads for _, question in every)
    frame["domain"] = _codes(question.domain for _, question in every)
    frame["question_aspect"] = _codes(question.aspect for _, question in every)
    frame["reverse"] = flags(question.reverse for _, question in every)
    frame["routed_item"] = _texts(route.question if route else "" for route in asked_of)
    frame["routed_options"] = _texts(", ".join(r.options) if r else "" for r in asked_of)
    return frame


def options(data: ProgrammeData) -> pd.DataFrame:
    """Each option of each scale, with the other spellings under which exports hold it.

    Columns: questionnaire, scale (id), code, option, scale_place (its value), answer_missing (why
    it has none), spoken.
    """
    every = [
        (form, scale, one)
        for form in _forms(data)
        for scale in form.scales
        for one in scale.options
    ]
    words = [f"{form.id}.{scale.id}.{one.code}" for form, scale, one in every]
    frame = pd.DataFrame(
        {
            "questionnaire": _of(data, [form.id for form, _, _ in every]),
            "scale": _texts(scale.id for _, scale, _ in every),
            "code": _texts(one.code for _, _, one in every),
            "option": pd.Categorical(words, categories=words),
            "scale_place": _texts(_place(one) for _, _, one in every),
            "answer_missing": _codes(one.missing for _, _, one in every),
            "spoken": _texts(" · ".join(one.spoken) for _, _, one in every),
        }
    )
    frame.attrs["vocabularies"] = {"option": "offered"}
    return frame


def headers(data: ProgrammeData) -> pd.DataFrame:
    """Under which headers exports may hold each question.

    Columns: questionnaire, item, part (code of the option, or rank), header.
    """
    found = [
        (form, question, part, header)
        for form, question in _questions(data)
        for part, header in _headers(question)
    ]
    frame = _keyed(data, [(form, question) for form, question, _, _ in found])
    frame["part"] = _texts(part for _, _, part, _ in found)
    frame["header"] = _texts(header for _, _, _, header in found)
    return frame


def _place(option: Option) -> str:
    return "" if option.value is None else f"{option.value:g}"


def _headers(question: Question) -> Iterator[tuple[str, str]]:
    if question.kind == "ranking":
        yield from ((str(rank), header) for rank, header in enumerate(question.columns, start=1))
    elif question.boxes:
        yield from ((code, header) for code in question.boxes for header in question.box(code))
    else:
        yield from (("", header) for header in question.headers())


def _forms(data: ProgrammeData) -> list[Questionnaire]:
    return list(data.declarations.questionnaires.values())


def _questions(data: ProgrammeData) -> Iterator[tuple[Questionnaire, Question]]:
    return ((form, question) for form in _forms(data) for question in form.questions)


def _keyed(data: ProgrammeData, every: Sequence[tuple[Questionnaire, Question]]) -> pd.DataFrame:
    """The columns that name a question: its form and its id."""
    return pd.DataFrame(
        {
            "questionnaire": _of(data, [form.id for form, _ in every]),
            "item": _texts(question.id for _, question in every),
        }
    )


def _of(data: ProgrammeData, ids: Sequence[str]) -> pd.Categorical[str]:
    return pd.Categorical(list(ids), categories=[form.id for form in _forms(data)])


def _texts(texts: Iterable[str]) -> pd.Series:
    """Texts as a column; where there is nothing to say, nothing is missing."""
    return pd.Series([text or "–" for text in texts], dtype="string")


def _codes(values: Iterable[str | None]) -> pd.Categorical[str]:
    """Codes as a column, with `none` where a question or option has none."""
    found = [value or "none" for value in values]
    return pd.Categorical(found, categories=list(dict.fromkeys(found)))


def _bounds(question: Question) -> str:
    """Between which numbers an answer lies."""
    lowest, highest = question.lowest, question.highest
    if lowest is not None and highest is not None:
        return f"{lowest:g} – {highest:g}"
    if lowest is not None:
        return f"≥ {lowest:g}"
    return "" if highest is None else f"≤ {highest:g}"
