"""Words that names of organisations share: legal forms, kinds, places, in several languages."""

from __future__ import annotations

import csv
import re
import tomllib
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

LONGEST_PHRASE = 4
TYPOGRAPHIC = str.maketrans(
    "’‘´`“”–—\u2212ßøæœ", "''''\"\"---soae", "\u00ad\u200b\u200c\u200d\ufeff"
)


def folded(text: str) -> str:
    """The text without case, accents, odd quotes and repeated space."""
    plain = text.translate(TYPOGRAPHIC).casefold()
    if not plain.isascii():
        parts = unicodedata.normalize("NFKD", plain)
        plain = "".join(part for part in parts if not unicodedata.combining(part))
    return " ".join(plain.split())


@cache
def section(name: str) -> dict[str, tuple[str, ...]]:
    """One table of words.toml: what words have in common, then the words."""
    read = tomllib.loads(_text("words.toml"))
    return {shared: tuple(words) for shared, words in read[name].items()}


@cache
def words(name: str, of: str = "") -> frozenset[str]:
    """All words of a table, or of one line of it."""
    return frozenset(w for key, each in section(name).items() if of in ("", key) for w in each)


@cache
def phrases() -> dict[str, str]:
    """For one to four plain words: their token, marked with what sort of word it is.

    `:kind` a sort of organisation, `~generic`, `@place` or direction, `#number`, `=synonym`,
    `!satellite`; a short form stands for what its long form stands for.
    """
    found: dict[str, str] = {}
    for mark, name in (
        *(("=", "synonyms"), ("", "spellings"), ("~", "generic"), (":", "kinds")),
        *(("#", "numerals"), ("@", "directions"), ("@", "provinces"), ("!", "satellites")),
    ):
        for shared, forms in section(name).items():
            found |= dict.fromkeys(forms, mark + shared)
    for place, names in places().items():
        found |= dict.fromkeys(names, "@" + place)
    for long, forms in section("short").items():
        found |= dict.fromkeys(forms, found.get(long, long))
    return found


@cache
def legal_forms() -> dict[str, str]:
    """The legal form that one to four plain words stand for."""
    return {form: shared for shared, forms in section("legal").items() for form in forms}


@cache
def places() -> dict[str, tuple[str, ...]]:
    """Each municipality, of today and before the mergers, with its names as plain words."""
    found: dict[str, list[str]] = {}
    for row in _rows("municipalities.csv"):
        names = _plain(row["names"].split("|"))
        found[names[0]] = names
    for row in _rows("mergers.csv"):
        for name in _plain([*row["before"].split("|"), row["after"]]):
            found.setdefault(name, [name])
    for name, more in section("cities").items():
        found[name] = [*found[name], *more]
    return {place: tuple(names) for place, names in found.items()}


@cache
def place_of() -> dict[str, str]:
    """The municipality that a name in plain words stands for."""
    return {name: place for place, names in places().items() for name in names}


@cache
def municipalities() -> frozenset[str]:
    """Every municipality of today and before the mergers, by its first name."""
    return frozenset(places())


@cache
def postcodes() -> dict[str, frozenset[str]]:
    """The municipalities of today in which a postcode lies."""
    found: dict[str, set[str]] = {}
    for row in _rows("municipalities.csv"):
        place = _plain(row["names"].split("|"))[0]
        for code in row["postcodes"].split():
            found.setdefault(code, set()).add(place)
    return {code: frozenset(names) for code, names in found.items()}


@cache
def successors() -> dict[str, str]:
    """The municipality into which one of another name went up."""
    found: dict[str, str] = {}
    for row in _rows("mergers.csv"):
        after = _plain([row["after"]])[0]
        found |= {name: after for name in _plain(row["before"].split("|")) if name != after}
    return found


def plain(text: str) -> str:
    """The words of a text, without punctuation."""
    return " ".join(re.findall(r"[^\W_]+", folded(text)))


def _plain(names: Iterable[str]) -> list[str]:
    return [plain(name) for name in names]


def _rows(name: str) -> list[dict[str, str]]:
    lines = (line for line in _text(name).splitlines() if not line.startswith("#"))
    return list(csv.DictReader(lines, delimiter=";"))


def _text(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")
