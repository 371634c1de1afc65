"""Learning goals: which ones a participant set for itself, and in which management domain."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from analysis.cleaning.hop import Hop
from analysis.cleaning.receiving import Record
from analysis.cleaning.text import key, tidy

BULLET = re.compile(r"^(?:[-–—*·>]|\d{1,2}[.)](?!\d)|\(\d\)|[a-z]\))\s*", re.IGNORECASE)
"""What stands before each goal of a list."""
DOT = re.compile("[•▪➢]")
"""What stands before a goal, also where several stand on one line."""
NOTHING = {"/", "-", "–", "?", "x", "geen", "n.v.t.", "nvt", "n/a", "none", "niets", "aucun"}
"""What people write where they set no goal."""


def clean(hop: Hop, records: list[Record]) -> None:
    """Each goal becomes a row of its own, several in one cell too; their words lie apart.

    A goal that a participant has already in that domain is one goal.
    """
    numbers: Counter[tuple[object, object]] = Counter(
        (row["participant"], row["domain"]) for row in hop.earlier.get("learning_goals", [])
    )
    known = {
        (row["participant"], row["domain"], key(str(row["text"])))
        for row in hop.earlier.get("learning_goal_texts", [])
    }
    for record in records:
        participant = hop.participant(record)
        if participant is None:
            continue
        set_on = hop.cells.day(record, "set_on") or _day(hop)
        given = list(_given(hop, record))
        for domain, text in given:
            if (participant, domain, key(text)) in known:
                continue
            known.add((participant, domain, key(text)))
            numbers[participant, domain] += 1
            goal: dict[str, object] = {
                "participant": participant,
                "domain": domain,
                "number": numbers[participant, domain],
            }
            hop.add("learning_goals", record, **goal, set_on=set_on)
            hop.tidy.setdefault("learning_goal_texts", []).append(goal | {"text": text})
        # Who set none, or those of a colleague once more, said so all the same.
        hop.journal.dispose(record.line, "used" if given else "ignored", "" if given else "no_goal")


def headers(declared: dict[str, str | list[str]]) -> dict[str, list[str]]:
    """The columns with the goals of each domain, with the headers under which they may stand."""
    return {
        f"goal.{domain}": [header] if isinstance(header, str) else list(header)
        for domain, header in declared.items()
    }


def goals_in(cell: str) -> list[str]:
    """The goals in a cell: one on each line, or between semicolons.

    Where bullets stand before them, a line without one goes on with the goal above it.
    """
    lines = list(filter(None, map(tidy, DOT.sub("\n- ", cell).splitlines())))
    listed = len(lines) > 1 and BULLET.match(lines[0]) is not None
    goals: list[str] = []
    for part in lines if listed else ";".join(lines).split(";"):
        text = tidy(BULLET.sub("", tidy(part), count=1))
        if listed and not BULLET.match(part):
            goals[-1] = f"{goals[-1]} {text}"
        else:
            goals.append(text)
    return [goal for goal in goals if key(goal) not in NOTHING and re.search(r"\w", goal)]


def _given(hop: Hop, record: Record) -> Iterator[tuple[str, str]]:
    """The goals of a row, each with its domain."""
    for domain in hop.export.goals:
        for goal in goals_in(record[f"goal.{domain}"]):
            yield domain, goal
    about = hop.cells.code(record, "domain", "domain") if record["goal"] else None
    for goal in goals_in(record["goal"]) if about else ():
        yield str(about), goal


def _day(hop: Hop) -> date:
    """The day on which goals without one were set: that of the session, else that of the list."""
    if hop.export.session:
        return hop.programme.session(hop.export.session).date
    return hop.export.received
