"""In which row the headers of a list stand, told by how it differs from the rows below."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.exports.recognition.findings import Finding

MOST_TITLE_ROWS = 40
MOST_COMPARED = 60

NUMBER = re.compile(r"[-+]?[€$]?\s?\d[\d .,']*%?")
DATED = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[ T,].*)?|\d{1,2}:\d{2}(?::\d{2})?")
HEADER_WORDS = re.compile(
    r"\b(?:id|nr|nummer|naam|namen|name|nom|pr[eé]nom|voornaam|familienaam|organisatie|organi[sz]ation|"
    r"e-?mail|datum|date|dag|gemeente|postcode|aanwezig|pr[eé]sent|reden|status|opmerking\w*|"
    r"remarks?|notes?|notities?|timestamp|tijdstip|tijdstempel|response\w*|respondent\w*|"
    r"aantal|count|type|sector|functie|code|label|question|vraag)\b",
    re.IGNORECASE,
)


def kind(cell: str) -> str:
    """What a cell looks like: empty, a number, a date, or text."""
    text = cell.strip()
    if not text:
        return "empty"
    if DATED.fullmatch(text):
        return "date"
    return "number" if NUMBER.fullmatch(text) else "text"


def header(rows: Sequence[Sequence[str]]) -> tuple[int | None, Finding]:
    """The index of the row of headers, none when the first row is data already."""
    filled = [index for index, row in enumerate(rows) if any(cell.strip() for cell in row)]
    if not filled:
        return None, Finding(None, "unsure", "the file holds no rows")
    scored = {
        index: likeness(rows, index) for index in filled if index < MOST_TITLE_ROWS
    }  # fmt: skip
    best = max(scored, key=lambda index: (scored[index], -index))
    others = [score for index, score in scored.items() if index != best]
    if scored[best] < 0.35:
        return None, Finding(
            None, "unsure",
            "no row looks like headers: the first row holds the same kinds of cells as those below",
        )  # fmt: skip
    lead = scored[best] - max(others, default=0.0)
    reason = f"line {best + 1} holds {_number(rows[best])} names, and the rows below are its list"
    above = max((_number(rows[index]) for index in filled if index < best), default=0)
    if best != filled[0] and above > _number(rows[best]) / 2:
        # What stands above headers is a title; rows as wide as these are data or headers too.
        return best, Finding(str(best + 1), "unsure", f"{reason}; so could a row above it")
    if max(len(rows[index]) for index in filled) == 1 and not _heads(rows, best):
        return None, Finding(None, "unsure", "a single column of text may have no header at all")
    if scored[best] >= 0.6 and (lead > 0.05 or best == filled[0]):
        return best, Finding(str(best + 1), "sure" if best == filled[0] else "likely", reason)
    if scored[best] >= 0.5 and lead > 0:
        return best, Finding(str(best + 1), "likely", reason)
    return best, Finding(str(best + 1), "unsure", f"{reason}; another row could be meant")


def _heads(rows: Sequence[Sequence[str]], index: int) -> bool:
    """Whether a cell that is alone in its row is a word for what stands below it."""
    below = [cell for row in rows[index + 1 :] for cell in row if cell.strip()]
    alike = sum(bool(HEADER_WORDS.search(cell)) for cell in below)
    return bool(HEADER_WORDS.search(rows[index][0])) and alike < 0.1 * len(below)


def _number(row: Sequence[str]) -> int:
    return sum(1 for cell in row if cell.strip())


def likeness(rows: Sequence[Sequence[str]], index: int) -> float:
    """How much a row looks like headers of the rows below it, from 0 to 1."""
    row = [cell.strip() for cell in rows[index]]
    names = [cell for cell in row if cell]
    below = [
        one for one in rows[index + 1 : index + 1 + MOST_COMPARED] if any(c.strip() for c in one)
    ]
    if not below or not names:
        return 0.0
    # A row of data has as many cells as its header; an empty column has none below either.
    used = [
        place for place in range(max(map(len, below)))
        if any(place < len(one) and one[place].strip() for one in below)
    ]  # fmt: skip
    widest = max(len(used), 1)
    covering = sum(1 for place in used if place < len(row) and row[place]) / widest
    texts = sum(kind(cell) == "text" for cell in names) / len(names)
    unique = len({cell.casefold() for cell in names}) / len(names)
    differs = _differing(row, below)
    worded = min(1.0, sum(bool(HEADER_WORDS.search(cell)) for cell in names) / len(names) * 2)
    if len(names) == 1 and widest > 1:
        return 0.2 * covering
    return covering * texts**2 * unique * (0.35 + 0.35 * differs + 0.3 * worded)


def _differing(row: Sequence[str], below: Sequence[Sequence[str]]) -> float:
    """How far the cells of a row are of another kind, or other text, than those in the column."""
    told = []
    for place, cell in enumerate(row):
        under = [one[place].strip() for one in below if place < len(one) and one[place].strip()]
        if not cell or not under:
            continue
        kinds = [kind(one) for one in under]
        usual = max(set(kinds), key=kinds.count)
        if usual != kind(cell):
            told.append(1.0)
        elif cell in under:
            told.append(0.0)
        elif len(set(under)) <= max(2, len(under) // 2):
            # A value that never recurs above values that do.
            told.append(0.8)
        else:
            told.append(0.4)
    return sum(told) / len(told) if told else 0.0
