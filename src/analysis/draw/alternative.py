"""A drawing says nothing to who cannot see it; its alternative text states what it shows.

The text comes from the same rows as the bars. Where it would grow too long it names the
highest and the lowest, and points to the table below the figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.draw import series
from analysis.draw.series import Row
from analysis.draw.stated import STATED
from analysis.draw.words import Words
from analysis.payload import Chart
from analysis.problems import UserError

SHORTEST, LONGEST = 20, 400
PLACEHOLDER = re.compile(
    r"no description|figure size|placeholder|lorem ipsum|\btodo\b"
    r"|^(image|chart|figuur|grafiek)\W*\d*$",
    re.IGNORECASE,
)
PATH = re.compile(r"^\S+\.(png|svg|jpe?g|gif|html|ipynb)$|^(/|[A-Za-z]:\\|data:|https?:)\S*$")


def alternative(chart: Chart, words: Words) -> str:
    """What the drawing shows, in 20 to 400 characters.

    Raises UserError when no text can be made that says it.
    """
    subtitle = words.message(chart.subtitle).rstrip(".:")
    for said in (*_said(chart, words), words.say("alternative.table")):
        text = words.say(f"alternative.{chart.form}", subtitle=subtitle, rows=said)
        if said and len(text) <= LONGEST:
            return checked(text, chart.id)
    raise UserError(
        f'Chart "{chart.id}": its subtitle is too long for an alternative text of {LONGEST} '
        f"characters. Shorten the message {chart.subtitle.id}."
    )


def _said(chart: Chart, words: Words) -> Iterator[str]:
    """What the drawing states, the longest way of saying it first."""
    if chart.form in STATED:
        yield from STATED[chart.form](chart, words)
        return
    rows, names = series.rows(chart, words), series.names(chart, words)
    yield "; ".join(_row(row, names, words) for row in rows)
    yield _extremes(chart, rows, names, words)


def checked(text: str, chart: str) -> str:
    """An alternative text that says something; a placeholder passes every checker but ours."""
    if SHORTEST <= len(text) <= LONGEST and not PLACEHOLDER.search(text) and not PATH.match(text):
        return text
    raise UserError(
        f'Chart "{chart}": its alternative text says nothing ("{text[:60]}"). Expected {SHORTEST} '
        f"to {LONGEST} characters that state what is shown, no placeholder and no file name."
    )


def _row(row: Row, names: list[str], words: Words) -> str:
    """One category with its values, each with the name of its series where there are several."""
    values = ", ".join(series.named(row, names, words))
    return words.say("alternative.row", category=row.label.rstrip("."), values=values)


def _extremes(chart: Chart, rows: list[Row], names: list[str], words: Words) -> str:
    """The highest and the lowest category, by the series that the reader compares first.

    For a scale of answers that is the last: the strongest agreement.
    """
    at = len(names) - 1 if chart.form == "likert" else 0
    known = sorted(
        (row for row in rows if row.values[at] is not None), key=lambda row: row.values[at] or 0
    )
    hidden = series.hidden_rows(chart)
    if not known:
        return words.say("alternative.all_hidden" if hidden else "alternative.all_missing")
    highest, lowest = (
        words.say(
            "alternative.row",
            category=row.label.rstrip("."),
            values=series.named(row, names, words)[at],
        )
        for row in (known[-1], known[0])
    )
    # The highest of what is shown need not be the highest of all.
    id = "alternative.extremes_shown" if hidden else "alternative.extremes"
    return words.say(id, highest=highest, lowest=lowest)
