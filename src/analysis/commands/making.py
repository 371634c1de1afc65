"""The verbs that make drafts: from the declarations and exports to the pages."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from analysis.commands.options import Bars, common, day, one_report, say_remarks, silent, strict
from analysis.workspace import open_workspace


@click.command()
@common
@strict
def check(workspace: str | None, programme: str | None, strict: bool) -> None:
    """Hold declarations and raw exports against each other. Writes nothing."""
    from analysis.run import tables

    place = open_workspace(workspace)
    for name in tables.chosen(place, programme):
        checked = tables.check(place, name, silent, strict=strict)
        tables.check_facts_unwritten(place, checked)
        say_remarks(checked.problems)
        click.echo(f"{name}: declarations, exports and published facts hold together.")


@click.command()
@common
@strict
def clean(workspace: str | None, programme: str | None, strict: bool) -> None:
    """Turn raw exports into tidy tables in data/processed/."""
    from analysis.run import tables
    from analysis.run.lock import writing

    place = open_workspace(workspace)
    names = tables.chosen(place, programme)
    with writing(place, "clean", names):
        for name in names:
            checked = tables.clean_programme(place, name, silent, strict=strict)
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
@strict
def build(
    workspace: str | None,
    programme: str | None,
    report: str | None,
    as_of: datetime | None,
    strict: bool,
) -> None:
    """Clean, run the notebooks and write the draft pages; ends with the page to open."""
    from analysis.run.build import build as build_pages
    from analysis.run.lock import writing
    from analysis.run.tables import chosen

    place = open_workspace(workspace)
    names = chosen(place, programme)
    with writing(place, "build", names), Bars() as bars:
        index, remarks = build_pages(
            place, names, bars.begin, report=report, as_of=day(as_of), strict=strict
        )
    say_remarks(remarks)
    click.echo(str(index))


@click.command()
@click.argument("notebooks", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def tidy(notebooks: tuple[Path, ...]) -> None:
    """Strip outputs from notebooks and name their cells; all notebooks unless some are named."""
    from analysis.report.notebooks import folder
    from analysis.run.tidy import tidy as tidy_notebook

    for notebook in notebooks or sorted(folder().glob("*.ipynb")):
        if tidy_notebook(notebook):
            click.echo(f"{notebook.name}: tidied.")
