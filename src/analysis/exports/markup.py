"""XML as spreadsheets write it: without document types, huge promises or endless nesting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.parsers import expat

MOST_TAGS = 100_000
DEEPEST = 1_000
MOST_TEXTS = 5_000_000
"""For so many shared texts there is room, also where a careless tool promises too many."""

MOST_ALONE = 20_000_000
"""Elements without contents: twice as many as a million rows of ten styled empty cells have."""
MOST_SIGNS = 80_000_000
"""Beginnings and ends of elements: a million rows of ten cells with texts have 62 million."""

DOCTYPES = tuple("<!DOCTYPE".encode(codec) for codec in ("ascii", "utf-16-le", "utf-16-be"))
PROMISE = re.compile(rb"""uniqueCount\s*=\s*(?:"([^"]*)"|'([^']*)')""")
LONGEST = 60
"""What is sought may lie across two pieces; nothing sought is longer."""

DECLARES = "a part of it declares a document type, which may make it grow without end"
PROMISES = "a part of it promises more than it can hold"
NESTS = "a part of it goes ever deeper"
CROWDED = "a part of it holds more elements than any list"


class Markup:
    """A part of a zip that is passed piece by piece, and what is odd about it so far."""

    def __init__(self) -> None:
        self.before = b""
        self.size = self.opened = self.signs = 0
        self.plain = True
        self.promised = 0
        self.odd = ""

    def take(self, piece: bytes) -> None:
        """Look at the next piece."""
        whole = self.before + piece
        self.size += len(piece)
        signs = piece.count(b"<")
        self.signs += signs
        self.opened += signs - 2 * (whole.count(b"</") - self.before.count(b"</"))
        if self.opened > MOST_ALONE or self.signs > MOST_SIGNS:
            self.odd = CROWDED
        self.plain = self.plain and b"<!" not in whole
        if not self.plain and any(doctype in whole for doctype in DOCTYPES):
            self.odd = DECLARES
        for promise in PROMISE.finditer(whole) if b"uniqueCount" in whole else ():
            number = promise[1] or promise[2]
            self.promised = max(self.promised, int(number) if number.isdigit() else 2**64)
        self.before = whole[-LONGEST:]

    def settled(self) -> str:
        """What is odd about the whole part, if anything."""
        # Room for all shared texts is made beforehand, and each takes more than a byte.
        return self.odd or (PROMISES if self.promised > max(self.size, MOST_TEXTS) else "")

    @property
    def doubtful(self) -> bool:
        """Whether its nesting cannot be told by counting signs, so that it must be followed."""
        return not self.plain or self.opened > MOST_TAGS


def too_deep(pieces: Iterator[bytes]) -> bool:
    """Whether the elements of a part are nested deeper than any spreadsheet does."""
    depth = 0
    parser = expat.ParserCreate()

    def start(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise _TooDeepError

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartElementHandler, parser.EndElementHandler = start, end
    try:
        for piece in pieces:
            parser.Parse(piece)
    except _TooDeepError:
        return True
    except expat.ExpatError:
        # Its own reader says that it is damaged; as far as this it was not too deep.
        return False
    return False


class _TooDeepError(Exception):
    pass
