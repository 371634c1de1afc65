"""A card for each learning level: who is in it, what they ask for, how often they come.

And who comes into question for a role. All of it is for those who run the programme: a level is
a way to tailor support, never a judgement.
"""

from __future__ import annotations

import pandas as pd

from analysis.data import ProgrammeData
from analysis.indicators import registrations
from analysis.indicators.levels import met, of_level, placed
from analysis.indicators.measures import codes, measured, whole
from analysis.indicators.populations import REGISTERED, narrowed, state_at
from analysis.indicators.returning import per_participant
from analysis.indicators.states import expected
from analysis.programme.levels import Role

SEVERAL = "several"
"""Stands for the most frequent of codes where two are as frequent."""


def typical(data: ProgrammeData) -> pd.DataFrame:
    """Each level with its size and what is usual in it.

    Columns: level, unit, count, sector and capacity (the most frequent, or several), fte_median,
    volunteers_median. Levels without anybody are left out. What was recorded of nobody in a level
    is empty.
    """
    parts = _by_level(placed(data))
    frame = measured(
        {"level": _labels(data, parts)}, whole(len(part) for part in parts.values()), None,
        data.unit, count=of_level(data.unit),
    )  # fmt: skip
    return usual(frame.drop(columns=["base", "share"]), list(parts.values()))


def usual(frame: pd.DataFrame, parts: list[pd.DataFrame]) -> pd.DataFrame:
    """The frame with what is usual in the part that each of its rows stands for."""
    told = frame.copy(deep=False)
    for attribute in ("sector", "capacity"):
        found = [_most(part[attribute]) for part in parts]
        order = dict.fromkeys(code for part in parts for code in codes(part[attribute]))
        told[attribute] = pd.Categorical(found, categories=[*order, SEVERAL])
    for number in ("fte", "volunteers"):
        middle = [part[number].astype("Float64").median() for part in parts]
        told[f"{number}_median"] = pd.Series(middle, dtype="Float64")
    told.attrs = frame.attrs | {"decimals": {"fte_median": 1, "volunteers_median": 1}}
    return told


def _most(found: pd.Series) -> str | None:
    counts = found.dropna().astype("str").value_counts()
    if counts.empty:
        return None
    return SEVERAL if (counts == counts.iloc[0]).sum() > 1 else str(counts.index[0])


def needs(data: ProgrammeData, session: str = "") -> pd.DataFrame:
    """What registered participants of each level asked for, by domain; one may ask for several.

    It is of the session that is named, else of the last whose registrations tell domains.
    Columns: session, level, domain, unit, count, base (of the level, continuing and registered),
    share. No row where registrations tell no domains.
    """
    asked_at = [data.check_session(session)] if session else _asking(data)
    rows = placed(data)
    order, found = codes(data.table("wishes")["domain"]), []
    for one in asked_at[-1:]:
        wishes = data.table("wishes")
        wishes = wishes[wishes["session"] == one]
        signed = registrations.states(data, one)
        signed = signed[signed["registered"].astype(bool)]
        for level, part in _by_level(rows[rows["participant"].isin(signed["participant"])]).items():
            mine = wishes[wishes["participant"].isin(part["participant"])]
            found += [
                (one, level, domain, mine.loc[mine["domain"] == domain, "participant"].nunique(),
                 len(part))
                for domain in order if len(wishes)
            ]  # fmt: skip
    columns = list(zip(*found, strict=True)) or [()] * 5
    whom = narrowed(of_level(data.unit), of={state_at("{session}"): REGISTERED})
    return measured(
        {
            "session": pd.Categorical(columns[0], categories=asked_at[-1:]),
            "level": pd.Categorical(columns[1], categories=list(rows["level"].cat.categories)),
            "domain": pd.Categorical(columns[2], categories=order),
        },
        whole(columns[3]), whole(columns[4]), data.unit,
        count=narrowed(whom, by={"wish:{session}": "domain"}, several=["wish:{session}"]),
        base=whom,
    )  # fmt: skip


def _asking(data: ProgrammeData) -> list[str]:
    """The sessions of which a registration told domains, in order of their day."""
    told = set(data.table("wishes")["session"].astype("str"))
    return [session.id for session in data.sessions if session.id in told]


def wanted(data: ProgrammeData, session: str = "") -> pd.DataFrame:
    """The same with a row for each level and a column for each domain, to look at as a whole.

    Columns: level, a column for each domain.
    """
    rows, order = needs(data, session), codes(data.table("wishes")["domain"])
    bases = rows.drop_duplicates("level").reset_index(drop=True)
    frame = pd.DataFrame({"level": bases["level"]})
    for domain in order:
        frame[domain] = rows.loc[rows["domain"] == domain, "count"].to_numpy()
    frame.attrs["headings"] = {domain: ("domain", domain) for domain in order}
    return frame


def attended(data: ProgrammeData) -> pd.DataFrame:
    """How many of each level came to every session for everyone that was held.

    Columns: level, sessions_mean (of these sessions that one came to), unit, count, base (all of
    the level), share. No row without such a session.
    """
    held = len(expected(data))
    rows = placed(data).merge(per_participant(data), on="participant", validate="one_to_one")
    parts = _by_level(rows) if held else {}
    came = [part["attended_count"].astype("Float64") for part in parts.values()]
    keys = {
        "level": _labels(data, parts),
        "sessions_mean": pd.Series([one.mean() for one in came], dtype="Float64"),
    }
    whom = of_level(data.unit)
    every = f"times:{'+'.join(expected(data))}"
    return measured(
        keys, whole(int((one == held).sum()) for one in came),
        whole(len(one) for one in came), data.unit,
        count=narrowed(whom, of={every: [str(held)]}), base=whom,
    )  # fmt: skip


def candidates(data: ProgrammeData) -> pd.DataFrame:
    """Continuing participants that meet all that is declared for a role, by name.

    Columns: role, name, level, sector, capacity, sessions (numbers of those for everyone that it
    came to). Of whom something was not recorded is no candidate. The highest levels come first.
    """
    rows = placed(data).merge(per_participant(data), on="participant", validate="one_to_one")
    declared, held = data.programme.roles, len(expected(data))
    found = [_candidates(rows, role, held).assign(role=role.id) for role in declared]
    columns = ["role", "name", "level", "sector", "capacity", "sessions"]
    if not found:
        return rows.assign(role=pd.Categorical([None] * len(rows)))[columns].iloc[:0]
    frame = pd.concat(found, ignore_index=True)
    frame["role"] = pd.Categorical(frame["role"], categories=[role.id for role in declared])
    frame["name"] = frame["name"].fillna(frame["participant"])
    return frame.sort_values(
        ["role", "level", "name"], ascending=[True, False, True], kind="stable", ignore_index=True
    )[columns]


def _candidates(rows: pd.DataFrame, role: Role, held: int) -> pd.DataFrame:
    least = {"all": held, "once": 1, "any": 0}[role.attended]
    if least == 0 and role.attended != "any":
        return rows.iloc[:0]
    levels = {"level": role.levels} if role.levels else {}
    fits, _ = met(rows, {**role.when, **levels})
    return rows[fits & rows["attended_count"].ge(least).to_numpy(dtype=bool)]


def _by_level(rows: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The rows of each level in which there is anybody, from low to high."""
    found = {level: rows[(rows["level"] == level).fillna(False)] for level in codes(rows["level"])}
    return {level: part for level, part in found.items() if len(part)}


def _labels(data: ProgrammeData, parts: dict[str, pd.DataFrame]) -> pd.Categorical:
    return pd.Categorical(list(parts), categories=list(placed(data)["level"].cat.categories))
