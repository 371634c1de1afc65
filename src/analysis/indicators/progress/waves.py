"""Two rounds in which participants said at which level they stand, and who answered both."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import pandas as pd

from analysis.counted import NOT_RECORDED, Counted
from analysis.data import ProgrammeData
from analysis.indicators.chance import verdicts
from analysis.indicators.enrolment import statuses
from analysis.indicators.measures import MEASURE, codes, flags, measured, whole
from analysis.indicators.populations import answered, enrolled, narrowed
from analysis.indicators.profile import latest
from analysis.indicators.questions import form
from analysis.indicators.responses import that_count
from analysis.problems import UsageError, suggestion

ATTRIBUTES = ("sector", "size_class", "maturity")
"""By what those who answered both rounds are held against those who did not."""


def pair(data: ProgrammeData, first: str = "", second: str = "") -> list[str]:
    """The two rounds that are compared, the earlier one first; fewer where there are no two.

    Without names: the first and the last round that asked for levels and was answered. Raises
    UsageError for a round that the programme does not have.
    """
    named = [data.check_round(one) for one in (first, second) if one]
    known = [one.id for one in data.programme.rounds if answering(data, one.id)]
    asked = [one for one in known if _asks_levels(data, one)]
    if len(named) == 2:
        return named
    others = [one for one in asked if one not in named]
    if first:
        return [*named, *others[-1:]]
    return [*others[:1], *(named or others[1:][-1:])]


def earlier(data: ProgrammeData, first: str = "", second: str = "") -> str:
    """The earlier of the two rounds, else an empty text."""
    return next(iter(pair(data, first, second)), "")


def later(data: ProgrammeData, first: str = "", second: str = "") -> str:
    """The later of the two rounds, else an empty text."""
    return next(iter(pair(data, first, second)[1:]), "")


def compared(data: ProgrammeData, first: str = "", second: str = "") -> pd.DataFrame:
    """The two rounds, one row. Columns: first, second. No row unless both were answered."""
    chosen = [one for one in pair(data, first, second) if answering(data, one)]
    chosen = chosen if len(chosen) == 2 else []
    frame = pd.DataFrame(
        {"first": pd.Categorical(chosen[:1]), "second": pd.Categorical(chosen[1:])}
    )
    frame.attrs["vocabularies"] = {"first": "round", "second": "round"}
    return frame


def both(data: ProgrammeData, first: str = "", second: str = "") -> pd.DataFrame:
    """Participants that answered both rounds, one row out of all that ever enrolled.

    Columns: unit, count, base, share. Where nobody's enrolment is recorded, out of those that
    answered the earlier round. No row without two rounds.
    """
    chosen = pair(data, first, second)
    found = _sides(data, chosen)
    ever = _enrolled(data)
    told = len(chosen) == 2 and len(found) > 0
    of = found if ever else found[found[0]]
    whom = enrolled(data.unit) if ever else answered(chosen[0] if chosen else "", data.unit)
    count = narrowed(whom, of={f"round:{one}": ["answered"] for one in chosen})
    return measured(
        {}, whole([int((found[0] & found[1]).sum())] if told else []), len(of), data.unit,
        count=count, base=whom,
    )  # fmt: skip


def by_answer(data: ProgrammeData, first: str = "", second: str = "") -> pd.DataFrame:
    """Participants by whether they answered both rounds, only one of them, or neither.

    Columns: first_answered, second_answered, unit, count, base (all that ever enrolled), share.
    Where nobody's enrolment is recorded there is no base, and nobody is known to have answered
    neither. No row without two rounds.
    """
    chosen = pair(data, first, second)
    found, ever = _sides(data, chosen), _enrolled(data)
    sides = list(product((True, False), repeat=2)) if len(chosen) == 2 and len(found) else []
    sides = [one for one in sides if ever or any(one)]
    frame = measured(
        {
            "first_answered": flags([one for one, _ in sides]),
            "second_answered": flags([other for _, other in sides]),
        },
        whole(int(((found[0] == one) & (found[1] == other)).sum()) for one, other in sides),
        len(found), data.unit,
        count=_by_side(data, chosen) if ever else _answered_either(data, chosen),
        **({"base": enrolled(data.unit)} if ever else {}),
    )  # fmt: skip
    columns = ("first_answered", "second_answered")
    frame.attrs["headings"] = dict(zip(columns, (("round", one) for one in chosen), strict=False))
    return frame if ever else frame.drop(columns=["base", "share"])


def by(data: ProgrammeData, attribute: str, first: str = "", second: str = "") -> pd.DataFrame:
    """Who answered both rounds, by an attribute, out of all that ever enrolled.

    Columns: the attribute, unit, count (answered both), base, share, first_count and second_count
    (answered only that round), neither_count. Groups that nobody is in are left
    out; those of whom it was not recorded are a row without a code. Raises UsageError for an
    attribute that participants do not have.
    """
    known = latest(data)
    if attribute not in known:
        raise UsageError(
            f'"{attribute}" is not known of participants. {suggestion(attribute, known.columns)}'
        )
    chosen = pair(data, first, second)
    rows = _sides(data, chosen).merge(
        known[["participant", attribute]], on="participant", how="left", validate="one_to_one"
    )
    rows = rows if len(chosen) == 2 else rows.iloc[:0]
    group = rows[attribute]
    order: list[str | None] = [one for one in codes(group) if (group == one).any()]
    if order and group.isna().any():
        order.append(None)
    parts = [rows[group.isna() if one is None else group == one] for one in order]
    frame = measured(
        {
            attribute: pd.Categorical(order, categories=[one for one in order if one]),
            "first_count": whole(int((part[0] & ~part[1]).sum()) for part in parts),
            "second_count": whole(int((part[1] & ~part[0]).sum()) for part in parts),
            "neither_count": whole(int((~part[0] & ~part[1]).sum()) for part in parts),
        },
        whole(int((part[0] & part[1]).sum()) for part in parts),
        whole(map(len, parts)), data.unit,
    )  # fmt: skip
    return frame[[attribute, *MEASURE, "first_count", "second_count", "neither_count"]]


def told_apart(data: ProgrammeData, first: str = "", second: str = "") -> pd.DataFrame:
    """Whether those who answered both rounds differ from all others by more than chance.

    Columns as in `chance.verdicts`, a row for each attribute.
    """
    return verdicts({one: by(data, one, first, second) for one in ATTRIBUTES}, data)


def answering(data: ProgrammeData, round: str) -> set[str]:
    """The participants of whom a response counts."""
    return set(that_count(data, round)["participant"].dropna().astype(str)) if round else set()


def _sides(data: ProgrammeData, chosen: Sequence[str]) -> pd.DataFrame:
    """Everyone, with whether each answered the one round (column 0) and the other (column 1)."""
    there = [answering(data, one) for one in (*chosen, "", "")[:2]]
    everyone = sorted(set(statuses(data)["participant"].astype(str)) or there[0] | there[1])
    frame = pd.DataFrame({"participant": pd.Series(everyone, dtype="str")})
    for place, who in enumerate(there):
        frame[place] = pd.Series([one in who for one in everyone], dtype=bool)
    return frame


def _enrolled(data: ProgrammeData) -> bool:
    return len(statuses(data)) > 0


def _by_side(data: ProgrammeData, chosen: Sequence[str]) -> Counted:
    columns = ("first_answered", "second_answered")
    by = {f"round:{one}": column for one, column in zip(chosen, columns, strict=False)}
    groups = {"True": ["answered"], "False": [NOT_RECORDED]}
    return narrowed(enrolled(data.unit), by=by, groups=groups)


def _answered_either(data: ProgrammeData, chosen: Sequence[str]) -> Counted:
    told = _by_side(data, chosen)
    return Counted(unit=data.unit, by=told.by, groups=told.groups)


def _asks_levels(data: ProgrammeData, round: str) -> bool:
    return any(one.aspect == "level" and one.domain for one in form(data, round).questions)
