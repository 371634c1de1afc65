"""Scales that forms often use, and the words by which people say that they have no answer."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from analysis.cleaning.text import key

ENOUGH = 0.8
"""From how many of the answers on it a scale is the one that was asked on."""

Missing = dict[str, list[str]]
"""Why an answer has no place on a scale -> the words for it, the Dutch and English ones first."""

NUMBERED = re.compile(r"^(-?\d{1,2})\s*(?:[-–—=:.)]\s*|\s)(?=\S)|\s*\((-?\d{1,2})\)$")
"""The number that a form puts before or behind the words of a place on its scale."""


@cache
def scales() -> dict[str, list[list[str]]]:
    """Name -> the words of each place, the lowest first."""
    return {name: found["places"] for name, found in _file().items() if "places" in found}


@cache
def missing() -> Missing:
    """The words that mean that there is no answer on the scale, and why."""
    return dict(_file()["missing"])


@cache
def _file() -> dict[str, dict[str, Any]]:
    text = resources.files(__package__).joinpath("scales.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _without() -> dict[str, str]:
    return {key(word): why for why, words in missing().items() for word in words}


def why_missing(text: str) -> str | None:
    """Why an answer has no place on a scale; none where it may have one."""
    return _without().get(key(text))


def bare(text: str) -> str:
    """The words of a place without the number beside them."""
    return NUMBERED.sub("", text).strip() or text


def number_of(text: str) -> int | None:
    """The number beside the words of a place."""
    found = NUMBERED.search(text)
    return int(found[1] or found[2]) if found else None


def places_of(name: str) -> dict[str, int]:
    """Spelling -> place on a scale, from 0."""
    return {key(word): at for at, words in enumerate(scales()[name]) for word in words}


def place_of(answer: str, name: str) -> int | None:
    """The place of an answer on a scale, from 0, by its words or by its number alone.

    A number beside the words must be that of the place.
    """
    at, number = places_of(name).get(key(bare(answer))), number_of(answer)
    if at is not None:
        return at if number in (None, at, at + 1) else None
    if re.fullmatch(r"\d", answer) and 0 < int(answer) <= len(scales()[name]):
        return int(answer) - 1
    return None


def scales_of(answers: Mapping[str, int]) -> list[str]:
    """The scales that nearly all answers are on, in words and at two places at least.

    All of them hold as many of the answers; those with the fewest places come first. Words
    without a place, such as not applicable, do not count.
    """
    placed = {one: times for one, times in answers.items() if not why_missing(one)}
    every, fitting = sum(placed.values()), dict[str, int]()
    for name in sorted(scales(), key=lambda one: (len(scales()[one]), one)):
        worded = {places_of(name).get(key(bare(one))) for one in placed} - {None}
        on = sum(times for one, times in placed.items() if place_of(one, name) is not None)
        if len(worded) > 1 and on >= ENOUGH * every:
            fitting[name] = on
    most = max(fitting.values(), default=0)
    return [name for name, on in fitting.items() if on == most]


def scale_of(answers: Mapping[str, int], usual: Mapping[str, int] | None = None) -> str | None:
    """The scale that answers are on; of several the one on which most questions may have been.

    `usual` tells of how many questions of the form a scale may be that.
    """
    return max(scales_of(answers), key=lambda name: (usual or {}).get(name, 0), default=None)
