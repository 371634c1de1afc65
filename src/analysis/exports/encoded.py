"""The text of a file in the encoding that was declared; it is passed once before it is used.

The file is taken in pieces, so that none needs to fit in memory: neither a large one, nor one
that turns out to be a single line without end.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from analysis.problems import ExportError

PIECE = 1 << 20
LONGEST_LINE = 10_000_000
WIDE = ("utf-16", "utf-32")
UNUSED = re.compile("[\x80-\x84\x86-\x9f]")
"""Characters that no text holds; in a single-byte encoding they are those of cp1252."""

WORKBOOKS = {b"PK\x03\x04": "a workbook or another zip", b"\xd0\xcf\x11\xe0": "an old workbook"}
"""How files start that spreadsheets write, also when they are called .csv."""


@dataclass(frozen=True)
class _AstrayError(Exception):
    """A character on this line cannot be in the declared encoding."""

    line: int


def checked(path: Path, shown: str, encoding: str) -> str:
    """The codec with which a file can be decoded from start to end.

    Raises ExportError when its bytes are not in the declared encoding, when it is no text, or
    when a line of it is longer than any row.
    """
    codec = _codec(shown, encoding)
    with path.open("rb") as file:
        start = file.read(PIECE)
    if found := _rather(start, codec):
        raise _other(shown, found, encoding)
    codec = _turned(start, codec)
    try:
        _pass(path, shown, codec)
    except _AstrayError as astray:
        if not codec.startswith("utf") and _is_utf8(path):
            raise _other(shown, "UTF-8", encoding) from None
        raise _wrong(shown, astray.line, encoding, codec) from None
    if not codec.startswith("utf") and not start.isascii() and _is_utf8(path):
        raise _other(shown, "UTF-8", encoding)
    return codec


def _codec(shown: str, encoding: str) -> str:
    """The one name of an encoding that has several, such as UTF8 and utf-8."""
    try:
        io.TextIOWrapper(io.BytesIO(), encoding=encoding)
        # Reading takes a byte order mark off by itself; this codec would also swallow half a one.
        return codecs.lookup(encoding).name.removesuffix("-sig")
    except (LookupError, ValueError):
        raise ExportError(
            f'{shown}: "{encoding}" is not an encoding. Write utf-8, cp1252 or utf-16.'
        ) from None


def _rather(start: bytes, codec: str) -> str | None:
    """The encoding that the first bytes can hardly be anything but, when another was declared."""
    marked = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}.get(start[:2])
    if marked and not codec.startswith(WIDE):
        return "UTF-16"
    if codec.startswith(WIDE) and not marked and b"\0" not in start:
        return "UTF-8"
    if codec in ("utf-16-le", "utf-16-be"):
        seen = marked or _ends(start)
        return seen.upper() if seen and seen != codec else None
    return None


def _turned(start: bytes, codec: str) -> str:
    """Without a byte order mark the null bytes tell which byte of two comes first."""
    if codec != "utf-16" or start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return codec
    return _ends(start) or codec


def _ends(start: bytes) -> str | None:
    first, second = start[::2].count(0), start[1::2].count(0)
    if max(first, second) <= 2 * min(first, second):
        return None
    return "utf-16-be" if first > second else "utf-16-le"


def _pass(path: Path, shown: str, codec: str) -> None:
    """Decode the file once from start to end; nothing of it is kept."""
    line, width = 1, 0
    # Latin-1 gives a meaning to bytes that no text holds.
    single = not codec.startswith("utf")
    for text in _pieces(path, shown, codec):
        if single and not text.isascii() and (unused := UNUSED.search(text)):
            raise _AstrayError(line + text.count("\n", 0, unused.start()))
        line += text.count("\n")
        last = max(text.rfind("\n"), text.rfind("\r"))
        width = len(text) - last - 1 if last >= 0 else width + len(text)
        if width > LONGEST_LINE:
            raise ExportError(
                f"{shown}, line {line}: this line has more than {LONGEST_LINE:,} characters, so it "
                "is no row of a list. Check that it is the right file, or download it again."
            )


def _pieces(path: Path, shown: str, codec: str) -> Iterator[str]:
    decoder, line = codecs.getincrementaldecoder(codec)(), 1
    with path.open("rb") as file:
        while True:
            piece = file.read(PIECE)
            if b"\0" in piece and not codec.startswith(WIDE):
                raise ExportError(_no_text(shown, piece))
            try:
                text = decoder.decode(piece, final=not piece)
            except UnicodeError as error:
                before = piece[: error.start] if isinstance(error, UnicodeDecodeError) else b""
                raise _AstrayError(line + before.count(b"\n")) from None
            if not piece:
                return
            line += text.count("\n")
            yield text


def _no_text(shown: str, piece: bytes) -> str:
    advice = "Check that it is the right file and format."
    if piece.startswith(tuple(WORKBOOKS)):
        advice = f'It is {WORKBOOKS[piece[:4]]}: if so, write format = "workbook" in its entry.'
    elif (wide := _ends(piece[:PIECE])) and piece.count(0) > len(piece) // 4:
        advice = f'If it is a text of two bytes a sign, write encoding = "{wide}" in its entry.'
    return f"{shown}: this is not a text file (it holds null bytes). {advice}"


def _is_utf8(path: Path) -> bool:
    """Whether the bytes are those of UTF-8 and of more than plain English letters."""
    decoder, plain = codecs.getincrementaldecoder("utf-8")(), True
    with path.open("rb") as file:
        try:
            while piece := file.read(PIECE):
                plain = plain and piece.isascii()
                decoder.decode(piece)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return not plain


def _other(shown: str, found: str, encoding: str) -> ExportError:
    return ExportError(
        f'{shown}: the text is {found}, declared is "{encoding}". '
        f'Write encoding = "{found.lower()}" in its entry.'
    )


def _wrong(shown: str, line: int, encoding: str, codec: str) -> ExportError:
    # Bytes that cp1252 lacks are letters of a Mac; that they are no UTF-8 was seen before.
    other = {"cp1252": "mac_roman"}.get(codec, "utf-8" if codec.startswith(WIDE) else "cp1252")
    return ExportError(
        f'{shown}, line {line}: a character is not in the declared encoding "{encoding}". '
        f'Write encoding = "{other}" in its entry, or that in which the file was saved.'
    )
