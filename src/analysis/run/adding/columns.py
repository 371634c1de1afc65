"""What became of each column of a list that was sent again: moved, renamed, split, new or lost."""

from __future__ import annotations

from difflib import SequenceMatcher

from analysis.cleaning.text import key
from analysis.exports.recognition import Confidence
from analysis.programme.columns import REQUIRED
from analysis.run.adding.pairs import Fates, Pair
from analysis.run.adding.persons import halves_of, joined, split
from analysis.run.adding.proposal import Answers, Part, Question
from analysis.run.adding.words import likeness

NONE = "none of these"
AS_HEADED, EXCHANGED = "as the headers say", "as the cells say"
AGREES, SAME, APART = 0.5, 0.6, 0.25
MOST_CHOICES = 8


def fates(pair: Pair, answers: Answers) -> Fates:
    """What became of each column that the export declares, and of those that are strange to it."""
    found = Fates()
    lost = []
    for column in pair.export.columns:
        header = next(
            (one for one in pair.export.headers(column) if pair.new.place(one) is not None), None
        )
        if header is None:
            lost.append(column)
        else:
            found.columns[column] = pair.export.headers(column)
    _exchanged(pair, found, answers)
    left = joined(pair, lost, pair.strangers, found)
    for column in lost:
        left = _renamed(pair, column, left, found, answers)
    _new_and_gone(pair, left, found)
    _moved(pair, found)
    ours = list(pair.export.columns)
    behind = len(ours)
    found.columns = dict(
        sorted(
            found.columns.items(),
            key=lambda item: ours.index(item[0]) if item[0] in ours else behind,
        )
    )
    return found


def _exchanged(pair: Pair, found: Fates, answers: Answers) -> None:
    """Two columns whose cells stand under each other's header: a person says which is right."""
    for one in found.columns:
        for other in found.columns:
            if one < other and _crossed(pair, one, other):
                _ask_exchanged(pair, one, other, found, answers)


def _ask_exchanged(pair: Pair, one: str, other: str, found: Fates, answers: Answers) -> None:
    heads = pair.header(one), pair.header(other)
    name = f"exchanged.{one}.{other}"
    answer = answers.get(name, (AS_HEADED, EXCHANGED))
    if answer is None:
        text = (
            f'Under "{heads[0]}" stand the cells that stood under "{heads[1]}", and the other '
            "way round. How should they be read?"
        )
        found.questions.append(Question(name, text, (AS_HEADED, EXCHANGED)))
    elif answer == EXCHANGED:
        found.columns[one], found.columns[other] = [heads[1]], [heads[0]]
        reason = "the cells under the two headers changed places, and you chose the cells"
        found.parts.append(Part(f"columns.{one}", heads[1], "sure", reason))
        found.parts.append(Part(f"columns.{other}", heads[0], "sure", reason))


def _crossed(pair: Pair, one: str, other: str) -> bool:
    places = pair.place(one), pair.place(other)
    now = pair.new.place(pair.header(one)), pair.new.place(pair.header(other))
    if None in places or None in now:
        return False
    (a, b), (c, d) = places, now
    straight = (pair.agree(a or 0, c or 0) or 0.0, pair.agree(b or 0, d or 0) or 0.0)
    crossed = (pair.agree(a or 0, d or 0), pair.agree(b or 0, c or 0))
    known = [share for share in crossed if share is not None]
    return bool(known) and min(known) >= SAME and max(straight) < AGREES / 2


