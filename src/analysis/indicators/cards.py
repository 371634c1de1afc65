"""The coaching card of each participant: its turns used, booked, and still free."""

from __future__ import annotations

import pandas as pd

from analysis.data import ProgrammeData
from analysis.indicators.enrolment import continuing
from analysis.indicators.populations import enrolled
from analysis.indicators.profile import latest


def bookings(data: ProgrammeData) -> pd.DataFrame:
    """The bookings of those who go on, corrections included, in the order of their lists."""
    rows = data.table("coaching_bookings")
    rows = rows[rows["participant"].isin(continuing(data))]
    return rows.sort_values("booking", ignore_index=True)


def holders(data: ProgrammeData) -> list[str]:
    """Who has a card: all that go on, once anything was booked."""
    return continuing(data) if len(bookings(data)) else []


def per_participant(data: ProgrammeData) -> pd.DataFrame:
    """Each continuing participant with the turns of its card; no row where none were booked.

    Columns: participant, used, booked, free, cancelled, missed, last_on (its last meeting). Used
    and free are empty where it is not recorded how many turns a meeting took.
    """
    rows = bookings(data)
    cards = pd.DataFrame({"participant": pd.Series(holders(data), dtype="str")})
    sums = {
        "used": rows["status"] == "held",
        "booked": rows["status"] == "booked",
        "cancelled": rows["status"] == "cancelled",
        "missed": rows["status"] == "no_show",
    }
    for name, chosen in sums.items():
        found = rows[chosen].groupby("participant")["turns"].sum()
        turns = found.reindex(cards["participant"], fill_value=0.0)
        cards[name] = pd.Series(turns.to_numpy(), dtype="Float64")
    unknown = set(rows.loc[(rows["status"] == "held") & rows["turns"].isna(), "participant"])
    cards["used"] = cards["used"].mask(cards["participant"].isin(unknown))
    card = data.programme.card
    left = (card.planned if card else pd.NA) - cards["used"] - cards["booked"]
    cards.insert(3, "free", left.astype("Float64").clip(lower=0))
    meetings = rows[(rows["status"] == "held") & ~rows["correction"].astype(bool)]
    last = meetings.groupby("participant")["session_on"].max()
    days = last.reindex(cards["participant"])
    cards["last_on"] = pd.Series(days.to_numpy(), dtype="datetime64[ns]")
    return cards


def by_name(data: ProgrammeData) -> pd.DataFrame:
    """The same by name, those that used the fewest turns first. Columns: name, used, booked, …"""
    known = latest(data)[["participant", "name"]]
    rows = per_participant(data).merge(known, on="participant", how="left", validate="one_to_one")
    rows.insert(0, "called", rows.pop("name").fillna(rows["participant"]))
    rows = rows.drop(columns="participant").rename(columns={"called": "name"})
    rows = rows.sort_values(["used", "name"], kind="stable", ignore_index=True)
    rows.attrs["listed"] = enrolled(data.unit, "continuing")
    return exact(rows, "used", "booked", "free", "cancelled", "missed")


def exact(frame: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """The frame, whose turns are written with the half that may be used."""
    frame.attrs["decimals"] = dict.fromkeys(columns, 1)
    return frame
