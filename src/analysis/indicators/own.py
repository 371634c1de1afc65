"""What one participant did itself: to be told to that participant, and to nobody else outside."""

from __future__ import annotations

import pandas as pd

from analysis.data import ProgrammeData
from analysis.indicators import cards, registrations
from analysis.indicators.measures import flags, measured, whole
from analysis.indicators.states import present, recorded
from analysis.problems import UsageError, suggestion


def participants(data: ProgrammeData) -> dict[str, str]:
    """Everyone that the programme knows: the name of each participant by its id."""
    rows = data.table("participants").sort_values("participant")
    names = rows["name"].fillna(rows["participant"])
    return dict(zip(rows["participant"].astype(str), names.astype(str), strict=True))


def took_part(data: ProgrammeData) -> list[str]:
    """The participants that enrolled, registered or came: more may be in the address list."""
    tables = ("enrolments", "registrations", "attendance")
    met = {str(one) for table in tables for one in data.table(table)["participant"]}
    return [one for one in participants(data) if one in met]


def found(data: ProgrammeData, participant: str) -> str:
    """The id of the participant that is meant by an id or a name.

    Raises UsageError with the nearest ones.
    """
    known = participants(data)
    named = [one for one, name in known.items() if participant in (one, name)]
    if len(named) == 1:
        return named[0]
    if named:
        raise UsageError(
            f'"{participant}" is the name of several participants of {data.id}. Give one of their '
            f"ids: {', '.join(named)}."
        )
    raise UsageError(
        f'"{participant}" is not a participant of {data.id}. '
        f"{suggestion(participant, [*known, *known.values()])}"
    )


def name(data: ProgrammeData, participant: str) -> str:
    """What a participant is called. Raises UsageError for one that the programme does not know."""
    return participants(data)[found(data, participant)]


def sessions(data: ProgrammeData, participant: str) -> pd.DataFrame:
    """The sessions of which lists were received, with what one participant did there.

    Columns: session, session_on, registered (and did not cancel), present (at least one of its
    delegates). Empty is not recorded: there was no such list.
    """
    signed_up, listed = registrations.recorded(data), recorded(data)
    chosen = [one for one in data.sessions if one.id in {*signed_up, *listed}]
    ids = [one.id for one in chosen]
    return pd.DataFrame(
        {
            "session": pd.Categorical(ids, categories=ids),
            "session_on": pd.to_datetime([one.date for one in chosen]),
            "registered": flags(
                participant in _registered(data, one) if one in signed_up else pd.NA for one in ids
            ),
            "present": flags(
                participant in present(data, one) if one in listed else pd.NA for one in ids
            ),
        }
    )


def _registered(data: ProgrammeData, session: str) -> set[str]:
    rows = registrations.states(data, session)
    return set(rows.loc[rows["registered"].astype(bool), "participant"])


def registered(data: ProgrammeData, participant: str) -> pd.DataFrame:
    """For how many sessions one participant was registered, one row.

    Columns: unit (sessions), count, base (those of which registrations were received), share. No
    row when there are none.
    """
    return _of(sessions(data, participant)["registered"])


def attended(data: ProgrammeData, participant: str) -> pd.DataFrame:
    """To how many sessions one participant came, registered or not, one row.

    Columns: unit (sessions), count, base (those with an attendance list), share. No row when
    there are none.
    """
    return _of(sessions(data, participant)["present"])


def _of(marks: pd.Series) -> pd.DataFrame:
    known = marks.dropna()
    counts = whole([int(known.sum())] if len(known) else [])
    return measured({}, counts, len(known), "sessions")


def brought(data: ProgrammeData, participant: str) -> dict[str, int]:
    """How many of each unit one participant knows to be itself, to take out of what it reads.

    That is itself, and all the persons that it ever sent, or that answered a round where these
    are more; at least one of each.
    """
    rows = data.table("delegations")
    persons = int(rows.loc[rows["participant"] == participant, "person"].nunique())
    answers = data.table("responses")
    own = answers[(answers["participant"] == participant) & answers["counted"].astype(bool)]
    answered = int(own["round"].value_counts().max()) if len(own) else 0
    return {"organisations": 1, "persons": max(persons, answered, 1)}


def card(data: ProgrammeData, participant: str) -> pd.DataFrame:
    """The coaching card of one participant, one row; none for one that has no card.

    Columns: used, booked, free, cancelled, missed, last_on (its last meeting).
    """
    rows = cards.per_participant(data)
    rows = rows[rows["participant"] == participant].drop(columns="participant")
    turns = ("used", "booked", "free", "cancelled", "missed")
    return cards.exact(rows.reset_index(drop=True), *turns)
