"""Publishing: the reports of a programme become editions, once the gate finds nothing in them.

All reports are protected by one plan that also knows what earlier editions told. Everything is
made and checked before one file is put in place. Until then, and if anything fails, readers
find what they found before.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from analysis.problems import GateError, UsageError, suggestion
from analysis.report.audit import ready
from analysis.report.editions import PLAN, Record, Withdrawal
from analysis.run.drafts import Made, Progress, make
from analysis.run.editions import Editions, list_again, open_editions, settle
from analysis.run.gating import Known, checked
from analysis.run.placing import place
from analysis.run.release import Draft, Order
from analysis.workspace import EXECUTED, Workspace


def publish(workspace: Workspace, order: Order, progress: Progress) -> Made:
    """Make and place the next editions; a report of which nothing changed gets none.

    Raises UsageError when a browser is asked for and there is none, what making them raises,
    GateError when one is not fit to be published, and WriteError when they cannot be put in
    place; then what was published stands.
    """
    if order.audit:
        ready()
    made = make(workspace, workspace, order, progress)
    made.remarks.extend(_through_the_gate(made, audited=order.audit))
    _show(made.editions, [one.record for one in made.new if not one.record.waiting])
    place(workspace, made.editions.shelf)
    return made


def preview(workspace: Workspace, order: Order, progress: Progress) -> Made:
    """The same editions, made elsewhere and checked: nothing of the workspace is written.

    What the gate finds in them stands among the remarks.
    """
    if order.audit:
        ready()
    with _elsewhere(workspace, order.programmes) as other:
        made = make(workspace, other, order, progress)
    try:
        made.remarks.extend(_through_the_gate(made, audited=order.audit))
    except GateError as error:
        made.remarks.extend(error.sentences)
    return made


def _through_the_gate(made: Made, *, audited: bool) -> list[str]:
    """The remarks of the gate, and of a browser where asked; the editions lie on the shelf then.

    Raises GateError when one of them is not fit to be published.
    """
    for one in made.new:
        made.editions.add(one.record, {**one.content, PLAN: plan_file(made, one)})
    known = Known(made.contacts, made.private, made.leaks)
    return checked(made.editions, made.new, known, audited=audited)


def plan_file(made: Made, one: Draft) -> bytes:
    """The plan that protected an edition, as it is kept with it."""
    stored = made.plans[one.record.programme].stored()
    return (json.dumps(stored, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


@contextmanager
def _elsewhere(workspace: Workspace, programmes: Iterable[str]) -> Iterator[Workspace]:
    """A copy of what reports are made from; notebooks that ran are not run again."""
    with tempfile.TemporaryDirectory(prefix="trajectmonitor-") as name:
        other = Workspace(Path(name).resolve())
        shutil.copytree(workspace.programmes, other.programmes)
        for programme in programmes:
            if workspace.raw(programme).exists():
                shutil.copytree(workspace.raw(programme), other.raw(programme))
            for place in EXECUTED:
                executed = workspace.processed(programme) / place
                if executed.exists():
                    shutil.copytree(executed, other.processed(programme) / place)
        yield other


def publish_due(workspace: Workspace, programmes: Sequence[str], today: date) -> list[Record]:
    """Show the editions of which the embargo is over; the editions that it was over for."""
    editions = open_editions(workspace)
    due = [
        one.model_copy(update={"waiting": False})
        for name in programmes
        for one in editions.of(name)
        if one.waiting and one.embargo is not None and one.embargo <= today
    ]
    for record in due:
        editions.change(record)
    _show(editions, due)
    place(workspace, editions.shelf)
    return due


def _show(editions: Editions, changed: Sequence[Record]) -> None:
    """Show the reports of some editions as they stand now, and list them."""
    for programme, report, audience in sorted(
        {(one.programme, one.report, one.audience) for one in changed}
    ):
        settle(editions, programme, report, audience)
    for audience in sorted({one.audience for one in changed}):
        list_again(editions, audience)


@dataclass(frozen=True)
class TakenBack:
    """Which edition is withdrawn, and what its readers are told.

    `emptied` takes its contents away too, where they should not have been public.
    """

    report: str
    number: int
    withdrawal: Withdrawal


def withdraw(workspace: Workspace, programmes: Sequence[str], asked: TakenBack) -> list[Record]:
    """Take an edition back, for every audience that has it; the latest is the one before.

    One that still waits is forgotten: nobody has seen it.
    Raises UsageError when there is no such edition, or it was withdrawn before.
    """
    editions = open_editions(workspace)
    found = _found(editions, programmes, asked)
    for record in found:
        if record.waiting:
            editions.drop(record)
        else:
            editions.change(record.model_copy(update={"withdrawal": asked.withdrawal}))
    _show(editions, [one for one in found if not one.waiting])
    place(workspace, editions.shelf)
    return found


def _found(editions: Editions, programmes: Sequence[str], asked: TakenBack) -> list[Record]:
    known = [one for name in programmes for one in editions.of(name)]
    of_report = [one for one in known if one.report == asked.report]
    if not of_report:
        names = {one.report for one in known}
        raise UsageError(
            f'"{asked.report}" has no edition that was published. {suggestion(asked.report, names)}'
        )
    if len(owners := sorted({one.programme for one in of_report})) > 1:
        raise UsageError(
            f'"{asked.report}" is a report of {" and of ".join(owners)}. '
            "Say of which with --programme."
        )
    found = [one for one in of_report if one.number == asked.number]
    if not found:
        known_numbers = suggestion(str(asked.number), {str(one.number) for one in of_report})
        raise UsageError(f"{asked.report} has no edition {asked.number}. {known_numbers}")
    for one in found:
        if one.withdrawal and one.withdrawal.emptied >= asked.withdrawal.emptied:
            raise UsageError(
                f"{asked.report}: edition {asked.number} was withdrawn on {one.withdrawal.on} "
                f"by {one.withdrawal.by}. Nothing was changed."
            )
    return found
