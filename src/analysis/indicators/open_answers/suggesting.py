"""Words that return in answers without a theme: from these a new theme may be made."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

import pandas as pd

from analysis.data import ProgrammeData
from analysis.indicators.measures import whole
from analysis.indicators.open_answers.coding import decided, first_language
from analysis.indicators.open_answers.verbatims import texts
from analysis.programme.themes import plain
from analysis.redaction import KINDS
from analysis.redaction.known import words

FEWEST = 3
"""A word is only shown that so many persons, of as many organisations, wrote."""
MOST_SHOWN = 25
SHORTEST = 4
ENDINGS = ("heden", "ingen", "ing", "jes", "en", "es", "s", "e")
MARKS = frozenset(word for mark in KINDS.values() for word in plain(mark))


def words_without_theme(data: ProgrammeData, round: str) -> pd.DataFrame:
    """Words, and pairs of words, that return in the answers without a theme, most frequent first.

    Columns: word (as most often written), unit (responses), count (wrote it), organisation_count,
    language (of the word).
    Names, addresses and numbers are left out, and so is what fewer than three persons of three
    organisations wrote, so that no word leads to anybody.
    """
    rows = _uncoded(data, round)
    whose = data.table("responses").set_index("response")["participant"]
    said: dict[tuple[str, ...], set[str]] = defaultdict(set)
    written: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for response, text in zip(rows["response"], rows["text"], strict=True):
        for stem, form in _stems(plain(str(text))):
            said[stem].add(str(response))
            written[stem][form] += 1
    found = []
    for stem, responses in said.items():
        # Who speaks for nobody known may be anybody's colleague: all of them count as one.
        organisations = {str(whose.get(one)) for one in responses}
        if len(responses) >= FEWEST and len(organisations) >= FEWEST:
            form = min(written[stem], key=lambda one: (-written[stem][one], one))
            found.append((form, len(responses), len(organisations)))
    found = sorted(found, key=lambda one: (-one[1], one[0]))[:MOST_SHOWN]
    frame = pd.DataFrame(
        {
            "word": pd.Series([form for form, _, _ in found], dtype="str"),
            "unit": pd.Categorical(["responses"] * len(found)),
            "count": whole(count for _, count, _ in found),
            "organisation_count": whole(count for _, _, count in found),
            "language": first_language(data),
        }
    )
    frame.attrs["languages"] = {"word": "language"}
    return frame


def _uncoded(data: ProgrammeData, round: str) -> pd.DataFrame:
    """The redacted answers that have no theme."""
    rows = texts(data, round)
    coded = pd.MultiIndex.from_frame(decided(data, round)[["response", "question"]])
    return rows[~pd.MultiIndex.from_frame(rows[["response", "question"]]).isin(coded)]


def _stems(found: list[str]) -> Iterator[tuple[tuple[str, ...], str]]:
    """The stem of each word that tells something, and of each two that stand side by side."""
    ordinary = words("small") | words("plain") | MARKS
    tell = [len(one) >= SHORTEST and one.isalpha() and one not in ordinary for one in found]
    for at, one in enumerate(found):
        if tell[at]:
            yield (_stem(one),), one
            if at + 1 < len(found) and tell[at + 1]:
                yield (_stem(one), _stem(found[at + 1])), f"{one} {found[at + 1]}"


def _stem(word: str) -> str:
    """A word without the ending of a plural or a verb; enough to count both as one."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            word = word.removesuffix(ending)
            break
    # vergadering and vergaderingen, zaal and zalen: a vowel or consonant is written once or twice.
    return "".join(letter for at, letter in enumerate(word) if not at or letter != word[at - 1])
