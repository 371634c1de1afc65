"""A page explains the words and signs that it uses, and no others."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from markupsafe import Markup

from analysis.draw.words import Words

TERMS = (
    "organisation", "delegate", "registered", "stopped", "base", "share", "sample",
    "missing", "confidential", "small_base",
)  # fmt: skip


class Term(NamedTuple):
    """A word as it stands on the page, and what it means there."""

    word: str
    meaning: str


def terms(pieces: Iterable[Markup], words: Words) -> list[Term]:
    """The words and signs to explain: those that the pieces of a page use."""
    text = " ".join(re.sub(r"<[^>]*>", " ", piece) for piece in pieces).casefold()
    return [
        Term(word, words.say(f"glossary.{term}.meaning"))
        for term in TERMS
        if _stands_in(text, word := words.say(f"glossary.{term}.word"))
    ]


def _stands_in(text: str, word: str) -> bool:
    """Whether a word stands in a text, also with an ending after it."""
    return re.search(rf"(?<!\w){re.escape(word.casefold())}", text) is not None
