"""Retention: how long participants stay in the programme, and how many were in it when.

Who goes on has not stayed for ever: it is only known that it was still there on the day of the
data. The estimate of Kaplan and Meier counts such a participant for as long as it was followed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.data import ProgrammeData
from analysis.indicators.measures import telling, whole
from analysis.indicators.populations import enrolled, narrowed
from analysis.indicators.stays import spells
from analysis.statistics.survival import kaplan_meier

CURVE = ["days", "unit", "at_risk_count", "stopped_count", "remaining_share", "least_share",
         "most_share"]  # fmt: skip


def curve(data: ProgrammeData) -> pd.DataFrame:
    """The share that is still in the programme so many days after enrolling (Kaplan-Meier).

    Columns: days, unit, at_risk_count (in the programme until that day, and followed so long),
    stopped_count (stopped that day), remaining_share; least_share and most_share (what it may
    have been where a day of stopping is not exactly known; the day halfway is drawn). A row for
    the start, for each day on which somebody stopped or may have, and for the last day on which
    anybody was followed. Only participants that enrolled on a known day; no row without any. No
    interval: those who take part are all there are.

    Source: Kaplan and Meier (1958), Journal of the American Statistical Association 53, 457-481.
    """
    rows = spells(data).dropna(subset=["enrolled_on"])
    if rows.empty:
        return pd.DataFrame(columns=CURVE)
    stays = _stays(rows)
    middle, days = stays.middle, stays.days
    long = {str(day): [str(one) for one in np.unique(middle) if one >= day] for day in days}
    frame = pd.DataFrame(
        {
            "days": whole(days),
            "unit": pd.Categorical([data.unit] * len(days)),
            "at_risk_count": whole((middle >= day).sum() for day in days),
            "stopped_count": whole((middle[stays.stopped] == day).sum() for day in days),
            "remaining_share": _left(middle, stays.stopped, days),
            "least_share": stays.shares(earliest=True),
            "most_share": stays.shares(earliest=False),
        }
    )
    length = {"days_in": "days"}
    return telling(
        frame,
        at_risk_count=narrowed(enrolled(data.unit), by=length, groups=long),
        stopped_count=narrowed(enrolled(data.unit, "stopped"), by=length),
    )


def latest_stop(data: ProgrammeData) -> pd.DataFrame:
    """The row of `curve` after the longest stay that ended; the last one where nobody stopped."""
    rows = curve(data)
    ended = rows[rows["stopped_count"] > 0]
    return (ended if len(ended) else rows).tail(1).reset_index(drop=True)


@dataclass(frozen=True)
class _Stays:
    """Days from enrolling to the first and to the last day on which each stay may have ended."""

    first: np.ndarray
    last: np.ndarray
    stopped: np.ndarray

    @property
    def middle(self) -> np.ndarray:
        """Halfway between the first and the last day: the day itself where it is known."""
        return (self.first + self.last) // 2

    @property
    def days(self) -> np.ndarray:
        """The start, all days on which somebody stopped or may have, and the last day of all."""
        ends = [part[self.stopped] for part in (self.first, self.middle, self.last)]
        return np.unique(np.concatenate([[0, self.last.max()], *ends]))

    def shares(self, *, earliest: bool) -> np.ndarray:
        """The least or the most that may have remained on each day, whatever the unknown days.

        The least remains when all that may have stopped by then had, and that as late as it
        could be; the most when only those had that must have, and that as early as it could be.
        """
        if (self.first == self.last).all():
            return _left(self.last, self.stopped, self.days)
        return np.array([self._share(day, earliest) for day in self.days])

    def _share(self, day: int, earliest: bool) -> float:
        ended = self.stopped & ((self.first if earliest else self.last) <= day)
        then = np.minimum(self.last, day) if earliest else self.first
        times = np.where(ended, then, self.last)
        return float(_left(times, self.stopped, np.array([day]))[0])


def _stays(rows: pd.DataFrame) -> _Stays:
    first, last = (
        (rows[name] - rows["enrolled_on"]).dt.days.to_numpy() for name in ("from_on", "until_on")
    )
    return _Stays(first, last, (rows["status"] == "stopped").to_numpy())


def _left(times: np.ndarray, stopped: np.ndarray, days: np.ndarray) -> np.ndarray:
    """The share that is left on each day."""
    until = float(max(times.max(), days.max()))
    return kaplan_meier(times, stopped, until).at(days)
