"""The verbs about editions: to publish one, to take one back, and to see which there are."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from analysis.commands.options import (
    DAY,
    Bars,
    common,
    day,
    known_on,
    one_report,
    say_remarks,
    strict,
)
from analysis.problems import UsageError
from analysis.workspace import Workspace, open_workspace

if TYPE_CHECKING:
    from analysis.report.editions import Record
    from analysis.run.release import Order, Reason

KINDS = {"correction": "correction", "new-data": "data", "new-method": "method"}
AUDIENCES = ("public", "internal", "restricted")


@click.command()
@common
@one_report
@known_on
@click.option(
    "--state",
    type=click.Choice(["provisional", "final"]),
    help="Whether the figures can still change.",
)
@click.option("--released-by", metavar="NAME", help="Who releases it; stands on the page.")
@click.option(
    "--released-on",
    type=DAY,
    metavar="DAY",
    help="The day on the page; else today, or the embargo.",
)
@click.option(
    "--embargo",
    type=DAY,
    metavar="DAY",
    help="Nobody sees the edition before this day; publish --due shows it then.",
)
@click.option("--reason", type=click.Choice(list(KINDS)), help="Why there is a new edition.")
@click.option("--because", metavar="TEXT", help="The reason in Dutch, for the readers.")
@click.option("--because-en", metavar="TEXT", help="The same in English.")
@click.option(
    "--audience",
    "audiences",
    type=click.Choice(AUDIENCES),
    multiple=True,
    default=["public"],
    show_default=True,
    help="For whom; can be given more than once.",
)
@click.option("--audit", is_flag=True, help="Have a browser look at the pages too.")
@click.option("--preview", is_flag=True, help="Say what would be published. Writes nothing.")
@click.option("--due", is_flag=True, help="Only show what waited for a day that has come.")
@strict
def publish(workspace: str | None, programme: str | None, **asked: Any) -> None:
    """Release reports as editions, after the gate has found nothing in them.

    Names in the page who released it, and says what changed since the edition before. Ends with
    the files that were published. Reports of which nothing changed get no new edition.
    """
    from analysis.run.tables import chosen

    place = open_workspace(workspace)
    names = chosen(place, programme)
    if asked["due"]:
        _publish_due(place, names)
    elif asked["preview"]:
        _preview(place, _order(names, asked))
    else:
        _publish(place, _order(names, asked))


def _order(names: list[str], asked: dict[str, Any]) -> Order:
    """What is asked, in full.

    Raises UsageError when it is not said who releases it or in which state.
    """
    from analysis.run.release import Order

    for option in ("state", "released_by"):
        if not (asked[option] or "").strip():
            raise UsageError(
                f"publish: --{option.replace('_', '-')} is missing. An edition says in which "
                "state it is (provisional or final) and who released it."
            )
    today = date.today()
    embargo = day(asked["embargo"])
    return Order(
        programmes=tuple(names),
        state=asked["state"],
        released_by=asked["released_by"].strip(),
        released_on=day(asked["released_on"]) or max(today, embargo or today),
        today=today,
        report=asked["report"],
        audiences=tuple(dict.fromkeys(asked["audiences"])),
        embargo=embargo,
        reason=_reason(asked),
        as_of=day(asked["as_of"]),
        known_on=day(asked["known_on"]),
        strict=asked["strict"],
        audit=asked["audit"],
    )


def _reason(asked: dict[str, Any]) -> Reason | None:
    from analysis.run.release import Reason

    texts = {"nl": asked["because"], "en": asked["because_en"]}
    if not asked["reason"]:
        if any(texts.values()):
            raise UsageError("publish: --because says nothing without --reason. Name the kind too.")
        return None
    if not all(texts.values()):
        raise UsageError(
            "publish: a --reason is told to readers in Dutch and in English. Give --because and "
            "--because-en."
        )
    return Reason(KINDS[asked["reason"]], texts)  # type: ignore[arg-type]


def _publish(place: Workspace, order: Order) -> None:
    from analysis.run.lock import writing
    from analysis.run.publish import publish

    with writing(place, "publish", list(order.programmes)) as line:
        line["editions"] = []
        with Bars() as bars:
            made = publish(place, order, bars.begin)
        line["editions"] = [_id(one.record) for one in made.new]
    say_remarks(made.remarks)
    for one in made.drafts:
        if one.unchanged and one.before:
            click.echo(f"{_id(one.before)}: nothing changed since, so there is no new edition.")
    for one in made.new:
        _say_edition(place, one.record)


def _preview(place: Workspace, order: Order) -> None:
    from analysis.run.preview import told
    from analysis.run.publish import preview

    with Bars() as bars:
        made = preview(place, order, bars.begin)
    say_remarks(made.remarks)
    for sentence in told(made):
        click.echo(sentence)


def _publish_due(place: Workspace, names: list[str]) -> None:
    from analysis.run.lock import writing
    from analysis.run.publish import publish_due

    with writing(place, "publish --due", names) as line:
        due = publish_due(place, names, date.today())
        line["editions"] = [_id(one) for one in due]
    for record in due:
        _say_edition(place, record)
    if not due:
        click.echo("No edition waits for a day that has come.")


@click.command()
@common
@click.argument("report")
@click.option("--edition", type=int, required=True, metavar="NUMBER", help="Which one.")
@click.option("--erratum", metavar="TEXT", required=True, help="What was wrong, in Dutch.")
@click.option("--erratum-en", metavar="TEXT", required=True, help="The same in English.")
@click.option("--by", metavar="NAME", required=True, help="Who takes it back.")
@click.option("--on", "on", type=DAY, metavar="DAY", help="The day of it; else today.")
@click.option(
    "--take-away",
    is_flag=True,
    help="Also take its contents away: for what should never have been public.",
)
def withdraw(workspace: str | None, programme: str | None, **asked: Any) -> None:
    """Take back an edition of REPORT that is wrong, and tell its readers why.

    Its page stays at its address with the erratum above it. The latest is then the edition
    before. An edition that still waits for its embargo is forgotten.
    """
    from analysis.report.editions import Withdrawal
    from analysis.run.lock import writing
    from analysis.run.publish import TakenBack, withdraw
    from analysis.run.tables import chosen

    place = open_workspace(workspace)
    names = chosen(place, programme)
    withdrawal = Withdrawal(
        on=day(asked["on"]) or date.today(),
        by=asked["by"],
        erratum={"nl": asked["erratum"], "en": asked["erratum_en"]},
        emptied=asked["take_away"],
    )
    with writing(place, "withdraw", names) as line:
        line["editions"] = [f"{asked['report']}/{asked['edition']}"]
        found = withdraw(place, names, TakenBack(asked["report"], asked["edition"], withdrawal))
    for record in found:
        click.echo(f"{_id(record)} ({record.audience}): withdrawn.")


@click.command("list")
@common
def list_(workspace: str | None, programme: str | None) -> None:
    """Show the programmes, their reports, which pages were made, and which were published."""
    from analysis.programme import read_declarations
    from analysis.run.editions import open_editions
    from analysis.run.pages import made_on
    from analysis.run.tables import chosen

    place = open_workspace(workspace)
    editions = open_editions(place)
    for name in chosen(place, programme):
        declared = read_declarations(place, name).programme
        click.echo(f"{name}: {declared.name.en}")
        made = made_on(place, name)
        for report in declared.shared:
            known = made.get(report.id)
            click.echo(f"  {report.id}: {f'data as of {known}' if known else 'not made yet'}")
            for record in reversed(editions.of(name, report.id)):
                click.echo(f"    {_said(record)}")


def _said(record: Record) -> str:
    """An edition in a line of the list."""
    state = f"waits until {record.embargo}" if record.waiting else record.state
    return (
        f"edition {record.number}, {record.audience}: {state}, released on {record.released_on} "
        f"by {record.released_by}, data as of {record.as_of}"
    )


def _id(record: Record) -> str:
    return f"{record.programme}/{record.report}/{record.number}"


def _say_edition(place: Workspace, record: Record) -> None:
    if record.waiting:
        click.echo(f"{_id(record)} ({record.audience}): ready; waits until {record.embargo}.")
        return
    folder = place.published(record.audience, record.programme) / record.place
    for language in record.languages:
        click.echo(str(folder / record.page(language)))
