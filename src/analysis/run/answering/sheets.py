"""What is asked in a workbook: its sheets, their columns and rows, and what may be chosen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from analysis.cleaning.questions import Question
from analysis.cleaning.text import key, name_key
from analysis.draw.words import Words
from analysis.programme import Declarations
from analysis.run.answering.lists import Lists
from analysis.run.tables import Checked

Kind = Literal["told", "text", "choice", "date"]
Value = str | date | None
SPARE_ROWS = 20
"""Empty rows below the aliases and names, for what nobody asked."""


@dataclass(frozen=True)
class Field:
    """A column: told by us, or to be filled in with a text, a choice or a date.

    `of` is the list of what may be chosen; one that is not `needed` may stay empty.
    """

    key: str
    kind: Kind = "told"
    of: str = ""
    needed: bool = True


DECISION = (
    Field("decided_on", "date"),
    Field("decided_by", "text"),
    Field("because_nl", "text"),
    Field("because_en", "text"),
)
SHEETS: dict[str, tuple[Field, ...]] = {
    "matches": (
        *(Field("written", "text"), Field("places"), Field("candidates")),
        Field("match", "choice", "match"),
        Field("organisation", "choice", "organisation", needed=False),
        Field("organisation_2", "choice", "organisation", needed=False),
        Field("only_export", "choice", "export", needed=False),
        *DECISION,
    ),
    "recodes": (
        *(Field("vocabulary"), Field("written"), Field("places"), Field("suggestion")),
        Field("code", "choice", "code"),
        *DECISION,
    ),
    "corrections": (
        *(Field("export"), Field("place"), Field("column"), Field("written")),
        Field("right", "text"),
        *DECISION,
    ),
    "aliases": (
        Field("written", "text"),
        Field("organisation", "choice", "organisation"),
        *DECISION,
    ),
}
KEYS = {
    "matches": ("written", "only_export"),
    "recodes": ("vocabulary", "written"),
    "corrections": ("export", "place", "column", "written"),
    "aliases": ("written",),
}
"""The columns that tell the rows of a sheet apart."""

FREE = ("matches", "aliases")
"""The sheets in which rows may be added."""


@dataclass(frozen=True)
class Row:
    """A row as it stands before anybody fills it in; `open` when nobody decided it yet.

    `at` is the number of what was declared, `question` what was not understood.
    """

    values: dict[str, Value]
    open: bool = True
    at: int | None = None
    question: Question | None = None


@dataclass(frozen=True)
class Asked:
    """All that is asked of a programme, and what can be chosen."""

    declarations: Declarations
    lists: Lists
    rows: dict[str, tuple[Row, ...]]

    @property
    def open_count(self) -> int:
        """How many questions nobody answered yet."""
        return sum(row.open for rows in self.rows.values() for row in rows)


def asked(checked: Checked, words: Words) -> Asked:
    """What nobody decided yet, and below it what was decided before."""
    lists = Lists(checked, words)
    return Asked(
        checked.declarations,
        lists,
        {
            "matches": (*_names(checked, lists), *_answers(checked, lists)),
            "recodes": (*_codes(checked, lists), *_recodes(checked, lists)),
            "corrections": (*_values(checked), *_corrections(checked)),
            "aliases": tuple(_aliases(checked, lists)),
        },
    )


def _grouped(questions: Iterable[Question], kind: str) -> Iterator[tuple[list[Question], str]]:
    """The questions of a kind that have one answer, with where they stand."""
    found: dict[tuple[str, str], list[Question]] = {}
    for one in questions:
        if one.kind == kind:
            text = name_key(one.text) if kind == "name" else key(one.text)
            found.setdefault((one.vocabulary, text), []).append(one)
    for alike in found.values():
        more = f" (+{len(alike) - 1})" if len(alike) > 1 else ""
        yield alike, f"{alike[0].export}:{alike[0].line}{more}"


def _names(checked: Checked, lists: Lists) -> Iterator[Row]:
    for alike, places in _grouped(checked.cleaned.questions, "name"):
        who = [lists.called(one.organisation) for one in alike[0].candidates]
        why = [lists.features(one) for one in alike[0].candidates]
        told = "; ".join(f"{name} ({f})" if f else name for name, f in zip(who, why, strict=True))
        values: dict[str, Value] = {"written": alike[0].text, "places": places}
        yield Row(values | {"candidates": told}, question=alike[0])


def _answers(checked: Checked, lists: Lists) -> Iterator[Row]:
    for number, one in enumerate(checked.declarations.answers):
        who = [lists.organisation(each) for each in one.organisations] + ["", ""]
        yield Row(
            {"written": one.mention, "match": lists.label("match", one.kind),
             "organisation": who[0] or None, "organisation_2": who[1] or None,
             "only_export": one.export, "decided_on": one.decided_on,
             "decided_by": one.decided_by.nl, "because_nl": one.because.nl,
             "because_en": one.because.en},
            open=False, at=number,
        )  # fmt: skip


def _codes(checked: Checked, lists: Lists) -> Iterator[Row]:
    for alike, places in _grouped(checked.cleaned.questions, "code"):
        first = alike[0]
        near = lists.nearest(f"code:{first.vocabulary}", first.text)
        yield Row(
            {"vocabulary": first.vocabulary, "written": first.text, "places": places,
             "suggestion": near}, question=first,
        )  # fmt: skip


def _recodes(checked: Checked, lists: Lists) -> Iterator[Row]:
    for vocabulary, recode in checked.declarations.programme.recode.items():
        for written, code in recode.items():
            label = lists.label(f"code:{vocabulary}", code)
            yield Row({"vocabulary": vocabulary, "written": written, "code": label}, open=False)


def _values(checked: Checked) -> Iterator[Row]:
    for one in checked.cleaned.questions:
        if one.kind == "value":
            yield Row(
                {"export": one.export, "place": str(one.line), "column": one.header,
                 "written": one.text}, question=one,
            )  # fmt: skip


def _corrections(checked: Checked) -> Iterator[Row]:
    for number, one in enumerate(checked.declarations.corrections):
        export = checked.declarations.programme.export(one.export)
        where = "; ".join(f"{export.headers(c)[0]}: {text}" for c, text in one.where.items())
        yield Row(
            {"export": one.export, "place": where, "column": export.headers(one.column)[0],
             "written": one.wrong, "right": one.right, "decided_on": one.decided_on,
             "decided_by": one.decided_by.nl, "because_nl": one.because.nl,
             "because_en": one.because.en},
            open=False, at=number,
        )  # fmt: skip


def _aliases(checked: Checked, lists: Lists) -> Iterator[Row]:
    for written, official in checked.declarations.programme.aliases.items():
        yield Row({"written": written, "organisation": lists.organisation(official)}, open=False)
