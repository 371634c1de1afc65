"""Published facts, held against what the exports give."""

from __future__ import annotations

import importlib
import inspect
import re
from collections.abc import Callable, Sequence
from datetime import date
from numbers import Real

import pandas as pd

from analysis.counted import Group
from analysis.data import ProgrammeData
from analysis.indicators.measures import measured, plain_rows, whole
from analysis.problems import DeclarationError
from analysis.programme import Fact

STATES = ["reproduced", "broken", "awaits", "undecidable"]

Indicator = Callable[..., pd.DataFrame]


def then(data: ProgrammeData) -> ProgrammeData:
    """The data on the day that the programme names, by which its published figures are checked.

    Of an earlier day only what was known then can be held to them.
    """
    return data.on(min(data.as_of, data.programme.as_of))


def check(data: ProgrammeData) -> pd.DataFrame:
    """Each published fact with what was expected and what comes out of the data.

    Columns: fact, place (in the source), state (reproduced, broken, awaits, undecidable),
    expected, computed (texts), why (code of what it awaits or why no data decide it).
    """
    rows = [_row(then(data), fact) for fact in data.declarations.facts]
    frame = pd.DataFrame(rows, columns=["fact", "place", "state", "expected", "computed", "why"])
    ids = list(frame["fact"])
    frame["fact"] = pd.Categorical(frame["fact"], categories=ids)
    frame["state"] = pd.Categorical(frame["state"], categories=STATES)
    frame["why"] = pd.Categorical(frame["why"], categories=ids)
    frame.attrs["vocabularies"] = {"state": "fact_state", "why": "fact_why"}
    return frame


def by_state(data: ProgrammeData) -> pd.DataFrame:
    """Published facts by state. Columns: state, unit (facts), count, base, share."""
    states = check(data)["state"]
    counts = pd.Series([int((states == state).sum()) for state in STATES])
    frame = measured(
        {"state": pd.Categorical(STATES, categories=STATES)}, counts, len(states), "facts"
    )
    frame.attrs["vocabularies"] = {"state": "fact_state"}
    return frame


def summary(data: ProgrammeData) -> pd.DataFrame:
    """How many published facts come out again, of those that the data decide; one row."""
    counts = by_state(data).set_index("state")["count"]
    decided = int(counts["reproduced"] + counts["broken"])
    if not counts.sum():
        return measured({"open_count": []}, whole([]), None, "facts")
    waiting = int(counts["awaits"] + counts["undecidable"])
    return measured(
        {"open_count": whole([waiting])},
        pd.Series([int(counts["reproduced"])]), decided, "facts",
    )  # fmt: skip


def decided(data: ProgrammeData) -> pd.DataFrame:
    """The facts that the data decide. Columns: fact, place, expected, computed."""
    rows = check(data)
    chosen = rows["state"].isin(["reproduced", "broken"])
    return _part(rows, chosen, ["fact", "place", "expected", "computed"])


def undecided(data: ProgrammeData) -> pd.DataFrame:
    """The facts that wait for an export or that no data decide. Columns: fact, place, why."""
    rows = check(data)
    return _part(rows, ~rows["state"].isin(["reproduced", "broken"]), ["fact", "place", "why"])


def groups(data: ProgrammeData) -> dict[Group, int]:
    """What published facts tell already: how many units there are of each group they count.

    A fact that does not come out of the data any more tells nothing of the data.
    """
    told, data = {}, then(data)
    for fact in data.declarations.facts:
        if fact.indicator is None or _row(data, fact)[2] != "reproduced":
            continue
        rows = _rows(data, fact)
        counted = rows.attrs.get("counted", {}).get(fact.column)
        if counted is not None:
            for row in plain_rows(rows):
                told[counted.group(row)] = int(str(row[str(fact.column)]))
    return told


def _part(rows: pd.DataFrame, chosen: pd.Series, columns: list[str]) -> pd.DataFrame:
    part = rows.loc[chosen, columns].reset_index(drop=True)
    part.attrs = rows.attrs
    return part


