"""What may be said of two sessions in one sentence, and how certain that is."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from math import ceil

import pandas as pd

from analysis.data import ProgrammeData
from analysis.indicators.heterogeneity import indices
from analysis.indicators.heterogeneity.chance import DRAWS, THOUSAND
from analysis.indicators.heterogeneity.indices import SAME
from analysis.indicators.measures import flags, measured, telling, whole
from analysis.indicators.populations import PRESENT, at

DIRECTIONS = ["higher", "lower", "same"]


@dataclass(frozen=True)
class Certainty:
    """How certain a difference is, when chance gives it in at most this share of the draws."""

    code: str
    at_most: float


CERTAINTIES = (
    Certainty("clear", 0.05),
    Certainty("indication", 0.20),
    Certainty("not_distinguishable", 1.0),
)
"""The words of the verdict hang on this table alone. See decision 14."""

NO_DIFFERENCE = "no_difference"
CODES = [*(one.code for one in CERTAINTIES), NO_DIFFERENCE]

STRONG = 0.5
"""From half of the most that is possible on, a group differs strongly."""

COLUMNS = ["first", "second", "direction", "certainty", "first_value", "second_value",
           "chance", "chance_error", "unit", "first_count", "count"]  # fmt: skip


def direction(difference: float) -> str:
    """Whether the second session is higher, lower, or the same in two decimals."""
    if abs(difference) < SAME:
        return "same"
    return "higher" if difference > 0 else "lower"


def certainty(difference: float, per_thousand: float) -> str:
    """How certain a difference is that chance gives in so many of a thousand draws."""
    if direction(difference) == "same":
        return NO_DIFFERENCE
    return next(one.code for one in CERTAINTIES if per_thousand <= one.at_most * THOUSAND)


def overall(
    data: ProgrammeData, first: str, second: str = "", resamples: int = DRAWS
) -> pd.DataFrame:
    """Whether the group was more diverse at the second session, all attributes together; one row.

    Columns: first, second (sessions), direction, certainty, first_value, second_value (mean
    distance between two participants, in two decimals), chance, chance_error (whole draws of a
    thousand, at least one), unit, first_count, count (present at the second). No row when the
    two cannot be compared.
    """
    rows = indices.distance(data, first, second, resamples)
    rows = rows.dropna(subset=["difference_value", "chance"])
    found = [_verdict(row, first, second) for row in rows.to_dict("records")]
    frame = pd.DataFrame(found, columns=COLUMNS)
    for column, order in (("first", [first]), ("second", [second]), ("direction", DIRECTIONS),
                          ("certainty", CODES),
                          ("unit", [data.unit])):  # fmt: skip
        frame[column] = pd.Categorical(frame[column], categories=order)
    frame["first_count"], frame["count"] = whole(frame["first_count"]), whole(frame["count"])
    frame.attrs["vocabularies"] = {"first": "session", "second": "session"}
    frame.attrs["decimals"] = {"chance": 0, "chance_error": 0}
    return telling(
        frame, first_count=at(data.unit, first, PRESENT), count=at(data.unit, second, PRESENT)
    )


def _verdict(row: Mapping[Hashable, object], first: str, second: str) -> list[object]:
    gap, chance = float(str(row["difference_value"])), float(str(row["chance"]))
    return [
        first, second, direction(gap), certainty(gap, chance),
        round(float(str(row["first_value"])), 2), round(float(str(row["second_value"])), 2),
        max(1, round(chance)), max(1, ceil(float(str(row["chance_error"])))),
        row["unit"], row["first_known_count"], row["second_known_count"],
    ]  # fmt: skip


def strong(data: ProgrammeData, session: str, attributes: str) -> pd.DataFrame:
    """Whether those at a session differ strongly in each of some attributes; one row.

    The attributes are named with spaces between them. Strongly is at least half of the most that
    the leading measure can be. Columns: strong (in all of them), unit (attributes), count (in how
    many), base (those that were recorded), share. No row when none was.
    """
    rows, named = indices.leads(data, session, "", 0), attributes.split()
    values = rows.loc[rows["attribute"].isin(named), "first_value"].dropna()
    many = int((values >= STRONG).sum())
    some = [many] if len(values) else []
    alike = flags(many == len(named) for _ in some)
    return measured({"strong": alike}, whole(some), len(values), "attributes")


def more_diverse(
    data: ProgrammeData, first: str, second: str = "", resamples: int = DRAWS
) -> pd.DataFrame:
    """Whether the second session was the more diverse one, all attributes together; one row.

    Columns: more_diverse, certainty, unit, count (present at the second).
    """
    found = overall(data, first, second, resamples)
    return pd.DataFrame(
        {
            "more_diverse": flags(found["direction"] == "higher"),
            "certainty": found["certainty"],
            "unit": found["unit"],
            "count": found["count"],
        }
    )
