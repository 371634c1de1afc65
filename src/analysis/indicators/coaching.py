"""Coaching: the turns of its card that each participant used, has booked, or still has."""

from __future__ import annotations

import math

import pandas as pd

from analysis.counted import NOT_RECORDED, Counted
from analysis.data import ProgrammeData
from analysis.indicators.cards import bookings, exact, holders, per_participant
from analysis.indicators.enrolment import statuses
from analysis.indicators.measures import codes, leading, measured, telling, whole
from analysis.indicators.populations import enrolled, narrowed

USED = "turns_used"
"""The variable that tells how many turns a participant has used, each half as a whole one."""
NOT_TOLD = "not_told"
"""What a booking was about, or who coached, where its list does not say so."""
TURNS = "turns"


def used(data: ProgrammeData) -> pd.DataFrame:
    """Turns used by those who go on, one row.

    Columns: unit (turns), value, of_turns (a full card for each), turns_share, count (of those
    who go on, who used them). No row without a card or without bookings.
    """
    rows = by_state(data)
    rows = rows[(rows["state"] == "used") & rows["base"].notna()].reset_index(drop=True)
    who = with_turn(data).head(len(rows))
    frame = pd.DataFrame(
        {
            "unit": rows["unit"],
            "value": rows["turns"],
            "of_turns": rows["base"].astype("Float64"),
            "turns_share": rows["share"],
            "count": who["count"],
        }
    )
    telling(frame, count=who.attrs["counted"]["count"])
    return exact(frame, "value", "of_turns")


def by_state(data: ProgrammeData) -> pd.DataFrame:
    """The turns on the cards of those who go on: used, booked, and free.

    Columns: state, unit (turns), turns, base (a full card for each), share. A meeting of which
    the number of turns is not recorded counts as none. Without a card there is no free and no
    base.
    """
    found, card = bookings(data), data.programme.card
    taken = [float(found.loc[found["status"] == one, "turns"].sum()) for one in ("held", "booked")]
    states = ["used", "booked"]
    base = card.planned * len(holders(data)) if card else None
    if card:
        per_card = found[found["status"].isin(["held", "booked"])].groupby("participant")["turns"]
        over = (per_card.sum() - card.planned).clip(lower=0).sum()
        states, taken = [*states, "free"], [*taken, float((base or 0) - sum(taken) + over)]
    rows = pd.DataFrame(
        {
            "state": pd.Categorical(states, categories=states),
            "unit": pd.Categorical([TURNS] * len(states)),
            "turns": pd.Series(taken, dtype="Float64"),
            "base": whole([base] * len(states)),
        }
    )
    rows["share"] = rows["turns"] / rows["base"].astype("Float64")
    rows.attrs["vocabularies"] = {"state": "turn_state"}
    return exact(rows if len(found) else rows.iloc[:0], "turns")


def given_up(data: ProgrammeData) -> pd.DataFrame:
    """Turns booked by those who go on that were cancelled, or to which nobody came.

    Columns: status, unit (turns), turns, base (all turns ever booked), share.
    """
    rows = bookings(data)
    rows = rows[~rows["correction"].astype(bool)]
    order = ["cancelled", "no_show"]
    lost = [float(rows.loc[rows["status"] == one, "turns"].sum()) for one in order]
    booked = float(rows["turns"].sum())
    frame = pd.DataFrame(
        {
            "status": pd.Categorical(order, categories=order),
            "unit": pd.Categorical([TURNS] * len(order)),
            "turns": pd.Series(lost, dtype="Float64"),
            "of_turns": pd.Series([booked] * len(order), dtype="Float64"),
            "share": pd.Series([one / booked if booked else None for one in lost], dtype="Float64"),
        }
    )
    frame.attrs["vocabularies"] = {"status": "booking_status"}
    return exact(frame if len(rows) else frame.iloc[:0], "turns", "of_turns")


def with_turn(data: ProgrammeData) -> pd.DataFrame:
    """Participants that go on and had at least one meeting, one row out of all that go on.

    Columns: unit, count, base, share.
    """
    taken = _taken(data)
    whom = enrolled(data.unit, "continuing")
    some = [one for one in [*_levels(data, taken), NOT_RECORDED] if one != "0"]
    return measured(
        {}, whole([int((taken != "0").sum())] if len(taken) else []), len(taken), data.unit,
        count=narrowed(whom, of={USED: some}), base=whom,
    )  # fmt: skip


def distribution(data: ProgrammeData) -> pd.DataFrame:
    """Participants that go on, by the turns that they used: half a turn stands with a whole one.

    Columns: turns_used (0 to a full card; text), unit, count, base (all that go on), share. Those
    of which it is not recorded are a row without a number.
    """
    taken = _taken(data)
    order: list[str | None] = [*_levels(data, taken)]
    if (taken == NOT_RECORDED).any():
        order.append(None)
    counts = whole([int((taken == (one or NOT_RECORDED)).sum()) for one in order])
    whom = enrolled(data.unit, "continuing")
    frame = measured(
        {USED: pd.Series(order, dtype="str")}, counts, len(taken), data.unit,
        count=narrowed(whom, by={USED: USED}), base=whom,
    )  # fmt: skip
    return frame if len(taken) else frame.iloc[:0]


