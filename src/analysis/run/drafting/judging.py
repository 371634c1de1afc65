"""What a column of an export was asked as, by what stands in it; what is not sure is said."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from analysis.cleaning.choices import SEPARATOR
from analysis.cleaning.text import key, tidy
from analysis.run.drafting import known
from analysis.run.drafting.columns import Column
from analysis.run.drafting.leaving import PERSONAL
from analysis.run.drafting.proposed import Asked, Place

BOUNDS = re.compile(r"(?<!\d)(\d{1,3})\s*(?:-|–|to|tot|t/m)\s*(\d{1,3})(?!\d)")
"""The bounds of a number as a question names them: 0-10, 1 tot 5."""
CODE = re.compile(r"[A-Za-z]{1,3}\d{1,2}")
MOST_OPTIONS, LONGEST_OPTION = 25, 120
MOSTLY = 0.8
"""From how many of the answers on they are options, and the others somebody's own words."""
SELDOM = "what was chosen seldom is not here: it may be in own words"


def judged(column: Column, usual: Mapping[str, int]) -> Asked:
    """How a column of its own was asked; `usual` tells which scales its form may have used."""
    if column.labels:
        return _labelled(column)
    if not column.filled:
        return Asked(column, "text", unsure=("nobody answered it, so its kind is not known",))
    if (name := known.scale_of(column.counts, usual)) is not None:
        return on_known(column, name)
    if (numbers := _numbers(column)) is not None:
        return _number(column, numbers)
    if all(CODE.fullmatch(answer) or known.why_missing(answer) for answer in column.counts):
        return _coded(column)
    if (options := _several(column)) is not None:
        return options
    return _choice(column)


def on_known(column: Column, name: str) -> Asked:
    """A question on a scale that is known, with all its places and what else was answered."""
    places = known.scales()[name]
    found: dict[int, list[str]] = {}
    strays = 0
    for answer, times in column.counts.items():
        at = known.place_of(answer, name)
        if at is not None:
            found.setdefault(at, []).append(answer)
        elif not known.why_missing(answer):
            strays += times
    options = [
        Place(
            f"A{at + 1}", words[0], at + 1,
            spoken=tuple(one for one in found.get(at, []) if key(one) not in map(key, words[:2])),
            english=words[1],
        )
        for at, words in enumerate(places)
    ]  # fmt: skip
    doubts = [] if len(found) == len(places) else ["not every place of its scale was answered"]
    others = [one for one in known.scales_of(column.counts) if one != name]
    if others:
        doubts.append(f"it may as well be on {' or '.join(others)}")
    if strays:
        doubts.append(f"{strays} of its {len(column.filled)} answers are not on this scale")
    return Asked(column, "scale", (*options, *_without(column)), scale=name, unsure=tuple(doubts))


def _without(column: Column) -> list[Place]:
    """The answers of a column that have no place on a scale."""
    found: dict[str, list[str]] = {}
    for answer in column.counts:
        if why := known.why_missing(answer):
            found.setdefault(why, []).append(answer)
    codes = {"not_applicable": "NA", "dont_know": "DK", "refused": "RF"}
    return [
        Place(
            codes[why], known.missing()[why][0], missing=why,
            spoken=tuple(one for one in answers if key(one) not in
                         map(key, known.missing()[why][:2])),
            english=known.missing()[why][1],
        )
        for why, answers in found.items()
    ]  # fmt: skip


def _labelled(column: Column) -> Asked:
    """A question of which the file itself tells what its codes stand for."""
    pairs = sorted(column.labels.items(), key=lambda pair: (_sortable(pair[0]), pair[0]))
    answers = Counter({label: 1 for _, label in pairs})
    name = known.scale_of(answers)
    spelled = known.places_of(name) if name else {}
    options = tuple(
        Place(
            code.upper() if CODE.fullmatch(code) else code, tidy(label) or code,
            value=None if (at := spelled.get(key(known.bare(label)))) is None else at + 1,
            missing=known.why_missing(label),
        )
        for code, label in pairs
    )  # fmt: skip
    asked = Asked(column, "scale" if name else "choice", options)
    if not name:
        asked = asked.doubting("whether its options have an order; give them values if so")
    return asked


def _number(column: Column, numbers: list[float]) -> Asked:
    lowest, highest = min(numbers), max(numbers)
    whole = all(one.is_integer() for one in numbers)
    if (told := BOUNDS.search(column.words)) and int(told[1]) < int(told[2]):
        least, most = int(told[1]), int(told[2])
        if least <= lowest and highest <= most:
            return Asked(column, "number", lowest=least, highest=most)
    if whole and lowest >= 0 and 5 < highest <= 10 and len(numbers) > 4:
        asked = Asked(column, "number", lowest=0, highest=10)
        return asked if (lowest, highest) == (0, 10) else asked.doubting("its bounds")
    if whole and lowest >= 1 and 2 < highest <= 5:
        asked = Asked(column, "number", lowest=1, highest=5)
        return asked.doubting("its bounds, and whether the numbers are places with words")
    if whole and {0, 1} >= set(numbers):
        return Asked(column, "number", lowest=0, highest=1).doubting(
            "whether this is a box, with 1 where it was ticked"
        )
    return Asked(column, "number").doubting("its bounds; without them any number is read")


