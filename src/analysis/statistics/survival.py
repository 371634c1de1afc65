"""How many are still taking part as the programme goes on, and out of how many that is known."""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import CensoredData, ecdf

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Survival:
    """By moment: how many were still followed, how many stopped then, what share was left.

    `low` and `high` are nan where no bounds exist: before anybody stopped, and when all have.
    """

    time: Floats
    at_risk: NDArray[np.int64]
    stopped: NDArray[np.int64]
    survival: Floats
    low: Floats
    high: Floats

    def at(self, moments: ArrayLike) -> Floats:
        """The share that was left at the given moments; nan outside those followed."""
        when = np.asarray(moments, dtype=float)
        if not self.time.size:
            return np.full(when.shape, np.nan)
        place = np.searchsorted(self.time, when, side="right") - 1
        known = (place >= 0) & (when <= self.time[-1])
        return np.where(known, self.survival[np.maximum(place, 0)], np.nan)


def kaplan_meier(
    times: ArrayLike, stopped: ArrayLike, until: float, level: float = 0.95
) -> Survival:
    """The share that has not stopped, by moment (Kaplan and Meier 1958), from 0 to `until`.

    `times` says of each when it stopped, or until when it was followed without stopping; what is
    later than `until` had not happened by then. The bounds are those of the logarithm of minus
    the logarithm, as `survfit(conf.type = "log-log")` of R, with Greenwood's variance. Those of
    whom no time is recorded (nan) are left out.
    """
    when, ended = np.asarray(times, dtype=float), np.asarray(stopped, dtype=bool)
    recorded = ~np.isnan(when)
    when, ended = when[recorded], ended[recorded]
    if not when.size:
        return Survival(*(np.empty(0, dtype) for dtype in (float, int, int, float, float, float)))
    ended, when = ended & (when <= until), np.minimum(when, until)
    moments = np.unique(np.append(when, [0.0, until]))
    curve = ecdf(CensoredData(uncensored=when[ended], right=when[~ended])).sf
    with np.errstate(all="ignore"), warnings.catch_warnings():
        # Where there is no interval scipy warns; it is nan there, as is said above.
        warnings.simplefilter("ignore", RuntimeWarning)
        ends = curve.confidence_interval(level, method="log-log")
    low, high = (end.evaluate(moments) for end in (ends.low, ends.high))
    share = curve.evaluate(moments)
    bounded = (share > 0) & (share < 1)
    return Survival(
        moments,
        (when >= moments[:, None]).sum(axis=1),
        (when[ended] == moments[:, None]).sum(axis=1),
        share,
        np.where(bounded, low, np.nan),
        np.where(bounded, high, np.nan),
    )


def between(
    earliest: ArrayLike, latest: ArrayLike, stopped: ArrayLike, until: float
) -> tuple[Survival, Survival]:
    """The lowest and the highest curve there can be when only bounds of stopping are known.

    Everybody stopped as early as possible, and as late as possible; of who did not stop both are
    until when it was followed. Where nothing is recorded of when somebody stopped, that is any
    time from 0 to `until`.
    """
    ended = np.asarray(stopped, dtype=bool)
    first, last = np.asarray(earliest, dtype=float), np.asarray(latest, dtype=float)
    first = np.where(ended & np.isnan(first), 0.0, first)
    last = np.where(ended & np.isnan(last), until, last)
    return kaplan_meier(first, ended, until), kaplan_meier(last, ended, until)
