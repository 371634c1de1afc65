"""Hops 2 and 3 for a programme: its executed notebooks are protected together, and rendered.

What one report tells can undo what another hides. So the payloads of all reports of a programme
are protected by one plan, also when the page of only one of them is made. All pages are made
before one of them is put in place: a failed run leaves the last good ones as they were.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from analysis.counted import Derived
from analysis.data import ProgrammeData
from analysis.disclosure import Plan, Sum, exposed, plan
from analysis.draw.words import FIRST, languages
from analysis.indicators.days import facts
from analysis.payload import Audience, Payload
from analysis.problems import UsageError, WriteError, suggestion
from analysis.programme import Declarations, Programme
from analysis.programme.models import Report
from analysis.report import beside
from analysis.report.audience import file_name
from analysis.report.frame import Input, Link, PageFrame, Provenance
from analysis.report.page import render
from analysis.run.days import dated, kept_now, of_now, rules
from analysis.run.executing import Ran, digest_of, keep_executed, run, software
from analysis.workspace import Workspace


@dataclass(frozen=True)
class Drawn:
    """One page of a report, for one audience in one language.

    `beside` are the files of its large tables, `own` is the pattern of their names.
    """

    report: Report
    audience: Audience
    language: str
    html: str
    beside: Mapping[str, bytes] = field(default_factory=dict)
    own: str = ""


def data_of(workspace: Workspace, declared: Declarations, as_of: date | None) -> ProgrammeData:
    """The tables of a programme on its own day, or all reports on the one day that is asked."""
    programme = declared.programme
    folder = workspace.processed(programme.id)
    return ProgrammeData(declared.all_as_of(as_of), folder, as_of or programme.as_of)


def reports_of(data: ProgrammeData, report: str | None) -> list[Report]:
    """The report that was named, or all of the programme.

    Raises UsageError with the reports that exist.
    """
    declared = data.programme.shared
    found = [one for one in declared if report in (None, one.id)]
    if not found and report in [one.id for one in data.programme.reports]:
        raise UsageError(
            f"{report} is made for each participant apart. Ask for it with: trajectmonitor build "
            f"--audience participant --report {report}"
        )
    if not found:
        raise UsageError(
            f'"{report}" is not a report of {data.id}. '
            f"{suggestion(str(report), [one.id for one in declared])}"
        )
    return found


def run_all(workspace: Workspace, data: ProgrammeData, told: Callable[[str], None]) -> list[Ran]:
    """The executed notebooks of all reports of a programme: what one release consists of."""
    ran = []
    for report in data.programme.shared:
        told(report.id)
        ran.append(run(workspace, data, report))
    return on_their_days(data, ran)


def on_their_days(data: ProgrammeData, ran: Sequence[Ran]) -> list[Ran]:
    """The same reports, in which no two days speak of one variable that differs."""
    payloads = dated(data, [(one.report, one.executed.payloads) for one in ran])
    return [
        replace(one, executed=replace(one.executed, payloads=found))
        for one, found in zip(ran, payloads, strict=True)
    ]


def plan_of(
    data: ProgrammeData,
    ran: Sequence[Ran],
    earlier: Sequence[Sequence[Payload]] = (),
    kept: Mapping[Sum, float] | None = None,
) -> Plan:
    """What each audience may read of the reports of a release.

    `earlier` are the payloads that earlier editions told, the first edition first, and `kept`
    what those left uncertain.
    """
    payloads = {one.report.id: one.executed.payloads for one in ran}
    known, uncertain = [of_now(data, one) for one in earlier], kept_now(data, kept)
    return plan(
        payloads, data.programme.disclosure, facts(data), known, uncertain,
        derived=rules_of(data, ran), days=days_of(data, ran),
    )  # fmt: skip


def rules_of(data: ProgrammeData, ran: Sequence[Ran]) -> list[Derived]:
    """The variables of a release that follow from others by a rule that everybody can read."""
    return rules(data, [(one.report, one.executed.payloads) for one in ran])


def days_of(data: ProgrammeData, ran: Sequence[Ran]) -> dict[str, str]:
    """The day that each report tells of."""
    return {one.report.id: data.of(one.report).as_of.isoformat() for one in ran}


def leaks_of(
    data: ProgrammeData, decided: Plan, earlier: Sequence[Sequence[Payload]] = ()
) -> list[str]:
    """A sentence for each count that readers could work out from all that was published."""
    last = [payload for payloads in decided.outside.values() for payload in payloads]
    targets, rules = decided.choice.targets, data.programme.disclosure
    known = [of_now(data, one) for one in earlier]
    return exposed([*known, last], rules, facts(data), targets, decided.derived)


def draw(data: ProgrammeData, ran: Ran, decided: Plan) -> list[Drawn]:
    """The pages of one report, for each of its audiences and in each language."""
    return [
        _drawn(ran, decided, replace(frame_of(data, ran.report, audience, language), beside=True))
        for audience in ran.report.audiences
        for language in languages_of(data.programme)
    ]


def _drawn(ran: Ran, decided: Plan, frame: PageFrame) -> Drawn:
    payloads = decided.protected(ran.report.id, frame.audience)
    return Drawn(
        ran.report, frame.audience, frame.language, render(ran.executed, payloads, frame),
        beside.files(payloads, frame), beside.of_page(frame),
    )  # fmt: skip


def frame_of(data: ProgrammeData, report: Report, audience: Audience, language: str) -> PageFrame:
    programme = data.programme
    siblings = [one for one in programme.reports if audience in one.audiences]
    texts = {one.id: one.title.in_languages()[language] for one in siblings}
    return PageFrame(
        language=language,
        labels=data.labels,
        audience=audience,
        report=report.id,
        name=texts[report.id],
        organisation=programme.owner,
        programme=programme.name.in_languages()[language],
        as_of=data.of(report).as_of,
        provenance=_provenance(data, report),
        known_on=data.known_on,
        contact=programme.contact,
        fictional=programme.fictional.in_languages()[language] if programme.fictional else "",
        siblings=tuple(
            Link(text, "" if one == report.id else file_name(one, language, audience))
            for one, text in texts.items()
        ),
        home=f"../../../{home_name(language)}",
        alternates={
            other: file_name(report.id, other, audience)
            for other in languages_of(programme)
            if other != language
        },
    )


def languages_of(programme: Programme) -> tuple[str, ...]:
    """The languages of a programme's pages: those with a catalogue that its name is given in."""
    return tuple(one for one in languages() if one in programme.name.in_languages())


