"""What changed since the edition before, in the words of a page.

First comes why: newer data, another method, or a mistake put right. Then what, as far as a
reader will follow it; the rest is counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from analysis.draw.words import Words
from analysis.payload import Message, Value
from analysis.problems import UserError
from analysis.report.changes import Difference
from analysis.report.frame import Change, Kind

MOST = 12
"""How many differences are named one by one."""


def worded(
    differences: Sequence[Difference], causes: Sequence[Change], words: Words
) -> tuple[Change, ...]:
    """Why an edition differs from the one before, then how."""
    kind: Kind = causes[0].kind if causes else "method"
    lines = list(dict.fromkeys(_line(one, kind, words) for one in differences))
    if not lines:
        return (*causes, Change(kind, words.say("difference.none"))) if causes else ()
    if (more := len(lines) - MOST) > 1:
        count = words.value(Value(kind="count", value=more))
        lines = [*lines[:MOST], Change(kind, words.say("difference.more", more, count=count))]
    return (*causes, *lines)


def causes(
    kinds: Sequence[Kind], before: date, after: date, reason: str, words: Words
) -> tuple[Change, ...]:
    """Why an edition differs, in a sentence for each kind, and what its publisher says of it."""
    said = [Change(kind, _cause(kind, before, after, words)) for kind in kinds]
    if reason:
        said.append(Change(kinds[0] if kinds else "method", reason))
    return tuple(said)


def _cause(kind: Kind, before: date, after: date, words: Words) -> str:
    if kind == "data" and before != after:
        return words.say("cause.data", before=words.day(before), after=words.day(after))
    return words.say("cause.data_added" if kind == "data" else f"cause.{kind}")


def _line(one: Difference, kind: Kind, words: Words) -> Change:
    """One difference: with two values it is a row of a table, else a sentence."""
    if one.how in ("new", "gone"):
        return Change(kind, _come_or_gone(one, words))
    text = _what(one, words)
    if one.how == "hidden":
        return Change(kind, text, after=words.say("difference.hidden"))
    before = words.say("hidden.confidential") if one.how == "shown" else _said(one.before, words)
    return Change(kind, text, before, _said(one.after, words))


def _come_or_gone(one: Difference, words: Words) -> str:
    """What was gone may have no words any more; then it is not named."""
    id = f"difference.{one.what}.{one.how}"
    try:
        place = words.message(one.place)
        row = ", ".join(words.value(value) for value in one.row)
        column = words.heading(one.column) if one.column else ""
    except UserError:
        return words.say(f"{id}.unnamed")
    if one.what == "row" and not row:
        # Its key is not for this audience, so a row that changed is an other row.
        return words.say(f"{id}.unnamed")
    return words.say(id, place=place, row=row, column=column)


def _what(one: Difference, words: Words) -> str:
    """Where a value changed."""
    if one.what == "sentence":
        return words.say("difference.sentence")
    place = words.message(one.place)
    if one.what == "figure":
        return place
    if one.what == "base":
        return words.say("difference.base", place=place)
    row = ", ".join(words.value(value) for value in one.row)
    column = words.heading(one.column) if one.column else ""
    return words.say("difference.cell", place=place, row=row, column=column)


def _said(content: Value | Message | None, words: Words) -> str:
    """A value or sentence in words; one that lost its words since is left out."""
    try:
        if isinstance(content, Message):
            return words.message(content)
        return words.value(content) if content else ""
    except UserError:
        return ""
