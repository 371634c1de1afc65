"""Learning levels and roles: which participants they are for, as rules that anyone can read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from babel.lists import format_list

from analysis.problems import suggestion
from analysis.programme.declared import Declared, Text

ATTRIBUTES = (
    "sector", "discipline", "legal_form", "capacity", "maturity", "size_class", "arrondissement",
)  # fmt: skip
"""What is recorded of a participant in codes, so that a rule can ask for it."""

Conditions = dict[str, list[str]]
"""Attribute -> the codes of which a participant must have one."""


class Level(Declared):
    """A learning level, and who belongs to it: those who meet all that `when` asks.

    Levels are declared from low to high and tried in that order: the first that fits wins. One
    without `when` takes everyone who is left. Of whom something was not recorded that decides,
    the level is not known; `not_recorded` says that this level takes them in.
    """

    id: str
    name: Text
    when: Conditions = {}
    not_recorded: bool = False


class Role(Declared):
    """A role that some participants may be asked for, and who comes into question.

    They have one of `levels` (any, where none is named), meet `when`, and came to all, to at
    least one or to any number of the sessions for everyone that were held.
    """

    id: str
    name: Text
    levels: list[str] = []
    when: Conditions = {}
    attended: Literal["all", "once", "any"] = "all"


def misruled(
    place: str,
    levels: Sequence[Level],
    roles: Sequence[Role],
    vocabularies: Mapping[str, Mapping[str, Text]],
) -> Iterator[str]:
    """A sentence for each rule of a level or role that asks for what nobody has."""
    for number, level in enumerate(levels):
        at = f"{place}, levels[{number}]"
        yield from _unasked(f"{at}.when", level.when, vocabularies)
        if not level.when and number < len(levels) - 1:
            yield (
                f"{at}: it has no rule, so the levels below it get nobody. Add when, or make it "
                "the last one."
            )
    if sum(level.not_recorded for level in levels) > 1:
        yield (
            f"{place}, levels: more than one takes those of whom something was not recorded. Keep "
            "not_recorded = true at one."
        )
    known = [level.id for level in levels]
    for number, role in enumerate(roles):
        at = f"{place}, roles[{number}]"
        yield from _unasked(f"{at}.when", role.when, vocabularies)
        for name in role.levels:
            if name not in known:
                yield f'{at}.levels: "{name}" is not a level. {suggestion(name, known)}'


def _unasked(
    at: str, when: Conditions, vocabularies: Mapping[str, Mapping[str, Text]]
) -> Iterator[str]:
    for attribute, codes in when.items():
        yield from unknown_codes(f"{at}.{attribute}", attribute, codes, vocabularies)
        if not codes:
            yield f"{at}.{attribute}: it names no code, so nobody fits. Name one, or take it out."


def unknown_codes(
    at: str,
    attribute: str,
    codes: Sequence[str],
    vocabularies: Mapping[str, Mapping[str, Text]],
) -> Iterator[str]:
    """A sentence for an attribute that participants lack, and for each code that it lacks."""
    if attribute not in ATTRIBUTES:
        yield (
            f'{at}: "{attribute}" is not an attribute of participants. '
            f"{suggestion(attribute, ATTRIBUTES)}"
        )
        return
    known = vocabularies.get(attribute)
    if known is None:
        yield f"{at}: this programme declares no codes for it. Add [vocabularies.{attribute}]."
        return
    for code in codes:
        if code not in known:
            yield f'{at}: "{code}" is not a code of {attribute}. {suggestion(code, known)}'


def condition(attribute: str, codes: Sequence[str]) -> str:
    """The code under which one condition of a rule is worded."""
    return f"{attribute}: {', '.join(codes)}"


def worded(
    levels: Sequence[Level],
    roles: Sequence[Role],
    vocabularies: Mapping[str, Mapping[str, Text]],
) -> dict[str, dict[str, str]]:
    """The conditions of all rules in the languages of the programme: `a, b or c`."""
    named = {**vocabularies, "level": {level.id: level.name for level in levels}}
    rules = [*(level.when for level in levels), *(role.when for role in roles)]
    asked = [(attribute, tuple(codes)) for when in rules for attribute, codes in when.items()]
    asked += [("level", tuple(role.levels)) for role in roles if role.levels]
    return {
        condition(attribute, codes): _listed([named[attribute][code] for code in codes])
        for attribute, codes in asked
    }


def _listed(names: Sequence[Text]) -> dict[str, str]:
    texts = [name.in_languages() for name in names]
    return {
        language: format_list([text[language] for text in texts], "or", language)
        for language in texts[0]
        if all(language in text for text in texts)
    }
