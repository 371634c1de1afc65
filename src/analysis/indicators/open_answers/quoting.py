"""Which words of those who answered were released one by one, and of which that may be asked."""

from __future__ import annotations

import pandas as pd

from analysis.data import ProgrammeData
from analysis.indicators.measures import whole
from analysis.indicators.open_answers.coding import (
    decided,
    first_language,
    questions,
    vocabularies,
    written,
)
from analysis.indicators.open_answers.verbatims import agreed
from analysis.programme.quotes import Quote


def of_round(data: ProgrammeData, round: str) -> list[tuple[int, Quote]]:
    """The quotes of a round that were released by the day of the tables, with their places."""
    given = set(written(data, round)["response"])
    return [
        (number, quote)
        for number, quote in enumerate(data.declarations.quotes)
        if quote.response in given and quote.released_on <= data.as_of
    ]


def released(data: ProgrammeData, round: str) -> pd.DataFrame:
    """The quotes that everybody may read, in the order of the themes; nothing of who wrote them.

    Columns: theme, question, text, language (of the text).
    """
    found = [quote for _, quote in of_round(data, round)]
    ids = [theme.id for theme in data.declarations.themes.themes]
    asked = [question.id for question in questions(data, round)]
    frame = pd.DataFrame(
        {
            "theme": pd.Categorical([quote.theme for quote in found], categories=ids),
            "question": pd.Categorical([quote.question for quote in found], categories=asked),
            "text": pd.Series([quote.text for quote in found], dtype="str"),
            "language": [quote.language or first_language(data) for quote in found],
        }
    )
    frame = frame.sort_values(["theme", "question", "text"], kind="stable", ignore_index=True)
    frame.attrs |= {
        "vocabularies": vocabularies(data, round), "languages": {"text": "language"},
    }  # fmt: skip
    return frame


def decisions(data: ProgrammeData, round: str) -> pd.DataFrame:
    """Who released each quote, when and why. Columns: theme, released_on, released_by, release."""
    found = of_round(data, round)
    ids = [theme.id for theme in data.declarations.themes.themes]
    numbers = [str(number) for number, _ in found]
    return pd.DataFrame(
        {
            "theme": pd.Categorical([quote.theme for _, quote in found], categories=ids),
            "released_on": pd.to_datetime([quote.released_on for _, quote in found]),
            "released_by": pd.Categorical(numbers, categories=numbers),
            "release": pd.Categorical(numbers, categories=numbers),
        }
    )


def releasable(data: ProgrammeData, round: str) -> pd.DataFrame:
    """How many answers about each theme may be quoted, for those who wrote them agreed.

    Columns: theme, unit (responses), count (agreed), base (wrote about it), released_count. No
    row where nobody was asked whether they agree.
    """
    rows = decided(data, round).drop_duplicates(["response", "theme"])
    rows["agreed"] = agreed(data, round, rows["response"]).to_numpy()
    ids = [theme.id for theme in data.declarations.themes.themes]
    each = [rows[rows["theme"] == theme] for theme in ids]
    out = [quote.theme for _, quote in of_round(data, round)]
    frame = pd.DataFrame(
        {
            "theme": pd.Categorical(ids, categories=ids),
            "unit": pd.Categorical(["responses"] * len(ids)),
            "count": whole(found["agreed"].sum() if len(found) else 0 for found in each),
            "base": whole(len(found) for found in each),
            "released_count": whole(out.count(theme) for theme in ids),
        }
    )
    known = rows["agreed"].notna().any()
    return frame[frame["base"] > 0].reset_index(drop=True) if known else frame.iloc[:0]
