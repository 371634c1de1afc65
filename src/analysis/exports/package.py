"""A zip as spreadsheets use it: looked through before anything that trusts it may unpack it."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO, Literal

from analysis.exports.markup import NESTS, Markup, too_deep
from analysis.problems import ExportError

MOST_UNPACKED = 500_000_000
MOST_PARTS = 10_000
PIECE = 1 << 18
LOCAL_HEADER = 30
END_RECORD = b"PK\x05\x06"
SMALL = re.compile(r".*\.rels|xl/(?:workbook|styles)\.xml|META-INF/.*|\[Content_Types\]\.xml")
LARGEST_SMALL = 20_000_000
"""What only tells how the parts hang together is never as large as what they hold."""


Kind = Literal["xlsx", "ods"]


def looked_through(path: Path, shown: str) -> Kind:
    """What kind of workbook lies in a zip, once every part of it was unpacked and counted.

    Nothing is kept. Raises ExportError for a zip that unpacks to too much, that says something
    else of its parts than what they are, whose XML declares entities, or that is no workbook;
    BadZipFile and others for one that is damaged.
    """
    with zipfile.ZipFile(path) as archive, path.open("rb") as file:
        entries = archive.infolist()
        kind = _kind(archive, shown)
        _plain(path, file, entries, shown)
        left = MOST_UNPACKED
        for entry in entries:
            left -= _size(file, entry, shown, left)
    return kind


def _kind(archive: zipfile.ZipFile, shown: str) -> Kind:
    names = set(archive.namelist())
    if "xl/workbook.bin" in names:
        raise ExportError(
            f"{shown}: this is a binary workbook (.xlsb), which is not read. Open it and save it "
            "as .xlsx."
        )
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    if "content.xml" in names and "META-INF/manifest.xml" in names:
        return "ods"
    raise ExportError(
        f"{shown}: this is a zip, but no workbook. Unpack it, and declare the export that is in it."
    )


def _plain(path: Path, file: BinaryIO, entries: list[zipfile.ZipInfo], shown: str) -> None:
    """Refuse what spreadsheets never write and two readers would not understand alike."""
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MOST_UNPACKED:
        raise ExportError(_too_large(shown, f"{unpacked:,}"))
    if any(entry.flag_bits & 1 for entry in entries):
        raise ExportError(
            f"{shown}: this workbook has a password. Open it, take off the password, and save a "
            "copy as .xlsx."
        )
    spans = sorted((entry.header_offset, entry.compress_size) for entry in entries)
    file.seek(path.stat().st_size - 22)
    odd = {
        "it holds too many parts": len(entries) > MOST_PARTS,
        "a part of it stands twice": len({entry.filename for entry in entries}) < len(entries),
        "its parts overlap": any(
            start + LOCAL_HEADER + size > after for (start, size), (after, _) in pairwise(spans)
        ),
        "it is packed in an unusual way": any(
            entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
            for entry in entries
        ),
        "a part of it is far too large": any(
            entry.file_size > LARGEST_SMALL and SMALL.fullmatch(entry.filename) for entry in entries
        ),
        "something is hidden before or behind it": spans[0][0] != 0
        or file.read(len(END_RECORD)) != END_RECORD,
    }
    for why, found in odd.items():
        if found:
            raise ExportError(_untrusted(shown, why))


def _size(file: BinaryIO, entry: zipfile.ZipInfo, shown: str, most: int) -> int:
    """How many bytes a part unpacks to, which is what the zip says of it."""
    markup = Markup()
    for piece in _unpacked(file, entry):
        markup.take(piece)
        if markup.size > most:
            raise ExportError(_too_large(shown, f"more than {MOST_UNPACKED:,}"))
        if markup.odd:
            raise ExportError(_untrusted(shown, markup.odd))
    if markup.size != entry.file_size:
        raise ExportError(_untrusted(shown, "a part of it is not as large as it says"))
    if why := markup.settled():
        raise ExportError(_untrusted(shown, why))
    if markup.doubtful and too_deep(_unpacked(file, entry)):
        raise ExportError(_untrusted(shown, NESTS))
    return markup.size


def _unpacked(file: BinaryIO, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """A part in pieces of bounded size, whatever size is written before it."""
    file.seek(entry.header_offset)
    header = file.read(LOCAL_HEADER)
    if len(header) < LOCAL_HEADER or not header.startswith(b"PK\x03\x04"):
        raise zipfile.BadZipFile("A part does not start where it should.")
    file.seek(sum(struct.unpack("<HH", header[26:30])), 1)
    left, inflate = entry.compress_size, zlib.decompressobj(-zlib.MAX_WBITS)
    while left:
        packed = file.read(min(PIECE, left))
        if not packed:
            raise zipfile.BadZipFile("A part ends before its end.")
        left -= len(packed)
        if entry.compress_type == zipfile.ZIP_STORED:
            yield packed
            continue
        while packed:
            yield inflate.decompress(packed, PIECE)
            packed = inflate.unconsumed_tail
    if entry.compress_type == zipfile.ZIP_DEFLATED and not inflate.eof:
        raise zipfile.BadZipFile("A part was not packed to its end.")


def _too_large(shown: str, size: str) -> str:
    return (
        f"{shown}: this workbook unpacks to {size} bytes; at most {MOST_UNPACKED:,} are read. "
        "Check that it is the right file."
    )


def _untrusted(shown: str, why: str) -> str:
    return (
        f"{shown}: this workbook is not packed as spreadsheets do ({why}), so it is not opened. "
        "Check where it comes from, or open it and save it as a new .xlsx."
    )
