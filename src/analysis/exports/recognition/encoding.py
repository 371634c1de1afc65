"""In which encoding a file of text was saved: a mark at its start, or what comes out of it."""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from analysis.exports.recognition.findings import Confidence, Finding

PIECE = 1_000_000
ENOUGH = 20_000
"""So many letters beyond ASCII settle which single-byte encoding it is."""

MARKS = (
    (codecs.BOM_UTF8, "utf-8", "a byte order mark of UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "a byte order mark of UTF-16, little-endian"),
    (codecs.BOM_UTF16_BE, "utf-16", "a byte order mark of UTF-16, big-endian"),
)
SINGLE = ("cp1252", "mac_roman", "cp850")
"""Single-byte encodings of Belgian computers, the usual one first."""

LETTERS = set("àâäáãåçéèêëíìîïñóòôöõøúùûüýÿœæßšž")
WITHIN = set("’‘'´`-·")
OUTSIDE = set("“”„«»–—…€£©®°²³½¼¾¿¡•§±×µªº\u00a0™‰")


def encoding(path: Path) -> Finding:
    """The encoding of a text file: by its mark, its null bytes, or the letters that come out.

    The whole file is read, piece by piece.
    """
    with path.open("rb") as file:
        start = file.read(PIECE)
    for mark, name, reason in MARKS:
        if start.startswith(mark):
            return Finding(name, "sure", f"the file starts with {reason}")
    if wide := _wide(start):
        return wide
    beyond = _beyond(path)
    if beyond is None:
        return _single(path)
    if not beyond:
        return Finding("utf-8", "sure", "the text is plain ASCII, which every encoding shares")
    return Finding("utf-8", "sure", "all of the text is valid UTF-8, letters beyond ASCII included")


def _wide(start: bytes) -> Finding | None:
    """UTF-16 without a mark: in Western text every other byte is a null."""
    pairs = len(start) // 2
    if not pairs or b"\0" not in start:
        return None
    low, high = start[0 : 2 * pairs : 2].count(0), start[1 : 2 * pairs : 2].count(0)
    # Of a letter of Western text the higher half is null, and the lower half never is.
    for name, nulls, others in (("utf-16-le", high, low), ("utf-16-be", low, high)):
        if nulls > 0.5 * pairs and others < 0.05 * pairs:
            return Finding(
                name, "likely" if pairs > 8 else "unsure",
                "every other byte is null, and there is no byte order mark",
            )  # fmt: skip
    return Finding(None, "unsure", "the file holds null bytes and is not UTF-16 text")


def _beyond(path: Path) -> bool | None:
    """Whether there is text beyond ASCII in UTF-8; none when the text is not valid UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    beyond = False
    try:
        for piece in pieces(path):
            beyond = beyond or not piece.isascii()
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return None
    return beyond


def pieces(path: Path) -> Iterator[bytes]:
    """The bytes of a file, a bounded piece at a time."""
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


def _single(path: Path) -> Finding:
    """Which single-byte encoding gives letters and signs where such text has them."""
    surroundings = _surroundings(path)
    scores = {name: sum(_likeness(found, name) for found in surroundings) for name in SINGLE}
    best, second = sorted(SINGLE, key=lambda name: -scores[name])[:2]
    number = len(surroundings)
    lead = (scores[best] - scores[second]) / number
    told = f"it is not UTF-8, and {number} bytes beyond ASCII "
    if scores[best] <= 0 or lead < 0.2:
        return Finding(
            best, "unsure",
            f"{told}read about as well in {best} as in {second}: look at the accented letters",
        )  # fmt: skip
    confidence: Confidence = "sure" if number >= 3 and scores[best] / number > 0.5 else "likely"
    return Finding(best, confidence, f"{told}become fitting letters and signs in {best} only")


def _surroundings(path: Path) -> list[bytes]:
    """Each byte beyond ASCII with the byte before and the byte behind it."""
    found: list[bytes] = []
    last = b" "
    for piece in pieces(path):
        text = last + piece + b" "
        found += [
            text[place - 1 : place + 2] for place in range(1, len(text) - 1) if text[place] > 0x7F
        ]
        if len(found) >= ENOUGH:
            break
        last = piece[-1:]
    return found[:ENOUGH]


def _likeness(surrounding: bytes, name: str) -> float:
    """How well a character stands between its neighbours, from -1 to 1."""
    try:
        before, here, behind = tuple(surrounding.decode(name))
    except (UnicodeDecodeError, ValueError):
        return -1.0
    if unicodedata.category(here) in ("Cc", "Cn", "Co") or "\u2500" <= here <= "\u259f":
        return -1.0
    within = before.isalpha() or behind.isalpha()
    if here.lower() in LETTERS:
        if not within:
            return -0.5
        # A capital that follows a small letter stands nowhere but in a wrong encoding.
        return -1.0 if here.isupper() and before.islower() else 1.0
    if here in WITHIN:
        return 1.0 if before.isalpha() and behind.isalpha() else 0.5
    if here == "\u00a0":
        return 0.8
    if here in OUTSIDE:
        return 0.3 if before.isalpha() and behind.isalpha() else 0.7
    return -0.8