def _renamed(pair: Pair, column: str, left: list[int], found: Fates, answers: Answers) -> list[int]:
    """Find a lost column among the strange ones, ask, or let it go; the places that are left."""
    header, old = pair.header(column), pair.place(column)
    weighed = {place: _weight(pair, column, old, place) for place in left}
    ranked = sorted(weighed, key=lambda place: -weighed[place])
    heads = {pair.new.headers[place]: place for place in ranked}
    answer = answers.get(f"columns.{column}", (*heads, NONE))
    if answer and answer != NONE:
        found.parts.append(Part(f"columns.{column}", answer, "sure", "you chose it"))
        return _taken(pair, column, heads[answer], left, found)
    if answer is None and (halves := halves_of(pair, column, old, left)):
        return split(pair, column, halves, left, found)
    best = weighed[ranked[0]] if ranked else 0.0
    second = weighed[ranked[1]] if len(ranked) > 1 else 0.0
    if answer is None and best >= SAME and best - second >= APART:
        confidence: Confidence = "sure" if best >= 0.9 else "likely"
        found.parts.append(
            Part(
                f"columns.{column}", pair.new.headers[ranked[0]], confidence,
                f'renamed: it stood under "{header}"; {_why(pair, old, ranked[0])}',
            )
        )  # fmt: skip
        return _taken(pair, column, ranked[0], left, found)
    required = column in REQUIRED[pair.export.content]
    likely = [place for place in ranked if weighed[place] >= 0.3] or (ranked if required else [])
    if answer is None and likely:
        choices = (*(pair.new.headers[place] for place in likely[:MOST_CHOICES]), NONE)
        text = f'The column "{header}" ({column}) is not there any more. Which one holds it now?'
        found.questions.append(Question(f"columns.{column}", text, choices))
    else:
        _gone(pair, column, header, found)
    return left


def _taken(pair: Pair, column: str, place: int, left: list[int], found: Fates) -> list[int]:
    """Give a column a further header, so that both downloads are read by one declaration."""
    found.columns[column] = [*pair.export.headers(column), pair.new.headers[place]]
    return [one for one in left if one != place]


def _weight(pair: Pair, column: str, old: int | None, new: int) -> float:
    """How likely a strange column holds a lost one: by its cells, or else by its header."""
    header = pair.new.headers[new]
    near = SequenceMatcher(None, key(pair.header(column)), key(header)).ratio()
    word = max(likeness(column, header), near if near >= 0.75 else 0.0)
    share = None if old is None else pair.agree(old, new)
    if share is None:
        return 0.65 * word
    return max(share, 0.5 * word) if share < SAME else min(1.0, share + 0.05 * word)


def _why(pair: Pair, old: int | None, new: int) -> str:
    share = None if old is None else pair.agree(old, new)
    if share is None:
        return "its header means the same"
    return f"{share:.0%} of its cells are the same"


def _gone(pair: Pair, column: str, header: str, found: Fates) -> None:
    if column in REQUIRED[pair.export.content]:
        found.refused.append(
            f'The column "{header}" ({column}) is lost, and without it the list cannot be read. '
            "Ask for the list with this column."
        )
        return
    export = pair.export
    ruled = {rule.column for rule in [*export.ignore, *export.treat]}
    if column in ruled | {total.column for total in export.totals}:
        found.refused.append(
            f'The column "{header}" ({column}) is lost, and a rule of "{export.id}" looks in it. '
            "Ask for the list with this column, or declare the new list by hand without the rule."
        )
        return
    found.lost.append(column)
    found.parts.append(Part(f"columns.{column}", "", "likely", f'lost: there is no "{header}"'))


def _new_and_gone(pair: Pair, left: list[int], found: Fates) -> None:
    for place in left:
        header = pair.new.headers[place]
        found.parts.append(Part("new column", header, "likely", "it is not read"))
    read = {pair.place(column) for column in pair.export.columns}
    for one, at in pair.old.places.items():
        if at not in read and one not in pair.new.places:
            header = pair.old.headers[at]
            found.parts.append(Part("column gone", header, "likely", "it was not read before"))


def _moved(pair: Pair, found: Fates) -> None:
    shared = [one for one in pair.old.places if one in pair.new.places]
    before = sorted(shared, key=lambda one: pair.old.places[one])
    after = sorted(shared, key=lambda one: pair.new.places[one])
    moved = [one for one, other in zip(after, before, strict=True) if one != other]
    if moved:
        named = ", ".join(pair.new.headers[pair.new.places[one]] for one in moved[:MOST_CHOICES])
        if len(moved) > MOST_CHOICES:
            named += f" and {len(moved) - MOST_CHOICES} more"
        found.parts.append(
            Part("order of columns", named, "sure", "moved; columns are found by their header")
        )
