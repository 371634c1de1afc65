"""Whether clearly more participants rose than fell in a domain, or chance may have done it.

Suppose a score that changes goes up or down with equal chance. How often is the difference then
at least this large? Who stayed the same says nothing of up or down and is left out. The verdict
hangs on the exact sign test, made larger after Holm because several domains are looked at.
Wilcoxon's signed-rank test, which also looks at how far scores moved, stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import isnan

import pandas as pd

from analysis.data import ProgrammeData
from analysis.indicators.chance import LEVEL
from analysis.indicators.measures import measured, telling, whole
from analysis.indicators.progress.change import WAYS, of_change, paired, split
from analysis.indicators.progress.waves import both, pair
from analysis.statistics.multiplicity import holm
from analysis.statistics.paired import rank_biserial, signs, wilcoxon

VERDICTS = ["more_up", "more_down", "no_clear_difference"]
VALUES = ("sign_p", "adjusted_p", "wilcoxon_p", "biserial_value", "low_value",
          "high_value")  # fmt: skip


def by_domain(data: ProgrammeData, first: str = "", second: str = "") -> pd.DataFrame:
    """How certain it is, in each domain, that more rose than fell or the other way round.

    Columns: domain, unit, count (have both scores), sign_p (exact sign test, two-sided),
    adjusted_p (the same after Holm), wilcoxon_p (exact signed-rank test, ties included,
    who stayed the same left out), biserial_value (matched rank-biserial correlation: from -1, all
    fell, to 1, all rose), low_value and high_value (its 95 % interval, for a hypothetical
    repetition), verdict. All tests are empty where nobody changed.
    """
    each = split(paired(data, first, second))
    sides = [(part["before"].to_numpy(float), part["after"].to_numpy(float))
             for part in each.values()]  # fmt: skip
    found = [signs(*one) for one in sides]
    adjusted = list(holm([one.p for one in found]))
    weights = [rank_biserial(*one) for one in sides]
    frame = pd.DataFrame(
        {
            "domain": pd.Categorical(list(each), categories=list(each)),
            "unit": pd.Categorical([data.unit] * len(each)),
            "count": whole(one.n for one in found),
            "sign_p": _floats(one.p for one in found),
            "adjusted_p": _floats(adjusted),
            "wilcoxon_p": _floats(wilcoxon(*one).p for one in sides),
            "biserial_value": _floats(one.value for one in weights),
            "low_value": _floats(one.low for one in weights),
            "high_value": _floats(one.high for one in weights),
            "verdict": pd.Categorical(
                [_verdict(one.up, one.down, p) for one, p in zip(found, adjusted, strict=True)],
                categories=VERDICTS,
            ),
        }
    )
    frame.attrs["vocabularies"] = {"verdict": "progress_verdict"}
    frame.attrs["decimals"] = dict.fromkeys(VALUES[:3], 3)
    whom = of_change(data, pair(data, first, second), WAYS)
    return telling(frame, count=whom, **dict.fromkeys(VALUES, whom))


def clear(data: ProgrammeData, first: str = "", second: str = "") -> pd.DataFrame:
    """In how many domains clearly more rose than fell, one row.

    Columns: down_domain_count (in which clearly more fell), unclear_domain_count (no clear
    difference), pair_count (participants that answered both rounds), unit (domains), count, base
    (domains in which anybody has two scores), share. No row without any.
    """
    verdict = by_domain(data, first, second)["verdict"]
    pairs = both(data, first, second)
    told = len(verdict) > 0 and len(pairs) > 0
    return measured(
        {
            "down_domain_count": whole([int((verdict == "more_down").sum())] if told else []),
            "unclear_domain_count": whole(
                [int((verdict == "no_clear_difference").sum())] if told else []
            ),
            "pair_count": pairs["count"].head(int(told)),
        },
        whole([int((verdict == "more_up").sum())] if told else []), len(verdict), "domains",
        pair_count=pairs.attrs["counted"]["count"],
    )  # fmt: skip


def _verdict(up: int, down: int, p: float) -> str:
    if isnan(p) or p >= LEVEL:
        return "no_clear_difference"
    return "more_up" if up > down else "more_down"


def _floats(values: Iterable[float]) -> pd.Series:
    return pd.Series([None if isnan(one) else float(one) for one in values], dtype="Float64")
