"""The options that several verbs have, and how progress and remarks are told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import click

Command = Callable[..., Any]

DAY = click.DateTime(["%Y-%m-%d"])


def common(command: Command) -> Command:
    """Which workspace, and which of its programmes."""
    command = click.option(
        "--programme", metavar="NAME", help="Only this programme; else all of the workspace."
    )(command)
    return click.option(
        "--workspace", metavar="FOLDER",
        help="Folder with programmes/, data/ and reports/; else the one around this folder.",
    )(command)  # fmt: skip


def strict(command: Command) -> Command:
    """Whether a problem on a row is fatal."""
    return click.option(
        "--strict", is_flag=True, help="Stop when a row of an export has a problem."
    )(command)


def known_on(command: Command) -> Command:
    """What had been received by which day."""
    return click.option(
        "--known-on", type=DAY, metavar="DAY",
        help="Leave out what was received or decided after this day: what could be said then.",
    )(command)  # fmt: skip


def one_report(command: Command) -> Command:
    """Which report, and as of which day."""
    command = click.option(
        "--as-of", type=DAY, metavar="DAY",
        help="Report what had happened by this day, as 2019-04-05; else the declared day.",
    )(command)  # fmt: skip
    return click.option(
        "--report", metavar="NAME", help="Only this report; else all of the programme."
    )(command)


def day(given: datetime | None) -> date | None:
    """The day of an option, where it was given."""
    return given.date() if given else None


class Bars:
    """A progress bar for each stretch of work, on standard error; none where nobody looks."""

    def __init__(self) -> None:
        self._bar: Any = None

    def __enter__(self) -> Bars:
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


def silent(_: str) -> None:
    """Nobody listens."""


def say_remarks(sentences: list[str]) -> None:
    """Remarks go to standard error, so that the results can be piped."""
    for sentence in sentences:
        click.echo(sentence, err=True)
