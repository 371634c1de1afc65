"""Themes of open answers: the words by which each is recognised, as a book that people review."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from analysis.programme.declared import Declared, Text
from analysis.programme.models import Programme
from analysis.programme.names import repeated, unknown
from analysis.programme.questionnaires import Questionnaire

BY_RULE = "rule"
"""The coder of what was coded by the words of a theme, and not by a person."""

SHORTEST_STEM = 3
WORD = re.compile(r"[^\W_]+")
PART = re.compile(r"\*?[^\W_]+\*?")


class Theme(Declared):
    """What open answers may be about, with the words by which an answer is recognised.

    A word with a star stands for all that begin with it (`financ*`), end with it (`*plan`) or
    hold it (`*vrijwillig*`); several words stand for these behind each other. A theme without
    words is only coded by hand. Without `questions` it holds for every open question.
    """

    id: str
    name: Text
    words: list[str] = []
    questions: list[str] = []

    def asked(self, question: str) -> bool:
        """Whether an answer to a question may be about this theme."""
        return not self.questions or question in self.questions


class Themes(Declared):
    """The file in which the themes are declared.

    Where several people coded one answer, `decides` is who has the last word; without, a theme
    counts that most of them saw.
    """

    themes: list[Theme] = []
    decides: str | None = None

    def of(self, question: str) -> list[Theme]:
        """The themes that an answer to a question may be about."""
        return [theme for theme in self.themes if theme.asked(question)]


def plain(text: str) -> list[str]:
    """The words of a text without case and accents, as they are held against a theme."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(part for part in parts if not unicodedata.combining(part))
    return WORD.findall(bare)


def is_about(words: list[str], theme: Theme) -> bool:
    """Whether the words of an answer hold those of a theme."""
    return any(_holds(words, _parts(one)) for one in theme.words)


def _parts(pattern: str) -> list[tuple[str, bool, bool]]:
    """Each word of a pattern, and whether more may stand before and behind it."""
    found = []
    for part in pattern.split():
        for word in plain(part):
            found.append((word, part.startswith("*"), part.endswith("*")))
    return found


def _holds(words: list[str], pattern: list[tuple[str, bool, bool]]) -> bool:
    return any(
        all(_is(words[at + step], *part) for step, part in enumerate(pattern))
        for at in range(len(words) - len(pattern) + 1)
    )


def _is(word: str, stem: str, before: bool, behind: bool) -> bool:
    if before and behind:
        return stem in word
    if before:
        return word.endswith(stem)
    return word.startswith(stem) if behind else word == stem


def misthemed(
    where: str, programme: Programme, questionnaires: dict[str, Questionnaire], declared: Themes
) -> Iterator[str]:
    """A sentence for each theme that cannot be recognised as it is declared."""
    place = f"{where}/themes.toml"
    texts = sorted({q.id for f in questionnaires.values() for q in f.questions if q.kind == "text"})
    others = {q.id for f in questionnaires.values() for q in f.questions} - set(texts)
    yield from repeated(f"{place}, themes", [theme.id for theme in declared.themes])
    if declared.decides == BY_RULE:
        yield (
            f'{place}, decides: "{BY_RULE}" is no person, and gives way to one. Name a coder, or '
            "take it out."
        )
    for number, theme in enumerate(declared.themes):
        at = f"{place}, themes[{number}]"
        for question in theme.questions:
            if question in others:
                yield (
                    f'{at}.questions: "{question}" is answered with a choice or number, and not '
                    f"in words. Name an open question: {', '.join(texts) or 'there are none'}."
                )
            elif question not in texts:
                yield unknown(f"{at}.questions", question, "an open question", texts)
        yield from repeated(f"{at}.words", [one.casefold().strip() for one in theme.words])
        for one in theme.words:
            yield from _miswritten(f"{at}.words", one)


def _miswritten(at: str, pattern: str) -> Iterator[str]:
    parts = pattern.split()
    if not any(PART.fullmatch(part) for part in parts):
        yield f'{at}: "{pattern}" holds no word. Write one, such as "geld", or "financ*".'
        return
    for part in parts:
        bare = part.strip("*")
        if not PART.fullmatch(part.replace("'", "").replace("’", "").replace("-", "")):
            yield (
                f'{at}: "{pattern}" is not one word or several. A star stands before or behind a '
                'word, as in "financ*" or "*plan"; other signs stand for nothing. Take them out.'
            )
            return
        if "*" in part and len(bare) < SHORTEST_STEM:
            yield (
                f'{at}: "{pattern}" would fit too many words. Write at least {SHORTEST_STEM} '
                "letters beside a star."
            )
            return
