"""Named parsers: the text of a cell becomes a value, or a sentence says what was expected."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from stdnum.be import vat as enterprise_numbers
from stdnum.exceptions import ValidationError as NumberError

from analysis.cleaning.text import key, tidy

MONTH_NAMES = (
    "jan januari january", "feb februari february", "mrt maa maart march mar", "apr april",
    "mei may", "jun juni june", "jul juli july", "aug augustus august", "sep sept september",
    "okt oktober october oct", "nov november", "dec december",
)  # fmt: skip
MONTHS = {
    name: number for number, names in enumerate(MONTH_NAMES, start=1) for name in names.split()
}
WORDED_FTE = {"halftijds": 0.5, "voltijds": 1.0, "deeltijds": None, "geen": 0.0}
YES = {"true", "1", "ja", "yes", "waar", "x", "completed", "voltooid"}
NO = {"false", "0", "nee", "neen", "no", "onwaar", "-",
      "partial", "incomplete", "gedeeltelijk", "onvolledig"}  # fmt: skip
TIME = re.compile(r"[t ,]+\d{1,2}[:.u]\d{2}([:.]\d{2}([.,]\d+)?)?\s*([ap]m)?\s*"
                  r"(z|[a-z]{2,5}([+-]\d{1,2}(:?\d{2})?)?|[+-]\d{2}:?\d{2})?$")  # fmt: skip
"""The time of day behind a date, with its zone."""
UNITS = {
    60.0: "h hr hrs hour hours u uur uren heure heures",
    1.0: "m min mins minute minutes minuut minuten",
    1 / 60: "s sec secs second seconds seconde seconden secondes",
}
LENGTHS = {word: minutes for minutes, words in UNITS.items() for word in words.split()}
LENGTH = re.compile(r"([\d.,]*\d)\s*([a-z]+)?\.?(?:\s*(?:,|en|and|et)\s+|\s*)")
LONGEST_SESSION = 12 * 60
"""In minutes. What would take longer than a day's session was written in another unit."""
MOST = 1e15
"""No count or amount of a programme comes near this."""
EXCEL_EPOCH = date(1899, 12, 30)


class NotUnderstoodError(Exception):
    """A cell that its parser cannot read; the text says what was expected."""


def day(text: str, *, month_first: bool = False, serials: bool = False) -> date:
    """A date, whether ISO, with slashes, with a month's name, or a spreadsheet's serial.

    Serial numbers are read only where the cell was a number, never in delimited text.
    """
    plain = key(text)
    if serials and re.fullmatch(r"[2-6]\d{4}(\.\d+)?", plain):
        return EXCEL_EPOCH + timedelta(days=int(float(plain)))
    plain = TIME.sub("", plain)
    if iso := re.fullmatch(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})", plain):
        return _calendar(*map(int, iso.groups()))
    if numeric := re.fullmatch(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})", plain):
        first, second, year = map(int, numeric.groups())
        number, month = (second, first) if month_first else (first, second)
        return _calendar(_full(year), month, number)
    worded = re.fullmatch(r"(\d{1,2})[\s-]*([a-z]+)\.?[\s-]*(\d{4}|\d{2})", plain)
    if worded and worded[2] in MONTHS:
        return _calendar(_full(int(worded[3])), MONTHS[worded[2]], int(worded[1]))
    order = "month/day/year" if month_first else "day/month/year"
    raise NotUnderstoodError(f"is not a date. Expected {order} or year-month-day")


def month(text: str) -> tuple[date, date]:
    """The first and the last day of a month, where a cell names no day: `mrt 2019`, `2019-03`."""
    plain = key(text)
    if worded := re.fullmatch(r"([a-z]+)\.?[\s-]*(\d{4})", plain):
        year, number = int(worded[2]), MONTHS.get(worded[1])
    elif iso := re.fullmatch(r"(\d{4})[-/](\d{1,2})", plain):
        year, number = int(iso[1]), int(iso[2])
    elif turned := re.fullmatch(r"(\d{1,2})[-/](\d{4})", plain):
        year, number = int(turned[2]), int(turned[1])
    else:
        number = None
    if number is None:
        raise NotUnderstoodError("is not a month. Expected its name or number, and a year")
    first = _calendar(year, number, 1)
    return first, first.replace(day=monthrange(year, number)[1])


