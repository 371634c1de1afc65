"""Names of persons that stand in one column, or in two: the given name and the family name."""

from __future__ import annotations

from analysis.cleaning.text import key
from analysis.programme.columns import OPTIONAL, REQUIRED
from analysis.run.adding.lists import MOST_COMPARED, agreement
from analysis.run.adding.pairs import Fates, Pair
from analysis.run.adding.proposal import Part
from analysis.run.adding.words import likeness

MOST_TRIED = 12
ALIKE = 0.5
"""So many of the names are the same at least, when two columns are put together."""


def joined(pair: Pair, lost: list[str], left: list[int], found: Fates) -> list[int]:
    """One strange column that holds what two lost ones held: a given name and a family name."""
    halves = [pair.place(one) for one in ("given_name", "family_name") if one in lost]
    if len(halves) < 2 or None in halves:
        return left
    first, second = halves[0] or 0, halves[1] or 0
    rows = [row for row in pair.old.rows if max(first, second) < len(row)]
    joined = [key(f"{row[first]} {row[second]}") for row in rows]
    for one in left:
        share = agreement(joined, pair.new.values(one))
        if share is not None and share >= ALIKE:
            header = pair.new.headers[one]
            reason = "the given name and the family name stand in one column now"
            found.columns["full_name"] = [header]
            found.parts.append(Part("columns.full_name", header, "sure", reason))
            lost[:] = [it for it in lost if it not in ("given_name", "family_name")]
            return [it for it in left if it != one]
    return left


def halves_of(pair: Pair, column: str, old: int | None, left: list[int]) -> tuple[int, int] | None:
    """Two strange columns that are, one behind the other, the cells of a lost column of names."""
    if column != "full_name" or old is None or len(left) > MOST_TRIED:
        return None
    whole = pair.old.values(old)
    best: tuple[float, tuple[int, int]] = (ALIKE, (0, 0))
    for first in left:
        for second in left:
            rows = [row for row in pair.new.rows if max(first, second) < len(row)][:MOST_COMPARED]
            joined = [key(f"{row[first]} {row[second]}") for row in rows]
            share = agreement(whole, joined) if first != second else None
            if share is not None and share > best[0]:
                best = share, (first, second)
    return None if best[1] == (0, 0) else best[1]


def split(
    pair: Pair, column: str, halves: tuple[int, int], left: list[int], found: Fates
) -> list[int]:
    first, second = (pair.new.headers[place] for place in halves)
    known = REQUIRED[pair.export.content] | OPTIONAL[pair.export.content]
    if not {"given_name", "family_name"} <= known:
        found.refused.append(
            f'The column "{pair.header(column)}" was split into "{first}" and "{second}", and '
            f"an export of {pair.export.content} has one column for a name. Join the two in a "
            "copy, or ask for the list with one."
        )
        return left
    if likeness("given_name", second) > likeness("given_name", first):
        first, second = second, first
    reason = f'"{pair.header(column)}" was split: together they hold the same cells'
    for half, header in (("given_name", first), ("family_name", second)):
        found.columns[half] = [header]
        found.parts.append(Part(f"columns.{half}", header, "sure", reason))
    return [place for place in left if place not in halves]
