"""The lists that stand behind a report: who came, who registered, who stopped."""

from __future__ import annotations

import re
import unicodedata

import pandas as pd

from analysis.counted import Counted
from analysis.data import ProgrammeData
from analysis.indicators import registrations
from analysis.indicators.measures import codes, flags, telling, whole
from analysis.indicators.populations import PRESENT, REGISTERED, at, enrolled
from analysis.indicators.profile import latest
from analysis.indicators.returning import per_participant
from analysis.indicators.states import at_session, expected, present, recorded
from analysis.problems import UsageError, suggestion

CONFIDENTIAL = "[c]"
"""Stands for a name that is personal data, in the shorthand of official statistics."""

POPULATIONS = ("attended", "registered", "stopped")
"""Whom an annex may list: those at a session, those registered for it, those that stopped."""


def participants(data: ProgrammeData, session: str, population: str) -> pd.DataFrame:
    """The participants at a session: those that attended, or all that were registered.

    Columns: name, published_name, municipality, arrondissement, sector, delegates (persons,
    restricted), delegate_count, registered_on, present, absence_category. One row per
    participant, in Dutch order without the leading article. Without an attendance list
    `present` is empty, and so is `delegate_count` without names. Who did come has no reason for
    absence: that is not applicable, and not the same as a reason not recorded. Raises UsageError
    for another population.
    """
    _check_population(population, POPULATIONS[:2])
    found = at_session(data, data.check_session(session))
    wanted = ["attended", "walk_in"] if population == "attended" else ["attended", "absent"]
    found = found[found["state"].isin(wanted)]
    frame = (
        found.merge(latest(data), on="participant", how="left", validate="one_to_one")
        .merge(
            registrations.states(data, session)[["participant", "registered_on"]],
            on="participant", how="left", validate="one_to_one",
        )
        .merge(
            _delegates(data, session, population),
            on="participant", how="left", validate="one_to_one",
        )
        .merge(_absences(data, session), on="participant", how="left", validate="one_to_one")
        .pipe(_named)
    )  # fmt: skip
    frame["delegate_count"] = frame["delegate_count"].astype("Int64")
    if frame["delegate_count"].notna().any():
        frame["delegate_count"] = frame["delegate_count"].fillna(0)
    absent = frame["state"] == "absent"
    frame["present"] = flags(~absent if session in recorded(data) else [pd.NA] * len(frame))
    frame["absence_category"] = _or_else(frame["absence_category"], absent, "not_applicable")
    columns = ["name", "published_name", "municipality", "arrondissement", "sector", "delegates",
               "delegate_count", "registered_on", "present", "absence_category"]  # fmt: skip
    return _listing(frame[columns], _population(data, population, session))


def _or_else(found: pd.Series, where: pd.Series, otherwise: str) -> pd.Series:
    """Codes where a condition holds, and one other code elsewhere."""
    known = [*codes(found), otherwise]
    widened = pd.Series(pd.Categorical(found, categories=known), index=found.index)
    return widened.where(where, otherwise)


def stopped(data: ProgrammeData) -> pd.DataFrame:
    """The participants that stopped, first those that did so first.

    Columns: name, sector, capacity, stopped_on, reason_category, reason (as written,
    restricted), last_session (the last expected session it came to, or never).
    """
    rows = data.table("withdrawals").drop(columns=["source", "line"])
    notes = data.table("withdrawal_notes")[["participant", "reason"]]
    came = {session: present(data, session) for session in expected(data)}
    frame = (
        rows.merge(latest(data), on="participant", how="left", validate="one_to_one")
        .merge(notes, on="participant", how="left", validate="one_to_one")
        .pipe(_named)
        .sort_values("stopped_on", kind="stable", ignore_index=True)
    )
    # Without a single list nobody is known to have stayed away.
    never = "never" if came else None
    last = [
        next((session for session in reversed(list(came)) if one in came[session]), never)
        for one in frame["participant"]
    ]
    frame["last_session"] = pd.Categorical(last, categories=[*came, "never"])
    columns = ["name", "sector", "capacity", "stopped_on", "reason_category", "reason",
               "last_session"]  # fmt: skip
    frame = frame[columns]
    frame.attrs["vocabularies"] = {"last_session": "session"}
    return _listing(frame, _population(data, "stopped"))