def _full(year: int) -> int:
    return year + 2000 if year < 100 else year


def _calendar(year: int, month: int, number: int) -> date:
    if not 1900 < year < 2100:
        raise NotUnderstoodError("lies too far away. Expected a year between 1900 and 2100")
    try:
        return date(year, month, number)
    except ValueError:
        raise NotUnderstoodError("is not a day of the calendar") from None


def number(text: str, *, decimal: str = ",") -> float:
    """A number with the declared decimal sign; dots, spaces, euro signs and units are dropped.

    `12,5k` is 12500; `een 20-tal`, `±15` and `ca. 15` are taken at their number.
    """
    plain = re.sub(r"^(?:€|euro|eur|circa|ca\.?|±|\+/-|een)\s*", "", key(text))
    plain = re.sub(r"\s*(?:€|euro|eur|-tal|tal|[,.]-|vte|fte|vrijwilligers)\s*$", "", plain)
    thousand = 1000 if re.search(r"\d\s*k$", plain) else 1
    plain = plain.removesuffix("k").rstrip()
    # Two numbers beside each other are not one: a space is read only between groups of three.
    if re.fullmatch(r"-?[1-9]\d{0,2}(?: \d{3})+(?:[.,]\d+)?", plain):
        plain = plain.replace(" ", "")
    group = "." if decimal == "," else ","
    grouped = rf"-?[1-9]\d{{0,2}}(?:\{group}\d{{3}})+(?:\{decimal}\d+)?"
    if re.fullmatch(rf"{grouped}|-?\d+(?:\{decimal}\d+)?", plain):
        plain = plain.replace(group, "").replace(decimal, ".")
    # A spreadsheet's own numbers have a point, whatever the language of the export.
    elif not re.fullmatch(r"-?\d+\.\d+", plain):
        raise NotUnderstoodError(
            f"is not a number. Expected digits with '{decimal}' as decimal sign"
        )
    found = float(plain) * thousand
    if abs(found) >= MOST:
        raise NotUnderstoodError("is too large a number. Expected less than a thousand billions")
    return found


def amount(text: str, *, decimal: str = ",") -> float:
    """A number that cannot be below zero."""
    found = number(text, decimal=decimal)
    if found < 0:
        raise NotUnderstoodError("is below zero. Expected zero or more")
    return found


def whole(text: str, *, decimal: str = ",") -> int:
    """A count: a whole number, zero or more."""
    found = amount(text, decimal=decimal)
    if not found.is_integer():
        raise NotUnderstoodError("is not a whole number. Expected a count")
    return int(found)


def fte(text: str, *, decimal: str = ",") -> float:
    """Full-time equivalents: a number, a fraction such as 4/5, or a word such as halftijds."""
    plain = re.sub(r"\s*(?:vte|fte)\.?$", "", key(text))
    if fraction := re.fullmatch(r"(\d{1,2})\s*/\s*(\d{1,2})", plain):
        part, whole = map(int, fraction.groups())
        if whole and part <= whole:
            return part / whole
    worded = WORDED_FTE.get(plain)
    return worded if worded is not None else amount(plain, decimal=decimal)


