"""What goes wrong, said in one sentence: where, what, expected, what to do, what we did.

Every failure that a user can meet is one of the errors below, each with its own exit code.
Remarks on rows are no errors: cleaning keeps them in the problems table.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Set

from rapidfuzz import process
from rapidfuzz.distance import Indel


class UserError(Exception):
    """A failure that its reader can mend. It holds one or more sentences."""

    exit_code = 1

    def __init__(self, *sentences: str) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


class UsageError(UserError):
    """The command was given something that does not exist: a programme, report or date."""

    exit_code = 2


class DeclarationError(UserError):
    """A declaration says something that cannot be, or no longer matches."""

    exit_code = 3


class ExportError(UserError):
    """A raw export is missing, unreadable, empty or has lost a column."""

    exit_code = 4


class FactError(UserError):
    """A published figure does not come out of the raw exports any more."""

    exit_code = 5


class StrictError(UserError):
    """With `--strict` a problem on a row is fatal."""

    exit_code = 6


class NotebookError(UserError):
    """A notebook failed, or showed something that did not go through `show`."""

    exit_code = 7


class WriteError(UserError):
    """The results could not be written: no room, no rights, or another run is busy."""

    exit_code = 8


class GateError(UserError):
    """A page is not fit to be published; what was published stands as it was."""

    exit_code = 9


MOST_NAMED = 20
CLOSE = 0.6
"""From how much of their letters in common on one name may have been meant by another."""
ROUNDED = 1e-9
"""Two ways to work out the same number differ less."""


def suggestion(word: str, known: Iterable[str]) -> str:
    """What is known, and the nearest of it as a question; for the end of a sentence.

    Of many names only the nearest are told.
    """
    names = known if isinstance(known, Set) else {str(name) for name in known}
    if not names:
        return "There are none."
    near = nearest(word, names)
    question = f' Did you mean "{near}"?' if near else ""
    if len(names) > MOST_NAMED:
        return f"None of the {len(names)} known ones is that.{question}"
    return f"Known: {', '.join(sorted(names))}.{question}"


def nearest(word: str, names: Iterable[str]) -> str | None:
    """The name that difflib finds closest, if one is close."""
    # Letters in the same order are never fewer than those in blocks that difflib counts, and are
    # counted a thousand times faster: only what is not too far by them is looked at.
    letters = Indel.normalized_similarity
    less = CLOSE - 0.05  # what is just close enough by one count may be just not by the other
    alike = process.extract(word, names, scorer=letters, score_cutoff=less, limit=None)
    found, most = None, CLOSE
    compared = difflib.SequenceMatcher()
    compared.set_seq2(word)
    for name, bound, _ in sorted(alike, key=lambda one: (-one[1], one[0])):
        if bound < most - ROUNDED:
            break
        compared.set_seq1(name)
        close = compared.ratio()
        if close > most or (close == most and (found is None or name > found)):
            found, most = name, close
    return found
