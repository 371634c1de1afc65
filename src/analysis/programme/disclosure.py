"""What may be told of those who take part: thresholds, what is sensitive, and what is waived."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date as day
from typing import Literal

from pydantic import Field

from analysis.programme.declared import Declared, Text


class Waiver(Declared):
    """A count that is shown although it is small, with who decided so, when and why.

    It stands below the table in which the count is shown.
    """

    unit: str
    conditions: dict[str, list[str]]
    because: Text
    officer: str
    date: day


class Merged(Declared):
    """Several values of a variable that are counted together where one of them is too small."""

    of: list[str] = Field(min_length=2)
    name: Text


class Levels(Declared):
    """How far from the truth an attacker must stay, in units.

    `upper` and `lower` are the distances that must remain possible above and below the true
    count; `sliding` is the least width of what remains possible, by itself one less than the
    smallest count that may be shown.
    """

    upper: int = Field(default=0, ge=0)
    lower: int = Field(default=0, ge=0)
    sliding: int | None = Field(default=None, ge=1)


class Costs(Declared):
    """What it costs to hide a count, by the place where it stands."""

    count: float = Field(default=1, gt=0)
    sentence: float = Field(default=3, gt=0)
    figure: float = Field(default=5, gt=0)
    total: float = Field(default=10, gt=0)


class Disclosure(Declared):
    """Which counts of participants are protected in what the public reads.

    `min_cell` is the smallest count that is shown, by unit; `units` says which units stand for
    others. `min_base` is the smallest base of a percentage or mean, `small_base` the one under
    which the reader is warned. `sensitive` names variables, and of each the values that may not
    be told of a whole group; none means all. `answers` to a round are shown in full when their
    base is large enough, or are held to `min_cell` like any count. What its own people answered
    is told to an organisation when at least `own_answers_from` of them did: fewer are a
    delegate's opinion, shown to the employer. `known` is how many of each unit a reader is that
    takes itself out of every count (see `knowing`); nobody declares it.
    """

    min_cell: dict[str, int] = {"organisations": 5, "persons": 5}
    units: dict[str, str] = {"responses": "persons"}
    min_base: int = Field(default=10, ge=1)
    small_base: int = Field(default=30, ge=1)
    zero: Literal["open", "disclosive"] = "open"
    answers: Literal["base", "cell"] = "base"
    own_answers_from: int = Field(default=3, ge=2)
    dominance: float = Field(default=0.6, gt=0, le=1)
    sensitive: dict[str, list[str]] = {"absence_category": [], "reason_category": []}
    rare: list[str] = ["municipality"]
    levels: Levels = Levels()
    costs: Costs = Costs()
    merge: dict[str, dict[str, Merged]] = {}
    waivers: list[Waiver] = []
    known: dict[str, int] = {}

    def unit(self, unit: str) -> str:
        """The unit that is protected where this one is counted."""
        return self.units.get(unit, unit)

    def smallest(self, unit: str) -> int:
        """The smallest count of a unit that is shown; 1 where the unit is not protected."""
        return self.min_cell.get(self.unit(unit), 1)

    def width(self, unit: str) -> int:
        """The least width of what must remain possible for a hidden count."""
        return self.levels.sliding or max(self.smallest(unit) - 1, 1)

    def knowing(self, own: Mapping[str, int]) -> Disclosure:
        """The same rules for a reader who is counted and takes itself out of every count.

        `own` is how many of each unit that reader is; of another unit it is one. What is left of
        a count or base is held to the same threshold, and all but itself are a whole group. A
        unit that is not protected stays so.
        """
        cells = {
            unit: least + own.get(unit, 1) if least > 1 else least
            for unit, least in self.min_cell.items()
        }
        base = self.min_base + max([1, *own.values()])
        known = {unit: own.get(unit, 1) for unit, least in self.min_cell.items() if least > 1}
        return self.model_copy(update={"min_cell": cells, "min_base": base, "known": known})

    def is_sensitive(self, variable: str, values: frozenset[str]) -> bool:
        """Whether it may not be told that a whole group has one of these values."""
        told = self.sensitive.get(variable.split(":")[0])
        return told is not None and (not told or values <= set(told))


def merged_vocabulary(variable: str) -> str:
    """What words the codes of a variable where some were counted together."""
    return f"merged.{variable}"
