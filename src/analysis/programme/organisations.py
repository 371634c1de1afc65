"""What people decided about organisations: their names by date, who followed whom, and matches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Literal, Self

from pydantic import ConfigDict, Field, model_validator

from analysis.problems import suggestion
from analysis.programme.declared import Declared, Text
from analysis.programme.models import Programme


class Name(Declared):
    """A name that an organisation bore for some time; both days are within it.

    `organisation` is its id or the name under which the programme lists it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    organisation: str
    name: str
    since: date | None = Field(default=None, alias="from")
    until: date | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.since and self.until and self.since > self.until:
            raise ValueError(f'"{self.name}" ends before it begins: put from and until right')
        return self


class Succession(Declared):
    """Organisations of which others took the place on a day.

    From that day on who names a predecessor means its successor. What happened before stays with
    the predecessor. After a split nobody knows which of the successors is meant.
    """

    predecessors: list[str]
    successors: list[str]
    on: date
    kind: Literal["merger", "split", "name-change", "succession"]
    because: Text

    @model_validator(mode="after")
    def _as_many_as_its_kind(self) -> Self:
        numbers = (len(self.predecessors), len(self.successors))
        fits = {
            "merger": numbers[0] > 1 and numbers[1] == 1,
            "split": numbers[0] == 1 and numbers[1] > 1,
        }.get(self.kind, numbers == (1, 1))
        if not fits:
            raise ValueError(
                f"a {self.kind} has {_EXPECTED[self.kind]}, but {numbers[0]} and {numbers[1]} "
                "are named: name them all, or change kind"
            )
        if set(self.predecessors) & set(self.successors):
            raise ValueError("no organisation can follow itself: take it out on one side")
        return self


_EXPECTED = {
    "merger": "several predecessors and one successor",
    "split": "one predecessor and several successors",
    "name-change": "one predecessor and one successor",
    "succession": "one predecessor and one successor",
}


class Organisations(Declared):
    """The file in which names by date and successions are declared."""

    names: list[Name] = []
    successions: list[Succession] = []


class Answer(Declared):
    """What somebody decided that a name in the exports stands for.

    It is `organisation`, or several in one cell; with `apart` it is certainly not that one, and
    with `new` none that the programme knows. `export` limits it to one export.
    """

    mention: str
    export: str | None = None
    organisation: str | list[str] | None = None
    apart: bool = False
    new: bool = False
    because: Text
    decided_on: date
    decided_by: Text

    @property
    def organisations(self) -> list[str]:
        """The organisations that are named: those meant, or with `apart` those not meant."""
        if self.organisation is None:
            return []
        return [self.organisation] if isinstance(self.organisation, str) else self.organisation

    @property
    def kind(self) -> Literal["same", "apart", "new"]:
        """Which of the three answers it is."""
        return "new" if self.new else "apart" if self.apart else "same"

    @model_validator(mode="after")
    def _one_answer(self) -> Self:
        if self.new and (self.apart or self.organisation is not None):
            raise ValueError(
                "new = true says that it is none of the known ones: take organisation and apart out"
            )
        if not self.new and not self.organisations:
            raise ValueError(
                "this does not say which one it is: add organisation, or write new = true"
            )
        return self


class Answers(Declared):
    """The file in which it is decided what names in the exports stand for."""

    matches: list[Answer] = []


def undecided(
    where: str, programme: Programme, organisations: Organisations, answers: list[Answer]
) -> Iterator[str]:
    """A sentence for each decision about organisations that cannot hold.

    Whether the organisations exist is only known once the exports are read.
    """
    place = f"{where}/matches.toml"
    if answers and (programme.unit == "person" or programme.identify == "id"):
        yield (
            f"{place}: this programme knows its participants as persons or by id, so that no name "
            "is matched. Take this file away."
        )
    exports = [export.id for export in programme.exports]
    for number, answer in enumerate(answers):
        if answer.export is not None and answer.export not in exports:
            yield (
                f'{place}, matches[{number}].export: "{answer.export}" is not an export. '
                f"{suggestion(answer.export, exports)}"
            )
    # Several may say of one name whom it does not stand for, but only one whom it does.
    decided = Counter(
        (answer.mention.casefold(), answer.export or "")
        for answer in answers
        if answer.kind != "apart"
    )
    for (mention, export), times in decided.items():
        if times > 1:
            at = f' in "{export}"' if export else ""
            yield f'{place}, matches: "{mention}"{at} is decided {times} times. Keep one.'
    followed = Counter(
        one.casefold()
        for succession in organisations.successions
        for one in succession.predecessors
    )
    for one, times in followed.items():
        if times > 1:
            yield (
                f'{where}/organisations.toml, successions: "{one}" is followed {times} times. '
                "Put all its successors in one entry, as a split."
            )
