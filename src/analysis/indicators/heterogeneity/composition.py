"""Who was there: how many of each kind at two sessions."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.data import ProgrammeData
from analysis.indicators.heterogeneity.attributes import Met, met
from analysis.indicators.measures import measured, telling, whole
from analysis.indicators.populations import PRESENT, at, narrowed, state_at


def came(data: ProgrammeData, session: str = "") -> pd.DataFrame:
    """Those present at a session, one row. Columns: session, unit, count. No row without a list."""
    found = met(data, session).members(session) if session else np.array([])
    sessions = [session] if len(found) else []
    frame = pd.DataFrame(
        {
            "session": pd.Categorical(sessions, categories=[session]),
            "unit": pd.Categorical([data.unit] * len(sessions)),
            "count": whole([len(found)] * len(sessions)),
        }
    )
    return telling(frame, count=at(data.unit, session, PRESENT))


def both(data: ProgrammeData, first: str, second: str = "") -> pd.DataFrame:
    """Those at the second session who were at the first one too, one row.

    Columns: unit, count, base (all at the second), share. No row without two lists.
    """
    who = met(data, first, second)
    some = [int(who.there.all(axis=0).sum())] if who.both else []
    of_second = at(data.unit, second, PRESENT)
    return measured(
        {}, whole(some), len(who.members(second)), data.unit,
        count=narrowed(of_second, of={state_at(first): PRESENT}), base=of_second,
    )  # fmt: skip


def by(data: ProgrammeData, first: str, second: str, attribute: str) -> pd.DataFrame:
    """Those at each session by one attribute.

    Columns: session, the attribute, unit, count, base, share. Those of whom it was not recorded
    are a row without a code, where there are any. No row when it was recorded of nobody.
    """
    who = met(data, first, second)
    rows = [
        (session, code, count)
        for session in (who.sessions if attribute in who.known else [])
        for code, count in _counts(who, session, attribute)
    ]
    sizes = {session: len(who.members(session)) for session in who.sessions}
    sessions = [session for session, _, _ in rows]
    whom = at(data.unit, "{session}", PRESENT)
    by_session = whom.model_copy(
        update={"of": {}, "by": {state_at("{session}"): "session"},
                "groups": dict.fromkeys(who.sessions, PRESENT)}
    )  # fmt: skip
    return measured(
        {
            "session": pd.Categorical(sessions, categories=who.sessions),
            attribute: pd.Categorical(
                [code for _, code, _ in rows], categories=who.codes(attribute)
            ),
        },
        whole(count for _, _, count in rows), whole(sizes[one] for one in sessions), data.unit,
        count=narrowed(by_session, by={who.variable(attribute): attribute}), base=by_session,
    )  # fmt: skip


def beside(data: ProgrammeData, first: str, second: str, attribute: str) -> pd.DataFrame:
    """The same side by side: one row for each code.

    Columns: the attribute, unit, first_count and second_count.
    """
    rows = by(data, first, second, attribute)
    codes = {None if pd.isna(code) else str(code) for code in rows[attribute]}
    who = met(data, first, second)
    declared: list[str | None] = [*who.codes(attribute), None]
    ordered = [one for one in declared if one in codes]
    sides = {"first": first, "second": second}
    found = {
        (str(row["session"]), None if pd.isna(row[attribute]) else str(row[attribute])): row[
            "count"
        ]
        for row in rows.to_dict("records")
    }
    frame = pd.DataFrame(
        {
            attribute: pd.Categorical(ordered, categories=[one for one in ordered if one]),
            "unit": pd.Categorical([data.unit] * len(ordered)),
            **{
                f"{side}_count": whole(_or_none(rows, found, session, code) for code in ordered)
                for side, session in sides.items()
            },
        }
    )
    frame.attrs["headings"] = {
        f"{side}_count": ("session", session) for side, session in sides.items() if session
    }
    told = {who.variable(attribute): attribute}
    return telling(frame, **{
        f"{side}_count": narrowed(at(data.unit, session, PRESENT), by=told)
        for side, session in sides.items() if session
    })  # fmt: skip


def _or_none(
    rows: pd.DataFrame, found: dict[tuple[str, str | None], int], session: str, code: str | None
) -> int | None:
    """A count; zero where nobody is, and nothing where nobody knows."""
    known = session in set(rows["session"].astype("str"))
    return found.get((session, code), 0 if known else None)


def _counts(who: Met, session: str, attribute: str) -> list[tuple[str | None, int]]:
    order = who.codes(attribute)
    places = who.coded(attribute)[who.members(session)]
    found: list[tuple[str | None, int]] = [
        (code, int((places == at).sum())) for at, code in enumerate(order)
    ]
    unknown = int((places < 0).sum())
    return [*found, (None, unknown)] if unknown else found
