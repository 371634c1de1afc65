"""The names under which a column may be declared, where the language of a tool varies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Known = tuple[tuple[str, ...], ...]
"""For each column that a tool writes: our own name for it, then how the tool calls it."""


def names(header: Sequence[str], known: Known, more: Sequence[str] = ()) -> Known:
    """For each cell of a header all names of its column, the cell itself first.

    `more` are further names by place. A name that the header gives to another column is left
    out, and so is one that would stand for two of them.
    """
    written = {same(cell) for cell in header}
    found = [_called(cell, known) for cell in header]
    found = [[*one, *more[place : place + 1]] for place, one in enumerate(found)]
    times: dict[str, int] = {}
    for one in found:
        for name in {same(name) for name in one}:
            times[name] = times.get(name, 0) + 1
    own = [
        {same(n): n for n in one if n and same(n) not in written and times[same(n)] == 1}
        for one in found
    ]
    return tuple((cell, *one.values()) for cell, one in zip(header, own, strict=True))


def same(text: str) -> str:
    """What two spellings of a header share: space and case do not count."""
    return " ".join(text.replace("\u200b", "").split()).casefold()


def _called(cell: str, known: Known) -> list[str]:
    for column in known:
        if same(cell) in map(same, column):
            return list(column)
    return []


def trimmed(cells: Iterable[str]) -> list[str]:
    """The cells without the empty ones behind them."""
    kept = list(cells)
    while kept and not kept[-1].strip():
        kept.pop()
    return kept
