"""Pages about one participant, for itself alone: made only when somebody asks for them.

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
from analysis.indicators import own, published
from analysis.payload import Payload
from analysis.problems import GateError, UsageError, suggestion
from analysis.programme import Declarations, read_declarations
from analysis.programme.models import Report
from analysis.report.audience import file_name
from analysis.report.execute import Executed
from analysis.report.page import render
from analysis.run.editions import open_editions
from analysis.run.pages import Ran, frame_of, keep_executed, languages_of, plan_of, run, run_all
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

    `known` are the protected public payloads, those of earlier editions first.
    """

    workspace: Workspace
    data: ProgrammeData
    ran: Sequence[Ran]
    known: Sequence[Sequence[Payload]]
    facts: Mapping[Group, int]


def build_own(
    workspace: Workspace, programmes: Sequence[str], progress: Progress, asked: Asked
) -> tuple[list[Path], list[str]]:
    """Make the own pages that are asked for; their paths, and the remarks on rows.

    Raises UsageError when no report is made for one participant or no such participant exists,
    the errors of cleaning and of notebooks, and GateError when a page would tell too much. All
    pages are put in place together.
    """
    shelf, remarks = Shelf(), list[str]()
    unknown: UsageError | None = None
    for name, reports in _reports(workspace, programmes, asked.report).items():
        exports = len(read_declarations(workspace, name).programme.exports)
        told = progress(f"{name}: exports", exports)
        checked = clean_programme(
            workspace, name, told, strict=asked.strict, known_on=asked.known_on
        )
        remarks += checked.problems
        data = _data(workspace, checked.declarations, asked.as_of)
        try:
            chosen = _chosen(data, asked.participant)
        except UsageError as error:
            unknown = error
            continue
        shelf.files |= pages_of(release_of(workspace, data, progress), reports, chosen, progress)
    if unknown and not shelf.files:
        raise unknown
    place(workspace, shelf)
    return list(shelf.files), remarks


def _chosen(data: ProgrammeData, participant: str | None) -> list[str]:
    return [own.found(data, participant)] if participant else own.took_part(data)


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


def _data(workspace: Workspace, declared: Declarations, as_of: date | None) -> ProgrammeData:
    programme = declared.programme
    return ProgrammeData(declared, workspace.processed(programme.id), as_of or programme.as_of)


def release_of(workspace: Workspace, data: ProgrammeData, progress: Progress) -> Release:
    editions = open_editions(workspace)
    records = earlier(editions, data.id, "public")
    before = [editions.payloads(one) for one in records]
    told = progress(f"{data.id}: notebooks", len(data.programme.shared))
    ran = run_all(workspace, data, told)
    keep_executed(data.folder, ran)
    public = plan_of(data, ran, before, left_uncertain(editions, records)).outside
    last = [one for payloads in public.values() for one in payloads if one.audience == "public"]
    return Release(workspace, data, ran, [*before, last], published.groups(data))


def pages_of(
    release: Release, reports: Sequence[Report], chosen: Sequence[str], progress: Progress
) -> dict[Path, bytes]:
    """The pages of each participant, by their path."""
    pages: dict[Path, bytes] = {}
    told = progress(f"{release.data.id}: own pages", len(chosen))
    for participant in chosen:
        told(participant)
        ran = {report.id: run_for(release, report, participant) for report in reports}
        decided = protected(release, participant, list(ran.values()))
        for report in reports:
            pages |= dict(_drawn(release, ran[report.id], decided, participant))
    return pages


def run_for(release: Release, report: Report, participant: str) -> Ran:
    """The report about one participant: what it shows to everybody is here for that one alone."""
    asked = {**report.parameters, "participant": participant}
    about = report.model_copy(update={"parameters": asked})
    kept = about.model_copy(update={"id": f"{report.id}.{folder_name(participant)}"})
    ran = run(release.workspace, release.data, kept)
    keep_executed(release.data.folder, [ran])
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
    rules = data.programme.disclosure.knowing(own.brought(data, participant))
    facts = release.facts
    public = {
        one.report.id: [p for p in one.executed.payloads if p.audience == "public"]
        for one in release.ran
    }
    about = {one.report.id: one.executed.payloads for one in ran}
    decided = plan({**public, **about}, rules, facts, release.known)
    last = [one for report in about for one in decided.outside[report]]
    everything = [*release.known, [*release.known[-1], *last]]
    if leaks := exposed(everything, rules, facts, decided.choice.targets):
        raise GateError(*leaks)
    return decided


def _drawn(
    release: Release, ran: Ran, decided: Plan, participant: str
) -> Iterator[tuple[Path, bytes]]:
    data, report = release.data, ran.report
    folder = release.workspace.draft("participant", data.id) / folder_name(participant)
    payloads = decided.protected(report.id, "participant")
    for language in languages_of(data.programme):
        frame = replace(
            frame_of(data, report, "participant", language),
            participant=own.name(data, participant),
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