def broken(data: ProgrammeData) -> list[str]:
    """A sentence for each fact that does not come out of the data any more."""
    rows = check(data)
    ids = set(rows.loc[rows["state"] == "broken", "fact"])
    return [_sentence(then(data), fact) for fact in data.declarations.facts if fact.id in ids]


def _sentence(data: ProgrammeData, fact: Fact) -> str:
    found = ", ".join(sorted(map(_text, _computed(data, fact)))) or "nothing"
    expected = fact.expected if isinstance(fact.expected, list) else [fact.expected]
    return (
        f"published_facts.toml, {fact.id}: expected {', '.join(sorted(map(_text, expected)))}, "
        f'the data give {found} ({fact.indicator}). "{fact.text.en}" '
        "Look at what changed in the exports or declarations."
    )


def _row(data: ProgrammeData, fact: Fact) -> list[str | None]:
    if fact.awaits is not None:
        return [fact.id, fact.place, "awaits", None, None, fact.id]
    if fact.undecidable is not None:
        return [fact.id, fact.place, "undecidable", None, None, fact.id]
    found = _computed(data, fact)
    expected = fact.expected if isinstance(fact.expected, list) else [fact.expected]
    same = sorted(map(_text, found)) == sorted(map(_text, expected))
    state = "reproduced" if same else "broken"
    return [fact.id, fact.place, state, _shown(expected), _shown(found, same), None]


def _computed(data: ProgrammeData, fact: Fact) -> list[object]:
    return list(_rows(data, fact)[str(fact.column)])


def _rows(data: ProgrammeData, fact: Fact) -> pd.DataFrame:
    """The rows of its indicator that a fact speaks of."""
    indicator = _indicator(fact)
    try:
        inspect.signature(indicator).bind(data, **fact.given)
    except TypeError as error:
        raise DeclarationError(
            f"published_facts.toml, {fact.id}.given: {fact.indicator} does not take these "
            f"({error})."
        ) from None
    # Many facts speak of different rows of one indicator.
    asked = (fact.indicator, repr(sorted(fact.given.items())))
    rows = data.worked_out.get(asked)
    if rows is None:
        rows = data.worked_out[asked] = indicator(data, **fact.given)
    if not isinstance(rows, pd.DataFrame):
        raise _no_indicator(fact)
    for column in [*fact.where, fact.column or ""]:
        if column not in rows:
            raise DeclarationError(
                f'published_facts.toml, {fact.id}: {fact.indicator} has no column "{column}". '
                f"Columns: {', '.join(map(str, rows.columns))}."
            )
    for column, value in fact.where.items():
        rows = rows[rows[column].astype("str") == str(value)]
    return rows


def _indicator(fact: Fact) -> Indicator:
    name = fact.indicator or ""
    if re.fullmatch(r"[a-z_]+\.[a-z][a-z_]*", name):
        module, function = name.split(".")
        try:
            found = getattr(importlib.import_module(f"analysis.indicators.{module}"), function)
        except (ImportError, AttributeError):
            found = None
        if callable(found):
            return found
    raise _no_indicator(fact)


def _no_indicator(fact: Fact) -> DeclarationError:
    return DeclarationError(
        f'published_facts.toml, {fact.id}.indicator: "{fact.indicator}" is not an indicator. '
        'Write it as subject.name, such as "attendance.by_session".'
    )


def _text(value: object) -> str:
    if value is None or value is pd.NA or value is pd.NaT:
        return "–"
    if isinstance(value, pd.Timestamp | date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _shown(values: Sequence[object], same: bool = True) -> str:
    """Numbers and days as they are. Words and yes or no are in no language: a tick for them."""
    if all(isinstance(value, Real | date) and not isinstance(value, bool) for value in values):
        return ", ".join(sorted(map(_text, values))) or "–"
    return "✓" if same else "✗"
