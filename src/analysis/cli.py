"""The command `trajectmonitor`: each verb does one hop, or all of them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from analysis.problems import UserError, WriteError
from analysis.workspace import open_workspace

EPILOGUE = """\b
Exit codes:
  0  done
  1  a fault of the program itself
  2  the command names something that does not exist
  3  a declaration is wrong, or a correction no longer matches
  4  a raw export is missing, unreadable or has lost a column
  5  a published figure does not come out of the exports
  6  a row has a problem, and --strict was given
  7  a notebook failed
  8  the results cannot be written, or another run is busy
"""

Command = Callable[..., Any]


def _common(command: Command) -> Command:
    command = click.option(
        "--programme", metavar="NAME", help="Only this programme; else all of the workspace."
    )(command)
    return click.option(
        "--workspace", metavar="FOLDER",
        help="Folder with programmes/, data/ and reports/; else the one around this folder.",
    )(command)  # fmt: skip


def _strict(command: Command) -> Command:
    return click.option(
        "--strict", is_flag=True, help="Stop when a row of an export has a problem."
    )(command)


@click.group(epilog=EPILOGUE, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="trajectmonitor")
def cli() -> None:
    """Makes reports of a capacity-building programme from its raw exports.

    Exports lie in data/raw/PROGRAMME/ and are never changed. What they are is declared in
    programmes/PROGRAMME/. `build` cleans them, runs the notebooks and writes the pages.
    """


@cli.command()
@_common
@_strict
def check(workspace: str | None, programme: str | None, strict: bool) -> None:
    """Hold declarations and raw exports against each other. Writes nothing."""
    from analysis.run import tables

    place = open_workspace(workspace)
    for name in tables.chosen(place, programme):
        checked = tables.check(place, name, _silent, strict=strict)
        tables.check_facts_unwritten(place, checked)
        _say_remarks(checked.problems)
        click.echo(f"{name}: declarations, exports and published facts hold together.")


@cli.command()
@_common
@_strict
def clean(workspace: str | None, programme: str | None, strict: bool) -> None:
    """Turn raw exports into tidy tables in data/processed/."""
    from analysis.run import tables
    from analysis.run.lock import writing

    place = open_workspace(workspace)
    names = tables.chosen(place, programme)
    with writing(place, "clean", names):
        for name in names:
            checked = tables.clean_programme(place, name, _silent, strict=strict)
            _say_remarks(checked.problems)
            receipts = checked.cleaned.tables["receipts"]
            for row in receipts.itertuples():
                click.echo(
                    f"{row.file}: {row.row_count} rows = {row.used_count} used "
                    f"+ {row.refused_count} refused + {row.ignored_count} ignored"
                )
            click.echo(place.shown(place.processed(name)))


@cli.command()
@_common
@click.option("--report", metavar="NAME", help="Only this report; else all of the programme.")
@click.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]), metavar="DAY",
    help="Report what had happened by this day, as 2019-04-05; else the declared day.",
)  # fmt: skip
@_strict
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
    with writing(place, "build", names), _Bars() as bars:
        day: date | None = as_of.date() if as_of else None
        index, remarks = build_pages(
            place, names, bars.begin, report=report, as_of=day, strict=strict
        )
    _say_remarks(remarks)
    click.echo(str(index))


@cli.command("list")
@_common
def list_(workspace: str | None, programme: str | None) -> None:
    """Show the programmes of a workspace, their reports, and which pages were made."""
    from analysis.programme import read_declarations
    from analysis.run.pages import made_on
    from analysis.run.tables import chosen

    place = open_workspace(workspace)
    for name in chosen(place, programme):
        declared = read_declarations(place, name).programme
        click.echo(f"{name}: {declared.name.en}")
        made = made_on(place, name)
        for report in declared.reports:
            day = made.get(report.id)
            click.echo(f"  {report.id}: {f'data as of {day}' if day else 'not made yet'}")


@cli.command()
@click.argument("notebooks", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def tidy(notebooks: tuple[Path, ...]) -> None:
    """Strip outputs from notebooks and name their cells; all notebooks unless some are named."""
    from analysis.report.notebooks import folder
    from analysis.run.tidy import tidy as tidy_notebook

    for notebook in notebooks or sorted(folder().glob("*.ipynb")):
        if tidy_notebook(notebook):
            click.echo(f"{notebook.name}: tidied.")


class _Bars:
    """A progress bar for each stretch of work, on standard error; none where nobody looks."""

    def __init__(self) -> None:
        self._bar: Any = None

    def __enter__(self) -> _Bars:
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    def _close(self) -> None:
        if self._bar is not None:
            self._bar.update(self._bar.total - self._bar.n)
            self._bar.close()

    def begin(self, name: str, steps: int) -> Callable[[str], None]:
        """A new bar; each name it hears says which step has begun."""
        from tqdm import tqdm

        self._close()
        self._bar = tqdm(total=steps, desc=name, unit="", disable=None, leave=True)
        bar = self._bar
        begun: list[str] = []

        def told(step: str) -> None:
            bar.update(len(begun) - bar.n)
            begun.append(step)
            bar.set_postfix_str(step)

        return told


def _silent(_: str) -> None:
    return None


def _say_remarks(sentences: list[str]) -> None:
    for sentence in sentences:
        click.echo(sentence, err=True)


def main() -> None:
    """Run the command; a failure that a user can mend is said in a sentence and a code."""
    try:
        cli(prog_name="trajectmonitor")
    except UserError as error:
        _say_remarks(list(error.sentences))
        sys.exit(error.exit_code)
    except PermissionError as error:
        _say_remarks([f"{error.filename}: no right to read or write this."])
        sys.exit(WriteError.exit_code)
