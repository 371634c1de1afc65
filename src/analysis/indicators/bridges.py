"""How the numbers of a programme become one another: every participant is in one group only.

Registered, attended, continuing, stopped and ever enrolled are different populations. Here each is
the sum of the same groups, so that what is left between two of them has a name.
"""

from __future__ import annotations

import pandas as pd

from analysis.counted import NOT_RECORDED, Counted
from analysis.data import ProgrammeData
from analysis.indicators import attendance, registrations
from analysis.indicators.enrolment import by_status, statuses
from analysis.indicators.measures import telling, whole
from analysis.indicators.populations import (
    REGISTERED,
    STATUSES,
    WALKED_IN,
    state_at,
)
from analysis.indicators.states import STATES, at_session, recorded

NEVER = "never_enrolled"
EVERYBODY = [*STATUSES, NEVER]
QUANTITIES: dict[str, tuple[list[str], list[str]]] = {
    "registered": (REGISTERED, EVERYBODY),
    "present": (["attended", "walk_in"], EVERYBODY),
    "continuing": (STATES, ["continuing"]),
    "stopped": (STATES, ["stopped"]),
    "ever": (STATES, STATUSES),
}
"""Each number with the groups that it is the sum of: states at the session, and statuses."""

OUTSIDE = ["walk_in", "cancelled", "not_registered"]
AWAY = ["absent", "cancelled", "not_registered"]
STEPS: dict[str, tuple[str, list[str], list[str]]] = {
    "registered": ("=", *QUANTITIES["registered"]),
    "registered_never_enrolled": ("-", REGISTERED, [NEVER]),
    "cancelled_enrolled": ("+", ["cancelled"], STATUSES),
    "walk_in_enrolled": ("+", ["walk_in"], STATUSES),
    "not_registered_enrolled": ("+", ["not_registered"], STATUSES),
    "ever": ("=", *QUANTITIES["ever"]),
    "stopped": ("-", *QUANTITIES["stopped"]),
    "continuing": ("=", *QUANTITIES["continuing"]),
    "away_continuing": ("-", AWAY, ["continuing"]),
    "present_stopped": ("+", ["attended", "walk_in"], ["stopped"]),
    "present_never_enrolled": ("+", ["attended", "walk_in"], [NEVER]),
    "present": ("=", *QUANTITIES["present"]),
}
"""From registered to ever enrolled, to continuing, to present: what is added and what taken off."""


def groups(data: ProgrammeData, session: str) -> pd.DataFrame:
    """Each participant that took any part in exactly one group: its state and its status.

    Columns: state (at the session), status (continuing, stopped, never_enrolled), unit, count,
    and whether the group is part of the registered, the present, those ever enrolled. Groups that
    nobody is in are left out; who is in no list of the session and never enrolled took no part.
    No row without an attendance list. Raises UsageError for another session.
    """
    found = _found(data, session)
    sizes = found.value_counts(["state", "status"], sort=False)
    keys = [(a, b) for a in STATES for b in EVERYBODY if sizes.get((a, b), 0)]
    frame = pd.DataFrame(
        {
            "state": pd.Categorical([a for a, _ in keys], categories=STATES),
            "status": pd.Categorical([b for _, b in keys], categories=EVERYBODY),
            "unit": pd.Categorical([data.unit] * len(keys)),
            "count": whole(int(sizes[key]) for key in keys),
        }
    )
    for name in ("registered", "present", "ever"):
        states, status = QUANTITIES[name]
        frame[f"in_{name}"] = pd.Series(
            [a in states and b in status for a, b in keys], dtype="bool"
        )
    counted = Counted(
        unit=data.unit, by={state_at(session): "state", "status": "status"},
        groups={"walk_in": WALKED_IN, NEVER: [NOT_RECORDED]},
    )  # fmt: skip
    return telling(frame, count=counted)


