"""Questions to which several answers could be ticked, with a column for each of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from analysis.cleaning.choices import TICKED, UNTICKED
from analysis.cleaning.text import key
from analysis.run.drafting.columns import Column
from analysis.run.drafting.proposed import Asked, Place

STEMS = (
    re.compile(r"^(?P<stem>.+?)\s*\[(?P<part>[^\]]+)\]$"),
    re.compile(r"^(?P<stem>.+?)\s*\(choice=(?P<part>.+)\)$"),
    re.compile(r"^(?P<stem>.+?)___(?P<part>.+)$"),
    re.compile(r"^(?P<stem>.+?)_(?P<part>\d+)$"),
    re.compile(r"^(?P<stem>.{8,}?)(?: [-–] |: |/)(?P<part>.+)$"),
)
"""How tools name the columns of one question: its stem, and what was ticked."""

YES_NO = {"ja", "nee", "neen", "yes", "no", "oui", "non"}


def grouped(columns: Sequence[Column]) -> Iterator[list[Column]]:
    """Columns beside each other that are boxes of one question; any other by itself."""
    for _, run in groupby(enumerate(columns), key=lambda one: _belongs(one[0], one[1])):
        found = [column for _, column in run]
        if len(found) > 1 and any(column.filled for column in found):
            yield found
        else:
            yield from ([column] for column in found)


def _belongs(place: int, column: Column) -> tuple[str, str]:
    """What only boxes of one question share; the place of a column that is no box."""
    if not _ticked(column):
        return "", str(place)
    stem, _ = _parts(column)
    if stem:
        return "stem", key(stem)
    # Without a stem only a column that holds nothing but its own header is known to be a box.
    own = {key(name) for name in column.names}
    return (
        ("own", "") if column.filled and set(map(key, column.counts)) <= own else ("", str(place))
    )


def _ticked(column: Column) -> bool:
    """Whether all that stands in a column says that a box was ticked, or that it was not."""
    found = set(map(key, column.counts))
    own = {key(name) for name in column.names} | {key(_parts(column)[1])}
    return found <= TICKED | UNTICKED | own and len(found - own) <= 2


def _parts(column: Column) -> tuple[str, str]:
    """The question and the option that a column is about; empty where its names do not tell."""
    for pattern in STEMS:
        for name in column.names:
            if found := pattern.match(name):
                return found["stem"].strip(), found["part"].strip()
    return "", ""


def question(columns: Sequence[Column]) -> Asked:
    """One question of several boxes."""
    stem, _ = _parts(columns[0])
    options = tuple(
        Place(f"O{at}", _parts(column)[1] or column.words)
        for at, column in enumerate(columns, start=1)
    )
    boxes = {
        option.code: _header(column, columns)
        for option, column in zip(options, columns, strict=True)
    }
    words = Column((stem,) if stem else (), ())
    longest = max((_stem_of(columns[0])), key=len, default=stem)
    if longest and longest != stem:
        words = Column((stem, longest), ())
    doubts = ["whether these columns are the boxes of one question"]
    if any(YES_NO & set(map(key, column.counts)) for column in columns):
        doubts = ["whether these are boxes, or questions with yes and no as answers"]
    if not stem:
        doubts.append("what the question was: its words are not in the file")
    return Asked(words, "choices", options, boxes=boxes, unsure=tuple(doubts))


def _stem_of(column: Column) -> list[str]:
    """The stems of all names of a column, of which the longest is the question in words."""
    found = [pattern.match(name) for pattern in STEMS for name in column.names]
    return [one["stem"].strip() for one in found if one]


def _header(column: Column, beside: Sequence[Column]) -> str:
    """A name of a column that no other one has."""
    others = {key(name) for one in beside if one is not column for name in one.names}
    return next((name for name in column.names if key(name) not in others), column.header)
