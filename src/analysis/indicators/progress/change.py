"""How the level of those who answered two rounds changed, domain by domain.

Only who has a score in a domain in both rounds is compared in that domain.
"""

from __future__ import annotations

import pandas as pd

from analysis.counted import Counted
from analysis.data import ProgrammeData
from analysis.indicators.measures import leading, measured, telling, whole
from analysis.indicators.populations import answered, narrowed
from analysis.indicators.profile import latest
from analysis.indicators.progress.scores import EXACT, of_participants
from analysis.indicators.progress.waves import pair

WAYS = ["up", "same", "down"]
"""A score that is higher the second time, as high, or lower."""


def paired(data: ProgrammeData, first: str = "", second: str = "") -> pd.DataFrame:
    """Each participant and domain with a score in both rounds.

    Columns: participant, domain, before, after, change.
    """
    chosen = (*pair(data, first, second), "", "")[:2]
    return against(
        of_participants(data, chosen[0]) if chosen[1] else of_participants(data, ""),
        of_participants(data, chosen[1]),
    )


def against(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Two sets of scores side by side, of those who have both."""
    sides = [
        scores[["participant", "domain", "score"]].astype({"domain": "str"})
        for scores in (before, after)
    ]
    rows = sides[0].merge(
        sides[1], on=["participant", "domain"], suffixes=("_before", "_after"),
        validate="one_to_one",
    )  # fmt: skip
    rows = rows.rename(columns={"score_before": "before", "score_after": "after"})
    order = [str(one) for one in before["domain"].cat.categories]
    rows["domain"] = pd.Categorical(rows["domain"], categories=order)
    rows["change"] = (rows["after"] - rows["before"]).astype("Float64").round(EXACT)
    return rows.sort_values(["participant", "domain"], ignore_index=True)


def by_domain(data: ProgrammeData, first: str = "", second: str = "") -> pd.DataFrame:
    """Participants whose score is higher, as high, or lower the second time, for each domain.

    Columns: domain, unit, count (higher), same_count, down_count, base (have both scores), share.
    Domains in which nobody has both scores have no row.
    """
    chosen, rows = pair(data, first, second), paired(data, first, second)
    each = split(rows)
    signs = {domain: part["change"] for domain, part in each.items()}
    told = {way: of_change(data, chosen, [way]) for way in WAYS}
    frame = measured(
        {
            "domain": pd.Categorical(list(each), categories=list(each)),
            "same_count": whole(int((one == 0).sum()) for one in signs.values()),
            "down_count": whole(int((one < 0).sum()) for one in signs.values()),
        },
        whole(int((one > 0).sum()) for one in signs.values()),
        whole(map(len, signs.values())), data.unit,
        count=told["up"], same_count=told["same"], down_count=told["down"],
        base=of_change(data, chosen, WAYS),
    )  # fmt: skip
    # As they are read: who rose first.
    return frame[["domain", "unit", "count", "same_count", "down_count", "base", "share"]]


def most(data: ProgrammeData, first: str = "", second: str = "") -> pd.DataFrame:
    """The domain in which most are higher the second time, one row; no row for two such.

    Columns as in `by_domain`.
    """
    return leading(by_domain(data, first, second), "domain")


def levels(data: ProgrammeData, first: str = "", second: str = "") -> pd.DataFrame:
    """The mean level of those with both scores, in each round, for each domain.

    Columns: domain, unit, count (have both scores), first_mean, second_mean, change_mean,
    change_median (the change in the middle).
    """
    chosen = pair(data, first, second)
    each = split(paired(data, first, second))
    frame = pd.DataFrame(
        {
            "domain": pd.Categorical(list(each), categories=list(each)),
            "unit": pd.Categorical([data.unit] * len(each)),
            "count": whole(len(part) for part in each.values()),
            "first_mean": _floats(part["before"].mean() for part in each.values()),
            "second_mean": _floats(part["after"].mean() for part in each.values()),
            "change_mean": _floats(part["change"].mean() for part in each.values()),
            "change_median": _floats(part["change"].median() for part in each.values()),
        }
    )
    frame.attrs["headings"] = {
        f"{side}_mean": ("round", round)
        for side, round in zip(("first", "second"), chosen, strict=False)
    }
    whom = of_change(data, chosen, WAYS)
    values = ("first_mean", "second_mean", "change_mean", "change_median")
    return telling(frame, count=whom, **dict.fromkeys(values, whom))


def largest(data: ProgrammeData, first: str = "", second: str = "") -> pd.DataFrame:
    """The domain in which the mean level rose most, one row; no row for two such, or for none.

    Columns as in `levels`. A mean of fewer than the smallest base of the programme leads nowhere.
    """
    rows = levels(data, first, second)
    rose = rows["count"].ge(data.programme.disclosure.min_base) & rows["change_mean"].gt(0)
    return highest(rows[rose], "change_mean")


def highest(rows: pd.DataFrame, column: str) -> pd.DataFrame:
    """The one row with the highest number in a column; no row where two are as high."""
    top = rows[rows[column] == rows[column].max()]
    return (top if len(top) == 1 else top.iloc[:0]).reset_index(drop=True)


def by_participant(data: ProgrammeData, first: str = "", second: str = "") -> pd.DataFrame:
    """The change of each participant in each domain, by name; for insiders only.

    Columns: name, and one for each domain. It stands by name, so that nobody is ranked; empty
    where there are no two scores, and where those who take part are persons.
    """
    rows = paired(data, first, second)
    if data.programme.unit == "person":
        rows = rows.iloc[:0]
    domains = list(split(rows))
    known = latest(data).set_index("participant")["name"]
    wide = rows.astype({"domain": "str"}).pivot(
        index="participant", columns="domain", values="change"
    )
    names = [str(one if pd.isna(name := known.get(one)) else name) for one in wide.index]
    frame = pd.DataFrame(
        {"name": pd.Series(names, dtype="str")}
        | {one: wide[one].astype("Float64").reset_index(drop=True) for one in domains}
    ).sort_values("name", kind="stable", ignore_index=True)
    frame.attrs["headings"] = {one: ("domain", one) for one in domains}
    frame.attrs["listed"] = narrowed(
        Counted(unit=data.unit),
        of={f"round:{one}": ["answered"] for one in pair(data, first, second)},
    )
    return frame


def split(rows: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The rows of each domain in which there are any, in the declared order."""
    domains = [str(one) for one in rows["domain"].cat.categories]
    parts = {one: rows[rows["domain"] == one] for one in domains}
    return {one: part for one, part in parts.items() if len(part)}


def of_change(data: ProgrammeData, chosen: list[str], ways: list[str]) -> Counted:
    """The participants that answered both rounds and changed so in the domain of the row."""
    rounds = {f"round:{one}": ["answered"] for one in chosen}
    whom = answered(chosen[0], data.unit) if chosen else Counted(unit=data.unit)
    return narrowed(whom, of=rounds | {f"change:{{domain}}:{':'.join(chosen)}": ways})


def _floats(values: object) -> pd.Series:
    return pd.Series(list(values), dtype="Float64")  # type: ignore[call-overload]
