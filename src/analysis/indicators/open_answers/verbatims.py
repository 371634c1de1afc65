"""The open answers without names, addresses and numbers, for the few who may read them."""

from __future__ import annotations

import pandas as pd

from analysis.data import ProgrammeData
from analysis.indicators.measures import flags, whole
from analysis.indicators.open_answers.coding import (
    decided,
    first_language,
    questions,
    vocabularies,
    written,
)
from analysis.indicators.questions import form
from analysis.programme.quotes import agreeing, consent
from analysis.redaction import Known, of_programme, redact
from analysis.redaction.measured import TRIAL

NO_THEME = "no_theme"
LONGEST = 1_000
"""Letters after which an answer is cut off: a page is no place for a whole letter."""


def known(data: ProgrammeData) -> Known:
    """The names that are looked for in what people wrote."""
    names = [*data.table("participants")["name"], *data.table("organisation_names")["name"]]
    persons = data.table("persons")["name"].dropna()
    return of_programme(
        data.programme, [str(one) for one in persons], [str(one) for one in names if pd.notna(one)]
    )


def texts(data: ProgrammeData, round: str) -> pd.DataFrame:
    """The redacted answers of a round. Columns: response, question, text."""
    rows = written(data, round).merge(
        data.table("answer_texts"), on=["response", "question"], validate="one_to_one"
    )
    names = known(data)
    return rows.assign(text=[redact(str(text), names) for text in rows["text"]])


def answers(data: ProgrammeData, round: str) -> pd.DataFrame:
    """Each redacted answer under each of its themes, those without a theme last.

    Columns: theme, question, response, text, quotable (whether who wrote it agreed to be quoted;
    empty where nobody was asked), language (of the text, as far as is known).
    """
    rows = texts(data, round).merge(
        decided(data, round), on=["response", "question"], how="left", validate="one_to_many"
    )
    asked = [question.id for question in questions(data, round)]
    rows["question"] = pd.Categorical(rows["question"], categories=asked)
    ids = [theme.id for theme in data.declarations.themes.themes]
    themes = rows["theme"].astype("object").where(rows["theme"].notna(), NO_THEME)
    rows["theme"] = pd.Categorical(themes, categories=[*ids, NO_THEME])
    rows["text"] = [_cut(str(text)) for text in rows["text"]]
    rows["quotable"] = agreed(data, round, rows["response"])
    rows = rows.sort_values(["theme", "question", "response"], kind="stable")
    columns = ["theme", "question", "response", "text", "quotable", "language"]
    frame = rows.assign(language=first_language(data))[columns].reset_index(drop=True)
    frame.attrs |= {
        "vocabularies": vocabularies(data, round), "languages": {"text": "language"},
    }  # fmt: skip
    return frame


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def agreed(data: ProgrammeData, round: str, responses: pd.Series) -> pd.Series:
    """Whether those who responded agreed to be quoted; empty where nobody was asked."""
    asked = consent(form(data, round))
    if asked is None:
        return flags([pd.NA] * len(responses))
    rows = data.table("answers")
    yes = rows[(rows["question"] == asked.id) & rows["option"].isin(agreeing(form(data, round)))]
    return flags(responses.isin(yes["response"]))


def trial() -> pd.DataFrame:
    """How much of what tells about whom an answer is, was found in a trial; one row.

    Columns: sentence_count, found_count, there_count, wrong_count.
    """
    return pd.DataFrame(
        {
            "sentence_count": whole([TRIAL.sentences]),
            "found_count": whole([TRIAL.found]),
            "there_count": whole([TRIAL.there]),
            "wrong_count": whole([TRIAL.wrong]),
        }
    )
