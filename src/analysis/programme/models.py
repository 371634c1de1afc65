"""What a programme declares about itself, as frozen models. No data frame is seen here."""

from __future__ import annotations

from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from analysis.programme.agreed import Agreed
from analysis.programme.declared import Declared, Text
from analysis.programme.disclosure import Disclosure
from analysis.programme.entries import Export
from analysis.programme.heterogeneity import Heterogeneity
from analysis.programme.levels import Level, Role
from analysis.programme.references import Reference

Labels = dict[str, dict[str, dict[str, str]]]
"""Vocabulary -> code -> language -> text."""


class Domain(Declared):
    """A management domain in which participants learn."""

    id: str
    name: Text


class Session(Declared):
    """A day or meeting of the programme, held or planned.

    `published` tells that the session stands so in the source; others are made up and marked.
    """

    id: str
    kind: str
    number: int | None = None
    title: Text
    date: date
    venue: str | None = None
    municipality: str | None = None
    host: str | None = None
    domains: list[str] = []
    components: list[str] = []
    staff: list[str] = []
    attendance_expected: bool = False
    published: bool = False


class Component(Declared):
    """A part of the design with the number that was planned, and the unit of that number."""

    id: str
    name: Text
    planned: int
    unit: Literal["sessions", "turns"]


class Rule(Declared):
    """Something that the programme promised or expects, in words."""

    id: str
    text: Text


class Round(Declared):
    """An evaluation round: who was asked what, when, and about which session.

    `asked` says who: the delegates present at the session, or everyone who takes part.
    A planned round may not have its questionnaire yet; `expected` says when it will be held.
    `weight_by` names what is known of all who were asked, so that those who answered can be
    weighed to resemble them. `respondents` says whether persons answer, or each organisation
    once. `left_out` are the questions of the form that this round did not ask; `scales` says
    what a scale of the form was replaced by: answers on the one are never those on the other.
    `agreed` says that an organisation may read its own answers, also where few of it answered.
    """

    id: str
    title: Text
    questionnaire: str | None = None
    session: str | None = None
    opened: date | None = None
    closed: date | None = None
    asked: Literal["attending", "participants", "not recorded"] = "not recorded"
    status: Literal["held", "planned"] = "held"
    expected: Text | None = None
    weight_by: list[str] = []
    respondents: Literal["person", "organisation"] = "person"
    left_out: list[str] = []
    scales: dict[str, str] = {}
    agreed: Agreed | None = None


class Consultation(Declared):
    """A meeting in which a plan was put to representatives before it started."""

    id: str
    date: date
    entries: int
    persons: int
    title: Text


class Report(Declared):
    """A page of the programme: one notebook with one set of parameters.

    `audiences` says for whom a page is made; persons and their own words are read only for a
    report that names `restricted`. One for `participant` has a page for each participant, about
    itself and for itself alone: for those whom `made_for` names it is made with the other
    reports, for all others when asked. It tells what was known on the day of the programme, or
    `as_of` a day of its own.
    """

    id: str
    notebook: str
    title: Text
    as_of: date | None = None
    parameters: dict[str, str | int | bool | date] = {}
    audiences: list[Literal["public", "participant", "internal", "restricted"]] = [
        "public",
        "internal",
    ]
    made_for: list[str] = []

    @model_validator(mode="after")
    def _alone(self) -> Self:
        if self.made_for and not self.own:
            raise ValueError(
                f'report "{self.id}" is not made for each participant apart, so made_for says '
                "nothing: take it out"
            )
        if self.own and len(self.audiences) > 1:
            raise ValueError(
                f'report "{self.id}" is for each participant apart, so for nobody else: '
                'write audiences = ["participant"]'
            )
        return self

    @property
    def own(self) -> bool:
        """Whether it is made for each participant apart."""
        return "participant" in self.audiences


class Correction(Declared):
    """A wrong cell of an export, put right with a reason. It must match exactly one row."""

    export: str
    where: dict[str, str]
    column: str
    wrong: str
    right: str
    because: Text
    decided_on: date
    decided_by: Text


class Programme(Declared):
    """All that is declared of one programme; the code asks questions of it and adds nothing."""

    id: str
    name: Text
    owner: str
    contact: str
    unit: Literal["organisation", "person"]
    population: Literal["census", "sample"]
    as_of: date
    source: Text | None = None
    fictional: Text | None = None
    identify: Literal["name", "id"] = "name"
    domains: list[Domain] = []
    sessions: list[Session]
    components: list[Component] = []
    rules: list[Rule] = []
    consultations: list[Consultation] = []
    rounds: list[Round] = []
    exports: list[Export]
    reports: list[Report]
    vocabularies: dict[str, dict[str, Text]] = {}
    recode: dict[str, dict[str, str]] = {}
    aliases: dict[str, str] = {}
    groups: dict[str, dict[str, str]] = Field(default={})
    levels: list[Level] = []
    roles: list[Role] = []
    references: list[Reference] = []
    disclosure: Disclosure = Disclosure()
    heterogeneity: Heterogeneity = Heterogeneity()

    @property
    def shared(self) -> list[Report]:
        """The reports of a release: each has a page for everybody in its audiences."""
        return [report for report in self.reports if not report.own]

    def session(self, session: str) -> Session:
        """The session with this id; KeyError when there is none."""
        return {s.id: s for s in self.sessions}[session]

    @property
    def card(self) -> Component | None:
        """The part of the design of which each participant has a number of turns, if any."""
        return next((one for one in self.components if one.unit == "turns"), None)

    def round(self, round_: str) -> Round:
        """The evaluation round with this id; KeyError when there is none."""
        return {r.id: r for r in self.rounds}[round_]

    def export(self, export: str) -> Export:
        """The export with this id; KeyError when there is none."""
        return {e.id: e for e in self.exports}[export]

    def superseded(self) -> dict[str, str]:
        """For each export that a later one replaces: the export that replaces it."""
        return {e.supersedes: e.id for e in self.exports if e.supersedes}
