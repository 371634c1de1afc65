"""A value as a spreadsheet stores it becomes text, without the format in which it was shown."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

Cell = int | float | str | bool | time | date | datetime | timedelta


def as_text(cell: Cell) -> str:
    """The value without its formatting: dates as ISO text, whole numbers without `.0`."""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float):
        return _number(cell)
    if isinstance(cell, datetime):
        midnight = cell.time() == time(0)
        return cell.date().isoformat() if midnight else cell.isoformat(" ", "seconds")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell)


def _number(cell: float) -> str:
    if cell.is_integer():
        return str(int(cell))
    text = repr(cell)
    # Text such as 2.125 means two thousand and more in Dutch; a further zero keeps it a fraction.
    return f"{text}0" if len(text.partition(".")[2]) == 3 else text
