"""The messages of a payload, and which of their values any language puts into words.

A value that no wording names is not told, and leaves the payload for readers outside: it would
still stand in the data of an edition.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from string import Formatter

from analysis.draw.words import catalogue, languages
from analysis.payload import (
    Chart,
    Column,
    KeyFigure,
    KeyFigures,
    Message,
    Note,
    Payload,
    Sentence,
    Table,
    Title,
    Value,
)

CHOSEN = ("unit", "session", "round", "population", "status", "step")
"""Vocabularies of codes that the notebook chose, and that no count decided."""

DERIVED = ("share", "number", "mark")
"""Kinds of values that are worked out of counts."""

COUNT = "count"
"""The value whose number chooses the plural form."""

Reword = Callable[[Message], Message]


@lru_cache(maxsize=4096)
def named(id: str) -> frozenset[str] | None:
    """The values that the wordings of a message name; none where no language has words for it.

    A message with plural forms tells its count by the form, also where it does not name it.
    """
    found: set[str] = set()
    known = False
    for language in languages():
        entry = catalogue(language).get(id)
        if entry is None or not entry.string:
            continue
        known = True
        forms = [entry.string] if isinstance(entry.string, str) else list(entry.string)
        found |= {name for form in forms for _, name, _, _ in Formatter().parse(form) if name}
        if len(set(forms)) > 1:
            found.add(COUNT)
    return frozenset(found) if known else None


def everywhere(id: str) -> bool:
    """Whether all languages have words for a message."""
    entries = [catalogue(language).get(id) for language in languages()]
    return all(entry is not None and entry.string for entry in entries)


def told(message: Message) -> dict[str, Value]:
    """The values that readers find in a message."""
    names = named(message.id)
    return {name: v for name, v in message.values.items() if names is None or name in names}


def behind(message: Message) -> dict[str, Value]:
    """The counts that readers find in a message or can work out of what it derives from them."""
    found = told(message)
    derives = any(v.counted is None and v.kind in DERIVED for v in found.values())
    ratios = {"count", "base"} if derives else set()
    if any(v.kind == "number" and v.counted is None for v in found.values()):
        ratios = set(message.values)
    return {
        name: value
        for name, value in message.values.items()
        if value.counted is not None and (name in found or name in ratios)
    }


def chosen(value: Value) -> bool:
    """Whether a value says what a message is about, and not what was counted."""
    return value.kind in ("text", "date") or (value.kind == "code" and value.vocabulary in CHOSEN)


def reworded(payload: Payload, by: Reword) -> Payload:
    """The payload with each of its messages as `by` gives it."""
    match payload:
        case Title():
            texts = {"title": payload.title, "subtitle": payload.subtitle}
        case Sentence() | Note():
            texts = {"message": payload.message}
        case KeyFigures():
            return payload.model_copy(
                update={"figures": [_figure(figure, by) for figure in payload.figures]}
            )
        case Table():
            texts = {"caption": payload.caption, "note": payload.note}
        case Chart():
            texts = {
                "headline": payload.headline, "subtitle": payload.subtitle, "note": payload.note,
                "axis": payload.axis,
            }  # fmt: skip
    changes: dict[str, object] = {
        name: by(message) if message else None for name, message in texts.items()
    }
    if isinstance(payload, (Table, Chart)):
        changes["columns"] = [_column(column, by) for column in payload.columns]
    return payload.model_copy(update=changes)


def messages(payload: Payload) -> list[Message]:
    """All messages of a payload."""
    found: list[Message] = []

    def keep(message: Message) -> Message:
        found.append(message)
        return message

    reworded(payload, keep)
    return found


def _figure(figure: KeyFigure, by: Reword) -> KeyFigure:
    context = by(figure.context) if figure.context else None
    return figure.model_copy(update={"label": by(figure.label), "context": context})


def _column(column: Column, by: Reword) -> Column:
    heading = by(column.heading) if column.heading else None
    return column.model_copy(update={"heading": heading})
