"""What the values of a file show of how it writes dates and numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable

from analysis.exports.recognition.findings import Finding

NUMERIC = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?![\d.])")
DECIMAL_COMMA = re.compile(r"-?(?:\d{1,3}(?:[. ]\d{3})+|\d+),\d+")
DECIMAL_POINT = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)\.\d+")


def dates(cells: Iterable[str]) -> Finding:
    """Whether the day or the month comes first, by the dates that can be read in one way only."""
    day_first = month_first = either = 0
    for cell in cells:
        found = NUMERIC.match(cell.strip())
        if not found:
            continue
        first, second = int(found[1]), int(found[2])
        if not (1 <= first <= 31 and 1 <= second <= 31) or min(first, second) > 12:
            continue
        day_first += first > 12
        month_first += second > 12
        either += first <= 12 and second <= 12 and first != second
    if day_first and month_first:
        return Finding(
            None, "unsure",
            f"{day_first} dates can only be day/month and {month_first} only month/day",
        )  # fmt: skip
    if day_first:
        return Finding("day-first", "sure", f"{day_first} dates can only be day/month/year")
    if month_first:
        return Finding("month-first", "sure", f"{month_first} dates can only be month/day/year")
    if either:
        return Finding(
            None,
            "unsure",
            f"{either} dates could be day/month as well as month/day: ask the sender",
        )
    return Finding("day-first", "sure", "no date in it depends on the order of day and month")


def decimal(cells: Iterable[str]) -> Finding:
    """Whether a comma or a point is the decimal sign, by the numbers that show it."""
    comma = point = 0
    for cell in cells:
        text = cell.strip().strip("€$% ")
        # Three digits behind a single sign are thousands as well as a fraction.
        if re.fullmatch(r"-?\d{1,3}[.,]\d{3}", text):
            continue
        comma += bool(DECIMAL_COMMA.fullmatch(text))
        point += bool(DECIMAL_POINT.fullmatch(text))
    if comma and point:
        larger, sign = (comma, ",") if comma >= point else (point, ".")
        return Finding(
            sign, "likely" if larger > 3 * min(comma, point) else "unsure",
            f"{comma} numbers have a decimal comma and {point} a decimal point",
        )  # fmt: skip
    if comma or point:
        sign, number = (",", comma) if comma else (".", point)
        return Finding(sign, "sure", f"{number} numbers have it as decimal sign")
    return Finding(",", "sure", "no number in it has a decimal sign")
