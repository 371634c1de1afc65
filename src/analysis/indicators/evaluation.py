"""What respondents answered: ratings, rankings and distributions of one evaluation round.

Every response that counts enters with the answers it holds, also when it was not finished, so
each item states its own n. Not applicable and don't know are apart and never a zero.
"""

from __future__ import annotations

import pandas as pd

from analysis.data import ProgrammeData
from analysis.indicators.measures import flags, measured, plain_rows, telling, whole
from analysis.indicators.populations import answered, narrowed
from analysis.indicators.questions import (
    answer_to,
    answers_to,
    asked_question,
    by_answer,
    ends,
    form,
    ordered,
    that_answered,
    top,
    valued,
)
from analysis.indicators.responses import that_count


def answers(data: ProgrammeData, round: str) -> pd.DataFrame:
    """The answers of the responses that count."""
    rows = data.table("answers")
    return rows[rows["response"].isin(that_count(data, round)["response"])]


def ratings(data: ProgrammeData, round: str, kind: str = "scale") -> pd.DataFrame:
    """One row per question of a kind (scale or number): how many answered, and what.

    Columns: question, unit (responses), count (with a value), base (responses that count),
    highest (end of the scale), mean, median, top_count and top_share (the two highest options;
    scales only), not_applicable_count, dont_know_count.
    """
    questionnaire, given = form(data, round), answers(data, round)
    counted = len(that_count(data, round))
    asked = [q for q in questionnaire.questions if q.kind == kind and counted]
    each = [given[given["question"] == question.id] for question in asked]
    values = [rows["value"].dropna() for rows in each]
    missing = [rows["missing"] for rows in each]
    highest = [top(questionnaire, question) for question in asked]
    frame = pd.DataFrame(
        {
            "question": pd.Categorical([q.id for q in asked], categories=[q.id for q in asked]),
            "unit": pd.Categorical(["responses"] * len(asked)),
            "count": whole(len(found) for found in values),
            "base": whole(counted for _ in asked),
            "highest": whole(ends(questionnaire, question)[1] for question in asked),
            "mean": pd.Series([found.mean() for found in values], dtype="Float64"),
            "median": pd.Series([found.median() for found in values], dtype="Float64"),
            "top_count": whole(
                rows["option"].isin(codes).sum() if codes else None
                for rows, codes in zip(each, highest, strict=True)
            ),
            "not_applicable_count": whole((m == "not_applicable").sum() for m in missing),
            "dont_know_count": whole((m == "dont_know").sum() for m in missing),
        }
    )
    with_value = frame["count"].astype("Float64")
    frame["top_share"] = (frame["top_count"].astype("Float64") / with_value).mask(with_value == 0)
    frame.attrs["vocabularies"] = {"question": f"question.{questionnaire.id}"}
    return telling(
        frame, base=answered(round),
        count=by_answer(round, "question", {q.id: valued(questionnaire, q) for q in asked}),
        top_count=by_answer(round, "question", {q.id: top(questionnaire, q) for q in asked}),
        not_applicable_count=that_answered(round, "{question}", ["not_applicable"]),
        dont_know_count=that_answered(round, "{question}", ["dont_know"]),
    )  # fmt: skip


def overall(data: ProgrammeData, round: str) -> pd.DataFrame:
    """How respondents judged the whole, one row; no row without such a question or answers.

    Columns: those of `ratings`, midpoint (of the scale), above_midpoint. Both are empty where
    the answer had no bounds.
    """
    questionnaire = form(data, round)
    if questionnaire.overall is None:
        return pd.DataFrame(columns=["question", "unit", "count"])
    question = questionnaire.question(questionnaire.overall)
    rows = ratings(data, round, question.kind)
    rows = rows[(rows["question"] == question.id) & (rows["count"] > 0)].reset_index(drop=True)
    lowest, highest = ends(questionnaire, question)
    bounded = lowest is not None and highest is not None
    midpoint = ((lowest or 0) + (highest or 0)) / 2 if bounded else None
    rows["midpoint"] = pd.Series([midpoint] * len(rows), dtype="Float64")
    return rows.assign(above_midpoint=flags(rows["mean"] > rows["midpoint"]))


def rating(data: ProgrammeData, round: str) -> pd.DataFrame:
    """The judgement of the whole as a figure: its mean with n, and no base to be a share of.

    One row: value (mean), count (answers), midpoint, highest.
    """
    rows = overall(data, round)
    wanted = ["mean", "count", "midpoint", "highest"]
    figure = rows.reindex(columns=wanted).rename(columns={"mean": "value"})
    # The figure does not name its question, so what it counts has to be told without that.
    told = [rows.attrs["counted"]["count"].of_row(row) for row in plain_rows(rows)]
    figure.attrs["counted"] = dict(zip(["count"], told, strict=False))
    return figure


def main_scale(data: ProgrammeData, round: str) -> str:
    """The scale on which most questions of a round were asked."""
    asked = [q.scale for q in form(data, round).questions if q.kind == "scale" and q.scale]
    return max(dict.fromkeys(asked), key=asked.count, default="")


def options(data: ProgrammeData, round: str, scale: str) -> list[str]:
    """The codes of the options that lie on a scale, the lowest first; none without a scale."""
    return [code for code, _ in ordered(form(data, round), scale)] if scale else []


