"""The next editions that a publisher asks for, made with all their files but not yet in place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from analysis.data import ProgrammeData
from analysis.disclosure import Plan
from analysis.draw.words import Labels
from analysis.problems import UsageError, suggestion
from analysis.programme import Programme, read_declarations
from analysis.programme.site import read_site
from analysis.redaction import readable
from analysis.report.editions import Record
from analysis.run.contents import with_files
from analysis.run.editions import Editions, open_editions
from analysis.run.executing import keep_executed
from analysis.run.pages import data_of, leaks_of, plan_of, run_all
from analysis.run.release import Draft, Order, Release, draft, earlier, left_uncertain
from analysis.run.tables import Told, clean_programme
from analysis.workspace import Workspace

Progress = Callable[[str, int], Told]
"""Begins a stretch of work with its name and number of steps, and hears the name of each."""

SENTENCE = 25
"""From how many characters on a text is somebody's own, and no word that anybody uses."""


@dataclass(frozen=True)
class Made:
    """The drafts of a release; of each programme its plan and the words for its codes; which
    addresses may be public and which words of persons may not; and the remarks.
    """

    editions: Editions
    drafts: list[Draft] = field(default_factory=list)
    plans: dict[str, Plan] = field(default_factory=dict)
    labels: dict[str, Labels] = field(default_factory=dict)
    contacts: set[str] = field(default_factory=set)
    private: set[str] = field(default_factory=set)
    leaks: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def new(self) -> list[Draft]:
        """The editions that there is a reason to publish."""
        return [one for one in self.drafts if not one.unchanged]


def make(workspace: Workspace, tables: Workspace, order: Order, progress: Progress) -> Made:
    """The next editions with all their files; `tables` is where tables and notebooks are made.

    Raises UsageError when the order cannot be carried out, and what cleaning, running the
    notebooks and drawing raise.
    """
    made = Made(open_editions(workspace))
    wanted = _wanted(tables, order)
    check_order(made.editions, wanted, order)
    for name, reports in wanted.items():
        release, remarks = _release(workspace, tables, name, made.editions, order, progress)
        made.leaks.extend(release.leaks)
        made.plans[name], made.labels[name] = release.plan, release.data.labels
        made.contacts.update((release.site.contact, release.data.programme.contact))
        made.private.update(private(release.data))
        made.remarks.extend(remarks)
        told = progress(f"{name}: editions", len(reports))
        made.drafts.extend(_drafts(release, reports, told))
    return made


def _wanted(workspace: Workspace, order: Order) -> dict[str, list[str]]:
    """The reports that are asked for, by programme.

    Raises UsageError when no report of that name, or none for these audiences, exists.
    """
    declared = [read_declarations(workspace, name).programme for name in order.programmes]
    found = {one.id: _for_readers(one, order) for one in declared}
    if any(found.values()):
        return {name: reports for name, reports in found.items() if reports}
    known = sorted({one.id for programme in declared for one in programme.reports})
    if order.report in known or order.report is None:
        raise UsageError(
            f"{order.report or 'The programme'}: no report is made for the audience "
            f"{' or '.join(order.audiences)}. Name it under audiences in programme.toml."
        )
    raise UsageError(f'"{order.report}" is not a report. {suggestion(order.report, known)}')


def _for_readers(programme: Programme, order: Order) -> list[str]:
    return [
        one.id
        for one in programme.reports
        if order.report in (None, one.id) and set(order.audiences) & set(one.audiences)
    ]


def check_order(editions: Editions, wanted: dict[str, list[str]], order: Order) -> None:
    """Raise UsageError when the days do not follow each other, or an edition still waits."""
    if not order.waits and order.released_on > order.today:
        raise UsageError(
            f"--released-on {order.released_on} lies ahead. Name a day until today, or say with "
            "--embargo from when the edition may be seen."
        )
    if order.waits and order.embargo and order.released_on < order.embargo:
        raise UsageError(
            f"--released-on {order.released_on} lies before --embargo {order.embargo}: an edition "
            "is released when it may be seen. Name the same day, or leave --released-on out."
        )
    for programme, reports in wanted.items():
        for report in reports:
            for record in editions.of(programme, report):
                _check_against(record, order)


