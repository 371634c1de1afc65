"""Names in declarations: each must lead somewhere, and stand once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from analysis.problems import suggestion


def unknown(place: str, value: str, what: str, known: Iterable[str]) -> str:
    """The sentence for a name that is not one of the known ones."""
    return f'{place}: "{value}" is not {what}. {suggestion(value, known)}'


def repeated(place: str, ids: list[str]) -> Iterator[str]:
    """A sentence for each id that stands more than once."""
    for identity, times in Counter(ids).items():
        if times > 1:
            yield f'{place}: the id "{identity}" stands {times} times. Keep one.'
