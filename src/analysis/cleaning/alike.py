"""A cell in the form in which two downloads are compared, however each of them wrote it."""

from __future__ import annotations

import re

from analysis.cleaning.parsing import NotUnderstoodError, day, number
from analysis.cleaning.text import key

COUNTED = re.compile(r"(?:€|euro|eur|circa|ca\.?|±|\+/-|een)?\s*-?\d")
"""How a day or a number begins; most texts do not, and need no further look."""


def compared(text: str, *, month_first: bool = False, decimal: str = ",") -> str:
    """A day or a number whatever its writing, and any other text as it stands."""
    plain = key(text)
    if not COUNTED.match(plain):
        return text
    # Digits alone are no day: a list may have a column of them.
    if not plain.isdecimal():
        try:
            return day(plain, month_first=month_first).isoformat()
        except NotUnderstoodError:
            pass
    try:
        return repr(number(plain, decimal=decimal))
    except NotUnderstoodError:
        return text