def home_name(language: str) -> str:
    """The file name of the list of all pages; in the first language the one to open."""
    return "index.html" if language == FIRST else f"index.{language}.html"


def _provenance(data: ProgrammeData, report: Report) -> Provenance:
    counts = ["row_count", "used_count", "refused_count", "ignored_count"]
    receipts = data.of(report).table("receipts")
    # A workbook with several lists is one file.
    receipts = receipts.groupby(["file", "sha256"], sort=False)[counts].sum().reset_index()
    inputs = tuple(
        Input(str(row["file"]), str(row["sha256"]), *(int(row[count]) for count in counts))
        for row in receipts.to_dict("records")
    )
    return Provenance(digest_of(data, report), inputs, software())


def put_in_place(
    workspace: Workspace, data: ProgrammeData, ran: Sequence[Ran], pages: Sequence[Drawn]
) -> list[Path]:
    """Put all pages of a run in place of the earlier ones, and note what they are.

    Raises WriteError when they cannot be written; then the earlier pages stand.
    """
    drafts = workspace.reports / "draft"
    try:
        drafts.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=drafts, prefix=".new-") as name:
            moves = _staged(workspace, data, pages, Path(name))
            for new, page in moves:
                page.parent.mkdir(parents=True, exist_ok=True)
                new.replace(page)
        _drop_old(workspace, data, pages)
        keep_executed(data, ran)
    except OSError as error:
        raise WriteError(
            f"{workspace.shown(drafts)}: the pages cannot be written "
            f"({error.strerror or type(error).__name__}). Close them in other programs, make "
            "room, and run the command again."
        ) from None
    return [page for _, page in moves if page.suffix != ".csv"]


def _staged(
    workspace: Workspace, data: ProgrammeData, pages: Sequence[Drawn], staging: Path
) -> list[tuple[Path, Path]]:
    moves = []
    for page in pages:
        name = file_name(page.report.id, page.language, page.audience)
        new = staging / name
        new.write_text(page.html, encoding="utf-8", newline="\n")
        folder = workspace.draft(page.audience, data.id)
        moves.append((new, folder / name))
        for file, content in page.beside.items():
            (staging / file).write_bytes(content)
            moves.append((staging / file, folder / file))
    note = staging / "made.json"
    as_of = made_on(workspace, data.id)
    as_of |= {page.report.id: data.of(page.report).as_of for page in pages}
    days = {report: day.isoformat() for report, day in sorted(as_of.items())}
    note.write_text(json.dumps(days, indent=1) + "\n", encoding="utf-8", newline="\n")
    return [*moves, (note, workspace.draft("internal", data.id) / "made.json")]


def _drop_old(workspace: Workspace, data: ProgrammeData, pages: Sequence[Drawn]) -> None:
    """Take away the files of tables that are no longer large."""
    for page in pages:
        for file in workspace.draft(page.audience, data.id).glob(page.own):
            if file.name not in page.beside:
                file.unlink()


def made_on(workspace: Workspace, programme: str) -> dict[str, date]:
    """The reports of a programme that have pages, with the day of their data."""
    note = workspace.draft("internal", programme) / "made.json"
    if not note.exists():
        return {}
    days = json.loads(note.read_text(encoding="utf-8"))
    return {report: date.fromisoformat(day) for report, day in days.items()}
