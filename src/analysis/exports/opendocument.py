"""What an .ods tells of its sheets that its reader does not: how rows look, and blind cells."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field

from analysis.exports.looks import Looks
from analysis.exports.spreadsheetml import Reading, parse
from analysis.programme.area import Area

MOST_SPACES = 1_000
NO_COLOUR = (None, "transparent", "#ffffff")
ERROR = re.compile(r"#[A-Z][A-Z0-9/]*[!?]?|#DIV/0!|(?:Err|Fout):\d+")


class UnheardOfError(ValueError):
    """A part says something that no spreadsheet writes."""


def encrypted(archive: zipfile.ZipFile) -> bool:
    """Whether the parts can only be read with a password."""
    return b"encryption-data" in archive.read("META-INF/manifest.xml")


def looks(archive: zipfile.ZipFile, sheet: str | None, area: Area) -> dict[str, Looks]:
    """How each sheet looks; the words of rows only of the one that is asked."""
    styles = _Styles()
    if "styles.xml" in archive.namelist():
        with archive.open("styles.xml") as stream:
            parse(stream, styles.start)
    seen = _Book(styles, sheet, area)
    with archive.open("content.xml") as stream:
        parse(stream, seen.start, seen)
    seen.settle()
    return seen.sheets


@dataclass
class _Styles:
    """Which styles, by name, strike words through or colour a cell; each may stem from another."""

    parents: dict[str, str | None] = field(default_factory=dict)
    struck: dict[str, bool] = field(default_factory=dict)
    filled: dict[str, bool] = field(default_factory=dict)
    name: str = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        match tag:
            case "style:style":
                self.name = attributes.get("style:name", "")
                self.parents[self.name] = attributes.get("style:parent-style-name")
            case "style:default-style":
                self.name = ""
            case "style:text-properties":
                for key in ("style:text-line-through-style", "style:text-line-through-type"):
                    if key in attributes:
                        self.struck[self.name] = attributes[key] != "none"
            case "style:table-cell-properties":
                if "fo:background-color" in attributes:
                    colour = attributes["fo:background-color"].lower()
                    self.filled[self.name] = colour not in NO_COLOUR

    def says(self, what: dict[str, bool], name: str | None) -> bool:
        """What a style says, or else the one that it stems from."""
        for _ in range(len(self.parents) + 1):
            if name is None or name in what:
                break
            name = self.parents.get(name)
        return name is not None and what.get(name, False)


@dataclass
class _Book(Reading):
    """The tables being followed one after another, and the cell that one is in."""

    styles: _Styles
    sheet: str | None
    area: Area
    sheets: dict[str, Looks] = field(default_factory=dict)
    looks: Looks = field(default_factory=Looks)
    asked: bool = False
    row: int = 0
    rows: int = 1
    column: int = 0
    columns: int = 1
    defaults: list[tuple[int, str | None]] = field(default_factory=list)
    cell: dict[str, str] = field(default_factory=dict)
    formula: bool = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        match tag:
            case "table:table-cell" | "table:covered-table-cell":
                self._cell(attributes)
            case "text:p":
                self._words()
            case "table:table-row":
                self._row(attributes)
            case "table:table-column":
                self._column(attributes)
            case "table:table":
                self._table(attributes.get("table:name", ""))
            case "text:span":
                if self.styles.says(self.styles.struck, attributes.get("text:style-name")):
                    self._mark(self.looks.struck)
            case "text:s":
                if int(attributes.get("text:c", 1)) > MOST_SPACES:
                    raise UnheardOfError("More spaces than anybody types.")
            case _:
                self.styles.start(tag, attributes)

    def _table(self, name: str) -> None:
        self.settle()
        self.asked = name == self.sheet or (self.sheet is None and not self.sheets)
        self.looks = self.sheets[name] = Looks(self.area)
        self.row, self.rows, self.column, self.columns, self.defaults = 0, 1, 0, 1, []

    def _column(self, attributes: dict[str, str]) -> None:
        first = self.defaults[-1][0] + 1 if self.defaults else 1
        last = first + int(attributes.get("table:number-columns-repeated", 1)) - 1
        self.defaults.append((last, attributes.get("table:default-cell-style-name")))
        if attributes.get("table:visibility", "visible") != "visible":
            self.looks.hide_columns(first, last)

    def _row(self, attributes: dict[str, str]) -> None:
        self.settle()
        self.row += self.rows
        self.rows = int(attributes.get("table:number-rows-repeated", 1))
        self.row = max(self.row, 1)
        self.column, self.columns = 0, 1
        if attributes.get("table:visibility", "visible") != "visible":
            self.looks.hidden.update(self._rows())

    def _rows(self) -> range:
        return range(self.row, min(self.row + self.rows, self.area.bottom + 1))

    def _cell(self, attributes: dict[str, str]) -> None:
        self.settle()
        self.column = self.column + self.columns if self.column else 1
        self.columns = int(attributes.get("table:number-columns-repeated", 1))
        self.cell, self.formula = attributes, "table:formula" in attributes
        if "office:value-type" in attributes or self.formula:
            self._words()
            if self.formula:
                self.take_down(True)

    def _words(self) -> None:
        """There is something in this cell, and in as many as repeat it."""
        if not self.column:
            return
        self.looks.reach(self.row + self.rows - 1, self.column + self.columns - 1)
        if self.asked:
            style = self.cell.get("table:style-name") or next(
                (style for last, style in self.defaults if last >= self.column), None
            )
            if self.styles.says(self.styles.struck, style):
                self._mark(self.looks.struck)
            if self.styles.says(self.styles.filled, style):
                self._mark(self.looks.filled)

    def _mark(self, rows: set[int]) -> None:
        if (
            self.asked
            and self.area.left <= self.column + self.columns - 1
            and (self.column <= self.area.right)
        ):
            rows.update(self._rows())

    def settle(self) -> None:
        """The cell with a formula that one was in is over."""
        if self.formula and self.asked:
            text = "".join(self.text).strip()
            kinds = (self.cell.get("calcext:value-type"), self.cell.get("office:value-type"))
            told = self.cell.get("office:value", self.cell.get("office:string-value", ""))
            if kinds[0] == "error" or (told in ("", "0") and ERROR.fullmatch(text)):
                self.looks.texts[self.row, self.column] = text or "#ERROR"
            elif kinds == (None, None):
                self.looks.texts[self.row, self.column] = "=(not computed)"
        if self.formula:
            self.take_down(False)
            self.text.clear()
        self.formula = False
