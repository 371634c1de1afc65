"""What has the form of an address, a number or an account, whoever it belongs to.

Every repetition has a most, so that no text, however it was written, takes long to read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum import iban

Found = tuple[int, int, str]

AT = r"\s?(?:@|[(\[]\s?at\s?[)\]])\s?"
DOT = r"(?:\.|\s?[(\[]\s?(?:dot|punt|point)\s?[)\]]\s?)"
MAIL = re.compile(
    rf"(?<![\w.+-])[\w.+-]{{1,64}}{AT}[\w-]{{1,63}}(?:{DOT}[\w-]{{2,63}}){{1,4}}", re.IGNORECASE
)
TOP = "be|com|org|net|eu|nl|fr|de|lu|info|io|app|vlaanderen|brussels|gent|museum|art"
ADDRESS = re.compile(
    rf"(?<![\w@.-])(?:https?://\S{{1,2000}}|www\.\S{{1,2000}}"
    rf"|[\w-]{{2,63}}(?:\.[\w-]{{2,63}}){{0,3}}\.(?:{TOP})(?:/\S{{0,2000}}|(?![\w-])))",
    re.IGNORECASE,
)
HANDLE = re.compile(
    r"(?<![\w@.])@[^\W\d][\w.]{1,39}"
    r"|(?<!\w)(?:instagram|insta|facebook|fb|twitter|tiktok|linkedin|snapchat)\s?[:=]\s?@?[\w.]{3,40}",
    re.IGNORECASE,
)
BELGIAN = re.compile(r"(?<!\w)be\s?\d{2}(?:[\s.-]?\d{4}){3}(?!\d)", re.IGNORECASE)
ACCOUNT = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){2,7}(?:\s?[A-Z0-9]{1,3})?(?!\w)")
OLD_ACCOUNT = re.compile(r"(?<![\w-])\d{3}-\d{7}-\d{2}(?!\w)")
NATIONAL = re.compile(r"(?<!\w)\d{2}[.\s]?\d{2}[.\s]?\d{2}[-.\s]\d{3}[-.\s]\d{2}(?!\d)")
ENTERPRISE = re.compile(
    r"(?<!\w)(?:be\s?)?[01]?\d{3}[.\s]\d{3}[.\s]\d{3}(?!\d)|(?<!\w)be\s?[01]?\d{9}(?!\d)",
    re.IGNORECASE,
)
DIGITS = re.compile(r"(?<![\w.,])(?:\+|\()?\d[\d\s./()\u2010-\u2015-]{6,24}\d(?!\w)")
NO_PHONE = re.compile(
    r"\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?(?:19|20)?\d{2}"  # a day
    r"|\d{1,2}[.:]\d{2}\s?[\u2010-\u2015-]\s?\d{1,2}[.:]\d{2}"  # from one hour to another
)
SHORTEST, LONGEST = 8, 15
"""How many digits a telephone number has."""


def found(text: str) -> Iterator[Found]:
    """Where something stands that is known by its form: its begin, its end and its kind."""
    for kind, pattern in (("mail", MAIL), ("address", ADDRESS), ("handle", HANDLE)):
        for one in pattern.finditer(text):
            yield one.start(), _end(text, one.start(), one.end()), kind
    for pattern in (BELGIAN, OLD_ACCOUNT):
        for one in pattern.finditer(text):
            yield one.start(), one.end(), "account"
    for one in ACCOUNT.finditer(text):
        # Some banks are too new for the list of banks, so only the check digits are looked at.
        if iban.is_valid(one[0], check_country=False):
            yield one.start(), one.end(), "account"
    for kind, pattern in (("number", NATIONAL), ("number", ENTERPRISE)):
        for one in pattern.finditer(text):
            yield one.start(), one.end(), kind
    for one in DIGITS.finditer(text):
        if _is_phone(one[0]):
            yield one.start(), one.end(), "phone"


def _end(text: str, start: int, end: int) -> int:
    """Where an address ends: the full stop or bracket behind it is of the sentence."""
    while end > start + 1 and text[end - 1] in ".,;:!?)]}\"'>":
        end -= 1
    return end


def _is_phone(text: str) -> bool:
    digits = [letter for letter in text if letter.isdigit()]
    written = text.strip("() ")
    begins = written.startswith(("+", "0")) or len(digits) > SHORTEST + 1
    return begins and SHORTEST <= len(digits) <= LONGEST and not NO_PHONE.fullmatch(written)
