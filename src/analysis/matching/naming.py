"""A name as it is compared: its words, each with what sort of word it is, without what varies."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from analysis.matching.vocabulary import (
    LONGEST_PHRASE,
    folded,
    legal_forms,
    phrases,
    plain,
    words,
)

LONGEST_NUMBER = 20
"""Digits beyond which a number in a name is compared as it was written."""

DOTTED = re.compile(r"\b(?:[^\W\d_]\.\s?){2,}(?![^\W\d_]*\.?[^\W\d_]{2})|\b(?:[^\W\d_]\.){2,}")
POSSESSIVE = re.compile(r"(?<=\w)['?\ufffd](?=s\b)")
BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
HALVES = re.compile(r"\s*[/|]\s*|\s+-+\s+")
WORD = re.compile(r"[^\W_]+\.?")
MARKS = "=~:@#!"
MUNICIPALITY = "~municipality"
SOLE = {":province", ":welfare", ":federal_service", ":federal_programme"}
"""Bodies of which there is one for each place or subject, whatever the language."""
BOTH_COMMUNITIES = "@brussel"
LONGEST_ACRONYM, SURE_ACRONYM = 10, 4


@dataclass(frozen=True, slots=True)
class Name:
    """The words of a name in order, and what can be told from how it is written.

    A word is marked: `:kind`, `~generic`, `@place`, `#number`, `=synonym`; others are its own.
    Names of one key may be translations; `said` holds how synonyms and places are worded.
    """

    key: str
    said: frozenset[str]
    tokens: tuple[str, ...]
    words: frozenset[str]
    compact: str
    legal: str | None
    initials: frozenset[str]
    acronyms: frozenset[str]
    dotted: frozenset[str]


@lru_cache(maxsize=20_000)
def name_of(text: str) -> Name:
    """The name that a text holds; of two halves that say the same, one is kept."""
    acronyms = set()
    for inside in BRACKETS.findall(text):
        acronyms |= _acronym_of(text, inside)
    halves = [half for half in HALVES.split(_without_acronyms(text)) if half.strip()]
    names = [_named(half, frozenset()) for half in halves]
    if len(names) > 1 and len({name.key for name in names}) == 1:
        return replace(names[0], said=frozenset().union(*(name.said for name in names)))
    if len(halves) == 2:
        # "VDAB - Vlaamse Dienst …": an acronym stands as often before or behind a dash.
        for one, other in ((0, 1), (1, 0)):
            short = _acronym(halves[one])
            if short and short & names[other].initials:
                return _named(halves[other], frozenset(short | acronyms))
    return _named(_without_acronyms(text), frozenset(acronyms))


def _acronym(text: str) -> set[str]:
    """The acronyms that a text in capitals is; in Belgium there may be one for each language."""
    found = set()
    for each in re.split(r"\s*[/,;|-]\s*|\s+-\s+", text.replace(".", "").strip()):
        mostly = sum(letter.isupper() for letter in each) >= max(2, len(each) - 2)
        if not (each.isalpha() and len(each) <= LONGEST_ACRONYM and mostly):
            return set()
        found.add(folded(each))
    return found


def _without_acronyms(text: str) -> str:
    return BRACKETS.sub(lambda found: " " if _acronym_of(text, found[1]) else f" {found[1]} ", text)


def _acronym_of(text: str, inside: str) -> set[str]:
    """The acronyms between brackets; "(UK)" is none, it tells which of two it is."""
    found = _acronym(inside)
    rest = folded(BRACKETS.sub(" ", text))
    fits = any(len(each) >= SURE_ACRONYM or _spelt_by(each, rest) for each in found)
    return found if fits else set()


def _spelt_by(acronym: str, text: str) -> bool:
    """Whether the letters of an acronym stand in a text, in order, from the start of a word."""
    return re.search(r"\b" + ".*".join(map(re.escape, acronym)), text) is not None


def _named(text: str, acronyms: frozenset[str]) -> Name:
    spelt = DOTTED.sub(lambda found: re.sub(r"[.\s]", "", found[0]) + " ", folded(text))
    found = WORD.findall(POSSESSIVE.sub("", spelt))
    dotted = frozenset(word[:-1] for word in found if word.endswith("."))
    bare = [bare for word in found if (bare := word.rstrip("."))]
    said, legal = _without_legal_form(bare)
    read, wordings = _tokens(said)
    # A name of signs alone is still a name of its own.
    tokens = read or tuple(said) or tuple(bare) or (folded(text) or text.strip() or "?",)
    return Name(
        key=" ".join(sorted(set(tokens))),
        said=frozenset([wordings]),
        tokens=tokens,
        words=frozenset(tokens),
        compact="".join(word for word in said if word not in words("small")) or "".join(said),
        legal=legal,
        initials=_initials(said),
        acronyms=acronyms,
        dotted=dotted,
    )


def _without_legal_form(found: list[str]) -> tuple[list[str], str | None]:
    """The words without a legal form at either end, and which one stood there."""
    legal = None
    forms = legal_forms()
    for _ in range(2):
        for size in range(min(LONGEST_PHRASE, len(found) - 1), 0, -1):
            if form := forms.get(" ".join(found[-size:])):
                found, legal = found[:-size], legal or form
                break
            if form := forms.get(" ".join(found[:size])):
                found, legal = found[size:], legal or form
                break
        else:
            break
    return found, legal


def _tokens(found: list[str]) -> tuple[tuple[str, ...], str]:
    """The words as tokens, longest phrases first, without small words; and synonyms as worded."""
    known, small, municipal = phrases(), words("small"), words("municipal")
    tokens: list[str] = []
    wordings: set[str] = set()
    place = 0
    while place < len(found):
        for size in range(min(LONGEST_PHRASE, len(found) - place), 0, -1):
            phrase = " ".join(found[place : place + size])
            if phrase in municipal and _place_follows(found[place + size :]):
                tokens.append(MUNICIPALITY)
                break
            if size == 1 and phrase in small:
                break
            if token := known.get(phrase, phrase if size == 1 else ""):
                short = phrase.isdecimal() and len(phrase) < LONGEST_NUMBER
                tokens.append(f"#{int(phrase)}" if short else token)
                wordings |= {phrase} if token[0] in "=@" else set()
                break
        place += size
    if {token for token in tokens if token[0] != "@"} <= {MUNICIPALITY}:
        # The municipality itself: one under every name that it has.
        return tuple(token for token in tokens if token != MUNICIPALITY), ""
    return tuple(tokens), "" if _one_in_all_languages(tokens) else " ".join(sorted(wordings))


def _one_in_all_languages(tokens: list[str]) -> bool:
    """Whether a translation of such a name can only be the same organisation.

    In Brussels both communities may have one of a kind.
    """
    marks = {token[0] for token in tokens}
    if not SOLE.isdisjoint(tokens):
        return marks <= set(":~@=")
    return marks <= set(":~@#") and BOTH_COMMUNITIES not in tokens


def _place_follows(found: list[str]) -> bool:
    """Whether a municipality is named next, after small words at most."""
    known, small = phrases(), words("small")
    for start in range(3):
        for size in range(1, LONGEST_PHRASE + 1):
            if known.get(" ".join(found[start : start + size]), "").startswith("@"):
                return True
        if found[start : start + 1] and found[start] not in small:
            break
    return False


def _initials(said: list[str]) -> frozenset[str]:
    """The initials of all words, and of those that are not small; of three words or more."""
    small = words("small")
    every = "".join(word[0] for word in said)
    main = "".join(word[0] for word in said if word not in small)
    return frozenset(each for each in (every, main) if len(each) >= 3)


def plain_key(text: str) -> str:
    """A name letter for letter: only case, accents, punctuation and space do not count."""
    return plain(text) or folded(text)
