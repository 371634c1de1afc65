"""Who the participants are: sector, place, scale and maturity of those at a session."""

from __future__ import annotations

import pandas as pd

from analysis.data import ProgrammeData
from analysis.indicators.attendance import present
from analysis.indicators.enrolment import statuses
from analysis.indicators.measures import by_code
from analysis.problems import UsageError, suggestion


def latest(data: ProgrammeData) -> pd.DataFrame:
    """Each participant with its last known profile; one row per participant."""
    profiles = (
        data.table("profiles").sort_values("as_of_on").drop_duplicates("participant", keep="last")
    )
    return data.table("participants").drop(columns=["source", "line"]).merge(
        profiles.drop(columns=["source", "line"]),
        on="participant", how="left", validate="one_to_one",
    )  # fmt: skip


def by(data: ProgrammeData, attribute: str, session: str = "") -> pd.DataFrame:
    """Participants by an attribute: those present at a session, else all that ever enrolled.

    Columns: the attribute, unit, count, base, share. Participants of which it was not recorded
    are a row without a code; no row when nobody is counted. Raises UsageError for an attribute
    that participants do not have.
    """
    if session:
        whom = present(data, data.check_session(session))
    else:
        whom = set(statuses(data)["participant"])
    rows = latest(data)
    if attribute not in rows:
        raise UsageError(
            f'"{attribute}" is not known of participants. {suggestion(attribute, rows.columns)}'
        )
    return by_code(rows.loc[rows["participant"].isin(whom), attribute], data.unit)


def among(data: ProgrammeData, attribute: str, participants: pd.DataFrame) -> pd.DataFrame:
    """The rows of a list of participants by one of its columns. Columns as in `by`."""
    return by_code(participants[attribute], data.unit)


def most(data: ProgrammeData, attribute: str, session: str = "") -> pd.DataFrame:
    """The largest group of an attribute, one row; no row when nobody is counted."""
    rows = by(data, attribute, session).dropna(subset=[attribute])
    rows = rows[rows["count"] > 0]
    return rows.sort_values("count", ascending=False, kind="stable").head(1).reset_index(drop=True)
