"""Whom a round was meant for, and whether those who answered resemble them.

A participant answers when one person does. Attributes are as they were on the day of the round.
"""

from __future__ import annotations

import pandas as pd

from analysis.counted import Counted
from analysis.data import ProgrammeData
from analysis.indicators import profile
from analysis.indicators.chance import shown, verdicts
from analysis.indicators.enrolment import continuing
from analysis.indicators.measures import codes, measured, whole
from analysis.indicators.populations import PRESENT, narrowed, state_at
from analysis.indicators.responses import that_count
from analysis.indicators.states import present, recorded

COMPARED = ("sector", "size_class", "maturity")
"""What those who answered are held against those who were asked by."""

MANY = 3
"""Of an organisation from which so many answered or more, it is not told how many."""


def participants(data: ProgrammeData, round: str) -> set[str]:
    """The participants that were asked; none where nobody knows who they were."""
    told = data.programme.round(data.check_round(round))
    if told.asked == "attending" and told.session in recorded(data):
        return present(data, str(told.session))
    return set(continuing(data)) if told.asked == "participants" else set()


def whom(data: ProgrammeData, round: str) -> Counted:
    """What a count of the participants that were asked counts."""
    told = data.programme.round(round)
    if told.asked == "attending":
        return Counted(unit=data.unit, of={state_at(str(told.session)): PRESENT})
    return Counted(unit=data.unit, of={"status": ["continuing"]})


def by(data: ProgrammeData, round: str, attribute: str) -> pd.DataFrame:
    """Who answered of the participants that were asked, by an attribute.

    Columns: the attribute, unit, count (answered), base (asked), share. Groups that nobody asked
    is in are left out; who was not recorded is a row without a code. No row where it is not known
    who was asked, where nobody answered by name, or where the attribute is known of nobody.
    """
    there = profile.at_round(data, round)
    rows = there[there["participant"].isin(participants(data, round))]
    answered = set(that_count(data, round)["participant"].dropna())
    group = rows[attribute]
    told = group.notna().any() and rows["participant"].isin(answered).any()
    order: list[str | None] = [one for one in codes(group) if told and (group == one).any()]
    if order and group.isna().any():
        order.append(None)
    each = [rows[group.isna() if one is None else group == one] for one in order]
    variable = profile.variable(attribute, profile.occasion(data, round))
    known = narrowed(whom(data, round), by={variable: attribute})
    return measured(
        {attribute: pd.Categorical(order, categories=[one for one in order if one])},
        whole(one["participant"].isin(answered).sum() for one in each),
        whole(len(one) for one in each), data.unit, base=known,
        count=narrowed(known, of={f"round:{round}": ["answered"]}),
    )  # fmt: skip


def told_apart(data: ProgrammeData, round: str) -> pd.DataFrame:
    """Whether those who answered differ from those who did not, per attribute.

    Columns as in `chance.verdicts`.
    """
    return verdicts({one: by(data, round, one) for one in COMPARED}, data)


def differing(data: ProgrammeData, round: str) -> pd.DataFrame:
    """On how many attributes those who answered differ from those who did not, one row.

    Columns: found (none, some or all), unit (attributes), count, base (attributes compared),
    share. No row where nothing could be compared.
    """
    return shown(told_apart(data, round)["verdict"] == "told_apart", "attributes")


def times(data: ProgrammeData, round: str) -> pd.DataFrame:
    """From how many participants one person answered, two did, or more.

    Columns: respondents (1, 2, 3+), unit, count, base (participants that answered), share. No row
    where no response names a participant, or where participants are persons themselves.
    """
    rows = that_count(data, round)["participant"].dropna()
    found = rows.value_counts().clip(upper=MANY) if data.unit != "persons" else rows.iloc[:0]
    order = [str(n) for n in range(1, MANY)] + [f"{MANY}+"]
    counts = [int((found == n).sum()) for n in range(1, MANY + 1)]
    answered = Counted(unit=data.unit, of={f"round:{round}": ["answered"]})
    frame = measured(
        {"respondents": pd.Categorical(order, categories=order)},
        whole(counts), len(found), data.unit, base=answered,
        count=narrowed(answered, by={f"respondents:{round}": "respondents"}),
    )  # fmt: skip
    return frame if len(found) else frame.iloc[:0]