def _check_against(record: Record, order: Order) -> None:
    if record.waiting:
        raise UsageError(
            f"{record.report}: edition {record.number} waits until {record.embargo}. Publish it "
            "then with publish --due, or take it back with withdraw, before making the next."
        )
    if record.released_on > order.released_on and record.audience in order.audiences:
        raise UsageError(
            f"{record.report}: edition {record.number} was released on {record.released_on}, "
            f"after {order.released_on}. Name a later day with --released-on."
        )


def _release(
    workspace: Workspace,
    tables: Workspace,
    name: str,
    editions: Editions,
    order: Order,
    progress: Progress,
) -> tuple[Release, list[str]]:
    """All reports of a programme, executed and protected together, and the remarks on rows."""
    programme = read_declarations(tables, name).programme
    told = progress(f"{name}: exports", len(programme.exports))
    checked = clean_programme(tables, name, told, strict=order.strict, known_on=order.known_on)
    data = data_of(tables, checked.declarations, order.as_of)
    ran = run_all(tables, data, progress(f"{name}: notebooks", len(programme.shared)))
    keep_executed(data, ran)
    # Also those that wait or were taken back: somebody may know them.
    before = earlier(editions, data.id, "public")
    known = [editions.payloads(one) for one in before]
    decided = plan_of(data, ran, known, left_uncertain(editions, before))
    leaks = leaks_of(data, decided, known) if "public" in order.audiences else []
    site = read_site(workspace)
    return Release(editions, data, ran, decided, order, site, leaks), checked.problems


def private(data: ProgrammeData) -> set[str]:
    """The names of persons and what they wrote, to make sure that no public file holds them.

    Who may not read them publishes without that check: then no notebook could read them either.
    """
    try:
        written = [
            data.table(table)[column].dropna().astype(str)
            for table, column in (("withdrawal_notes", "reason"), ("answer_texts", "text"))
        ]
        names = set(data.table("persons")["name"].dropna().astype(str))
    except OSError:
        return set()
    # A short answer may be a word that the page uses by itself. What was released word for word,
    # with the consent of who wrote it, may be read by everybody.
    released = [quote.text for quote in data.declarations.quotes]
    return names | {
        text
        for column in written
        for text in column
        if len(text) >= SENTENCE and not any(readable(text) in quote for quote in released)
    }


def _drafts(release: Release, reports: list[str], told: Told) -> Iterator[Draft]:
    """The editions for each audience that was asked for; those of which nothing changed too."""
    order = release.order
    found = [
        draft(release, ran, audience)
        for ran in release.ran
        if ran.report.id in reports
        for audience in order.audiences
        if audience in ran.report.audiences
    ]
    for one in found:
        told(one.record.report)
        if one.unchanged:
            yield one
            continue
        _explained(one)
        yield with_files(release, one, _siblings(release, one, found))


def _explained(one: Draft) -> None:
    """Raise UsageError when a mistake is put right without a word to the readers."""
    if "correction" in one.record.kinds and not one.record.reason:
        raise UsageError(
            f"{one.record.report}: with the same day (--as-of), other figures come out than in "
            f"edition {one.before.number if one.before else ''}. Tell the readers why, with "
            "--reason correction (or new-data, new-method), --because and --because-en."
        )


def _siblings(release: Release, one: Draft, found: list[Draft]) -> set[str]:
    """The reports of the programme that this audience will find when it finds this one."""
    audience, programme = one.record.audience, release.data.id
    out = {
        record.report
        for record in release.editions.of(programme, audience=audience)
        if not record.waiting
    }
    return out | {other.record.report for other in found if other.record.audience == audience}
