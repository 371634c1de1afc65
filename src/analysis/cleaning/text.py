"""Text as people and tools type it, brought to one form for comparing."""

from __future__ import annotations

import re
import unicodedata

INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
TYPOGRAPHIC = str.maketrans({"’": "'", "‘": "'", "´": "'", "`": "'", "“": '"', "”": '"',
                             "–": "-", "—": "-", "\u2212": "-"})  # fmt: skip
LEGAL_FORMS = r"(?:v\.?z\.?w\.?|a\.?s\.?b\.?l\.?|b\.?v\.?b\.?a\.?|n\.?v\.?|b\.?v\.?)"
ARTICLES = r"(?:de|het|een|'t|'n)"


def tidy(text: str) -> str:
    """The text without invisible characters, outer space and repeated space."""
    return " ".join(text.translate(INVISIBLE).replace("\u00a0", " ").split())


def key(text: str) -> str:
    """What two spellings of one word share: case, accents, quotes and space do not count."""
    plain = tidy(text).translate(TYPOGRAPHIC).casefold()
    parts = unicodedata.normalize("NFKD", plain)
    return "".join(part for part in parts if not unicodedata.combining(part))


def name_key(name: str) -> str:
    """What two spellings of one organisation's name share.

    Besides case and accents, these do not count: a legal form at either end, an article at
    the start or after a final comma, punctuation, and how "and" is written.
    """
    plain = re.sub(rf",\s*{ARTICLES}\s*$", "", key(name))
    plain = re.sub(rf"^{LEGAL_FORMS}\s+|[\s,(]+{LEGAL_FORMS}\)?\s*$", "", plain)
    plain = re.sub(rf"^{ARTICLES}\s+", "", plain)
    plain = re.sub(r"\s*(?:&|\+|\ben\b)\s*", " en ", plain)
    return " ".join(re.sub(r"[^\w]+", " ", plain).split())


def without_legal_form(name: str) -> str:
    """The name as one says it: a legal form behind it is left off."""
    return re.sub(rf"[\s,(]+{LEGAL_FORMS}\)?\s*$", "", tidy(name), flags=re.IGNORECASE)
