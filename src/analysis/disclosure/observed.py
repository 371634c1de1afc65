"""The value that a chart holds against chance tells of those that it was worked out of."""

from __future__ import annotations

from analysis.disclosure.choice import Choice
from analysis.disclosure.hiding import CONFIDENTIAL, SMALL_BASE, is_hidden
from analysis.disclosure.said import group_of
from analysis.payload import Hidden, Observed
from analysis.programme.disclosure import Disclosure


def observed(found: Observed, choice: Choice, rules: Disclosure) -> tuple[Observed, str]:
    """The value as readers outside get it, and why it is hidden where it is.

    It goes with each count that it was worked out of, and where one of them is too small.
    """
    counted = [one.counted for one in (found.value, *found.counts) if one.counted]
    protected = any(rules.smallest(group_of(one, {}, rules).unit) > 1 for one in counted)
    counts = [one.value for one in found.counts if isinstance(one.value, int)]
    if isinstance(found.value.value, Hidden) or found.value.value is None:
        return Observed(value=found.value), ""
    if any(is_hidden(one, {}, choice, rules) for one in counted):
        return _without(found, CONFIDENTIAL), "derived"
    if protected and min(counts, default=rules.min_base) < rules.min_base:
        return _without(found, SMALL_BASE), "small_base"
    # The counts themselves are not told, so they do not leave with the edition either.
    return Observed(value=found.value), ""


def _without(found: Observed, hidden: Hidden) -> Observed:
    return Observed(value=found.value.model_copy(update={"value": hidden}))