def by_domain(data: ProgrammeData) -> pd.DataFrame:
    """Participants that go on and had a meeting about a domain; one may have had several.

    Columns: domain, turns, unit, count, base (all that go on), share. Meetings of which it is not
    recorded are a row without a domain.
    """
    return _by(data, "domain")


def main_domain(data: ProgrammeData) -> pd.DataFrame:
    """The domain about which most had a meeting, one row; no row for two equal ones."""
    return leading(by_domain(data), "domain")


def by_coach(data: ProgrammeData) -> pd.DataFrame:
    """The same by the firm of the coach. Columns: coach, turns, unit, count, base, share."""
    return _by(data, "coach")


def by_stopped(data: ProgrammeData) -> pd.DataFrame:
    """Turns used by those who have stopped since, one row. Columns: unit (turns), value."""
    known = statuses(data)
    gone = known.loc[known["status"] == "stopped", "participant"]
    rows = data.table("coaching_bookings")
    held = rows[(rows["status"] == "held") & rows["participant"].isin(gone)]
    frame = pd.DataFrame(
        {
            "unit": pd.Categorical([TURNS]),
            "value": pd.Series([float(held["turns"].sum())], dtype="Float64"),
        }
    )
    return exact(frame if len(held) else frame.iloc[:0], "value")


def unclear(data: ProgrammeData) -> pd.DataFrame:
    """Bookings of which something is not known, one row for each kind; none where all is known.

    Columns: what (turns not recorded, or still planned though the day has passed), unit (rows),
    count, base (all bookings), share.
    """
    rows = data.table("coaching_bookings")
    passed = (rows["status"] == "booked") & rows["session_on"].lt(pd.Timestamp(data.as_of))
    found = {
        "turns_not_recorded": int(rows["turns"].isna().sum()),
        "day_passed": int(passed.sum()),
    }
    found = {what: count for what, count in found.items() if count}
    frame = measured(
        {"what": pd.Categorical(list(found), categories=list(found))},
        whole(found.values()), len(rows), "rows",
    )  # fmt: skip
    frame.attrs["vocabularies"] = {"what": "unclear_booking"}
    return frame


def _taken(data: ProgrammeData) -> pd.Series:
    """The turns that each card lost, as a code; half a turn is a turn begun."""
    card, turns = data.programme.card, per_participant(data)["used"]
    most = card.planned if card else math.inf
    begun = [None if pd.isna(one) else max(math.ceil(one), 0) for one in turns]
    codes_ = [
        NOT_RECORDED if one is None else str(one) if one <= most else f"{most + 1}+"
        for one in begun
    ]
    return pd.Series(codes_, dtype="str")


def _levels(data: ProgrammeData, taken: pd.Series) -> list[str]:
    """From no turn to a full card; without a card to the most that anybody used."""
    card = data.programme.card
    numbers = [int(one) for one in taken if one.isdigit()]
    full = card.planned if card else max(numbers, default=0)
    over = sorted({one for one in taken if one.endswith("+")})
    return [*(str(number) for number in range(full + 1)), *over]


def _by(data: ProgrammeData, column: str) -> pd.DataFrame:
    rows = bookings(data)
    rows = rows[rows["status"] == "held"]
    order: list[str | None] = [*codes(rows[column])]
    if rows[column].isna().any():
        order.append(None)
    turns, counts = [], []
    for code in order:
        chosen = rows[rows[column].isna() if code is None else rows[column] == code]
        turns.append(float(chosen["turns"].sum()))
        counts.append(_met(chosen))
    whom, variable = enrolled(data.unit, "continuing"), f"coached:{column}"
    keys = {
        column: pd.Categorical(order, categories=[one for one in order if one]),
        "turns": pd.Series(turns, dtype="Float64"),
    }
    frame = measured(
        keys, whole(counts), len(holders(data)), data.unit,
        count=_told(whom, variable, column), base=whom,
    )  # fmt: skip
    return exact(frame if len(rows) else frame.iloc[:0], "turns")


def _met(rows: pd.DataFrame) -> int:
    """How many participants had a meeting among these that was not taken back."""
    used = rows.groupby("participant")["turns"].sum()
    unknown = rows.loc[rows["turns"].isna(), "participant"]
    return len({*used.index[used > 0], *unknown})


def _told(whom: Counted, variable: str, column: str) -> Counted:
    """Who had a meeting of a kind; who had none is not among those of whom it is not told."""
    counted = narrowed(whom, by={variable: column}, several=[variable])
    return counted.model_copy(update={"groups": {NOT_RECORDED: [NOT_TOLD]}})
