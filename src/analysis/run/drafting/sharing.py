"""Scales that several questions share: options that are the same are declared once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from analysis.cleaning.text import key
from analysis.run.drafting.proposed import Asked, Place

OTHER = Place("other", "iets anders", english="something else")


@dataclass(frozen=True)
class Shared:
    """Scales by id, and for each question the id of its scale, where it has one."""

    scales: dict[str, tuple[Place, ...]]
    of: list[str | None]


def shared(questions: Sequence[Asked], ids: Sequence[str]) -> Shared:
    """The scales of a form; a question with fewer options takes the scale that has them all."""
    scales: dict[str, tuple[Place, ...]] = {}
    of: list[str | None] = [None] * len(questions)
    largest = sorted(range(len(questions)), key=lambda at: -len(questions[at].options))
    for at in largest:
        asked = questions[at]
        if not asked.options:
            continue
        options = (*asked.options, OTHER) if asked.other else asked.options
        if asked.scale:
            scales[asked.scale] = _joined(scales.get(asked.scale, ()), options)
            of[at] = asked.scale
            continue
        name = None if asked.boxes else _holding(options, scales)
        if name is None:
            name = f"of-{ids[at].lower()}"
            scales[name] = options
        of[at] = name
    used = [name for name in of if name is not None]
    return Shared({name: scales[name] for name in dict.fromkeys(used)}, of)


def _holding(options: Sequence[Place], scales: dict[str, tuple[Place, ...]]) -> str | None:
    """The scale that has all these options, as codes and with the same places."""
    wanted = {(key(one.name), one.value, one.missing) for one in options}
    for name, held in scales.items():
        if wanted <= {(key(one.name), one.value, one.missing) for one in held}:
            return name
    return None


def _joined(first: Sequence[Place], second: Sequence[Place]) -> tuple[Place, ...]:
    """The options of both, with the spellings of both."""
    found = {one.code: one for one in first}
    for one in second:
        known = found.get(one.code, one)
        spoken = {key(word): word for word in (*known.spoken, *one.spoken)}
        found[one.code] = replace(known, spoken=tuple(spoken.values()))
    placed = [one for one in found.values() if not one.missing and one is not OTHER]
    return (*placed, *(one for one in found.values() if one not in placed))
