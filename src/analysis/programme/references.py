"""Reference populations: of whom the participants are a part, as somebody else counted them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Annotated

from pydantic import Field

from analysis.programme.declared import Declared, Text
from analysis.programme.levels import unknown_codes

Whole = Annotated[int, Field(ge=0)]


class Reference(Declared):
    """A population that participants come from, with its size and its make-up.

    `counts` gives, of an attribute, how many there are with each code; `total` how many there
    are in all, where that is not the sum. `complete` says that it is a register of everyone, so
    that the participants of a census are all there are and need no interval.
    """

    id: str
    name: Text
    source: Text
    as_of: date
    counts: dict[str, dict[str, Whole]]
    total: int | None = Field(default=None, ge=1)
    complete: bool = False

    @property
    def size(self) -> int:
        """How many there are in all."""
        return self.total or max((sum(one.values()) for one in self.counts.values()), default=0)


def misreferred(
    place: str, references: Sequence[Reference], vocabularies: Mapping[str, Mapping[str, Text]]
) -> Iterator[str]:
    """A sentence for each count of a reference population that cannot be compared or be true."""
    for number, reference in enumerate(references):
        at = f"{place}, references[{number}]"
        sums = {attribute: sum(codes.values()) for attribute, codes in reference.counts.items()}
        for attribute, codes in reference.counts.items():
            yield from unknown_codes(
                f"{at}.counts.{attribute}", attribute, list(codes), vocabularies
            )
        if not any(sums.values()):
            yield f"{at}.counts: nobody is counted. Give at least one attribute with its counts."
        elif reference.total is None and len(set(sums.values())) > 1:
            told = ", ".join(f"{attribute} {many}" for attribute, many in sums.items())
            yield f"{at}.counts: the sums differ ({told}). Say with total how many there are."
        elif reference.total is not None and max(sums.values()) > reference.total:
            yield (
                f"{at}.total: {reference.total} is fewer than its counts add up to "
                f"({max(sums.values())}). Correct one of them."
            )
