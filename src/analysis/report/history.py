"""The editions of a report before one of them, as its page lists them, in their state of now."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.draw.words import Words
from analysis.report.change_words import causes
from analysis.report.editions import Record, settled
from analysis.report.frame import Change, Earlier


def why(before: Record, after: Record, words: Words) -> tuple[Change, ...]:
    """Why an edition differs from the one before, in sentences."""
    reason = after.reason.get(words.language, "")
    return causes(after.kinds, before.as_of, after.as_of, reason, words)


def before(record: Record, others: Sequence[Record], words: Words) -> tuple[Earlier, ...]:
    """The editions before one, the newest first, each with why it was replaced or withdrawn.

    `others` are those that readers know, for the same audience.
    """
    known = settled(sorted(others, key=lambda one: one.number))
    return tuple(
        Earlier(
            number=one.number,
            state=one.state,
            released_on=one.released_on,
            href=f"../{one.number}/{one.page(words.language)}",
            summary=_summary(one, known, words),
        )
        for one in reversed(known)
        if one.number < record.number
    )


def _summary(one: Record, known: Sequence[Record], words: Words) -> str:
    """What was wrong with it, or why the next was made; nothing where the next was wrong too."""
    if one.withdrawal:
        return one.withdrawal.erratum.get(words.language, "")
    after = next((other for other in known if other.number > one.number), None)
    if after is None or after.withdrawal:
        return ""
    return " ".join(cause.text for cause in why(one, after, words))