def neutral(data: ProgrammeData, round: str, scale: str) -> str | None:
    """The code of the middle option of a scale with an odd number of options."""
    codes = options(data, round, scale)
    return codes[len(codes) // 2] if len(codes) % 2 else None


def distribution(data: ProgrammeData, round: str, scale: str) -> pd.DataFrame:
    """Answers per option of one scale, one row per question asked on it.

    Columns: question, one column per option of the scale named by its code (counts), base
    (answers on the scale). Not applicable and don't know are not on the scale.
    """
    questionnaire, given = form(data, round), answers(data, round)
    if not scale:
        return pd.DataFrame(columns=["question", "base"])
    codes = options(data, round, scale)
    asked = [q for q in questionnaire.questions if q.kind == "scale" and q.scale == scale]
    order = [question.id for question in asked]
    frame = pd.DataFrame({"question": pd.Categorical(order, categories=order)})
    for code in codes:
        of_option = given[given["option"] == code]
        counts = [int((of_option["question"] == q).sum()) for q in order]
        frame[code] = whole(counts)
    frame["base"] = frame[codes].sum(axis=1).astype("Int64")
    if not len(given):
        frame = frame.iloc[:0]
    frame.attrs["vocabularies"] = {"question": f"question.{questionnaire.id}"}
    vocabulary = f"scale.{questionnaire.id}.{scale}"
    frame.attrs["headings"] = {code: (vocabulary, code) for code in codes}
    told = {code: that_answered(round, "{question}", [code]) for code in codes}
    return telling(frame, **told, base=that_answered(round, "{question}", codes))


def choices(data: ProgrammeData, round: str, question: str) -> pd.DataFrame:
    """How often each option of a choice was ticked.

    Columns: option, unit, count, base (responses that ticked one that could be read; of several
    answers also those that ticked none of the boxes they were shown), share.
    """
    questionnaire, given = form(data, round), answers(data, round)
    asked = asked_question(questionnaire, question)
    given = shown(given[given["question"] == question])
    options = [option.code for option in questionnaire.scale(asked.scale or "").options]
    counts = pd.Series([int((given["option"] == option).sum()) for option in options])
    labels = pd.Categorical(options, categories=options)
    whom = that_answered(round, question, answers_to(questionnaire, asked))
    answer = answer_to(round, question)
    ticked_more = asked.kind == "choices" or bool(given["response"].duplicated().any())
    frame = measured(
        {"option": labels}, counts, given["response"].nunique(), "responses",
        count=narrowed(whom, by={answer: "option"}, several=[answer] if ticked_more else []),
        base=whom,
    )  # fmt: skip
    frame.attrs["vocabularies"] = {"option": f"scale.{questionnaire.id}.{asked.scale}"}
    return frame.iloc[:0] if given.empty else frame


def shown(given: pd.DataFrame) -> pd.DataFrame:
    """The answers of those who saw the options: one that was ticked, or that none was."""
    return given[given["option"].notna() | (given["missing"] == "none_ticked")]


def ranking(data: ProgrammeData, round: str, question: str) -> pd.DataFrame:
    """How options were ranked, the most wanted first.

    Columns: option, unit, count (ranked it first), base (responses that ranked), share, mean
    (mean rank, 1 is first).
    """
    questionnaire, given = form(data, round), answers(data, round)
    asked = asked_question(questionnaire, question)
    given = given[(given["question"] == question) & given["value"].notna()]
    options = [option.code for option in questionnaire.scale(asked.scale or "").options]
    of = {option: given.loc[given["option"] == option, "value"] for option in options}
    means = pd.Series([of[o].mean() for o in options], dtype="Float64")
    first = pd.Series([int((of[o] == 1).sum()) for o in options])
    labels = pd.Categorical(options, categories=options)
    whom = that_answered(round, question, [*options, "none_first"])
    frame = measured(
        {"option": labels}, first, given["response"].nunique(), "responses",
        count=narrowed(whom, by={answer_to(round, question): "option"}), base=whom,
    )  # fmt: skip
    frame["mean"] = means
    # The mean rank of an option is of all that ranked, not only of those that put it first.
    frame = telling(frame, mean=whom)
    frame = frame.sort_values("mean", kind="stable", ignore_index=True)
    frame.attrs["vocabularies"] = {"option": f"scale.{questionnaire.id}.{asked.scale}"}
    return frame.iloc[:0] if given.empty else frame


def open_answers(data: ProgrammeData, round: str) -> pd.DataFrame:
    """How many wrote something to each open question; never what. Columns as for a count."""
    questionnaire, given = form(data, round), answers(data, round)
    asked = [question.id for question in questionnaire.questions if question.kind == "text"]
    given = given[given["missing"].isna()]
    counts = whole([int((given["question"] == q).sum()) for q in asked])
    keys = {"question": pd.Categorical(asked, categories=asked)}
    counted = len(that_count(data, round))
    frame = measured(
        keys, counts, counted, "responses",
        count=that_answered(round, "{question}", ["written"]), base=answered(round),
    )  # fmt: skip
    frame.attrs["vocabularies"] = {"question": f"question.{questionnaire.id}"}
    return frame if counted else frame.iloc[:0]


def numbers(data: ProgrammeData, round: str) -> pd.DataFrame:
    """The questions answered with a number. Columns: question, unit, count, base, mean, median."""
    rows = ratings(data, round, "number")
    return rows[["question", "unit", "count", "base", "mean", "median"]]


def best(data: ProgrammeData, round: str) -> pd.DataFrame:
    """The statement of the main scale with the largest share of the two highest options, one row.

    Two of four options are ticked sooner than two of seven, so scales are not mixed.
    """
    main = main_scale(data, round)
    asked = [question.id for question in form(data, round).questions if question.scale == main]
    rows = ratings(data, round).dropna(subset=["top_share"])
    rows = rows[rows["question"].isin(asked)]
    return rows.sort_values("top_share", ascending=False, kind="stable").head(1)
