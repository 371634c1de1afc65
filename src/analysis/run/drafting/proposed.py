"""What a draft proposes: questions with their options, and what of them is not sure."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from analysis.run.drafting.columns import Column


@dataclass(frozen=True)
class Place:
    """An option to be: the words of it, its place on a scale, or why it has none."""

    code: str
    name: str
    value: int | None = None
    missing: str | None = None
    spoken: tuple[str, ...] = ()
    english: str = ""


@dataclass(frozen=True)
class Asked:
    """A question to be: how it was asked, and what of that is not sure."""

    column: Column
    kind: str
    options: tuple[Place, ...] = ()
    scale: str = ""
    lowest: int | None = None
    highest: int | None = None
    other: bool = False
    boxes: dict[str, str] = field(default_factory=dict)
    unsure: tuple[str, ...] = ()

    def doubting(self, *why: str) -> Asked:
        """The same with more that is not sure."""
        return replace(self, unsure=(*self.unsure, *why))
