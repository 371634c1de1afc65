"""Of whom the participants are a part: how many of a reference population take part, and which.

A reference population was counted by others and is declared with its source. Whoever ever
enrolled counts as a participant.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from analysis.counted import Counted
from analysis.data import ProgrammeData
from analysis.indicators.enrolment import statuses
from analysis.indicators.measures import codes, measured, telling, whole
from analysis.indicators.populations import enrolled, narrowed
from analysis.indicators.profile import latest
from analysis.problems import UsageError, suggestion
from analysis.programme.disclosure import merged_vocabulary
from analysis.programme.levels import ATTRIBUTES
from analysis.programme.references import Reference
from analysis.statistics.proportions import exact
from analysis.statistics.representation import dissimilarity as unlike

HUNDRED = 100


def reach(data: ProgrammeData) -> pd.DataFrame:
    """How many take part out of each reference population.

    Columns: reference, as_of_on (the day of its count), reference_source, unit, count (ever
    enrolled), base (the reference population), share. No row when nobody enrolled.
    """
    ever = len(statuses(data))
    declared = data.programme.references if ever else []
    ids = [reference.id for reference in declared]
    whom = enrolled(data.unit)
    return measured(
        {
            "reference": pd.Categorical(ids, categories=ids),
            "as_of_on": pd.to_datetime([reference.as_of for reference in declared]),
            "reference_source": pd.Categorical(ids, categories=ids),
        },
        whole([ever] * len(ids)), whole(reference.size for reference in declared), data.unit,
        count=whom, base=Counted(unit="reference:{reference}"),
    )  # fmt: skip


def of(data: ProgrammeData, reference: str = "") -> pd.DataFrame:
    """The row of one reference population, else of the first. Columns as in `reach`."""
    rows = reach(data)
    chosen = _chosen(data, reference)
    return rows[rows["reference"] == (chosen.id if chosen else "")].reset_index(drop=True)


def by(
    data: ProgrammeData, attribute: str, reference: str = "", grouped: bool = False
) -> pd.DataFrame:
    """Participants by an attribute beside a reference population, the first unless one is named.

    Columns: the attribute, population (how many in the reference), population_percent (of the
    reference), unit, count (ever enrolled), base (those of whom it was recorded), share,
    points_value (the share among participants less that in the reference, in percentage points),
    reach_value (participants out of the reference, in percent). Where the participants are a
    sample, or the reference is no complete register, also low_value and high_value: the exact
    95 % interval of the points. `grouped` counts codes together as is declared for the public. No
    row when the reference does not tell the attribute, or it was recorded of nobody.

    Raises UsageError for an attribute or a reference that does not exist.
    """
    values, chosen = _recorded(data, attribute), _chosen(data, reference)
    told = chosen.counts.get(attribute, {}) if chosen and values.notna().any() else {}
    order = [code for code in codes(values) if told and (code in told or (values == code).any())]
    groups = _groups(data, attribute, order) if grouped else {code: [code] for code in order}
    counts = [int(values.isin(group).sum()) for group in groups.values()]
    others = [sum(told.get(code, 0) for code in group) for group in groups.values()]
    known = narrowed(enrolled(data.unit), of={attribute: order})
    frame = measured(
        {
            attribute: pd.Categorical(list(groups), categories=list(groups)),
            "population": whole(others),
            "population_percent": _floats(HUNDRED * one / sum(others) for one in others),
        },
        whole(counts), sum(counts), data.unit,
        count=narrowed(known, by={attribute: attribute}, groups=groups), base=known,
    )  # fmt: skip
    if grouped and attribute in data.programme.disclosure.merge:
        frame.attrs["vocabularies"] = {attribute: merged_vocabulary(attribute)}
    census = data.programme.population == "census" and (chosen is None or chosen.complete)
    return _held_against(frame, known, intervals=not census)


def _held_against(frame: pd.DataFrame, known: Counted, *, intervals: bool) -> pd.DataFrame:
    """With how each share differs, which part of the reference is reached, and bounds."""
    told = frame.copy(deep=False)
    there = told["population"].astype("Float64")
    told["points_value"] = HUNDRED * told["share"] - told["population_percent"]
    told["reach_value"] = (HUNDRED * told["count"] / there).mask(there == 0)
    columns = ["points_value", "reach_value"]
    if intervals:
        bounds = [exact(int(row["count"]), int(row["base"])) for row in told.to_dict("records")]
        for name, ends in (("low", [one.low for one in bounds]),
                           ("high", [one.high for one in bounds])):  # fmt: skip
            told[f"{name}_value"] = _floats(HUNDRED * end for end in ends)
            told[f"{name}_value"] -= told["population_percent"]
            columns.append(f"{name}_value")
    told.attrs = frame.attrs | {"decimals": dict.fromkeys(["population_percent", *columns], 1)}
    return telling(told, **dict.fromkeys(columns, known))


def sides(data: ProgrammeData, attribute: str, reference: str = "") -> pd.DataFrame:
    """The same for the public, as two shares to draw side by side.

    Columns: the attribute, participants_value and reference_value (in percent), unit, count, base.
    """
    rows = by(data, attribute, reference, grouped=True)
    frame = rows[[attribute]].assign(
        participants_value=HUNDRED * rows["share"], reference_value=rows["population_percent"],
        unit=rows["unit"], count=rows["count"], base=rows["base"],
    )  # fmt: skip
    known, values = rows.attrs["counted"]["base"], ["participants_value", "reference_value"]
    frame.attrs = rows.attrs | {"decimals": dict.fromkeys(values, 1)}
    frame.attrs["counted"] = rows.attrs["counted"] | dict.fromkeys(values, known)
    return frame


def dissimilarity(data: ProgrammeData, attribute: str, reference: str = "") -> pd.DataFrame:
    """How many percent of the participants would have to be of another kind, one row.

    That is the index of dissimilarity (Duncan and Duncan 1955): half of the sum of all differences
    of shares, 0 when both are made up alike. Columns: attribute, reference, dissimilarity_value,
    unit, count (participants of whom it was recorded). No row where `by` has none.
    """
    rows, chosen = by(data, attribute, reference), _chosen(data, reference)
    ids = [chosen.id] if chosen and len(rows) else []
    frame = pd.DataFrame(
        {
            "attribute": pd.Categorical([attribute] * len(ids)),
            "reference": pd.Categorical(ids, categories=ids),
            "dissimilarity_value": _floats(
                [HUNDRED * unlike(rows["count"], rows["population"])] * len(ids)
            ),
            "unit": pd.Categorical([data.unit] * len(ids)),
            "count": whole(rows["base"].head(len(ids))),
        }
    )
    frame.attrs |= {"vocabularies": {"attribute": "asked_of"},
                    "decimals": {"dissimilarity_value": 1}}  # fmt: skip
    return telling(frame, count=rows.attrs["counted"]["base"])


def _recorded(data: ProgrammeData, attribute: str) -> pd.Series:
    """The codes of an attribute of all that ever enrolled."""
    if attribute not in ATTRIBUTES:
        raise UsageError(
            f'attribute: "{attribute}" is not one that participants are counted by. '
            f"{suggestion(attribute, ATTRIBUTES)}"
        )
    found = latest(data).merge(statuses(data), on="participant", how="right", validate="one_to_one")
    return found[attribute]


def _chosen(data: ProgrammeData, reference: str) -> Reference | None:
    declared = {one.id: one for one in data.programme.references}
    if reference and reference not in declared:
        raise UsageError(
            f'reference: "{reference}" is not a reference population of {data.id}. '
            f"{suggestion(reference, declared)}"
        )
    return declared.get(reference) or next(iter(declared.values()), None)


def _groups(data: ProgrammeData, attribute: str, order: list[str]) -> dict[str, list[str]]:
    """The codes as they are counted together for the public, in their declared order."""
    merged = data.programme.disclosure.merge.get(attribute, {})
    into = {code: name for name, one in merged.items() for code in one.of}
    groups: dict[str, list[str]] = {}
    for code in order:
        groups.setdefault(into.get(code, code), []).append(code)
    return groups


def _floats(values: Iterable[float]) -> pd.Series:
    return pd.Series(list(values), dtype="Float64")