def _coded(column: Column) -> Asked:
    """Answers of which only codes are in the file, as LimeSurvey may export them."""
    codes = sorted(
        (one for one in column.counts if not known.why_missing(one)), key=lambda one: _sortable(one)
    )
    options = tuple(Place(code, code) for code in codes)
    return Asked(column, "choice", (*options, *_without(column))).doubting(
        "what its codes stand for and whether they have an order; codes nobody chose are not here"
    )


def _several(column: Column) -> Asked | None:
    """Several answers in one cell, between separators; none where it does not look like that."""
    joined = [cell for cell in column.filled if SEPARATOR.search(cell.strip(" ;,|"))]
    if len(joined) < max(2, len(column.filled) / 10):
        return None
    for sign in (";", "|", ","):
        parts, words = _parts(column, sign)
        common = [part for part, times in parts.items() if times >= _least(column)]
        few = 2 <= len(common) <= min(MOST_OPTIONS, len(column.counts) - 1)
        covered = sum(parts[part] for part in common) >= MOSTLY * parts.total()
        if not few or not covered or not all(_an_option(words[part]) for part in common):
            continue
        other = len(common) < len(parts)
        asked = Asked(column, "choices", _plain(words[part] for part in common), other=other)
        asked = asked.doubting("whether more options were offered than were chosen")
        return asked.doubting(SELDOM) if other else asked
    return None


def _parts(column: Column, sign: str) -> tuple[Counter[str], dict[str, str]]:
    """How many cells hold each part between separators, and how it was first written."""
    parts: Counter[str] = Counter()
    words: dict[str, str] = {}
    for cell in column.filled:
        found = {key(part): tidy(part) for part in cell.split(sign) if part.strip()}
        parts.update(found.keys())
        words = found | words
    return parts, words


def _choice(column: Column) -> Asked:
    """One answer out of a few that return; else own words."""
    least = _least(column)
    common = {answer: times for answer, times in column.counts.items() if times >= least}
    few = 2 <= len(common) <= min(MOST_OPTIONS, max(3, len(column.filled) // 3))
    covered = sum(common.values()) >= MOSTLY * len(column.filled)
    if not few or not covered or not all(map(_an_option, common)):
        asked = Asked(column, "text")
        one = len(column.counts) == 1
        return asked.doubting("everyone gave the same answer") if one else asked
    placed = [answer for answer in common if not known.why_missing(answer)]
    asked = Asked(
        column,
        "choice",
        (*_plain(placed), *_without(column)),
        other=len(common) < len(column.counts),
    )
    if numbered := _numbered(placed):
        options = (*numbered, *_without(column))
        asked = replace(asked, kind="scale", options=options)
        return asked.doubting("whether places are missing that nobody chose")
    doubts = []
    if len(placed) > 2:
        doubts.append("whether its options have an order; give them values if so")
    if asked.other:
        doubts.append(SELDOM)
    return asked.doubting(*doubts)


def _numbered(answers: list[str]) -> tuple[Place, ...] | None:
    """Options with a number beside their words, in its order."""
    numbers = {answer: known.number_of(answer) for answer in answers}
    placed = [number for number in numbers.values() if number is not None]
    if len(placed) < 2 or len(set(placed)) != len(answers):
        return None
    return tuple(
        Place(f"A{at + 1}", known.bare(answer), numbers[answer], spoken=(answer,))
        for at, answer in enumerate(sorted(answers, key=lambda one: numbers[one] or 0))
    )


def _plain(answers: Iterable[str]) -> tuple[Place, ...]:
    named = sorted(answers, key=key)
    return tuple(Place(f"O{at}", name) for at, name in enumerate(named, start=1))


def _least(column: Column) -> int:
    """How often an answer must stand in a column to be an option, and nobody's own words."""
    return 3 if len(column.filled) >= 20 else 2


def _an_option(text: str) -> bool:
    return 0 < len(text) <= LONGEST_OPTION and not PERSONAL.search(text)


def _numbers(column: Column) -> list[float] | None:
    """The cells as numbers, unless one is none."""
    found = []
    for cell in column.filled:
        if known.why_missing(cell) or not re.fullmatch(r"-?\d+([.,]\d+)?", cell):
            return None
        found.append(float(cell.replace(",", ".")))
    return found


def _sortable(code: str) -> float:
    digits = re.search(r"-?\d+(\.\d+)?", code)
    return float(digits[0]) if digits else 0.0
