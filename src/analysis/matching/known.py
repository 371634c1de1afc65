"""The organisations that a programme knows, ready to recognise mentions of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from analysis.matching.comparing import EQUAL, RELATED, Weights
from analysis.matching.explaining import features
from analysis.matching.judging import Judgement, Told, judge, told
from analysis.matching.likely import Likely
from analysis.matching.model import Candidate, Mention, Organisation, Outcome, Verdict
from analysis.matching.naming import plain_key

CHUNK = 20_000
SHOWN = 5


class Known:
    """Known organisations, indexed once. Recognising changes nothing; it may run in many places."""

    def __init__(self, organisations: Iterable[Organisation]) -> None:
        self.organisations = tuple(organisations)
        self._told = [told(each) for each in self.organisations]
        self._likely = Likely(self._told)
        self._weights = Weights.of(name for each in self._told for name in each.names)
        self._shared = shared_identifiers(self._told)
        self._declared = _declared(self.organisations)

    def recognise(self, mentions: Sequence[Mention]) -> list[Verdict]:
        """One verdict for each mention, in order; equal mentions are looked at once."""
        verdicts: dict[Mention, Verdict] = {}
        distinct = list(dict.fromkeys(mentions))
        for start in range(0, len(distinct), CHUNK):
            chunk = distinct[start : start + CHUNK]
            verdicts |= zip(chunk, self._recognised(chunk), strict=True)
        return [verdicts[mention] for mention in mentions]

    def _recognised(self, chunk: Sequence[Mention]) -> Iterator[Verdict]:
        """Verdicts by declared alias, else by name and identifiers, else by letters as well."""
        all_told = [told(mention) for mention in chunk]
        found: list[Verdict | None] = []
        for mention, one in zip(chunk, all_told, strict=True):
            alias = self._declared.get(plain_key(mention.name), set())
            if len(alias) == 1:
                position = next(iter(alias))
                found.append(self._same(self._judged(one, [position])[0], declared=True))
                continue
            judged = self._judged(one, self._likely.by_marks(one))
            clear = any(j.outcome == "same" and j.likeness.level == EQUAL for j, _ in judged)
            found.append(self._concluded(judged) if clear else None)
        rest = [one for one, verdict in zip(all_told, found, strict=True) if verdict is None]
        alike = self._likely.by_letters(rest)
        for one, verdict in zip(all_told, found, strict=True):
            if verdict is None:
                positions = dict.fromkeys([*self._likely.by_marks(one), *next(alike)])
                verdict = self._concluded(self._judged(one, list(positions)))
            yield verdict

    def _judged(self, one: Told, positions: Sequence[int]) -> list[tuple[Judgement, int]]:
        """Judgements, best first; equal ones in the order in which organisations are known."""
        judged = [
            (judge(one, self._told[position], self._weights, self._shared), position)
            for position in sorted(positions)
        ]
        near = [each for each in judged if each[0].outcome != "new" or each[0].likeness.level]
        return sorted(near, key=lambda each: each[0].rank, reverse=True)

    def _concluded(self, judged: Sequence[tuple[Judgement, int]]) -> Verdict:
        """One that is the same, and nothing that points at another; else it is doubtful."""
        same = [each for each in judged if each[0].outcome == "same"]
        equal = [each for each in same if each[0].likeness.level == EQUAL]
        # A name word for word goes before one with a slip of the pen.
        best = equal if len(equal) == 1 and not any(j.alone for j, _ in same) else same
        elsewhere = any(j.alone and p != best[0][1] for j, p in judged) if best else False
        if len(best) == 1 and not elsewhere:
            return self._same(best[0])
        shown = [each for each in judged if each[0].outcome != "new"]
        if shown:
            rivals = len(same) - 1 if len(same) > 1 else 0
            return self._verdict("doubtful", shown[:SHOWN], rivals)
        near = [each for each in judged if each[0].likeness.level >= RELATED]
        return self._verdict("new", near[:1])

    def _same(self, found: tuple[Judgement, int], declared: bool = False) -> Verdict:
        return self._verdict("same", [found], declared=declared)

    def _verdict(
        self,
        outcome: Outcome,
        shown: Sequence[tuple[Judgement, int]],
        rivals: int = 0,
        declared: bool = False,
    ) -> Verdict:
        candidates = tuple(
            Candidate(
                self.organisations[position].id,
                1.0 if declared else judgement.score,
                features(judgement, rivals, declared),
            )
            for judgement, position in shown
        )
        organisation = candidates[0].organisation if outcome == "same" else None
        return Verdict(outcome, organisation, candidates)


def shared_identifiers(all_told: Iterable[Told], most: int = 1) -> frozenset[str]:
    """Numbers, telephones and domains of more organisations than one: they single out none."""
    values = Counter(
        value for one in all_told for value in (one.number, one.phone, one.domain) if value
    )
    return frozenset(value for value, count in values.items() if count > most)


def _declared(organisations: Sequence[Organisation]) -> dict[str, set[int]]:
    """The organisations by declared alias, letter for letter; also where another is called so."""
    found: dict[str, set[int]] = {}
    for position, each in enumerate(organisations):
        for alias in each.names[1:]:
            found.setdefault(plain_key(alias), set()).add(position)
    for position, each in enumerate(organisations):
        for name in each.names[:1]:
            if plain_key(name) in found:
                found[plain_key(name)].add(position)
    return found
