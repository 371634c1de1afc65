"""The verbs that make drafts: from the declarations and exports to the pages."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from analysis.commands.options import (
    Bars,
    common,
    day,
    known_on,
    one_report,
    say_remarks,
    silent,
    strict,
)
from analysis.problems import UsageError
from analysis.workspace import Workspace, open_workspace


@click.command()
@common
@known_on
@strict
def check(
    workspace: str | None, programme: str | None, known_on: datetime | None, strict: bool
) -> None:
    """Hold declarations and raw exports against each other. Writes nothing."""
    from analysis.run import tables

    place = open_workspace(workspace)
    for name in tables.chosen(place, programme):
        checked = tables.check(place, name, silent, strict=strict, known_on=day(known_on))
        tables.check_facts_unwritten(place, checked)
        say_remarks(checked.problems)
        click.echo(f"{name}: declarations, exports and published facts hold together.")


@click.command()
@common
@known_on
@strict
def clean(
    workspace: str | None, programme: str | None, known_on: datetime | None, strict: bool
) -> None:
    """Turn raw exports into tidy tables in data/processed/."""
    from analysis.run import tables
    from analysis.run.lock import writing

    place = open_workspace(workspace)
    names = tables.chosen(place, programme)
    with writing(place, "clean", names):
        for name in names:
            checked = tables.clean_programme(
                place, name, silent, strict=strict, known_on=day(known_on)
            )
            say_remarks(checked.problems)
            receipts = checked.cleaned.tables["receipts"]
            for row in receipts.itertuples():
                click.echo(
                    f"{row.file}: {row.row_count} rows = {row.used_count} used "
                    f"+ {row.refused_count} refused + {row.ignored_count} ignored"
                )
            click.echo(place.shown(place.processed(name)))


@click.command()
@common
@one_report
@known_on
@click.option(
    "--audience",
    type=click.Choice(["participant"]),
    help="Instead of all pages, only those about one participant, for itself alone.",
)
@click.option(
    "--participant",
    metavar="NAME",
    help="With --audience participant: only of this one, by its id or name; else of all.",
)
@click.option(
    "--all",
    "everyone",
    is_flag=True,
    help="With the pages of every participant about itself; else only of those declared.",
)
@strict
def build(workspace: str | None, programme: str | None, **asked: Any) -> None:
    """Clean, run the notebooks and write the draft pages; ends with the page to open."""
    from analysis.run.build import build as build_pages
    from analysis.run.lock import writing
    from analysis.run.tables import chosen

    audience, participant = asked.pop("audience"), asked.pop("participant")
    asked["as_of"], asked["known_on"] = day(asked["as_of"]), day(asked["known_on"])
    if participant and not audience:
        raise UsageError(
            "build: --participant says nothing without --audience participant. Name both."
        )
    everyone = asked.pop("everyone")
    if everyone and (audience or asked["report"]):
        raise UsageError(
            "build: --all makes the pages of every participant together with all others. "
            "Leave out --audience, --participant and --report."
        )
    place = open_workspace(workspace)
    names = chosen(place, programme)
    with writing(place, "build", names), Bars() as bars:
        if audience:
            made, remarks = _build_own(place, names, bars, participant=participant, **asked)
        else:
            index, remarks = build_pages(place, names, bars.begin, everyone=everyone, **asked)
            made = [index]
    say_remarks(remarks)
    for page in made:
        click.echo(str(page))


def _build_own(
    place: Workspace, names: list[str], bars: Bars, **asked: Any
) -> tuple[list[Path], list[str]]:
    from analysis.run.own import Asked, build_own

    return build_own(place, names, bars.begin, Asked(**asked))


@click.command()
@click.argument("notebooks", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def tidy(notebooks: tuple[Path, ...]) -> None:
    """Strip outputs from notebooks and name their cells; all notebooks unless some are named."""
    from analysis.report.notebooks import folder
    from analysis.run.tidy import tidy as tidy_notebook

    for notebook in notebooks or sorted(folder().glob("*.ipynb")):
        if tidy_notebook(notebook):
            click.echo(f"{notebook.name}: tidied.")
