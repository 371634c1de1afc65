"""What earlier editions told, and what they hid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from analysis.counted import Group
from analysis.disclosure.said import of_all
from analysis.disclosure.system import Sum
from analysis.payload import Hidden, Payload
from analysis.programme.disclosure import Disclosure


@dataclass(frozen=True)
class Before:
    """Counts that readers have from earlier editions; the last one that told a count holds.

    `kept` are the sums that those editions left uncertain, with the width of what is possible.
    """

    shown: Mapping[Group, int] = field(default_factory=dict)
    hidden: frozenset[Group] = frozenset()
    kept: Mapping[Sum, float] = field(default_factory=dict)


def before(
    earlier: Sequence[Sequence[Payload]], rules: Disclosure, kept: Mapping[Sum, float] | None = None
) -> Before:
    """What the protected payloads of earlier editions told, the first edition first."""
    shown: dict[Group, int] = {}
    hidden: set[Group] = set()
    for edition in earlier:
        for one in of_all(edition, rules):
            if isinstance(one.value, Hidden):
                hidden.add(one.group)
            elif isinstance(one.value, int):
                shown[one.group] = one.value
    return Before(shown, frozenset(hidden - shown.keys()), kept or {})
