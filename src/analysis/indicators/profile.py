"""Who the participants are: sector, place, scale and maturity of those at a session."""

from __future__ import annotations

from datetime import date

import pandas as pd

from analysis.data import ProgrammeData
from analysis.indicators.enrolment import statuses
from analysis.indicators.measures import by_code, leading
from analysis.indicators.populations import PRESENT, at, enrolled
from analysis.indicators.states import present
from analysis.problems import UsageError, suggestion

DATED = ("capacity", "maturity", "size_class", "fte", "volunteers", "budget_eur")
"""What may change while a programme runs; the rest of a profile stays as it is."""

OPENED = "opened."
"""What stands before the name of a round of which the day is that on which it opened."""


def latest(data: ProgrammeData) -> pd.DataFrame:
    """Each participant with its last known profile; one row per participant."""
    return on_day(data, data.as_of)


def on_day(data: ProgrammeData, day: date) -> pd.DataFrame:
    """Each participant with its profile on a day; where none was known yet, with its first one.

    What a later profile leaves empty is as the one before it told.
    """
    profiles = data.table("profiles").drop(columns=["source", "line"])
    known = profiles["as_of_on"] <= pd.Timestamp(day)
    first = profiles.groupby("participant")["as_of_on"].transform("min")
    since = ~profiles["participant"].isin(profiles.loc[known, "participant"])
    held = profiles[known | (since & (profiles["as_of_on"] == first))]
    last = held.sort_values("as_of_on").groupby("participant", as_index=False).last()
    return data.table("participants").drop(columns=["source", "line"]).merge(
        last, on="participant", how="left", validate="one_to_one",
    )  # fmt: skip


def occasion(data: ProgrammeData, round: str) -> str:
    """What a round looks at participants on the day of: its session, else its own opening.

    Empty where that day is not known, which is the day of the data.
    """
    told = data.programme.round(data.check_round(round))
    return told.session or (f"{OPENED}{round}" if told.opened else "")


def day_of(data: ProgrammeData, occasion: str) -> date:
    """The day of a session or of the opening of a round; without any, of the data."""
    if occasion.startswith(OPENED):
        return data.programme.round(occasion.removeprefix(OPENED)).opened or data.as_of
    return data.programme.session(occasion).date if occasion else data.as_of


def at_round(data: ProgrammeData, round: str) -> pd.DataFrame:
    """Each participant with its profile on the day of a round; one row per participant."""
    return on_day(data, day_of(data, occasion(data, round)))


def variable(attribute: str, occasion: str = "") -> str:
    """The variable that tells an attribute of participants as it was on the day of an occasion.

    An organisation may have grown since: its size on two days are two variables.
    """
    return f"{attribute}:{occasion}" if occasion and attribute in DATED else attribute


def by(data: ProgrammeData, attribute: str, session: str = "") -> pd.DataFrame:
    """Participants by an attribute: those present at a session, else all that ever enrolled.

    Those at a session have the profile of its day, all others that of the day of the data.
    Columns: the attribute, unit, count, base, share. Participants of which it was not recorded
    are a row without a code; no row when nobody is counted. Raises UsageError for an attribute
    that participants do not have.
    """
    if session:
        whom = at(data.unit, data.check_session(session), PRESENT)
        chosen = present(data, session)
    else:
        whom = enrolled(data.unit)
        chosen = set(statuses(data)["participant"])
    known = on_day(data, day_of(data, session))
    # Who is in no address list is counted all the same, as not recorded.
    everyone = pd.DataFrame({"participant": pd.Series(sorted(chosen), dtype="str")})
    rows = everyone.merge(known, on="participant", how="left", validate="one_to_one")
    named = variable(attribute, session)
    return by_code(_attribute(rows, attribute), data.unit, whom, named)


def among(data: ProgrammeData, attribute: str, participants: pd.DataFrame) -> pd.DataFrame:
    """The rows of an annex by one of its columns. Columns as in `by`.

    Raises UsageError for a list that does not say whom it lists, or has no such column.
    """
    if "listed" not in participants.attrs:
        raise UsageError(
            "participants: this list does not say whom it lists. Take one of annexes, such as "
            "annexes.participants."
        )
    return by_code(_attribute(participants, attribute), data.unit, participants.attrs["listed"])


def _attribute(rows: pd.DataFrame, attribute: str) -> pd.Series:
    if attribute not in rows:
        raise UsageError(
            f'"{attribute}" is not known of participants. {suggestion(attribute, rows.columns)}'
        )
    return rows[attribute]


def most(data: ProgrammeData, attribute: str, session: str = "") -> pd.DataFrame:
    """The largest group of an attribute, one row; no row when nobody is counted."""
    rows = by(data, attribute, session).dropna(subset=[attribute])
    rows = rows[rows["count"] > 0]
    return rows.sort_values("count", ascending=False, kind="stable").head(1).reset_index(drop=True)


def most_among(data: ProgrammeData, attribute: str, participants: pd.DataFrame) -> pd.DataFrame:
    """The largest group in an annex, one row; no row for two equally large ones."""
    return leading(among(data, attribute, participants), attribute)
