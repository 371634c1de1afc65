"""Delimited text as each tool writes it: encoding, line ends and quoting are the tool's."""

import csv
import io
from collections.abc import Iterable, Sequence


def delimited(rows: Iterable[Sequence[str]], delimiter: str, line_end: str = "\r\n") -> str:
    """Return rows as text, quoting only where a cell needs it."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=line_end).writerows(rows)
    return text.getvalue()


def all_quoted(rows: Iterable[Sequence[str]]) -> str:
    """Return rows as LimeSurvey writes them: every cell in quotes, bare line feeds."""
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
    return text.getvalue()
