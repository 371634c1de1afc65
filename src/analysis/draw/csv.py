"""A table can be taken along as a file that a Dutch Excel opens as it stands.

That is: a byte order mark, semicolons between, commas in numbers. A text that a spreadsheet
would run as a formula is given an apostrophe in front.
"""

from __future__ import annotations

import base64
import csv
import io
from collections.abc import Mapping, Sequence
from decimal import Decimal

from analysis.draw.words import HIDDEN, MISSING, Words
from analysis.payload import Cell, Column, Hidden

FORMULA = ("=", "+", "-", "@", "\t", "\r")
MARK = "\ufeff"


def csv_text(columns: Sequence[Column], rows: Sequence[Mapping[str, Cell]], words: Words) -> str:
    """The rows with their headings; shares are decimals, dates are ISO, `[x]` is not recorded."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow([harmless(words.heading(column)) for column in columns])
    for row in rows:
        writer.writerow([_cell(column, row.get(column.key), words) for column in columns])
    return MARK + file.getvalue()


def download(columns: Sequence[Column], rows: Sequence[Mapping[str, Cell]], words: Words) -> str:
    """The same file as an address that a page carries within itself."""
    content = base64.b64encode(csv_text(columns, rows, words).encode("utf-8")).decode("ascii")
    return f"data:text/csv;charset=utf-8;base64,{content}"


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def _cell(column: Column, plain: Cell, words: Words) -> str:
    if isinstance(plain, Hidden):
        return HIDDEN[plain.hidden]
    if plain is None:
        return MISSING
    if isinstance(plain, (int, float)) and not isinstance(plain, bool):
        # Six decimals are more than any count out of a base needs, and hide binary noise.
        number = Decimal(str(plain)) if isinstance(plain, int) else round(Decimal(str(plain)), 6)
        return f"{number.normalize():f}".replace(".", ",")
    return str(plain) if column.kind == "date" else harmless(words.cell(column, plain))
