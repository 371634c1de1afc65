"""A row that is no data but a sum, written under a list by hand: proposed to be set apart."""

from __future__ import annotations

import re
from typing import Any

from analysis.cleaning.text import key, tidy
from analysis.programme import Export
from analysis.run.adding.lists import Listed
from analysis.run.adding.words import TOTAL

BECAUSE = {
    "nl": "een totaalrij die de maker van de lijst eronder zette",
    "en": "a row with a total that the maker of the list put under it",
}


def total_rule(export: Export, new: Listed) -> tuple[str, dict[str, Any], str] | None:
    """The key of a rule, the rule and why, when the last row is a total that no rule knows."""
    if not new.rows:
        return None
    last = [tidy(cell) for cell in new.rows[-1]]
    above = new.rows[:-1]
    found = next((cell for cell in last if TOTAL.search(cell)), None)
    if found is None or any(TOTAL.search(cell) for row in above for cell in row):
        return None
    column = _column(export, new, found)
    declared = [total for total in export.totals if key(total.contains) in key(found)]
    ignored = [rule for rule in export.ignore if rule.column == column]
    if declared or any(key(rule.contains or rule.equals or "\0") in key(found) for rule in ignored):
        return None
    if column is None:
        return _nameless(export, new, last)
    word = TOTAL.search(found)
    text = word[0] if word else found
    counts = _counts(export, new, last)
    if counts and export.content == "attendance":
        total = {"column": column, "contains": text, "counts": counts}
        return "totals", total, f'the last row says "{text}" and counts what the list holds'
    rule = {"column": column, "starts_with": text, "because": BECAUSE}
    return "ignore", rule, f'the last row says "{text}"'


def _column(export: Export, new: Listed, cell: str) -> str | None:
    for column in export.columns:
        for header in export.headers(column):
            place = new.place(header)
            if (
                place is not None
                and place < len(new.rows[-1])
                and tidy(new.rows[-1][place]) == cell
            ):
                return column
    return None


def _nameless(
    export: Export, new: Listed, last: list[str]
) -> tuple[str, dict[str, Any], str] | None:
    """A total whose word stands under a header that is not read: its row names nobody."""
    if "participant" not in export.columns:
        return None
    place = next(
        (p for h in export.headers("participant") if (p := new.place(h)) is not None), None
    )
    if place is None or (place < len(last) and last[place]):
        return None
    if any(place >= len(row) or not tidy(row[place]) for row in new.rows[:-1]):
        return None
    rule = {"column": "participant", "empty": True, "because": BECAUSE}
    return "ignore", rule, "the last row is a total and names nobody"


def _counts(export: Export, new: Listed, last: list[str]) -> list[str]:
    """What the number in a total counts: all rows, when it is as many."""
    numbers = {int(number) for cell in last for number in re.findall(r"\d+", cell)}
    return ["rows"] if len(new.rows) - 1 in numbers else []
