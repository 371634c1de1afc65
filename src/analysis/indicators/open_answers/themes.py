"""How many wrote about each theme, and how much of what they wrote has a theme at all."""

from __future__ import annotations

import pandas as pd

from analysis.counted import Counted
from analysis.data import ProgrammeData
from analysis.indicators.measures import measured, plain_rows, telling, whole
from analysis.indicators.open_answers.coding import (
    by_hand,
    decided,
    questions,
    vocabularies,
    written,
)
from analysis.indicators.populations import answered, narrowed
from analysis.indicators.questions import answer_to, that_answered
from analysis.indicators.responses import that_count

MOST_COMPARED = 4
ANY = "open_answers"
"""Stands for all open questions of a round together."""


def wrote(data: ProgrammeData, round: str) -> pd.DataFrame:
    """How many of those who responded wrote something to an open question, one row."""
    counted = that_count(data, round)
    whom = that_answered(round, ANY, ["written"])
    count = whole([written(data, round)["response"].nunique()])
    frame = measured(
        {}, count, len(counted), "responses", count=whom, base=answered(round)
    )  # fmt: skip
    return frame if len(counted) and questions(data, round) else frame.iloc[:0]


def recognised(data: ProgrammeData, round: str) -> pd.DataFrame:
    """In the words of how many of those who wrote something a theme was recognised, one row."""
    whom = that_answered(round, ANY, ["written"])
    base = written(data, round)["response"].nunique()
    count = whole([decided(data, round)["response"].nunique()])
    about = narrowed(whom, of={about_what(round, ANY): codes(data)})
    frame = measured({}, count, base, "responses", count=about, base=whom)
    return frame if base and codes(data) else frame.iloc[:0]


def about_what(round: str, question: str) -> str:
    """The variable that tells which themes stand in an answer to a question."""
    return f"{answer_to(round, question)}.theme"


def codes(data: ProgrammeData) -> list[str]:
    """The themes that the programme declares, in its order."""
    return [theme.id for theme in data.declarations.themes.themes]


def by_theme(data: ProgrammeData, round: str) -> pd.DataFrame:
    """How many wrote about each theme, by question; one answer may be about several.

    Columns: question, theme, unit, count, base (wrote an answer to the question), share. Themes
    that nobody wrote about have a row; of a question that nobody answered there is none.
    """
    given, found = written(data, round), decided(data, round)
    asked = [
        (question.id, theme.id)
        for question in questions(data, round)
        for theme in data.declarations.themes.of(question.id)
        if (given["question"] == question.id).any()
    ]
    held = found.groupby(["question", "theme"], observed=True)["response"].nunique()
    counts = whole(int(held.get(pair, 0)) for pair in asked)
    bases = whole(int((given["question"] == question).sum()) for question, _ in asked)
    known = [question.id for question in questions(data, round)]
    keys = {
        "question": pd.Categorical([question for question, _ in asked], categories=known),
        "theme": pd.Categorical([theme for _, theme in asked], categories=codes(data)),
    }
    base, count = _counted(round, "{question}")
    frame = measured(keys, counts, bases, "responses", count=count, base=base)
    frame.attrs["vocabularies"] = vocabularies(data, round)
    return frame


def _counted(round: str, question: str) -> tuple[Counted, Counted]:
    """Those who answered a question, and of these those whose answer is about a theme."""
    base = that_answered(round, question, ["written"])
    variable = about_what(round, question)
    about = narrowed(base, by={variable: "theme"}, several=[variable])
    # An answer need not be about any theme, so all themes together are not everybody.
    return base, about.model_copy(update={"open": [variable]})


def most(data: ProgrammeData, round: str) -> pd.DataFrame:
    """The theme that most wrote about, with its question; no row where two are as frequent."""
    rows = by_theme(data, round)
    top = rows[(rows["count"] > 0) & (rows["count"] == rows["count"].max())]
    return (top if len(top) == 1 else rows.iloc[:0]).reset_index(drop=True)


def compared(data: ProgrammeData, round: str) -> pd.DataFrame:
    """The same with a row per theme and a column per question, the most frequent theme first.

    Columns: theme, and a count under the id of each question that somebody answered; empty where
    the theme does not belong to the question.
    """
    rows = by_theme(data, round)
    asked = list(dict.fromkeys(rows["question"].astype("str")))
    found = list(dict.fromkeys(rows["theme"].astype("str")))
    count = {(str(row["question"]), str(row["theme"])): row["count"] for row in plain_rows(rows)}
    frame = pd.DataFrame({"theme": pd.Categorical(found, categories=codes(data))})
    for question in asked:
        frame[question] = whole(count.get((question, theme)) for theme in found)
    together = frame[asked].sum(axis=1) if asked else pd.Series(dtype="Int64")
    frame = frame.loc[together.sort_values(ascending=False, kind="stable").index]
    frame = frame.reset_index(drop=True)
    vocabulary = vocabularies(data, round)["question"]
    frame.attrs["headings"] = {question: (vocabulary, question) for question in asked}
    return telling(frame, **{question: _counted(round, question)[1] for question in asked})


def asked(data: ProgrammeData, round: str) -> list[str]:
    """The questions that are compared in a chart: the first, as many as can be told apart."""
    return [str(one) for one in compared(data, round).columns[1:]][:MOST_COMPARED]


def coverage(data: ProgrammeData, round: str) -> pd.DataFrame:
    """How many answers to each question have a theme; the others stayed without one.

    Columns: question, unit, count (with a theme), base (wrote an answer), share, hand_count
    (coded by people).
    """
    given, found, hand = written(data, round), decided(data, round), by_hand(data, round)
    known = [question.id for question in questions(data, round)]
    shown = [question for question in known if (given["question"] == question).any()]
    with_theme = found.drop_duplicates(["response", "question"])["question"].value_counts()
    base = that_answered(round, "{question}", ["written"])
    frame = measured(
        {"question": pd.Categorical(shown, categories=known)},
        whole(int(with_theme.get(question, 0)) for question in shown),
        whole(int((given["question"] == question).sum()) for question in shown),
        "responses",
        count=narrowed(base, of={about_what(round, "{question}"): codes(data)}),
        base=base,
    )
    by_people = hand["question"].value_counts()
    frame["hand_count"] = whole(int(by_people.get(question, 0)) for question in shown)
    frame.attrs["vocabularies"] = vocabularies(data, round)
    return frame if codes(data) else frame.iloc[:0]
