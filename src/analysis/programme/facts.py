"""Published facts: figures that stand in public, and how the data can reproduce them."""

from __future__ import annotations

from datetime import date
from typing import Self

from pydantic import model_validator

from analysis.programme.models import Declared, Text

Expected = bool | int | float | str | date | list[int | str | date]


class Fact(Declared):
    """A published statement with its place in the source.

    A fact that data decide names an indicator, the arguments it is `given`, the row of
    its frame by `where`, a column and
    the value expected there; a list is held to all rows that match. Other facts say which
    export they await, or why no data can decide them.
    """

    id: str
    text: Text
    place: str
    indicator: str | None = None
    given: dict[str, str] = {}
    where: dict[str, str | int | bool] = {}
    column: str | None = None
    expected: Expected | None = None
    awaits: Text | None = None
    undecidable: Text | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        ways = [self.indicator, self.awaits, self.undecidable]
        if sum(way is not None for way in ways) != 1:
            raise ValueError(
                "give exactly one of: indicator (with column and expected), awaits, undecidable"
            )
        if self.indicator is not None and (self.column is None or self.expected is None):
            raise ValueError("a fact with an indicator needs a column and an expected value")
        return self


class Facts(Declared):
    """All published facts of a programme."""

    facts: list[Fact]
