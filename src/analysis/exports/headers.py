"""What survey tools share: a file that is text or a workbook, with the header rows they stack."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from analysis.exports import delimited, workbook
from analysis.exports.rows import Contents, Row
from analysis.programme.models import Export

Cells = tuple[str, ...]
Called = tuple[Sequence[str], Sequence[str]]
"""A column's own names, and further ones that hold where no other column goes by them."""

ZIP = b"PK\x03\x04"
LOOKED_AT = 5
"""No tool stacks more rows on top than this, blank ones included."""


def container(path: Path, shown: str, export: Export) -> Contents:
    """The rows of a file that may be delimited text or a workbook: its first bytes tell which."""
    try:
        with path.open("rb") as file:
            start = file.read(len(workbook.OLE))
    except OSError:
        start = b""
    is_workbook = start.startswith((ZIP, workbook.OLE))
    return (workbook if is_workbook else delimited).read(path, shown, export)


def beside(path: Path, shown: str, export: Export) -> tuple[Path, str]:
    """The codebook that an entry names, which lies where exports lie, and how messages name it."""
    name = export.codebook or ""
    folder = path.parents[len(Path(export.file).parts) - 1]
    return folder / name, f"{shown.removesuffix(export.file)}{name}"


def headed(
    contents: Contents,
    height: Callable[[list[Cells]], int],
    call: Callable[[list[Cells]], Iterable[Called]],
) -> Contents:
    """The contents with the header rows set apart and every column named after them.

    `height` says of the first rows how many are headers; `call` gives the names of the columns
    by those rows, which are all made equally long.
    """
    rows = contents.rows if not isinstance(contents.rows, Iterator) else list(contents.rows)
    top = list(islice((row for row in rows if not row.apart), LOOKED_AT))
    blank = [row for row in top if row.blank]
    filled = [row for row in top if not row.blank]
    header = filled[: height([row.cells for row in filled])]
    above = [row for row in blank if header and row.line < header[-1].line]
    width = max((len(row.cells) for row in header), default=0)
    names = settled(call([row.cells + ("",) * (width - len(row.cells)) for row in header]))
    apart = dict.fromkeys([row.line for row in above], "blank")
    apart |= dict.fromkeys([row.line for row in header], "header")
    return replace(contents, rows=SetApart(rows, apart), names=names)


@dataclass(frozen=True)
class SetApart:
    """Rows of which some, by line, hold no data."""

    rows: Iterable[Row]
    apart: dict[int, str]

    def __iter__(self) -> Iterator[Row]:
        """Each row, with why it is set apart."""
        for row in self.rows:
            why = self.apart.get(row.line)
            yield replace(row, apart=why) if why else row


def one(_: list[Cells]) -> int:
    """One header row."""
    return 1


def settled(called: Iterable[Called]) -> tuple[tuple[str, ...], ...]:
    """The names by which each column can be declared, none of them a name of two columns.

    A name that several columns have gets a number behind it: `Other (2)` is the second from the
    left. A further name gives way to a column of which it is the own name.
    """
    columns = [(_compared(own), _compared(further)) for own, further in called]
    owned = Counter(name for own, _ in columns for name in own)
    shared = Counter(
        name for own, further in columns for name in further if name not in own | owned
    )
    passed: Counter[str] = Counter()
    found = []
    for own, further in columns:
        names = own | {name: text for name, text in further.items() if name not in owned}
        passed.update(names.keys())
        found.append(
            tuple(
                text if owned[name] + shared[name] == 1 else f"{text} ({passed[name]})"
                for name, text in names.items()
            )
        )
    return tuple(found)


def _compared(names: Sequence[str]) -> dict[str, str]:
    """The names by their form for comparing: case and space, broken or not, do not count."""
    found: dict[str, str] = {}
    for name in names:
        text = " ".join(name.split())
        if text:
            found.setdefault(text.casefold(), text)
    return found


def plain(text: str) -> str:
    """A heading without the mark-up in which a tool's editor wrote it."""
    spaced = re.sub(r"</?(?:br|p|div|li|ul|ol|tr|td|h[1-6])\b[^<>]*>", " ", text, flags=re.I)
    return " ".join(html.unescape(re.sub(r"</?[A-Za-z][^<>]*>", "", spaced)).split())


def under(groups: Cells, columns: Cells) -> list[tuple[str, str]]:
    """Question and option of each column, where a question stands above its first column only."""
    question, found = "", []
    for group, column in zip(groups, columns, strict=True):
        question = group if group.strip() else question
        found.append((question, column))
    return found