def presence(data: ProgrammeData) -> pd.DataFrame:
    """Each continuing participant by name, with the expected sessions it came to.

    Columns: name, sessions (their numbers), attended_count.
    """
    frame = per_participant(data).merge(
        latest(data)[["participant", "name", "personal"]],
        on="participant", how="left", validate="one_to_one",
    ).pipe(_named)  # fmt: skip
    return _listing(
        frame[["name", "sessions", "attended_count"]], enrolled(data.unit, "continuing")
    )


def size(data: ProgrammeData, population: str, session: str = "") -> pd.DataFrame:
    """How many rows an annex has: attended or registered at a session, or stopped. One row.

    Raises UsageError for another population.
    """
    _check_population(population, POPULATIONS)
    rows = stopped(data) if population == "stopped" else participants(data, session, population)
    frame = pd.DataFrame({"unit": pd.Categorical([data.unit]), "count": whole([len(rows)])})
    return telling(frame, count=rows.attrs["listed"])


def _listing(frame: pd.DataFrame, whom: Counted) -> pd.DataFrame:
    """The frame, which now says whom it lists: one row for each, and all of them."""
    frame.attrs["listed"] = whom
    return frame


def _population(data: ProgrammeData, population: str, session: str = "") -> Counted:
    if population == "stopped":
        return enrolled(data.unit, "stopped")
    return at(data.unit, session, PRESENT if population == "attended" else REGISTERED)


def _check_population(population: str, known: tuple[str, ...]) -> None:
    if population not in known:
        raise UsageError(
            f'population: "{population}" is not one of an annex. {suggestion(population, known)}'
        )


def _named(frame: pd.DataFrame) -> pd.DataFrame:
    """With the name to publish, in Dutch order without the leading article."""
    name = frame["name"].fillna(frame["participant"])
    order = name.map(_dutch_order)
    published = name.mask(frame["personal"].astype("boolean").fillna(False), CONFIDENTIAL)
    return (
        frame.assign(name=name, published_name=published, order=order)
        .sort_values(["order", "name"], kind="stable", ignore_index=True)
        .drop(columns="order")
    )


def _dutch_order(name: str) -> str:
    """What a name is filed under: without article, capitals and accents."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return re.sub(r"^(de|het|een|['’]t)\s+", "", plain)


def _delegates(data: ProgrammeData, session: str, population: str) -> pd.DataFrame:
    """Who represented each participant: those present, or those who had registered.

    In a list of the registered, those present would tell which participant stayed away.
    """
    rows = data.table("delegations")
    rows = rows[rows["session"] == session]
    there = rows[rows["present"].fillna(False)]
    signed_up = rows[rows["role"] == "registered"]
    chosen = there if population == "attended" and len(there) else signed_up
    chosen = chosen.sort_values(["source", "line", "person"], kind="stable")
    chosen = chosen.drop_duplicates(["participant", "person"])
    persons = data.table("persons").set_index("person")
    # Where the persons may not be read nobody has a name, and the text stays text.
    names = chosen["person"].map(persons["name"]).astype("str")
    functions = chosen["person"].map(persons["function"]).astype("str")
    shown = names.where(functions.isna(), names + " (" + functions.fillna("") + ")")
    return (
        chosen.assign(shown=shown)
        .groupby("participant", as_index=False)
        .agg(
            delegates=("shown", lambda texts: "; ".join(texts.dropna()) or None),
            delegate_count=("shown", "size"),
        )
        .astype({"delegates": "str"})
    )


def _absences(data: ProgrammeData, session: str) -> pd.DataFrame:
    rows = data.table("attendance")
    rows = rows[(rows["session"] == session) & rows["absence_category"].notna()]
    rows = rows.sort_values("absence_category", kind="stable").drop_duplicates("participant")
    return rows[["participant", "absence_category"]]
