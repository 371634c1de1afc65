"""By which character the cells of a text are delimited: the one that gives rows of one width."""

from __future__ import annotations

import csv
import io
from itertools import pairwise

from analysis.exports.recognition.findings import Confidence, Finding
from analysis.exports.recognition.header import likeness

CANDIDATES = {";": "semicolon", ",": "comma", "\t": "tab", "|": "vertical bar"}
MOST_ROWS = 400
LONGEST_CELL = 1_000_000
FEW = 15
ONE_COLUMN = 0.15
"""So uneven are the rows when a character stands in sentences and divides nothing."""


def delimiter(text: str) -> Finding:
    """The delimiter of a text, from its first line `sep=` or from how even its rows become."""
    first = text.partition("\n")[0].strip("\r\ufeff")
    if first[:4].lower() == "sep=" and len(first) == 5:
        return Finding(first[4], "sure", f"the first line says {first}")
    scores = {mark: _fitness(rows(text, mark)) for mark in CANDIDATES}
    best, second = sorted(scores, key=lambda mark: -scores[mark])[:2]
    name = CANDIDATES[best]
    if scores[best] < ONE_COLUMN:
        spare = next((mark for mark in CANDIDATES if mark not in text), best)
        return Finding(spare, "likely", "no character divides the lines: there is one column")
    if scores[best] < 1.3 * scores[second]:
        return Finding(
            best, "unsure",
            f"a {name} gives rows of one width, but so does a {CANDIDATES[second]}",
        )  # fmt: skip
    confidence: Confidence = "sure" if scores[best] > 0.5 else "likely"
    return Finding(best, confidence, f"a {name} gives the rows that are most even in width")


def rows(text: str, mark: str, most: int = MOST_ROWS) -> list[list[str]]:
    """The first rows of a text under a delimiter; what cannot be read ends them."""
    csv.field_size_limit(LONGEST_CELL)
    found: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    try:
        for cells in reader:
            found.append(cells)
            if len(found) >= most:
                break
    except csv.Error:
        pass
    return found


def _fitness(found: list[list[str]]) -> float:
    """How well rows look like a list: even in width, with headers, and no torn quotation."""
    filled = [cells for cells in found if any(cell.strip() for cell in cells)]
    if not filled:
        return 0.0
    torn = sum(any(cell.count('"') % 2 for cell in cells) for cells in filled) / len(filled)
    named = max(likeness(filled, index) for index in range(min(len(filled), FEW)))
    return _evenness([len(cells) for cells in filled]) * (0.3 + 0.7 * named) * (1 - 0.5 * torn)


def _evenness(widths: list[int]) -> float:
    """The share of rows that are as wide as a neighbour, if that is more than one cell.

    A file of stacked lists is even too: each of them has its own width.
    """
    pairs = list(pairwise(widths))
    if not pairs:
        return 1.0 if widths[0] > 1 else 0.0
    even = sum(one == other > 1 for one, other in pairs) / len(pairs)
    usual = max(set(widths), key=lambda width: (widths.count(width), width))
    # A comma in a sentence divides less often than a delimiter does.
    return even * (0.6 + 0.4 * min(usual, 10) / 10)