def sums(data: ProgrammeData, session: str) -> pd.DataFrame:
    """Each number of the programme from its own list, beside the sum of its groups.

    Columns: quantity, unit, count (from its own list), added_count (the groups together),
    difference. Columns and groups as in `groups`; no row without both lists of the session.
    """
    found = _found(data, session)
    own = {} if found.empty else _own(data, session)
    added = [_size(found, *QUANTITIES[name]) for name in own]
    frame = pd.DataFrame(
        {
            "quantity": pd.Categorical(list(own), categories=list(own)),
            "unit": pd.Categorical([data.unit] * len(own)),
            "count": whole(own.values()),
            "added_count": whole(added),
        }
    )
    frame["difference"] = frame["count"] - frame["added_count"]
    counted = _counted(data, session, "quantity", QUANTITIES)
    return telling(frame, count=counted, added_count=counted)


def bridge(data: ProgrammeData, session: str) -> pd.DataFrame:
    """From registered to ever enrolled, continuing and present, with all that lies between.

    Columns: step, sign (=, + or -, as text), unit, count. Each row with = is what the rows above
    it come to. No row without both lists of the session. Raises UsageError for another session.
    """
    found = _found(data, session)
    own = {} if found.empty else _own(data, session)
    steps = STEPS if own else {}
    frame = pd.DataFrame(
        {
            "step": pd.Categorical(list(steps), categories=list(steps)),
            "sign": pd.Series(
                [sign.replace("-", "−") for sign, _, _ in steps.values()], dtype="str"
            ),
            "unit": pd.Categorical([data.unit] * len(steps)),
            "count": whole(
                own[name] if name in own else _size(found, states, status)
                for name, (_, states, status) in steps.items()
            ),
        }
    )
    frame.attrs["vocabularies"] = {"step": "bridge"}
    parts = {name: (states, status) for name, (_, states, status) in STEPS.items()}
    return telling(frame, count=_counted(data, session, "step", parts))


def _found(data: ProgrammeData, session: str) -> pd.DataFrame:
    """State and status of each participant that took any part, or nobody without a list."""
    there = data.check_session(session) in recorded(data)
    both = at_session(data, session).merge(
        statuses(data), on="participant", how="outer", validate="one_to_one"
    )
    frame = pd.DataFrame(
        {
            "state": both["state"].astype("object").fillna("not_registered").astype("str"),
            "status": both["status"].astype("object").fillna(NEVER).astype("str"),
        }
    )
    took = (frame["state"] != "not_registered") | (frame["status"] != NEVER)
    return frame[took] if there else frame.iloc[:0]


def _own(data: ProgrammeData, session: str) -> dict[str, int]:
    """Each number as its own list tells it; nothing where one of the lists is not there."""
    registered, came = registrations.of(data, session), attendance.of(data, session)
    by = by_status(data).set_index("status")
    goes_on, stopped = by["count"].reindex(STATUSES)
    if registered.empty or came.empty:
        return {}
    return {
        "registered": int(registered["count"].iloc[0]),
        "present": int(came["count"].iloc[0] + came["walk_in_count"].iloc[0]),
        "continuing": int(goes_on),
        "stopped": int(stopped),
        "ever": int(by["base"].iloc[0]),
    }


def _size(found: pd.DataFrame, states: list[str], status: list[str]) -> int:
    return int((found["state"].isin(states) & found["status"].isin(status)).sum())


def _counted(
    data: ProgrammeData, session: str, column: str, parts: dict[str, tuple[list[str], list[str]]]
) -> Counted:
    """What rows count of which each stands for some states and some statuses.

    The words of states and of statuses differ, so one list of them holds both conditions.
    """
    told = {"walk_in": WALKED_IN, NEVER: [NOT_RECORDED]}
    values = {
        name: [one for part in (*states, *status) for one in told.get(part, [part])]
        for name, (states, status) in parts.items()
    }
    return Counted(unit=data.unit, by={state_at(session): column, "status": column}, groups=values)
