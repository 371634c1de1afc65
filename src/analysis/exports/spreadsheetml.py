"""What an .xlsx tells of a sheet that its reader does not: how rows look, and blind cells."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO
from xml.etree import ElementTree
from xml.parsers import expat

from analysis.exports.looks import Looks
from analysis.exports.package import PIECE
from analysis.programme.area import MOST_ROWS, Area, column

OFF = ("0", "false", "none")
NO_FILL = (None, "none", "gray125")
WHITE = ("FFFFFFFF", "00FFFFFF", "FFFFFF")


def looks(archive: zipfile.ZipFile, sheet: str, area: Area) -> Looks:
    """How a sheet looks, and what stands in the cells that its reader gives as empty."""
    part = _part(archive, sheet)
    if part is None:
        return Looks(area)
    styles = _Styles()
    if "xl/styles.xml" in archive.namelist():
        with archive.open("xl/styles.xml") as stream:
            parse(stream, styles.start)
    seen = _Sheet(Looks(area), styles.struck, styles.filled, _struck_strings(archive))
    with archive.open(part) as stream:
        parse(stream, seen.start, seen)
    seen.settle()
    return seen.looks


def parse(
    stream: IO[bytes], start: Callable[[str, dict[str, str]], None], reading: Reading | None = None
) -> None:
    """Follow a part from start to end without keeping it; ParserError when it is no XML."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    if reading is not None:
        reading.parser = parser
    parser.ParseFile(stream)


@dataclass
class Reading:
    """The parser that one follows, and the text that is being taken down."""

    parser: expat.XMLParserType = field(default_factory=expat.ParserCreate, init=False)
    text: list[str] = field(default_factory=list, init=False)

    def take_down(self, on: bool) -> None:
        """Take down the text that follows, or no longer."""
        self.parser.CharacterDataHandler = self.text.append if on else None


@dataclass
class _Styles:
    """Which numbers of cell formats, as text, strike words through or colour a cell."""

    fonts: list[bool] = field(default_factory=list)
    fills: list[bool] = field(default_factory=list)
    struck: set[str] = field(default_factory=set)
    filled: set[str] = field(default_factory=set)
    within: str = ""
    formats: int = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name in ("fonts", "fills", "cellXfs", "cellStyleXfs", "dxfs", "borders", "cellStyles"):
            self.within = name
        elif self.within == "fonts":
            if name == "font":
                self.fonts.append(False)
            elif name == "strike" and self.fonts:
                self.fonts[-1] = attributes.get("val") not in OFF
        elif self.within == "fills":
            self._fill(name, attributes)
        elif self.within == "cellXfs" and name == "xf":
            if _flag(self.fonts, attributes.get("fontId")):
                self.struck.add(str(self.formats))
            if _flag(self.fills, attributes.get("fillId")):
                self.filled.add(str(self.formats))
            self.formats += 1

    def _fill(self, name: str, attributes: dict[str, str]) -> None:
        if name == "fill":
            self.fills.append(False)
        elif name == "patternFill" and self.fills:
            self.fills[-1] = attributes.get("patternType") not in NO_FILL
        elif name == "gradientFill" and self.fills:
            self.fills[-1] = True
        elif name == "fgColor" and self.fills:
            plain = attributes.get("theme") == "0" and "tint" not in attributes
            if plain or attributes.get("rgb") in WHITE:
                self.fills[-1] = False


def _flag(flags: list[bool], number: str | None) -> bool:
    return (
        number is not None
        and number.isdecimal()
        and int(number) < len(flags)
        and (flags[int(number)])
    )


