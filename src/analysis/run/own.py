"""Pages about one participant, for itself alone: of those declared, or of whoever is asked.

Whoever reads its own page reads the public ones too, and knows what it did itself. So its page is
protected together with all public reports, as they stand, by rules for a reader who can take
itself out of every count. No other page leads to it, and no list names it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from analysis.counted import Group
from analysis.data import ProgrammeData
from analysis.disclosure import Plan, exposed, plan
from analysis.indicators import own
from analysis.indicators.days import facts
from analysis.payload import Payload
from analysis.problems import GateError, NotebookError, UsageError, suggestion
from analysis.programme import read_declarations
from analysis.programme.models import Report
from analysis.report.audience import file_name
from analysis.report.execute import Executed
from analysis.report.page import render
from analysis.run.days import dated, of_now
from analysis.run.editions import open_editions
from analysis.run.executing import Ran, keep_executed, run
from analysis.run.pages import (
    data_of,
    days_of,
    frame_of,
    languages_of,
    plan_of,
    rules_of,
    run_all,
)
from analysis.run.placing import Shelf, place
from analysis.run.release import earlier, left_uncertain
from analysis.run.tables import Told, clean_programme
from analysis.workspace import Workspace

Progress = Callable[[str, int], Told]
"""Begins a stretch of work with its name and number of steps, and hears the name of each."""


@dataclass(frozen=True)
class Asked:
    """Which own pages: of one report or all, of one participant or all that took part."""

    report: str | None = None
    participant: str | None = None
    as_of: date | None = None
    known_on: date | None = None
    strict: bool = False


@dataclass(frozen=True)
class Release:
    """What every participant can read besides its own page: the public reports, protected.

    `public` are the protected public payloads by report, `before` those of earlier editions.
    """

    workspace: Workspace
    data: ProgrammeData
    ran: Sequence[Ran]
    public: Mapping[str, Sequence[Payload]]
    before: Sequence[Sequence[Payload]]
    facts: Mapping[Group, int]

    @property
    def known(self) -> list[Sequence[Payload]]:
        """All that was told to everybody, what this release tells last."""
        return [*self.before, [one for payloads in self.public.values() for one in payloads]]


@dataclass(frozen=True)
class Pages:
    """Own pages by their path, and a sentence for each that could not be made."""

    made: Mapping[Path, bytes]
    failed: Sequence[str] = ()


def build_own(
    workspace: Workspace, programmes: Sequence[str], progress: Progress, asked: Asked
) -> tuple[list[Path], list[str]]:
    """Make the own pages that are asked for; their paths, and the remarks on rows.

    Raises UsageError when no report is made for one participant or no such participant exists,
    and the errors of cleaning. Pages that can be made are put in place together; then GateError
    is raised where one of another participant would tell too much or its notebook fails.
    """
    shelf, remarks, failed = Shelf(), list[str](), list[str]()
    unknown: UsageError | None = None
    for name, reports in _reports(workspace, programmes, asked.report).items():
        exports = len(read_declarations(workspace, name).programme.exports)
        told = progress(f"{name}: exports", exports)
        checked = clean_programme(
            workspace, name, told, strict=asked.strict, known_on=asked.known_on
        )
        remarks += checked.problems
        data = data_of(workspace, checked.declarations, asked.as_of)
        try:
            chosen = _chosen(data, asked.participant)
        except UsageError as error:
            unknown = error
            continue
        told = progress(f"{data.id}: notebooks", len(data.programme.shared))
        release = release_of(workspace, data, run_all(workspace, data, told))
        pages = pages_of(release, {one.id: chosen for one in reports}, progress)
        shelf.files |= pages.made
        failed += pages.failed
    if unknown and not shelf.files and not failed:
        raise unknown
    place(workspace, shelf)
    if failed:
        raise GateError(*failed)
    return list(shelf.files), remarks


def with_the_others(data: ProgrammeData, everyone: bool) -> dict[str, list[str]]:
    """By own report the participants whose page is made with the other reports.

    Those that it names in `made_for`, or with `everyone` all that took part. Raises UsageError
    for one that the programme does not know.
    """
    reports = [one for one in data.programme.reports if one.own]
    known = _at_last(data)
    if everyone and reports:
        return {one.id: own.took_part(known) for one in reports}
    return {one.id: [own.found(known, who) for who in one.made_for] for one in reports}


def add_own(
    release: Release, asked: Mapping[str, Sequence[str]], progress: Progress
) -> Sequence[str]:
    """Put the own pages in place that are made with the other reports; what could not be made."""
    pages = pages_of(release, asked, progress)
    place(release.workspace, Shelf(files=dict(pages.made)))
    return pages.failed


def _chosen(data: ProgrammeData, participant: str | None) -> list[str]:
    known = _at_last(data)
    return [own.found(known, participant)] if participant else own.took_part(known)


def _at_last(data: ProgrammeData) -> ProgrammeData:
    """The tables on the last day that any report tells of."""
    return data.on(max(data.of(report).as_of for report in data.programme.reports))


def _reports(
    workspace: Workspace, programmes: Sequence[str], report: str | None
) -> dict[str, list[Report]]:
    """The reports that are made for each participant apart, by programme."""
    declared = [read_declarations(workspace, name).programme for name in programmes]
    for_each = {one.id: [r for r in one.reports if r.own] for one in declared}
    found = {
        name: [one for one in reports if report in (None, one.id)]
        for name, reports in for_each.items()
    }
    if any(found.values()):
        return {name: reports for name, reports in found.items() if reports}
    known = [one.id for reports in for_each.values() for one in reports]
    if report in [r.id for one in declared for r in one.reports]:
        raise UsageError(
            f"{report} is not made for one participant, but for all of an audience. Leave "
            f"--audience participant out, or name another report. {suggestion(str(report), known)}"
        )
    what = f'"{report}" is not a report' if report else "No report is made"
    raise UsageError(f"{what} for one participant. {suggestion(report or '', known)}")


def release_of(
    workspace: Workspace, data: ProgrammeData, ran: Sequence[Ran], decided: Plan | None = None
) -> Release:
    """What everybody can read of a programme whose notebooks ran, beside earlier editions.

    `decided` is a plan that was made without these: it holds where there are none.
    """
    editions = open_editions(workspace)
    records = earlier(editions, data.id, "public")
    before = [editions.payloads(one) for one in records]
    keep_executed(data, ran)
    if records or decided is None:
        decided = plan_of(data, ran, before, left_uncertain(editions, records))
    public = {
        report: [one for one in payloads if one.audience == "public"]
        for report, payloads in decided.outside.items()
    }
    known = [of_now(data, one) for one in before]
    return Release(workspace, data, ran, public, known, facts(data))


def pages_of(release: Release, asked: Mapping[str, Sequence[str]], progress: Progress) -> Pages:
    """The pages of each participant, for the reports that are asked for it.

    One that fails does not stop those of others.
    """
    reports = {one.id: one for one in release.data.programme.reports}
    chosen = list(dict.fromkeys(one for each in asked.values() for one in each))
    made: dict[Path, bytes] = {}
    failed: list[str] = []
    told = progress(f"{release.data.id}: own pages", len(chosen))
    for participant in chosen:
        told(participant)
        wanted = [reports[report] for report, each in asked.items() if participant in each]
        try:
            made |= _of_one(release, wanted, participant)
        except (GateError, NotebookError) as error:
            failed += [f"{participant}: {sentence}" for sentence in error.sentences]
    return Pages(made, failed)


def _of_one(release: Release, reports: Sequence[Report], participant: str) -> dict[Path, bytes]:
    """The pages of one participant, protected together: it reads them all."""
    ran = {report.id: run_for(release, report, participant) for report in reports}
    decided = protected(release, participant, list(ran.values()))
    pages: dict[Path, bytes] = {}
    for report in reports:
        pages |= dict(_drawn(release, ran[report.id], decided, participant))
    return pages


def run_for(release: Release, report: Report, participant: str) -> Ran:
    """The report about one participant: what it shows to everybody is here for that one alone."""
    asked = {**report.parameters, "participant": participant}
    about = report.model_copy(update={"parameters": asked})
    kept = about.model_copy(update={"id": f"{report.id}.{folder_name(participant)}"})
    ran = run(release.workspace, release.data, kept)
    keep_executed(release.data, [ran])
    payloads = [
        one.model_copy(update={"audience": "participant"}) if one.audience == "public" else one
        for one in ran.executed.payloads
    ]
    return Ran(about, Executed(ran.executed.notebook, payloads))


def protected(release: Release, participant: str, ran: Sequence[Ran]) -> Plan:
    """What one participant may read of its own reports, beside all public ones.

    What the public pages tell stays known, and what they hide stays hidden.
    Raises GateError when it could work out more than it may.
    """
    data = release.data
    rules = data.programme.disclosure.knowing(own.brought(_at_last(data), participant))
    shared = {one.report.id: one.report for one in release.ran}
    public = [(one.report, _public(one.executed.payloads)) for one in release.ran]
    last = [(shared[report], payloads) for report, payloads in release.public.items()]
    about = [(one.report, one.executed.payloads) for one in ran]
    told = dated(data, [*public, *last, *about])
    every = [report.id for report, _ in (*public, *about)]
    protected_last = told[len(public) : len(public) + len(last)]
    known = [*release.before, [one for payloads in protected_last for one in payloads]]
    payloads = dict(zip(every, [*told[: len(public)], *told[-len(about) :]], strict=True))
    both = [*release.ran, *ran]
    decided = plan(
        payloads, rules, release.facts, known,
        derived=rules_of(data, both), days=days_of(data, both),
    )  # fmt: skip
    own_last = [one for report, _ in about for one in decided.outside[report.id]]
    everything = [*known, [*known[-1], *own_last]]
    targets = decided.choice.targets
    if leaks := exposed(everything, rules, release.facts, targets, decided.derived):
        raise GateError(*leaks)
    return decided


def _public(payloads: Sequence[Payload]) -> list[Payload]:
    return [one for one in payloads if one.audience == "public"]


def _drawn(
    release: Release, ran: Ran, decided: Plan, participant: str
) -> Iterator[tuple[Path, bytes]]:
    data, report = release.data, ran.report
    folder = release.workspace.draft("participant", data.id) / folder_name(participant)
    payloads = decided.protected(report.id, "participant")
    for language in languages_of(data.programme):
        frame = replace(
            frame_of(data, report, "participant", language),
            participant=own.name(data.of(report), participant),
            siblings=(),
            home="",
        )
        html = render(ran.executed, payloads, frame)
        yield folder / file_name(report.id, language, "participant"), html.encode("utf-8")


def folder_name(participant: str) -> str:
    """The folder of one participant: its id, as far as every file system takes it."""
    plain = re.sub(r"[^A-Za-z0-9_-]+", "-", participant).strip("-")
    return (
        plain if plain == participant else f"{plain}-{sha256(participant.encode()).hexdigest()[:8]}"
    )
