"""How much of what tells about whom it is was found in a trial, kept true by a test.

The sentences of the trial, in Dutch and French, were made up by who made the rules, so that in real
answers less is found. Whoever changes the rules or the sentences counts again.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Trial:
    """How many sentences, and of what was in them how many were found; `wrong` was nothing."""

    sentences: int
    found: int
    there: int
    marked: int
    wrong: int

    @property
    def recall(self) -> float:
        """The share of what was there that was found."""
        return self.found / self.there

    @property
    def precision(self) -> float:
        """The share of what was marked that was there."""
        return (self.marked - self.wrong) / self.marked


TRIAL = Trial(sentences=68, found=52, there=55, marked=54, wrong=2)
BY_KIND = {
    "account": (2, 2),
    "address": (2, 2),
    "handle": (2, 2),
    "mail": (3, 3),
    "name": (26, 28),
    "number": (2, 2),
    "organisation": (11, 12),
    "phone": (4, 4),
}
"""Kind -> how many were found, and how many there were."""
