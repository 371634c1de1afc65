"""Which entries of one list are the same organisation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analysis.matching.comparing import Weights
from analysis.matching.judging import Judgement, Told, judge, told
from analysis.matching.known import CHUNK, shared_identifiers
from analysis.matching.likely import Likely
from analysis.matching.model import Mention, Organisation

MOST_ALIKE = 40
REPEATED = 1
"""A word that two names in a list have is no slip of the pen."""
SWITCHBOARD = 25
"""A telephone or domain of so many entries belongs to what stands above them."""


def grouped(entries: Sequence[Mention | Organisation]) -> list[int]:
    """For each entry the position of the first one that is the same organisation.

    Two are the same when a row of pairs that are the same leads from one to the other, surest
    pairs first, and nothing in either group speaks against the other: no differing enterprise
    number, no word that sets apart.
    """
    all_told = [told(each) for each in entries]
    weights = Weights.of((name for one in set(all_told) for name in one.names), REPEATED)
    shared = shared_identifiers(set(all_told), SWITCHBOARD)
    distinct, at = _distinct(all_told, weights, shared)
    same, apart = _pairs(distinct, weights, shared)
    leads = list(range(len(distinct)))
    members = {position: {position} for position in leads}
    for _, one, other in sorted(same, key=lambda pair: (-pair[0], pair[1:])):
        _join(leads[one], leads[other], leads, members, apart)
    first: dict[int, int] = {}
    return [first.setdefault(leads[position], place) for place, position in enumerate(at)]


def _distinct(
    all_told: Sequence[Told], weights: Weights, shared: frozenset[str]
) -> tuple[list[Told], list[int]]:
    """Each different entry once, and where each is; two that are vague stay two."""
    distinct: list[Told] = []
    position_of: dict[Told, int] = {}
    at = []
    for one in all_told:
        if one not in position_of or judge(one, one, weights, shared).outcome != "same":
            position_of[one] = len(distinct)
            distinct.append(one)
        at.append(position_of[one])
    return distinct, at


def _pairs(
    distinct: Sequence[Told], weights: Weights, shared: frozenset[str]
) -> tuple[list[tuple[float, int, int]], set[tuple[int, int]]]:
    """The pairs that are the same with their scores, and those that can never be."""
    same, apart = [], set()
    for one, other in _candidates(distinct):
        judgement = judge(distinct[one], distinct[other], weights, shared)
        if judgement.outcome == "same":
            same.append((judgement.score, one, other))
        elif _never(judgement):
            apart.add((one, other))
    return same, apart


def _never(judgement: Judgement) -> bool:
    return judgement.number is False or judgement.own_word or judgement.place is False


def _candidates(distinct: Sequence[Told]) -> Iterator[tuple[int, int]]:
    """Every pair worth comparing, once, the earlier entry first."""
    likely = Likely(distinct, MOST_ALIKE)
    seen: set[tuple[int, int]] = set()
    for start in range(0, len(distinct), CHUNK):
        chunk = distinct[start : start + CHUNK]
        for one, alike in enumerate(likely.by_letters(chunk), start):
            for other in sorted({*likely.by_marks(distinct[one]), *alike}):
                pair = (min(one, other), max(one, other))
                if other != one and pair not in seen:
                    seen.add(pair)
                    yield pair


def _join(
    one: int,
    other: int,
    leads: list[int],
    members: dict[int, set[int]],
    apart: set[tuple[int, int]],
) -> None:
    """Make one group of two, unless a member of one can never be a member of the other."""
    if one == other:
        return
    pairs = ((min(a, b), max(a, b)) for a in members[one] for b in members[other])
    if not apart.isdisjoint(pairs):
        return
    lead, follower = min(one, other), max(one, other)
    members[lead] |= members.pop(follower)
    for each in members[lead]:
        leads[each] = lead
