"""The command `trajectmonitor`: each verb does one hop, or all of them."""

from __future__ import annotations

import sys

import click

from analysis.commands import adding, answering, making, publishing, starting
from analysis.commands.options import say_remarks
from analysis.problems import UserError, WriteError

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
  9  a page is not fit to be published
"""


@click.group(epilog=EPILOGUE, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="trajectmonitor")
def cli() -> None:
    """Makes reports of a capacity-building programme from its raw exports.

    Exports lie in data/raw/PROGRAMME/ and are never changed. What they are is declared in
    programmes/PROGRAMME/. `build` cleans them, runs the notebooks and writes drafts of the
    pages; `publish` releases them.
    """


for verb in (
    making.check, making.clean, making.build, publishing.publish, publishing.withdraw,
    publishing.list_, adding.add, starting.new, answering.ask, answering.answer, making.tidy,
):  # fmt: skip
    cli.add_command(verb)


def main() -> None:
    """Run the command; a failure that a user can mend is said in a sentence and a code."""
    try:
        cli(prog_name="trajectmonitor")
    except UserError as error:
        say_remarks(list(error.sentences))
        sys.exit(error.exit_code)
    except PermissionError as error:
        say_remarks([f"{error.filename}: no right to read or write this."])
        sys.exit(WriteError.exit_code)
