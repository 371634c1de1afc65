"""Text as people and tools type it, brought to one form for comparing."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

INVISIBLE = dict.fromkeys(
    [
        *map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"),
        # What steers a terminal or turns text round is no text, and no spreadsheet can hold it.
        *range(0x09), *range(0x0E, 0x1C), *range(0x7F, 0x85), *range(0x86, 0xA0),
        *map(ord, "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"),
    ]
)  # fmt: skip
TYPOGRAPHIC = str.maketrans({"’": "'", "‘": "'", "´": "'", "`": "'", "“": '"', "”": '"',
                             "–": "-", "—": "-", "\u2212": "-"})  # fmt: skip
LEGAL_FORMS = r"(?:v\.?z\.?w\.?|a\.?s\.?b\.?l\.?|b\.?v\.?b\.?a\.?|n\.?v\.?|b\.?v\.?)"
LONGEST_QUOTE = 60
ARTICLES = r"(?:de|het|een|'t|'n)"


def tidy(text: str) -> str:
    """The text without invisible characters, outer space and repeated space."""
    # What is invisible cannot be printed, so that most texts need no look at every sign.
    plain = text if text.isprintable() else text.translate(INVISIBLE).replace("\u00a0", " ")
    return " ".join(plain.split())


def tidy_lines(text: str) -> str:
    """The text tidied line by line, without the empty ones."""
    return "\n".join(filter(None, map(tidy, text.splitlines())))


@lru_cache(maxsize=65_536)
def key(text: str) -> str:
    """What two spellings of one word share: case, accents, quotes and space do not count."""
    tidied = tidy(text)
    if tidied.isascii():
        return tidied.replace("`", "'").casefold()
    plain = tidied.translate(TYPOGRAPHIC).casefold()
    parts = unicodedata.normalize("NFKD", plain)
    return "".join(part for part in parts if not unicodedata.combining(part))


@lru_cache(maxsize=65_536)
def name_key(name: str) -> str:
    """What two spellings of one organisation's name share.

    Besides case and accents, these do not count: a legal form at either end, an article at
    the start or after a final comma, punctuation, and how "and" is written.
    """
    plain = re.sub(rf",\s*{ARTICLES}\s*$", "", key(name))
    plain = re.sub(rf"^{LEGAL_FORMS}\s+|[\s,(]+{LEGAL_FORMS}\)?\s*$", "", plain)
    plain = re.sub(rf"^{ARTICLES}\s+", "", plain)
    plain = re.sub(r"\s*(?:&|\+|\ben\b)\s*", " en ", plain)
    # A name of punctuation alone, such as "!!!", is still a name of its own.
    return " ".join(re.sub(r"[^\w]+", " ", plain).split()) or key(name)


def without_legal_form(name: str) -> str:
    """The name as one says it: a legal form behind it is left off."""
    whole = tidy(name)
    return re.sub(rf"[\s,(]+{LEGAL_FORMS}\)?\s*$", "", whole, flags=re.IGNORECASE) or whole


def quoted(text: str) -> str:
    """A cell as a sentence quotes it: between quotation marks, and not longer than a line."""
    return f'"{text}"' if len(text) <= LONGEST_QUOTE else f'"{text[:LONGEST_QUOTE]}…"'
