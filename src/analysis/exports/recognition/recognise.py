"""What a file is, as far as the file itself shows it: its format and how it was written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from analysis.exports.recognition.findings import Confidence, Finding, least
from analysis.exports.recognition.header import header
from analysis.exports.recognition.makers import Tool, labels, tool
from analysis.exports.recognition.opening import Cells, Opened, opened
from analysis.exports.recognition.values import dates, decimal


@dataclass(frozen=True)
class Recognition:
    """What was found out about one list in a file.

    `headers` are the cells of its row of headers, `rows` the first rows below it. `sheets` are
    all lists that the file holds; only in a workbook has each a name.
    """

    format: Finding
    header: Finding
    dates: Finding
    decimal: Finding
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    sheets: tuple[str, ...] = ()
    encoding: Finding | None = None
    delimiter: Finding | None = None
    sheet: Finding | None = None
    section: str | None = None

    @property
    def findings(self) -> dict[str, Finding]:
        """What must be right for the file to be read, by the name of its key in an entry."""
        named = {
            "format": self.format, "encoding": self.encoding, "delimiter": self.delimiter,
            "sheet": self.sheet, "header": self.header,
        }  # fmt: skip
        return {name: finding for name, finding in named.items() if finding is not None}

    @property
    def confidence(self) -> Confidence:
        """How sure it is that the file is read right: as sure as the least sure finding."""
        return least(*(finding.confidence for finding in self.findings.values()))

    def column(self, place: int) -> list[str]:
        """The cells below one header."""
        return [row[place] for row in self.rows if place < len(row)]


def recognise(
    path: Path, shown: str, sheet: str | None = None, encoding: str | None = None
) -> Recognition:
    """What a file is, without any hint, or with its sheet or encoding when these are known.

    Raises ExportError when nothing can read it.
    """
    found = opened(path, shown, encoding)
    if found.container == "spss":
        return _spss()
    name, chosen = _sheet(found, sheet)
    rows = found.sheets[name]
    wrote = _labelled(found, name) or tool(rows)
    if wrote is None:
        place, stands = header(rows)
        stands = _at_line(stands, found.lines[name], place)
        deep = 1
    else:
        place, deep = wrote.header, wrote.deep
        line = found.lines[name][place]
        stands = Finding(str(line), wrote.confidence, _where(wrote, line))
    below = rows if place is None else rows[place + deep :]
    cells = [cell for row in below for cell in row]
    return Recognition(
        format=_format(found, wrote),
        header=stands,
        dates=dates(cells),
        decimal=decimal(cells),
        headers=tuple(rows[place]) if place is not None else (),
        rows=tuple(tuple(row) for row in below if any(cell.strip() for cell in row)),
        sheets=tuple(found.sheets),
        encoding=found.encoding,
        delimiter=found.delimiter,
        sheet=chosen,
        section=wrote.section if wrote else None,
    )


def _labelled(found: Opened, name: str) -> Tool | None:
    """CheckMarket, which puts what its codes stand for on a sheet behind the respondents."""
    behind = list(found.sheets)[1:]
    if name != next(iter(found.sheets)) or not any(labels(found.sheets[one]) for one in behind):
        return None
    reason = "respondents on the first sheet and the labels of their codes behind, as CheckMarket"
    return Tool("checkmarket", "likely", reason, deep=2)


def _spss() -> Recognition:
    reason = "the file starts as SPSS starts its data files"
    inside = Finding("1", "sure", "a data file of SPSS knows its own columns")
    return Recognition(
        format=Finding("spss", "sure", reason), header=inside,
        dates=Finding("day-first", "sure", "dates in it are numbers"),
        decimal=Finding(".", "sure", "numbers in it are no text"),
        headers=(), rows=(),
    )  # fmt: skip


def _where(wrote: Tool, line: int) -> str:
    more = f" and {wrote.deep - 1} below it" if wrote.deep > 1 else ""
    return f"the headers of this tool stand in line {line}{more}"


def _at_line(stands: Finding, lines: list[int], place: int | None) -> Finding:
    """The row of headers by its line in the file: a row may take several lines."""
    if place is None:
        return stands
    reason = stands.reason.replace(f"line {place + 1} ", f"line {lines[place]} ", 1)
    return Finding(str(lines[place]), stands.confidence, reason)


def _format(found: Opened, wrote: Tool | None) -> Finding:
    plain = "workbook" if found.container == "workbook" else "delimited"
    if wrote is not None:
        return Finding(wrote.format, wrote.confidence, wrote.reason)
    if plain == "workbook":
        return Finding(
            plain, "sure", "the file starts as a workbook, and no tool's words are in it"
        )
    one = found.delimiter is not None and found.delimiter.reason.endswith("one column")
    return Finding(
        plain, "likely" if one else "sure", "it is text, and no tool's words stand at its start"
    )


def _sheet(found: Opened, wanted: str | None) -> tuple[str, Finding | None]:
    """The sheet that holds the list: the one that was named, or the one that looks most like it."""
    if found.container == "text":
        return "", None
    if wanted is not None and wanted in found.sheets:
        return wanted, Finding(wanted, "sure", "the sheet that was named")
    first = next(iter(found.sheets))
    if _labelled(found, first):
        return first, Finding(first, "likely", "another sheet holds the labels of its codes")
    sizes = {name: _size(rows) for name, rows in found.sheets.items()}
    best = max(sizes, key=lambda name: sizes[name])
    others = [name for name in sizes if name != best and sizes[name] > 0]
    if not others:
        return best, Finding(best, "sure", "the only sheet with a list")
    named = ", ".join(f'"{name}"' for name in others[:3])
    return best, Finding(
        best, "unsure", f"the sheet that looks most like a list; {named} could be meant as well"
    )


def _size(rows: Cells) -> float:
    """How much a sheet looks like one list: cells under a header, and how sure that header is."""
    place, stands = header(rows)
    if place is None:
        return 0.0
    weight = {"sure": 1.0, "likely": 0.5, "unsure": 0.05}[stands.confidence]
    below = [row for row in rows[place + 1 :] if any(cell.strip() for cell in row)]
    return weight * len(below) if len(below) > 1 else 0.0
