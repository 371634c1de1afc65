"""Finds the names of persons and organisations among the words of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import Indel

from analysis.matching.vocabulary import phrases
from analysis.redaction.known import Known, as_heard, fold, is_place, words

Found = tuple[int, int, str]

WORD = re.compile(r"[^\W_]{1,60}")
BEGINS = re.compile(r"[.!?:;\n\"“(«•]")
APART = re.compile(r"[^\s.'’-]")
ALIKE = 0.85
"""From how much of their letters in common on a word is another one, wrongly spelt."""
LONGEST_NAME = 5
LONGEST_PLACE = 4


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its place, whether it has a capital, and whether a sentence begins with it."""

    text: str
    folded: str
    start: int
    end: int
    first: bool
    close: bool
    place: bool = False

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[0].isupper()

    @property
    def acronym(self) -> bool:
        """Whether it is short and in capitals, so that it is no name of a person."""
        return self.text.isupper() and len(self.text) <= 6

    @property
    def nameable(self) -> bool:
        """Whether it may be a word of a name: with a capital, and no word of every day."""
        ordinary = self.place or self.folded in words("plain")
        return self.capital and not self.acronym and not ordinary


def split(text: str) -> list[Word]:
    """The words of a text. `close` tells that only a space, hyphen or quote stands before it."""
    found: list[Word] = []
    last = 0
    for one in WORD.finditer(text):
        between = text[last : one.start()]
        first = not found or bool(BEGINS.search(between))
        # "A. Peeters" and "dr. Peeters": a full stop behind an initial ends no sentence.
        if found and between.strip() == "." and _shortened(found[-1]):
            first = False
        close = not APART.search(between) and not first
        found.append(Word(one[0], fold(one[0]), one.start(), one.end(), first, close))
        last = one.end()
    return _placed(found)


def _placed(each: list[Word]) -> list[Word]:
    """The words, of which those that are the name of a municipality say so."""
    for at, word in enumerate(each):
        if not word.capital or word.place:
            continue
        for size in range(min(LONGEST_PLACE, len(each) - at), 0, -1):
            part = each[at : at + size]
            if all(one.close for one in part[1:]) and is_place(" ".join(w.folded for w in part)):
                each[at : at + size] = [replace(one, place=True) for one in part]
                break
    return each


def _shortened(word: Word) -> bool:
    return len(word.text) == 1 or word.folded in words("titles")


def found(text: str, known: Known) -> Iterator[Found]:
    """Where a name stands: its begin, its end and whose it is."""
    each = split(text)
    yield from _known(each, known)
    taken = 0
    for at, word in enumerate(each):
        if at < taken:
            continue
        last = _person(each, at, known)
        if last > at:
            begin = _initials(each, at)
            yield each[begin].start, each[last - 1].end, "name"
            taken = last
        elif _misspelt(word, known):
            yield each[_sort(each, at)].start, word.end, "organisation"


def _known(each: Sequence[Word], known: Known) -> Iterator[Found]:
    """Names that are known, the longest that begins at a word."""
    for at, word in enumerate(each):
        if word.folded not in known.first and word.folded not in known.compact:
            continue
        for size in range(min(known.longest, len(each) - at), 0, -1):
            part = each[at : at + size]
            phrase = tuple(one.folded for one in part)
            kind = known.full.get(phrase)
            if kind is None and _said_as_name(part):
                kind = known.capital.get(phrase)
            if kind is None and size == 1:
                kind = known.compact.get(word.folded)
            if kind:
                last = _rest(each, at + size) if kind == "name" else at + size
                begin = _initials(each, at) if kind == "name" else _sort(each, at)
                yield each[begin].start, each[last - 1].end, kind
                break


def _said_as_name(part: Sequence[Word]) -> bool:
    """Whether the words that are no particle have a capital; one word of every day is no name."""
    ordinary, particles = words("plain"), words("particles")
    own = [one for one in part if one.folded not in particles and one.folded not in ordinary]
    if len(part) == 1 and part[0].first and not own:
        return False
    return all(word.capital or word.text.isdigit() for word in own or part)


def _initials(each: Sequence[Word], at: int) -> int:
    """Where a name begins: initials before it belong to it."""
    while at and each[at].close and len(each[at - 1].text) == 1 and each[at - 1].capital:
        at -= 1
    return at


def _sort(each: Sequence[Word], at: int) -> int:
    """Where the name of an organisation begins: its article and sort belong to it."""
    marked, articles = phrases(), words("particles")
    while at and each[at].close and each[at - 1].capital:
        before = each[at - 1].folded
        if before not in articles and before != "het" and marked.get(before, "")[:1] != ":":
            break
        at -= 1
    return at


def _person(each: Sequence[Word], at: int, known: Known) -> int:
    """Behind which word the name of a person ends that begins here; the same place if none does."""
    word = each[at]
    if word.folded in known.no_names:
        return at
    before = each[at - 1].folded if at and not word.first else ""
    titled = (
        before in words("titles")
        or before in words("cues")
        or (bool(at) and each[at - 1].text == "M" and not word.first)
    )
    if titled and (word.nameable or _particle(each, at)):
        return _rest(each, at)
    if not word.capital:
        return at
    if word.folded in words("given") and not word.acronym:
        alone = word.folded in words("ambiguous") and word.first
        last = _rest(each, at + 1)
        return at if alone and last == at + 1 else last
    if word.folded in words("ambiguous") and not word.first:
        return _rest(each, at + 1)
    # Two capitals behind each other in the middle of a sentence are a name in these languages.
    if word.nameable and at + 1 < len(each):
        after = each[at + 1]
        # Many families are called as a place is; but Academie Genk is no family.
        named = after.nameable or (after.place and word.folded not in phrases())
        if after.close and named and after.folded not in known.no_names:
            return max(at + 2, _rest(each, at + 1))
    return at


def _particle(each: Sequence[Word], at: int) -> bool:
    return each[at].folded in words("particles") and _rest(each, at) > at


def _rest(each: Sequence[Word], at: int) -> int:
    """Behind which word a name ends: particles and words with a capital belong to it."""
    end = at
    for place in range(at, min(at + LONGEST_NAME, len(each))):
        word = each[place]
        if place and not word.close:
            break
        particle = word.folded in words("particles")
        if word.capital and (particle or word.folded not in words("plain")):
            if word.place and place == at:
                break
            end = place + 1
        elif not particle:
            break
    return end


def _misspelt(word: Word, known: Known) -> bool:
    """Whether a word with a capital is that of one organisation, or nearly so."""
    if not word.capital or word.first or len(word.text) < 6 or word.folded in known.no_names:
        return False
    if word.folded in known.own_words:
        return True
    if len(word.text) < 7 or not word.nameable:
        return False
    alike, spelt = Indel.normalized_similarity, as_heard(word.folded)
    return any(alike(spelt, own) >= ALIKE for own in known.heard)
