"""Who is counted: groups that several subjects speak of, each said in one way only.

Two counts can be held against each other only when equal groups are told by equal conditions. So
the names of variables that more than one subject uses stand here.
"""

from __future__ import annotations

from analysis.counted import Counted

REGISTERED = ["attended", "absent"]
CANCELLED = ["cancelled", "came_anyway"]
SIGNED_UP = [*REGISTERED, *CANCELLED]
"""All that ever registered. Who cancelled and came all the same is shown as a walk-in."""
WALKED_IN = ["walk_in", "came_anyway"]
PRESENT = ["attended", *WALKED_IN]
EVERY_STATE = [*SIGNED_UP, "walk_in", "not_registered"]
STATUSES = ["continuing", "stopped"]


def at(unit: str, session: str, states: list[str]) -> Counted:
    """The units whose state at a session is one of these."""
    return Counted(unit=unit, of={state_at(session): states})


def state_at(session: str) -> str:
    """The variable that tells what became of a unit at a session."""
    return f"state:{session}"


def enrolled(unit: str, *statuses: str) -> Counted:
    """The participants with one of these statuses; without one, all that ever enrolled."""
    return Counted(unit=unit, of={"status": list(statuses) or STATUSES})


def answered(round: str, unit: str = "responses") -> Counted:
    """The responses of a round that count, or the units that gave one."""
    return Counted(unit=unit, of={f"round:{round}": ["answered"]})


def narrowed(
    whom: Counted,
    of: dict[str, list[str]] | None = None,
    by: dict[str, str] | None = None,
    groups: dict[str, list[str]] | None = None,
    several: list[str] | None = None,
) -> Counted:
    """Of the units that are counted, those that meet more conditions."""
    return Counted(
        unit=whom.unit,
        of=whom.of | (of or {}),
        by=whom.by | (by or {}),
        groups=whom.groups | (groups or {}),
        several=[*whom.several, *(several or [])],
        called=whom.called,
    )
