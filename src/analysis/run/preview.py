"""What would be published, what is hidden and what changed, said before anybody publishes."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.disclosure import Plan
from analysis.draw.words import Words
from analysis.run.contents import changes_of
from analysis.run.drafts import Made
from analysis.run.release import Draft

LANGUAGE = "en"
"""The language of the command itself."""


def told(made: Made) -> Iterator[str]:
    """One sentence after the other, for whoever decides to publish."""
    for one in made.drafts:
        yield from _edition(one, made)
    for programme, plan in made.plans.items():
        yield from _hidden(programme, plan)


def _hidden(programme: str, plan: Plan) -> Iterator[str]:
    """What readers outside do not get to see and why, without the values, and what that costs."""
    cost = plan.cost
    yield (
        f"{programme}: {cost.primary_cells} places hidden because the count is small by itself "
        f"or tells too much, {cost.secondary_cells} because it could be worked out from others; "
        f"{cost.primary_units} and {cost.secondary_units} units counted there; "
        f"weight {cost.weight:g}."
    )
    for one in plan.decisions:
        place = ", ".join(part for part in (one.shown, one.row, one.column) if part)
        yield f"  {one.report}, cell {one.cell}, {place}: {one.why}"


def _edition(one: Draft, made: Made) -> Iterator[str]:
    record = one.record
    place = f"{record.programme}/{record.place} ({record.audience}, {record.state})"
    if one.unchanged:
        yield f"{place}: nothing changed; there would be no new edition."
        return
    yield f"{place}: released on {record.released_on} by {record.released_by}."
    words = Words(LANGUAGE, made.labels[record.programme])
    for change in changes_of(one, words):
        values = f": {change.before} -> {change.after}" if change.before or change.after else ""
        yield f"  {change.text}{values}"
