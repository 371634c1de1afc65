"""What lies in the zip of an .xlsx: looked at before it is unpacked, and where reading is blind."""

from __future__ import annotations

import posixpath
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

from analysis.problems import ExportError

MOST_UNPACKED = 500_000_000
MOST_CELLS = 20_000_000
"""A sheet is read as a rectangle, so one stray cell far down and one far right make it huge."""

CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
ADDRESS = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
VALUE = re.compile(rb"<(?:\w+:)?v>([^<]*)</")
FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def refuse_bomb(path: Path, shown: str) -> None:
    """Raise ExportError for a workbook that would unpack, or whose sheets stretch, too far."""
    if not zipfile.is_zipfile(path):
        return
    with zipfile.ZipFile(path) as archive:
        unpacked = sum(part.file_size for part in archive.infolist())
        if unpacked > MOST_UNPACKED:
            raise ExportError(
                f"{shown}: this workbook unpacks to {unpacked:,} bytes; at most "
                f"{MOST_UNPACKED:,} are read. Check that it is the right file."
            )
        for part in archive.namelist():
            if re.fullmatch(r"xl/worksheets/[^/]+\.xml", part):
                _refuse_stretched(archive.read(part), shown)


def _refuse_stretched(sheet: bytes, shown: str) -> None:
    places = [_place(cell[1]) for cell in CELL.finditer(sheet) if cell[2]]
    down = max((row for row, _ in places), default=0)
    across = max((column for _, column in places), default=0)
    if down * across > MOST_CELLS:
        raise ExportError(
            f"{shown}: a sheet stretches over {down:,} rows and {across:,} columns; at most "
            f"{MOST_CELLS:,} cells are read. Empty the stray cells far from the list in a copy, "
            "and declare that copy."
        )


def unread(path: Path, sheet: str) -> dict[tuple[int, int], str]:
    """What stands in the cells of a sheet that hold an error, or a formula never computed.

    By row and column, from 1. The reader of workbooks gives these cells as empty ones.
    """
    if not zipfile.is_zipfile(path):
        return {}
    with zipfile.ZipFile(path) as archive:
        part = _part(archive, sheet)
        content = archive.read(part) if part else b""
    found: dict[tuple[int, int], str] = {}
    for cell in CELL.finditer(content):
        attributes, inside = cell[1], cell[2] or b""
        value = VALUE.search(inside)
        if b't="e"' in attributes:
            found[_place(attributes)] = value[1].decode() if value else "#ERROR"
        elif FORMULA.search(inside) and b't="' not in attributes and not (value and value[1]):
            found[_place(attributes)] = "=(not computed)"
    return found


def _place(attributes: bytes) -> tuple[int, int]:
    address = ADDRESS.search(attributes)
    if not address:
        return 0, 0
    column = 0
    for letter in address[1]:
        column = column * 26 + letter - ord("A") + 1
    return int(address[2]), column


def _part(archive: zipfile.ZipFile, sheet: str) -> str | None:
    """The part of the zip that holds a sheet; none for a workbook of another format."""
    names = archive.namelist()
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= set(names):
        return None
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    for element in book.iter():
        if element.tag.endswith("}sheet") and element.get("name") == sheet:
            part = posixpath.join("/xl", targets.get(element.get(RELATION), "")).lstrip("/")
            return part if part in names else None
    return None
