"""Which column of an unknown list is which of ours, by its header and by what stands in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from analysis.cleaning.cells import Cells
from analysis.cleaning.parsing import NotUnderstoodError, day, enterprise_number, flag
from analysis.cleaning.text import key, name_key, tidy
from analysis.exports.recognition import Confidence, Recognition
from analysis.programme import Declarations
from analysis.programme.columns import OPTIONAL, REQUIRED
from analysis.run.adding.words import likeness

ENOUGH = 0.45
NEAR = 0.12
DATES = ("registered_on", "submitted_on", "started_on", "saved_on", "stopped_on", "enrolled_on",
         "session_on", "booked_on", "as_of_on", "set_on")  # fmt: skip


@dataclass(frozen=True)
class Placed:
    """A column of ours that was found: under which header, how sure, and why."""

    header: str
    place: int
    confidence: Confidence
    reason: str


@dataclass(frozen=True)
class Mapping:
    """The columns that were found, and those for which several headers are as good."""

    columns: dict[str, Placed]
    rivals: dict[str, list[str]]

    @property
    def signals(self) -> int:
        """How many columns say what kind of list this is."""
        return len(self.columns)


class Known:
    """What the programme knows already that cells can be held against."""

    def __init__(self, declarations: Declarations, names: set[str]) -> None:
        self.person = declarations.programme.unit == "person"
        self.names = {name_key(name) for name in names | set(declarations.programme.aliases)}
        codes = Cells(declarations.programme, journal=None)  # type: ignore[arg-type]
        self.marks = set(codes.known("present"))
        states = ("registration_status", "booking_status")
        self.states = {text for one in states for text in codes.known(one)}

    def share(self, column: str, cells: list[str]) -> float | None:
        """The share of the cells that such a column may hold; none where anything goes."""
        filled = [cell for cell in map(tidy, cells) if cell]
        test = self._test(column)
        if test is None or not filled:
            return None
        return sum(map(test, filled)) / len(filled)

    def _test(self, column: str) -> Callable[[str], bool] | None:
        if column in DATES:
            return _dated
        tests: dict[str, Callable[[str], bool]] = {
            "email": lambda cell: bool(re.fullmatch(r"[^@\s]+@[^@\s]+\.\w+|anonymous", cell)),
            "present": lambda cell: key(cell) in self.marks or _marked(cell),
            "status": lambda cell: key(cell) in self.states,
            "enterprise_number": _numbered,
            "postcode": lambda cell: bool(re.match(r"(?:b-?)?[1-9]\d{3}\b", key(cell))),
        }
        if column == "participant" and self.names and not self.person:
            return lambda cell: name_key(cell) in self.names
        return tests.get(column)


def _dated(cell: str) -> bool:
    for month_first in (False, True):
        try:
            day(cell, month_first=month_first, serials=True)
            return True
        except NotUnderstoodError:
            continue
    return False


def _marked(cell: str) -> bool:
    try:
        flag(cell)
        return True
    except NotUnderstoodError:
        return False


def _numbered(cell: str) -> bool:
    try:
        enterprise_number(cell)
        return True
    except NotUnderstoodError:
        return False


def mapped(content: str, found: Recognition, known: Known) -> Mapping:
    """Our columns of one content, each under the header that says and holds it best."""
    ours = sorted(REQUIRED[content] | OPTIONAL[content])
    twice = Counter(map(key, found.headers))
    places = [
        place for place, header in enumerate(found.headers)
        if key(header) and twice[key(header)] == 1
    ]  # fmt: skip
    weights = {
        (column, place): _weight(column, found, place, known, content)
        for column in ours
        for place in places
    }
    columns: dict[str, Placed] = {}
    rivals: dict[str, list[str]] = {}
    taken: set[int] = set()
    for (column, place), weight in sorted(weights.items(), key=lambda item: (-item[1], item[0])):
        if weight < ENOUGH or column in columns or column in rivals or place in taken:
            continue
        near = [
            other for other in places
            if other not in taken and other != place and weight - weights[column, other] < NEAR
            and _wanted_most(weights, ours, column, other)
        ]  # fmt: skip
        if near:
            rivals[column] = [tidy(found.headers[one]) for one in (place, *near)]
            continue
        taken.add(place)
        columns[column] = Placed(
            tidy(found.headers[place]), place, "sure" if weight >= 0.95 else "likely",
            _why(column, found, place, known),
        )  # fmt: skip
    return Mapping(columns, rivals)


def _wanted_most(
    weights: dict[tuple[str, int], float], ours: list[str], column: str, place: int
) -> bool:
    """Whether no other column of ours has a better claim to a header."""
    return all(weights[other, place] <= weights[column, place] for other in ours)


def _weight(column: str, found: Recognition, place: int, known: Known, content: str) -> float:
    """How well a header and its cells say a column: from 0 to somewhat above 1."""
    header = found.headers[place]
    said = likeness(column, header)
    if column == "participant" and (content == "participants" or known.person):
        said = max(said, 0.9 * likeness("full_name", header))
    if column == "full_name" and content == "participants":
        return 0.0
    if not any(cell.strip() for cell in found.column(place)):
        # A header above nothing: a form that did not ask, or a column that nobody filled in.
        return 0.5 * said
    share = known.share(column, found.column(place))
    if column == "participant" and share is not None:
        # Names that the programme knows say more than what stands above them.
        return max(said * 0.8 if share else said * 0.6, share) + 0.1 * said
    if share is None:
        return said
    return said * (0.3 + 0.7 * share) if said else 0.0


def _why(column: str, found: Recognition, place: int, known: Known) -> str:
    share = known.share(column, found.column(place))
    if share is None:
        return "by its header"
    what = "are known to the programme" if column in ("participant", "status") else "fit"
    return f"by its header, and {share:.0%} of its cells {what}"
