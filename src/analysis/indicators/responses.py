"""Who answered an evaluation round, out of those who were asked; never what they answered."""

from __future__ import annotations

import pandas as pd

from analysis.counted import NOT_RECORDED, Counted
from analysis.data import ProgrammeData
from analysis.indicators.attendance import delegates
from analysis.indicators.enrolment import continuing
from analysis.indicators.measures import measured, telling, whole
from analysis.indicators.populations import (
    PRESENT,
    answered,
    narrowed,
    state_at,
)
from analysis.indicators.states import present, recorded

STATES = {
    "complete": "finished",
    "partial": "finished",
    "repeated": "round",
    "empty": "round",
    "late": "late",
}
"""What may be told of a response that came in -> the variable that tells it."""


def that_count(data: ProgrammeData, round: str) -> pd.DataFrame:
    """The responses of a round that count, one row each."""
    rows = data.table("responses")
    return rows[(rows["round"] == data.check_round(round)) & rows["counted"].astype(bool)]


def received(data: ProgrammeData, round: str) -> pd.DataFrame:
    """How many responses came in, one row.

    Columns: complete_count, partial_count, repeated_count and empty_count (opened, and nothing
    answered; neither counts), late_count (empty when no closing day is declared), unit, count (all
    that count).
    """
    rows = data.table("responses")
    everything = rows[rows["round"] == data.check_round(round)]
    counted = that_count(data, round)
    late, empty = counted["late"], int((everything["status"] == "empty").sum())
    values = {
        "complete_count": int((counted["status"] == "complete").sum()),
        "partial_count": int((counted["status"] == "partial").sum()),
        "repeated_count": _repeated(data, round, len(everything) - len(counted) - empty),
        "empty_count": empty,
        "late_count": late.sum() if late.notna().any() else pd.NA,
    }
    frame = pd.DataFrame({name: whole([value]) for name, value in values.items()})
    frame["unit"] = pd.Categorical(["responses"])
    frame["count"] = whole([len(counted)])
    whom = answered(round)
    told = {
        f"{state}_count": narrowed(whom, of={f"{variable}:{round}": [state]})
        for state, variable in STATES.items()
    }
    telling(frame, count=whom, **told)
    return frame.iloc[:0] if everything.empty else frame


def _repeated(data: ProgrammeData, round: str, count: int) -> object:
    """Repeated responses are known only where an export tells respondents apart."""
    exports = [one for one in data.programme.exports if one.round == round]
    return count if any("token" in export.columns for export in exports) else pd.NA


def by_unit(data: ProgrammeData, round: str) -> pd.DataFrame:
    """Participants and persons that answered, out of those who were asked.

    Columns: unit, count, base, share. A participant answers when one person does; a person is
    counted by response. The count of organisations is empty where no response names one. The
    base is empty where it was not recorded who was asked, or where more persons answered than
    are on the list of those asked: such a list is no base.
    """
    rows = that_count(data, round)
    if rows.empty:
        return measured({}, whole([]), None, data.unit)
    asked = data.programme.round(round)
    of, persons = _asked(data, asked.asked, asked.session)
    named = set(rows["participant"].dropna())
    count = len(named if of is None else named & of)
    base = None if of is None else len(of)
    found: list[tuple[str, int | None, int | None]]
    if data.programme.unit == "person":
        found = [("persons", count + int(rows["participant"].isna().sum()), base)]
    else:
        found = [(data.unit, count if named else None, base), ("persons", len(rows), persons)]
    frame = pd.concat([_out_of(*one) for one in found], ignore_index=True)
    return telling(frame, **_told(data, round))


def respondents(data: ProgrammeData, round: str, unit: str, named: bool = False) -> Counted:
    """Those who gave a response of a round that counts; with `named` those whom it names.

    A response stands for a person. Not so where a person gave several that count: then persons
    and responses are counted apart.
    """
    asked = f"respondent:{round}"
    whom = answered(round, unit)
    if data.programme.unit == "person":
        each = [that_count(data, one.id)["participant"] for one in data.programme.rounds]
        if any(who.dropna().duplicated().any() for who in each):
            whom = Counted(unit=unit, of={asked: ["named", "unnamed"]})
        if named and any(who.isna().any() and who.notna().any() for who in each):
            whom = narrowed(whom, of={asked: ["named"]})
    return whom


def _out_of(unit: str, count: int | None, base: int | None) -> pd.DataFrame:
    if count is not None and base is not None and count > base:
        base = None
    return measured({}, whole([count]), base, unit)


def _told(data: ProgrammeData, round: str) -> dict[str, Counted]:
    """What the counts of those who answered count, as far as it is known who was asked."""
    asked = data.programme.round(round)
    there = asked.asked == "attending" and asked.session in recorded(data)
    whom = respondents(data, round, "{unit}")
    if not there and asked.asked != "participants":
        return {"count": whom}
    variable = state_at(asked.session or "") if there else "status"
    values = PRESENT if there else ["continuing"]
    # Which of the persons who were asked a response is from, nobody wrote down.
    groups = {data.unit: values, "persons": [*values, NOT_RECORDED]}
    return {
        "count": narrowed(whom, by={variable: "unit"}, groups=groups),
        "base": Counted(unit="{unit}", of={variable: values}),
    }


def rate(data: ProgrammeData, round: str) -> pd.DataFrame:
    """How many answered of those who were asked, one row; no row where nobody knows who was asked.

    Columns as in `by_unit`: participants where these are known, else persons.
    """
    return by_unit(data, round).dropna(subset=["share"]).head(1).reset_index(drop=True)


def _asked(
    data: ProgrammeData, asked: str, session: str | None
) -> tuple[set[str] | None, int | None]:
    """The participants that were asked, and how many persons; none where it is not known."""
    if asked == "attending" and session in recorded(data):
        persons = delegates(data, session)
        there = int(persons["count"].iloc[0]) if len(persons) else None
        return present(data, session), there
    if asked == "participants":
        return set(continuing(data)), None
    return None, None


def of_session(data: ProgrammeData, session: str) -> pd.DataFrame:
    """The rounds in which a session was evaluated, with the responses that count.

    Columns: round, unit (responses), count (empty when none came in).
    """
    chosen = [r.id for r in data.programme.rounds if r.session == data.check_session(session)]
    counts = [len(that_count(data, one)) or None for one in chosen]
    frame = pd.DataFrame(
        {
            "round": pd.Categorical(chosen, categories=chosen),
            "unit": pd.Categorical(["responses"] * len(chosen)),
            "count": whole(counts),
        }
    )
    return telling(frame, count=answered("{round}"))


def in_both(data: ProgrammeData, round: str) -> pd.DataFrame:
    """Participants of one round that answered another one too, a row for each other round.

    Columns: other_round, unit, count, base (answered this round), share. Rounds in which no
    participant is known to have answered have no row.
    """
    here = set(that_count(data, round)["participant"].dropna())
    others = {
        other.id: set(that_count(data, other.id)["participant"].dropna())
        for other in data.programme.rounds
        if other.id != round
    }
    known = [other for other, there in others.items() if there and here]
    counts = whole([len(here & others[other]) for other in known])
    keys = {"other_round": pd.Categorical(known, categories=known)}
    whom = respondents(data, round, data.unit, named=True)
    there = respondents(data, "{other_round}", data.unit, named=True)
    frame = measured(
        keys, counts, len(here), data.unit, count=narrowed(whom, of=there.of), base=whom
    )
    frame.attrs["vocabularies"] = {"other_round": "round"}
    return frame
