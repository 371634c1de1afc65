"""A hundred thousand made-up organisations, and names as people would type them."""

from __future__ import annotations

import random
from collections.abc import Iterator

from analysis.matching import Mention, Organisation
from analysis.matching.vocabulary import places

# ruff: noqa: SIM905
KINDS = (
    "Theater Harmonie Fanfare Koor Museum Festival Toneelkring Heemkring Jeugdhuis Fotoclub "
    "Dansstudio Bibliotheek Kunstencentrum Davidsfonds Natuurpunt Circusatelier Ensemble"
).split()
STARTS = "bal dor kel lin mar nor pel ros sten tam ver wol zil har gro bre kan for lum mir".split()
MIDDLES = "a e i o u aa ee oo ie oe ui ei an en in on er ar or".split()
ENDS = (
    "der ling mans berg veld hof zang kring vuur bron stem lust tuin huis meer wijk gaard".split()
)


def organisations(count: int, chance: random.Random) -> list[Organisation]:
    """Organisations of a kind, called after one or two made-up words, one in two after a town."""
    towns = [names[0].title() for names in places().values()]
    return [
        Organisation(str(place), (_name(chance, chance.choice(towns)),)) for place in range(count)
    ]


def _name(chance: random.Random, town: str) -> str:
    words = [_word(chance) for _ in range(chance.choice((1, 1, 2)))]
    return " ".join([chance.choice(KINDS), *words, *([town] if chance.random() < 0.5 else [])])


def _word(chance: random.Random) -> str:
    parts = [chance.choice(STARTS), chance.choice(MIDDLES), chance.choice(STARTS)]
    return "".join([*parts, chance.choice(MIDDLES), chance.choice(ENDS)]).title()


def mentions(known: list[Organisation], count: int, chance: random.Random) -> Iterator[Mention]:
    """Distinct strings: known names with changes, and one in five of an organisation not known."""
    towns = [names[0].title() for names in places().values()]
    seen: set[str] = set()
    while len(seen) < count:
        new = chance.random() < 0.2
        name = _name(chance, chance.choice(towns)) if new else chance.choice(known).names[0]
        for _ in range(chance.choice((0, 1, 1, 2, 3))):
            name = chance.choice((_legal_form, _capitals, _slip, _order, _left_off))(name, chance)
        if name and name not in seen:
            seen.add(name)
            yield Mention(name)


def _legal_form(name: str, chance: random.Random) -> str:
    return name + chance.choice((" vzw", " VZW", ", v.z.w.", " asbl", " (vzw)"))


def _capitals(name: str, chance: random.Random) -> str:
    return chance.choice((name.upper(), name.lower()))


def _slip(name: str, chance: random.Random) -> str:
    place = chance.randrange(1, max(2, len(name)))
    letter = chance.choice("aeinrst")
    return chance.choice(
        (name[:place] + name[place + 1 :], name[:place] + letter + name[place:],
         name[:place] + letter + name[place + 1 :])
    )  # fmt: skip


def _order(name: str, chance: random.Random) -> str:
    words = name.split()
    return " ".join([*words[1:], *words[:1]])


def _left_off(name: str, chance: random.Random) -> str:
    words = name.split()
    left_off = chance.randrange(max(1, len(words)))
    return " ".join(words[:left_off] + words[left_off + 1 :]) or name
