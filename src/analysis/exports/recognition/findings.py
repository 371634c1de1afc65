"""What was found out about a file, how sure that is, and what shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Confidence = Literal["sure", "likely", "unsure"]

ORDER: tuple[Confidence, ...] = ("sure", "likely", "unsure")


@dataclass(frozen=True)
class Finding:
    """One thing that a file shows of itself, with the reason why it is thought so.

    Without a value it was looked for and is not there, or cannot be told.
    """

    value: str | None
    confidence: Confidence
    reason: str

    @property
    def unsure(self) -> bool:
        """Whether a person must look before it is believed."""
        return self.confidence == "unsure"


def least(*found: Confidence) -> Confidence:
    """The weakest of several confidences, as a chain is as strong as its weakest link."""
    return max(found, key=ORDER.index, default="sure")
