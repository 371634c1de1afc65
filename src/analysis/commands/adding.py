"""The verb that adds a file that was sent: it shows, asks at most three times, then writes."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from analysis.commands.options import DAY
from analysis.problems import UsageError
from analysis.workspace import Workspace, open_workspace

if TYPE_CHECKING:
    from analysis.run.adding import Adding, Proposal, Question

MOST_SHOWN = 5
YES, NO = "yes", "no"


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--programme", metavar="NAME", help="The programme that the file belongs to.")
@click.option(
    "--workspace", metavar="FOLDER",
    help="Folder with programmes/, data/ and reports/; else the one around this folder.",
)  # fmt: skip
@click.option("--received", type=DAY, metavar="DAY", help="When it was sent; else today.")
@click.option(
    "--answer", "answers", multiple=True, metavar="KEY=CHOICE",
    help="Answer a question beforehand, as --answer session=plenary-3.",
)  # fmt: skip
@click.option("--yes", is_flag=True, help="Accept without asking, if nothing is unsure.")
def add(
    file: Path,
    programme: str | None,
    workspace: str | None,
    received: datetime | None,
    answers: tuple[str, ...],
    yes: bool,
) -> None:
    """Propose how to declare FILE, show what it changes, and add it with your consent.

    The file is compared with the export that it resembles. Without a terminal nothing is asked:
    the proposal is shown and nothing is written, unless --yes is given and nothing is unsure.
    Ends with 0, or with 2 when something is unsure or refused.
    """
    from analysis.programme import read_declarations
    from analysis.run.adding import Adding, there_already
    from analysis.run.tables import chosen

    place = open_workspace(workspace)
    name = _one(chosen(place, programme), programme)
    path = file.expanduser().absolute()
    if known := there_already(place, read_declarations(place, name), path):
        _say(f"{file.name}: this file is there already, byte for byte, as {known}.")
        return
    day = received.date() if received else date.today()
    adding = Adding(place, name, path, day)
    given = dict(_answer(one) for one in answers)
    if at_terminal() and not yes:
        _converse(place, adding, given)
    else:
        _unattended(place, adding, given, yes)


def _say(text: str) -> None:
    """Tell something: nothing in the names of a file or a column may steer the terminal."""
    from analysis.cleaning.text import INVISIBLE

    click.echo(text.translate(INVISIBLE))


def at_terminal() -> bool:
    """Whether somebody can be asked."""
    return sys.stdin.isatty()


def _one(names: list[str], asked: str | None) -> str:
    if len(names) > 1:
        raise UsageError(
            f"add: there are several programmes: {', '.join(names)}. Name one with --programme."
        )
    return names[0]


def _answer(text: str) -> tuple[str, str]:
    name, sign, choice = text.partition("=")
    if not sign:
        raise UsageError(f'add: "{text}" is not an answer. Write KEY=CHOICE.')
    return name.strip(), choice.strip()


def _unattended(place: Workspace, adding: Adding, given: dict[str, str], yes: bool) -> None:
    """Show the proposal; accept it only when that was asked and nothing in it is unsure."""
    proposal = adding.propose(given)
    _show(proposal)
    for question in proposal.questions:
        _say(f"To answer: {question.text} ({', '.join(question.choices)})")
    doubts = proposal.unsure
    if proposal.refused or doubts:
        if doubts:
            _say(f"Unsure: {', '.join(doubts)}. Nothing was written.")
        sys.exit(UsageError.exit_code)
    if yes:
        _accept(place, adding, proposal)
    else:
        _say("Nothing was written. Add --yes to accept this.")


def _converse(place: Workspace, adding: Adding, given: dict[str, str]) -> None:
    """Ask what is unclear, then for consent: together at most so often as is allowed."""
    from analysis.run.adding import MOST_CONFIRMATIONS

    asked = 0
    while True:
        proposal = adding.propose(given)
        if not proposal.refused and asked + len(proposal.questions) + 1 > MOST_CONFIRMATIONS:
            _too_much(proposal)
        if proposal.questions:
            question = proposal.questions[0]
            if not asked:
                _show(proposal)
            given[question.key] = _ask(question)
            asked += 1
            continue
        _show(proposal)
        if proposal.refused:
            sys.exit(UsageError.exit_code)
        others = proposal.relations if asked + 2 <= MOST_CONFIRMATIONS else ()
        answer = click.prompt(
            "Add it?", type=click.Choice([YES, NO, *others]), default=NO, show_default=True
        )
        asked += 1
        if answer in others:
            given["relation"] = answer
            continue
        if answer == NO:
            _say("Nothing was written.")
            return
        _accept(place, adding, proposal)
        return


def _too_much(proposal: Proposal) -> None:
    _show(proposal)
    for question in proposal.questions:
        _say(f"To answer: {question.text} ({', '.join(question.choices)})")
    names = ", ".join(question.key for question in proposal.questions)
    _say(
        f"Refused: too much of this file is unclear to ask about: {names}. Answer some with "
        "--answer KEY=CHOICE, or ask for the list in its earlier form. Nothing was written."
    )
    sys.exit(UsageError.exit_code)


def _ask(question: Question) -> str:
    """A choice by its number."""
    _say(question.text)
    for number, choice in enumerate(question.choices, start=1):
        _say(f"  {number}  {choice}")
    suggested = question.suggested
    default = question.choices.index(suggested) + 1 if suggested in question.choices else None
    number = click.prompt("Which", type=click.IntRange(1, len(question.choices)), default=default)
    return question.choices[number - 1]


def _show(proposal: Proposal) -> None:
    """What is proposed and why, and what it changes."""
    if proposal.resembles:
        _say(f'It resembles the export "{proposal.resembles}".')
    for part in proposal.parts:
        _say(f"  {part.confidence:<6}  {part.name} = {part.value}: {part.reason}")
    for change in proposal.changes:
        _say(f"Rows: {change}")
    for remark in proposal.remarks[:MOST_SHOWN]:
        _say(f"Problem: {remark}")
    if len(proposal.remarks) > MOST_SHOWN:
        _say(f"… and {len(proposal.remarks) - MOST_SHOWN} more problems.")
    for effect in proposal.effects:
        _say(f"Figure: {effect.figure}: {effect.before} -> {effect.after}")
    if proposal.entry and not proposal.effects and not proposal.questions and not proposal.refused:
        _say("Figures: none changes.")
    for sentence in proposal.refused:
        _say(f"Refused: {sentence}")


def _accept(place: Workspace, adding: Adding, proposal: Proposal) -> None:
    from analysis.run.lock import writing

    with writing(place, "add", [proposal.programme]):
        adding.accept(proposal)
    shown = place.shown(place.raw(proposal.programme) / proposal.entry["file"])
    _say(f'Added {shown} as "{proposal.entry["id"]}". Run trajectmonitor build.')
