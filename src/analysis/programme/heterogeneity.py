"""By what participants are told apart when all that is known of them is taken together."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.problems import suggestion
from analysis.programme.declared import Declared

CATEGORIES = (
    "sector", "discipline", "legal_form", "maturity", "size_class", "capacity", "arrondissement",
)  # fmt: skip
"""The attributes of participants that are codes."""

ORDERED = ("maturity", "size_class")
"""Of these the codes go from low to high, in the order in which they are declared."""

NUMBERS = ("fte", "volunteers", "budget_eur")
"""The attributes of participants that are numbers."""

USUAL = ("sector", "legal_form", "maturity", "fte")
"""What is taken together where a programme declares nothing, as far as it is known."""


class Heterogeneity(Declared):
    """The attributes that count when participants are compared by all of them together.

    Each weighs the same. Numbers in `log` count by their order of magnitude, so that the step
    from 1 to 2 weighs about as much as that from 20 to 40. Without `attributes` it is sector, legal
    form, maturity and staff, as far as these are known, and staff counts by its order of magnitude.
    """

    attributes: list[str] = []
    log: list[str] = []

    @property
    def logarithmic(self) -> tuple[str, ...]:
        """The numbers that count by their order of magnitude."""
        return tuple(self.log) if self.attributes else NUMBERS


def incomparable(place: str, declared: Heterogeneity) -> Iterator[str]:
    """A sentence for each attribute that participants do not have, or that stands twice."""
    at = f"{place}, heterogeneity"
    known = [*CATEGORIES, *NUMBERS]
    for name in dict.fromkeys(declared.attributes):
        if name not in known:
            yield (
                f'{at}.attributes: "{name}" is not an attribute of participants. '
                f"{suggestion(name, known)}"
            )
        elif declared.attributes.count(name) > 1:
            yield f'{at}.attributes: "{name}" stands there more than once. Keep one.'
    for name in declared.log:
        if name not in NUMBERS:
            yield f'{at}.log: "{name}" is not a number. {suggestion(name, NUMBERS)}'
        elif name not in declared.attributes:
            yield f'{at}.log: "{name}" is not among the attributes. Add it there, or take it out.'
