"""Which counts must stay uncertain by themselves, before anything is worked out of others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from analysis.counted import Group, undated
from analysis.disclosure.system import Sum
from analysis.programme.disclosure import Disclosure

Rule = Literal["small", "zero", "rest", "unanimous", "change", "before"]
"""A small count; a zero that may not be told; the small rest of a group; a group that all
answers alike; a small change since an earlier edition; hidden in an earlier edition."""

ANSWERED = ("answer", "change", "shift")
"""Variables that tell what was answered, or how answers to two rounds differ."""

OF_A_ROUND = (*ANSWERED, "round", "finished", "late", "gap")
"""Variables that tell something of an answer to a round, and nothing of who gave it."""

Place = tuple[str, frozenset[tuple[str, frozenset[str]]], str]


@dataclass(frozen=True)
class Told:
    """The counts that readers are told in this release, and out of which base each is.

    `few` are the counts that are part of a group which is small itself.
    """

    values: Mapping[Group, int]
    bases: Mapping[Group, int]
    few: frozenset[Group] = frozenset()


def primary(told: Told, rules: Disclosure) -> dict[Sum, Rule]:
    """The sums that must stay uncertain, each with the rule that says so."""
    found: dict[Sum, Rule] = {}
    for group, value in told.values.items():
        smallest = rules.smallest(group.unit)
        if smallest > 1 and not _open_answers(group, told, rules):
            if 0 < value < smallest:
                found[((group, 1),)] = "small"
            elif value == 0 and (rules.zero == "disclosive" or group in told.few):
                found[((group, 1),)] = "zero"
    chosen = _by_answer(told.values, rules)
    for whole, part, variable in parts(told.values):
        if (whole, variable) not in chosen:
            _of_part(found, told, rules, (whole, part, variable))
    return found


def _by_answer(values: Mapping[Group, int], rules: Disclosure) -> set[tuple[Group, str]]:
    """Groups that only an answer puts together, while enough others answered otherwise.

    All who agree may agree to the same extent: nobody knows who agrees but by that answer.
    """
    return {
        (part, variable)
        for whole, part, variable in parts(values)
        if undated(variable).split(":")[0] in ANSWERED
        and variable in dict(whole.of)
        and values[whole] - values[part] >= rules.smallest(whole.unit)
    }


def _of_part(
    found: dict[Sum, Rule], told: Told, rules: Disclosure, pair: tuple[Group, Group, str]
) -> None:
    whole, part, variable = pair
    values = dict(part.of)[variable]
    if not is_told_by_all(variable, values, rules):
        return
    smallest = rules.smallest(part.unit)
    left = told.values[whole] - told.values[part]
    # Who is in the rest takes itself out, and reads what all others have in common.
    known = rules.known.get(rules.unit(part.unit), 0)
    if smallest > 1 and told.values[part] and left <= known and len(values) == 1:
        found[((part, 1),)] = "unanimous"
    elif 0 < left < smallest and not _open_answers(part, told, rules):
        found.setdefault(((whole, 1), (part, -1)), "rest")


def of_few(values: Mapping[Group, int], rules: Disclosure) -> frozenset[Group]:
    """The groups that are part of a known group with few in it.

    Of these also a zero is told to nobody: it would say what none of the few did, and to hide
    only what is no zero would say what one of them did.
    """
    return frozenset(
        part for whole, part, _ in parts(values) if 0 < values[whole] < rules.smallest(whole.unit)
    )


def is_told_by_all(variable: str, values: frozenset[str], rules: Disclosure) -> bool:
    """Whether nobody may learn that all of a group have one of these values."""
    named = undated(variable)
    return named.split(":")[0] in ANSWERED or rules.is_sensitive(named, values)


def parts(values: Mapping[Group, int]) -> Iterator[tuple[Group, Group, str]]:
    """Each group with each that asks less of one variable, and that variable."""
    places: dict[Place, list[tuple[frozenset[str], Group]]] = {}
    for group in values:
        for variable, asked in group.of:
            rest = group.of - {(variable, asked)}
            places.setdefault((group.unit, rest, variable), []).append((asked, group))
    for (unit, rest, variable), members in places.items():
        whole = Group(unit, rest)
        for asked, part in members:
            if whole in values:
                yield whole, part, variable
            for more, group in members:
                if asked < more:
                    yield group, part, variable


def siblings(group: Group, variable: str, values: Mapping[Group, int]) -> list[Group]:
    """The groups that ask the same but for the values of one variable."""
    rest = frozenset(pair for pair in group.of if pair[0] != variable)
    return [
        other
        for other in values
        if other.unit == group.unit
        and len(other.of) == len(group.of)
        and rest < other.of
        and variable in dict(other.of)
    ]


def rounds(group: Group) -> set[str]:
    """The rounds of which a group tells something."""
    named = (undated(variable).partition(":") for variable, _ in group.of)
    return {rest.partition(".")[0] for kind, _, rest in named if kind in OF_A_ROUND}


def _open_answers(group: Group, told: Told, rules: Disclosure) -> bool:
    """Whether a count is of answers of a whole round with a base that is large enough."""
    if rules.answers != "base" or not group.of:
        return False
    if any(undated(variable).split(":")[0] not in OF_A_ROUND for variable, _ in group.of):
        return False
    return told.bases.get(group, 0) >= rules.min_base
