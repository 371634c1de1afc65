"""The nearest of a hundred thousand names is sought fast, and is the one that difflib finds."""

from __future__ import annotations

import difflib
import random

from analysis.problems import suggestion


def test_the_nearest_name_is_the_one_that_difflib_finds() -> None:
    chance = random.Random(1)
    found = 0
    for _ in range(3_000):
        names = {_letters(chance) for _ in range(chance.choice((1, 5, 50)))}
        word = _letters(chance)
        near = difflib.get_close_matches(word, sorted(names), n=1, cutoff=0.6)
        asked = f'Did you mean "{near[0]}"?' if near else ""
        assert suggestion(word, names).endswith(asked or ("." if names else ""))
        found += bool(near)
    assert found > 500


def _letters(chance: random.Random) -> str:
    return "".join(chance.choice("abcde") for _ in range(chance.randrange(1, 12)))
