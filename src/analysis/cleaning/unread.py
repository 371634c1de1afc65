"""Why an answer could not be read, and what it may have been meant as; it is never quoted."""

from __future__ import annotations

from analysis.cleaning import parsing
from analysis.cleaning.choices import Options
from analysis.problems import nearest
from analysis.programme import Question

MOST_LISTED = 8
"""Of more options only the nearest is told."""


def of_options(cell: str, options: Options, decimal: str) -> str:
    """Why an answer is none of the options, and which of them is nearest."""
    scale = options.scale
    names = [option.name.nl for option in scale.options]
    listed = f": {', '.join(names)}" if len(names) <= MOST_LISTED else ""
    near = nearest(cell, {spelling for spelling in options.spelled if spelling})
    meant = options.spelled[near] if near else None
    if meant is None:
        what = "None of them is near. Add its spelling to spoken of the one that is meant."
    else:
        what = (
            f'The nearest is "{meant.name.nl}" ({meant.code}). If that is meant, add its spelling '
            "to spoken of it."
        )
    return (
        f'The answer is {_kind(cell, decimal)} and not one of the options of "{scale.id}"{listed}. '
        f"{what}"
    )


def of_number(cell: str, question: Question, decimal: str) -> str:
    """Why an answer is not a number that could be given."""
    kind, between = _kind(cell, decimal), _between(question)
    if kind == "a number":
        return f"The answer is not a number {between}. Look what was meant and correct it."
    wanted = f" {between}" if between else ""
    return f"The answer is {kind} and not a number{wanted}. Look what was meant and correct it."


def _between(question: Question) -> str:
    lowest, highest = question.lowest, question.highest
    if lowest is not None and highest is not None:
        return f"from {lowest:g} to {highest:g}"
    if lowest is not None:
        return f"of {lowest:g} or more"
    return "" if highest is None else f"of {highest:g} or less"


def _kind(cell: str, decimal: str) -> str:
    """What an answer is written in."""
    try:
        parsing.number(cell, decimal=decimal)
    except parsing.NotUnderstoodError:
        pass
    else:
        return "a number"
    letters = any(sign.isalpha() for sign in cell)
    if any(sign.isdigit() for sign in cell):
        return "words with a number in it" if letters else "digits with other signs"
    return "words" if letters else "signs"