def turns(text: str) -> float:
    """Turns of a coaching card: `1`, `2 beurten`, `½`, `1 1/2`.

    They are below zero where turns are taken back: `-1 (correctie)`.
    """
    plain = key(tidy(text).replace("½", " 1/2"))
    plain = re.sub(r"\b(?:correcti(?:e|on)|beurt(?:en)?|turns?)\b|[():]", " ", plain)
    plain = re.sub(r"\b(?:(?:een|a) )?hal(?:f|ve)\b", "1/2", tidy(plain))
    found = re.fullmatch(r"(-?)\s?(?:(\d{1,3}(?:[.,]\d+)?)(?!\S))?\s?(1/2)?", plain)
    if not found or not (found[2] or found[3]):
        raise NotUnderstoodError("is not a number of turns. Expected such as 1, 2 beurten or ½")
    counted = float((found[2] or "0").replace(",", ".")) + (0.5 if found[3] else 0)
    return -counted if found[1] else counted


def minutes(text: str, *, unit: str | None = "minutes", decimal: str = ",") -> float:
    """A length in minutes: `19m 26s`, `1,5 uur`, `90 min`, `1u30`, `1:30:00`.

    A bare number is in the declared unit; without one it is not understood.
    """
    plain = key(text)
    clock = re.fullmatch(r"(\d{1,2}):(\d{2}):(\d{2})", plain)
    if clock:
        hours, past, seconds = map(int, clock.groups())
        found = hours * 60 + past + seconds / 60
    else:
        found = _summed(plain, unit, decimal)
    if found > LONGEST_SESSION:
        raise NotUnderstoodError("is longer than a session takes. Expected at most 12 hours")
    return found


def _summed(plain: str, unit: str | None, decimal: str) -> float:
    """The parts of a length together; one without a unit follows hours or has the declared one."""
    parts = [(part[1], part[2]) for part in LENGTH.finditer(plain)]
    if not parts or LENGTH.sub("", plain):
        raise NotUnderstoodError("is not a length of time. Expected such as 1 uur 30 min")
    found, before = 0.0, 0.0
    for amount_of, word in parts:
        bare = {"hours": "h", "minutes": "m"}.get(unit or "", "") if not before else "m"
        each = LENGTHS.get(word or bare)
        if each is None or (before and (before <= each or (not word and before < 60))):
            raise NotUnderstoodError(
                "is not a length of time. Expected a unit with it, such as 1 uur 30 min"
            )
        found += amount(amount_of, decimal=decimal) * each
        before = each
    return found


def flag(text: str) -> bool:
    """Whether something is so: ja, x, 1 or TRUE, and nee, -, 0 or FALSE."""
    plain = key(text)
    if plain in YES | NO:
        return plain in YES
    raise NotUnderstoodError("is neither yes nor no. Expected ja or nee")


def year(text: str) -> int:
    """A year between 1500 and 2100."""
    plain = tidy(text)
    if not re.fullmatch(r"\d{4}", plain) or not 1500 <= int(plain) <= 2100:
        raise NotUnderstoodError("is not a year. Expected four digits")
    return int(plain)


def enterprise_number(text: str) -> str:
    """The ten digits of a Belgian enterprise number whose check digits are right."""
    plain = re.sub(r"^(?:(?:kbo|be|btw|nr)\b[\s:.]*|be(?=\d))+", "", key(text))
    # Letters among the digits mean that it is something else, such as 9.0E+8.
    digits = re.sub(r"[\s./-]", "", plain)
    if not re.fullmatch(r"[0-9]+", digits):
        raise NotUnderstoodError("is not an enterprise number. Expected ten digits")
    if not 8 <= len(digits) <= 10:
        raise NotUnderstoodError("is not an enterprise number. Expected ten digits")
    try:
        return str(enterprise_numbers.validate(digits.zfill(10)))
    except NumberError:
        raise NotUnderstoodError(
            "is not a valid enterprise number: its check digits are wrong"
        ) from None


def postcode(text: str) -> str:
    """Four digits of a Belgian postcode, with or without B- before or a place behind."""
    found = re.match(r"(?:be?\s*-?\s*)?([1-9]\d{3})(?!\d)", key(text))
    if not found:
        raise NotUnderstoodError("is not a postcode. Expected four digits")
    return found.group(1)