@dataclass
class _Sheet(Reading):
    """A sheet being followed: the cell that one is in, and what was seen so far."""

    looks: Looks
    struck: set[str]
    filled: set[str]
    struck_strings: set[str]
    row: int = 0
    column: int = 0
    style: str | None = None
    kind: str | None = None
    formula: bool = False
    watched: bool = False
    columns: dict[str, int] = field(default_factory=dict)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins; those of cells come by the million, so they are looked at first."""
        name = tag if tag in ("c", "v") else tag.rpartition(":")[2]
        if name == "c":
            if self.watched:
                self.settle()
            self._cell(attributes)
        elif name == "v" or name == "is" or name == "t":
            if self.row > self.looks.bottom or self.column > self.looks.right:
                self.looks.reach(self.row, self.column)
            if self.style is not None or self.watched:
                self._value(name)
        elif name == "f":
            self.formula = self.watched = True
            self.looks.reach(self.row, self.column)
        elif name == "row":
            self.settle()
            self.row, self.column = int(attributes.get("r", self.row + 1)), 0
            if self.row > MOST_ROWS:
                raise ValueError("There are more rows than a sheet has.")
            if attributes.get("hidden", "0") not in OFF:
                self.looks.hidden.add(self.row)
        elif name == "col" and attributes.get("hidden", "0") not in OFF:
            self.looks.hide_columns(int(attributes["min"]), int(attributes["max"]))
        elif name == "strike" and attributes.get("val") not in OFF:
            self._mark(self.looks.struck)

    def _cell(self, attributes: dict[str, str]) -> None:
        place = attributes.get("r")
        if place:
            letters = place.rstrip("0123456789")
            if letters not in self.columns:
                self.columns[letters] = column(letters)
            self.row, self.column = int(place[len(letters) :]), self.columns[letters]
        else:
            self.column += 1
        self.style, self.kind = attributes.get("s"), attributes.get("t")
        self.watched = self.kind == "e" or (self.kind == "s" and bool(self.struck_strings))

    def _value(self, name: str) -> None:
        if self.style in self.struck:
            self._mark(self.looks.struck)
        if self.style in self.filled:
            self._mark(self.looks.filled)
        if self.watched:
            self.take_down(name == "v")

    def _mark(self, rows: set[int]) -> None:
        if self.looks.area.holds(self.row, self.column):
            rows.add(self.row)

    def settle(self) -> None:
        """The cell that was watched is over."""
        if not self.watched:
            return
        text = "".join(self.text).strip()
        self.text.clear()
        self.take_down(False)
        if self.kind == "e":
            self.looks.texts[self.row, self.column] = text or "#ERROR"
        elif self.kind == "s" and text in self.struck_strings:
            self._mark(self.looks.struck)
        elif self.formula and self.kind is None and not text:
            self.looks.texts[self.row, self.column] = "=(not computed)"
        self.watched = self.formula = False


def _struck_strings(archive: zipfile.ZipFile) -> set[str]:
    """The numbers, as text, of shared texts of which words are struck through."""
    found: set[str] = set()
    number = -1

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal number
        name = tag.rpartition(":")[2]
        if name == "si":
            number += 1
        elif name == "strike" and attributes.get("val") not in OFF:
            found.add(str(number))

    if "xl/sharedStrings.xml" in archive.namelist() and _strikes(archive):
        with archive.open("xl/sharedStrings.xml") as stream:
            parse(stream, start)
    return found


def _strikes(archive: zipfile.ZipFile) -> bool:
    """Whether the shared texts, of which there may be millions, strike anything through."""
    before = b""
    with archive.open("xl/sharedStrings.xml") as stream:
        while piece := stream.read(PIECE):
            if b"strike" in before + piece:
                return True
            before = piece[-len(b"strike") :]
    return False


def _part(archive: zipfile.ZipFile, sheet: str) -> str | None:
    """The part of the zip that holds a sheet."""
    names = archive.namelist()
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= set(names):
        return None
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    for element in book.iter():
        if element.tag.rpartition("}")[2] == "sheet" and element.get("name") == sheet:
            relation = next((v for k, v in element.attrib.items() if k.endswith("}id")), None)
            part = posixpath.join("/xl", targets.get(relation, "")).lstrip("/")
            return part if part in names else None
    return None
