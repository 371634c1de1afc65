"""Who stopped beside who goes on, and whether the difference can be told from chance.

With few that stopped hardly any difference can be. That is said, with the number that would be
needed, in the place of a verdict.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import isfinite

import pandas as pd

from analysis.data import ProgrammeData
from analysis.indicators.chance import ATTRIBUTES, verdicts
from analysis.indicators.enrolment import statuses
from analysis.indicators.measures import measured, whole
from analysis.indicators.populations import enrolled
from analysis.indicators.withdrawals import by
from analysis.statistics import woolf
from analysis.statistics.estimate import Estimate
from analysis.statistics.least import needed, two_sided
from analysis.statistics.tables2 import odds_ratio


def compared(data: ProgrammeData, attribute: str) -> pd.DataFrame:
    """Participants that stopped, by an attribute, each group beside all others together.

    Columns: the attribute, continuing_count, unit, count (stopped), base (all in the group),
    share; needed (how many of those that stopped would have to be in the group before chance
    alone would give as much in fewer than one of twenty times; text, – where all of them would
    not do), p (Fisher's exact test, two-sided), odds_ratio, low and high (conditional estimate and
    exact 95 % interval, for a hypothetical repetition; empty where there is no bound). Groups
    that nobody is in are left out, and so is who was not recorded; no row when nobody stopped.
    Raises UsageError for an attribute that participants do not have.
    """
    found = by(data, attribute)
    told = found.attrs["counted"]
    found = found[found[attribute].notna() & (found["ever_count"] > 0)].reset_index(drop=True)
    stopped, ever = int(found["count"].sum()), int(found["ever_count"].sum())
    if not stopped:
        found = found.iloc[:0]
    frame = measured(
        {attribute: found[attribute].cat.remove_unused_categories(),
         "continuing_count": found["continuing_count"]},
        found["count"], found["ever_count"], data.unit,
        count=told["count"], base=told["ever_count"], continuing_count=told["continuing_count"],
    )  # fmt: skip
    sizes = list(zip(map(int, frame["count"]), map(int, frame["base"]), strict=True))
    ratios = [
        _ratio([[of, size - of], [stopped - of, ever - size - (stopped - of)]])
        for of, size in sizes
    ]
    frame = frame.assign(
        needed=pd.Series([_text(needed(stopped, ever, size)) for _, size in sizes], dtype="str"),
        p=_bounded(float(two_sided(stopped, ever, size)[of]) for of, size in sizes),
        odds_ratio=_bounded(one.value for one in ratios),
        low=_bounded(one.low for one in ratios),
        high=_bounded(one.high for one in ratios),
    )
    frame.attrs["decimals"] = {"p": 3}
    return frame


def told_apart(data: ProgrammeData) -> pd.DataFrame:
    """Whether those that stopped differ from those that go on by more than chance, per attribute.

    Columns as in `chance.verdicts`.
    """
    tables = {one: by(data, one) for one in ATTRIBUTES}
    return verdicts(
        {one: frame.assign(base=frame["ever_count"]) for one, frame in tables.items()}, data
    )


def least(data: ProgrammeData) -> pd.DataFrame:
    """The largest difference that so few stops can show: all from one half of the participants.

    One row. Columns: half (participants in it), chance_share (how often chance alone gives at
    least that), unit, count (stopped), base (all that ever enrolled), share. No row when nobody
    stopped, or more than half did.
    """
    status = statuses(data)["status"]
    stopped, ever = int((status == "stopped").sum()), len(status)
    half = ever // 2
    told = 0 < stopped <= half
    chance = [float(two_sided(stopped, ever, half)[stopped])] if told else []
    return measured(
        {"half": whole([half] if told else []), "chance_share": pd.Series(chance, dtype="Float64")},
        whole([stopped] if told else []), ever, data.unit,
        count=enrolled(data.unit, "stopped"), base=enrolled(data.unit),
    )  # fmt: skip


def _ratio(table: list[list[int]]) -> Estimate:
    """Exact, but where all groups are so large that it takes long and comes to the same."""
    large = min(map(min, table)) > woolf.LARGE
    return woolf.odds_ratio(table) if large else odds_ratio(table)


def _text(number: int | None) -> str:
    return "–" if number is None else str(number)


def _bounded(values: Iterable[float]) -> pd.Series:
    """Numbers as a column in which what has no bound is empty."""
    return pd.Series([one if isfinite(one) else pd.NA for one in values], dtype="Float64")
