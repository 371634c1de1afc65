"""The verbs that ask people what cleaning does not know, and take in what they answer."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from analysis.commands.options import common, silent
from analysis.problems import UsageError, WriteError
from analysis.workspace import Workspace, open_workspace

if TYPE_CHECKING:
    from analysis.run.tables import Checked


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@common
@click.option(
    "--language", default="nl", show_default=True, metavar="CODE", help="Language of its sheets."
)
def ask(file: Path, workspace: str | None, programme: str | None, language: str) -> None:
    """Write all that nobody decided yet to FILE, a workbook (.xlsx) to fill in.

    It asks what names stand for that may be those of known organisations, what unknown words
    mean, and what wrong cells should be; below that stands what was decided before. It can hold
    names of persons: keep it to yourself. Read it with `answer`.
    """
    from analysis.draw.words import Words
    from analysis.run.answering.book import workbook
    from analysis.run.answering.sheets import asked

    place = open_workspace(workspace)
    checked = _checked(place, programme)
    words = Words(language, checked.declarations.labels)
    found = asked(checked, words)
    if file.suffix.lower() != ".xlsx":
        raise UsageError(f"{file.name}: a workbook of questions is an .xlsx. Name it so.")
    if file.exists():
        raise UsageError(f"{file}: this file is there already, and may be filled in. Name another.")
    try:
        file.write_bytes(workbook(found, words, date.today()))
    except OSError as error:
        raise WriteError(
            f"{file}: this cannot be written ({error.strerror or type(error).__name__}). Name "
            "another folder, or make room."
        ) from None
    click.echo(f"{found.open_count} questions without an answer.")
    click.echo(str(file))


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@common
@click.option("--yes", is_flag=True, help="Write them without asking.")
def answer(file: Path, workspace: str | None, programme: str | None, yes: bool) -> None:
    """Read the answers in FILE, show what they change, and write them as declarations.

    Every mistake in it is told with its sheet and cell, and then nothing is written. Without a
    terminal the changes are shown only, unless --yes is given.
    """
    from analysis.draw.words import Words
    from analysis.run.answering.changes import apply, changes
    from analysis.run.answering.reading import read
    from analysis.run.answering.sheets import asked
    from analysis.run.lock import writing

    place = open_workspace(workspace)
    checked = _checked(place, programme)
    words = Words("nl", checked.declarations.labels)
    found = asked(checked, words)
    changed = changes(read(file, found), found)
    for change in changed:
        click.echo(change.sentence)
    if not changed:
        click.echo(f"{file.name}: there is nothing new in it.")
        return
    if not yes and not sys.stdin.isatty():
        click.echo("Nothing was written. Run it again with --yes to write this.")
        return
    if not yes and not click.confirm("Write this?"):
        click.echo("Nothing was written.")
        return
    name = checked.declarations.programme.id
    with writing(place, "answer", [name]) as line:
        now = asked(apply(place, found, changed), words)
        line["answers"] = len(changed)
    click.echo(f"{len(changed)} written; {now.open_count} questions without an answer.")


def _checked(place: Workspace, programme: str | None) -> Checked:
    from analysis.run import tables

    names = tables.chosen(place, programme)
    if len(names) != 1:
        raise UsageError(
            f"This workspace has several programmes: {', '.join(names)}. Name one with --programme."
        )
    return tables.check(place, names[0], silent)
