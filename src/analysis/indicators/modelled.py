"""A model of stopping, only where one is asked for: several attributes at the same time.

With few that stopped a model can hardly tell anything; Firth's penalty keeps it from telling what
it cannot know.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.data import ProgrammeData
from analysis.indicators import profile
from analysis.indicators.enrolment import statuses
from analysis.indicators.measures import codes, whole
from analysis.problems import UsageError, suggestion
from analysis.statistics.odds import firth

MEASURES = ["odds_ratio", "low", "high", "p"]


def firth_model(data: ProgrammeData, model: str = "") -> pd.DataFrame:
    """How the odds of stopping go with several attributes at once (Firth's logistic regression).

    `model` names the attributes, with commas between them. Columns: measure (odds_ratio; low and
    high, its 95 % profile interval for a hypothetical repetition; p, of the likelihood ratio),
    known (how many participants are in the model), and one column for each group that is held
    against the largest group of its attribute, or for an attribute of numbers, per step. What has
    no bound is empty. Groups that nobody is in have no column. No row without a model,
    or where it has no answer: nobody stopped, or one attribute follows from the others.

    Raises UsageError for an attribute that participants do not have, or for as many groups to
    compare as there are participants that stopped.

    Source: Firth (1993), Biometrika 80, 27-38; Heinze and Schemper (2002), Statistics in Medicine
    21, 2409-2419.
    """
    asked = [one.strip() for one in model.split(",") if one.strip()]
    rows = statuses(data).merge(
        profile.latest(data), on="participant", how="left", validate="one_to_one"
    )
    for one in asked:
        if one not in rows:
            raise UsageError(
                f'model: "{one}" is not known of participants. {suggestion(one, rows.columns)}'
            )
    rows = rows.dropna(subset=asked)
    terms = {name: term for one in asked for name, term in _terms(rows, one).items()}
    stopped = rows["status"] == "stopped"
    if terms and stopped.any() and len(terms) >= stopped.sum():
        raise UsageError(
            f"model: {model} has {len(terms)} groups to compare, and {stopped.sum()} participants "
            "stopped. Name fewer attributes, or attributes with fewer groups."
        )
    found = _fitted(terms, stopped)
    frame = pd.DataFrame({name: values for (_, name), values in found.items()}, dtype="Float64")
    measures = MEASURES if found else []
    frame.insert(0, "measure", pd.Series(pd.Categorical(measures, categories=measures)))
    frame.insert(1, "known", whole([len(rows)] * len(measures)))
    frame.attrs["decimals"] = {name: 3 for _, name in found}
    frame.attrs["headings"] = {name: (words, name) for words, name in found}
    frame.attrs["vocabularies"] = {"measure": "model_measure"}
    return frame


def _terms(rows: pd.DataFrame, attribute: str) -> dict[tuple[str, str], pd.Series]:
    """The columns of an attribute, by vocabulary and code: one of numbers, else its groups."""
    values = rows[attribute]
    if pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values):
        return {("attribute", attribute): values.astype(float)}
    groups = [code for code in codes(values) if (values.astype("str") == code).any()]
    if groups and all(code.isdecimal() for code in groups):
        return {("attribute", attribute): values.astype("str").astype(float)}
    largest = max(groups, key=lambda code: (values.astype("str") == code).sum(), default="")
    return {
        (attribute, code): (values.astype("str") == code).astype(float)
        for code in groups if code != largest
    }  # fmt: skip


def _fitted(
    terms: dict[tuple[str, str], pd.Series], stopped: pd.Series
) -> dict[tuple[str, str], list[float]]:
    """The measures of each term; nothing where there is no answer."""
    if not terms:
        return {}
    fitted = firth(np.column_stack(list(terms.values())), stopped.to_numpy(float))
    if np.isnan(fitted.coefficients).any():
        return {}
    ends = [np.exp(part[1:]) for part in (fitted.coefficients, fitted.low, fitted.high)]
    table = np.column_stack([*ends, fitted.share[1:]])
    table = np.where(np.isfinite(table), table, np.nan)
    return {name: list(row) for name, row in zip(terms, table, strict=True)}
