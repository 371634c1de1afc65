"""How much participants took part beside how much their level changed: a description only.

Who comes more often differs in other ways too, so nothing here says that the one makes the
other. For insiders only.
"""

from __future__ import annotations

from math import isnan

import pandas as pd

from analysis.data import ProgrammeData
from analysis.indicators.measures import whole
from analysis.indicators.progress.change import paired
from analysis.indicators.progress.scores import EXACT
from analysis.indicators.progress.waves import pair
from analysis.indicators.responses import that_count
from analysis.indicators.states import present, recorded
from analysis.statistics.association import spearman

HALVES = ["least", "most"]


def per_participant(data: ProgrammeData, first: str = "", second: str = "") -> pd.DataFrame:
    """What each took part in between its own two answers, and its mean change over all domains.

    Columns: participant, sessions (of those with an attendance list), turns (used of the coaching
    card), dose (both together), change. Who has no two scores, or of whom a day or the number of
    turns is not recorded, has no row; nor has anybody where neither sessions nor turns are.
    """
    changes = paired(data, first, second).groupby("participant", sort=True)["change"].mean()
    window = _window(data, pair(data, first, second))
    rows = window[window["participant"].isin(changes.index)].reset_index(drop=True)
    lists, bookings = recorded(data), data.table("coaching_bookings")
    if not lists and bookings.empty:
        rows = rows.iloc[:0]
    sessions = _sessions(data, lists, rows)
    turns = _turns(bookings, rows)
    change = [float(changes[one]) for one in rows["participant"]]
    frame = pd.DataFrame(
        {
            "participant": rows["participant"],
            "sessions": whole(sessions),
            "turns": turns,
            "dose": pd.Series(sessions, dtype="Float64") + turns,
            "change": pd.Series(change, dtype="Float64").round(EXACT),
        }
    )
    return frame.dropna(subset=["dose"]).reset_index(drop=True)


def together(data: ProgrammeData, first: str = "", second: str = "") -> pd.DataFrame:
    """Whether those who took part more changed more: Spearman's rank correlation, one row.

    Columns: unit, count, value (from -1 to 1). No row where it cannot be worked out: fewer than
    three participants, or all alike in one of the two.
    """
    rows = per_participant(data, first, second)
    seed = int(data.digest[:8], 16)
    told = len(rows) > 2 and rows["dose"].nunique() > 1 and rows["change"].nunique() > 1
    rho = spearman(rows["dose"].to_numpy(float), rows["change"].to_numpy(float), seed)[0] if told \
        else float("nan")  # fmt: skip
    known = [] if isnan(rho) else [rho]
    return pd.DataFrame(
        {
            "unit": pd.Categorical([data.unit] * len(known)),
            "count": whole([len(rows)] * len(known)),
            "value": pd.Series(known, dtype="Float64"),
        }
    )


def by_half(data: ProgrammeData, first: str = "", second: str = "") -> pd.DataFrame:
    """The half that took part least and the half that took part most, side by side.

    Columns: half (least, most), dose_minimum, dose_maximum, unit, count, change_mean. Who took
    part as much as the one in the middle is in the first half.
    """
    rows = per_participant(data, first, second)
    middle = rows["dose"].median()
    parts = {"least": rows[rows["dose"] <= middle], "most": rows[rows["dose"] > middle]}
    parts = {name: part for name, part in parts.items() if len(part)}
    frame = pd.DataFrame(
        {
            "half": pd.Categorical(list(parts), categories=HALVES),
            "dose_minimum": _floats([one["dose"].min() for one in parts.values()]),
            "dose_maximum": _floats([one["dose"].max() for one in parts.values()]),
            "unit": pd.Categorical([data.unit] * len(parts)),
            "count": whole(map(len, parts.values())),
            "change_mean": _floats([one["change"].mean() for one in parts.values()]),
        }
    )
    frame.attrs["vocabularies"] = {"half": "dose_half"}
    frame.attrs["decimals"] = {"dose_minimum": 1, "dose_maximum": 1}
    return frame


def _window(data: ProgrammeData, chosen: list[str]) -> pd.DataFrame:
    """From the day of the first answer of each participant to that of its last one."""
    ends = []
    for round, how in zip((*chosen, "", "")[:2], ("min", "max"), strict=True):
        rows = that_count(data, round) if len(chosen) == 2 else data.table("responses").iloc[:0]
        ends.append(rows.groupby("participant", sort=True)["submitted_on"].agg(how))
    found = pd.concat(ends, axis=1, keys=["since", "until"], join="inner").dropna()
    return found.sort_index().rename_axis("participant").reset_index()


def _sessions(data: ProgrammeData, lists: list[str], rows: pd.DataFrame) -> list[int]:
    came = {one: present(data, one) for one in lists}
    days = {one: pd.Timestamp(data.programme.session(one).date) for one in lists}
    return [
        sum(who in came[one] and since < days[one] <= until for one in lists)
        for who, since, until in rows[["participant", "since", "until"]].itertuples(index=False)
    ]


def _turns(bookings: pd.DataFrame, rows: pd.DataFrame) -> pd.Series:
    """The turns used in between; none is known where it is not recorded how many one took."""
    held = bookings.loc[bookings["status"] == "held", ["participant", "session_on", "turns"]]
    own = held.merge(rows, on="participant", validate="many_to_one")
    own = own[(own["session_on"] > own["since"]) & (own["session_on"] <= own["until"])]
    used = own.groupby("participant")["turns"].sum()
    turns = rows["participant"].map(used).astype("Float64").fillna(0.0)
    unknown = own.loc[own["turns"].isna(), "participant"]
    return turns.mask(rows["participant"].isin(unknown))


def _floats(values: list[float]) -> pd.Series:
    return pd.Series(values, dtype="Float64")
