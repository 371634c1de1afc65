"""The verb that starts a declaration: it drafts a file, shows it, and writes it with consent."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from analysis.problems import UsageError
from analysis.workspace import Workspace, open_workspace

if TYPE_CHECKING:
    from analysis.run.drafting import Draft


@click.group()
def new() -> None:
    """Draft a declaration; it is shown, and written with your consent."""


@new.command()
@click.option(
    "--from", "file", required=True, metavar="FILE", type=click.Path(path_type=Path),
    help="The export with the answers.",
)  # fmt: skip
@click.option("--format", metavar="FORMAT", help="How it was written; else it is found out.")
@click.option("--id", "identity", metavar="ID", help="Its id; else after the name of the file.")
@click.option("--programme", metavar="NAME", help="The programme that asked it.")
@click.option(
    "--workspace", metavar="FOLDER",
    help="Folder with programmes/, data/ and reports/; else the one around this folder.",
)  # fmt: skip
@click.option("--yes", is_flag=True, help="Write it without asking.")
def questionnaire(
    file: Path,
    format: str | None,
    identity: str | None,
    programme: str | None,
    workspace: str | None,
    yes: bool,
) -> None:
    """Draft a questionnaire from an export of its answers.

    What is unsure stands in a comment. Answers in own words and what tells who answered are
    never in it. Without a terminal nothing is asked, and without --yes nothing is written.
    """
    from analysis.commands.adding import at_terminal
    from analysis.run.drafting import draft, target
    from analysis.run.tables import chosen

    place = open_workspace(workspace)
    names = chosen(place, programme)
    if len(names) > 1:
        raise UsageError(
            f"new: there are several programmes: {', '.join(names)}. Name one with --programme."
        )
    path = file.expanduser().absolute()
    known = _known(format)
    drafted = draft(path, file.name, identity or _id(path), known)
    wanted = target(place, names[0], drafted.form.id)
    _show(drafted)
    if not yes and not at_terminal():
        click.echo("Nothing was written. Add --yes to write it.")
        return
    if not yes and not click.confirm(f"Write {place.shown(wanted)}?", default=False):
        click.echo("Nothing was written.")
        return
    _write(place, names[0], drafted)


def _write(place: Workspace, programme: str, drafted: Draft) -> None:
    from analysis.run.drafting import put
    from analysis.run.lock import writing

    with writing(place, "new", [programme]):
        path = put(place, programme, drafted)
    click.echo(
        f"Wrote {place.shown(path)}. Put its words right, and name it under questionnaire of "
        "its [[rounds]]."
    )


def _known(format: str | None) -> str | None:
    """A format that exists. Raises UsageError with the nearest one."""
    from analysis.exports import FORMATS
    from analysis.problems import suggestion

    if format is not None and format not in FORMATS:
        raise UsageError(f'new: "{format}" is not a format. {suggestion(format, FORMATS)}')
    return format


def _id(path: Path) -> str:
    """An id after the name of a file, without the day in it."""
    bare = re.sub(r"\d{4}[-_]?\d{2}[-_]?\d{2}", "", path.stem.lower())
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-") or "questionnaire"


def _show(drafted: Draft) -> None:
    from analysis.cleaning.text import INVISIBLE

    for line in drafted.text.splitlines():
        click.echo(line.translate(INVISIBLE))
    click.echo("")
    for name, finding in drafted.findings.items():
        click.echo(
            f"  {finding.confidence:<6}  {name} = {finding.value or 'not found'}: {finding.reason}"
        )
    questions = len(drafted.form.questions)
    click.echo(
        f"{drafted.row_count} rows; {questions} questions, of which {drafted.unsure} with "
        "something unsure."
    )
