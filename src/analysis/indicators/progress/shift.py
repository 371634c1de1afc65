"""Looking back: where participants now think they stood then, beside what they said then.

Who learns more of a domain may come to judge its old level more strictly. Then the level that is
remembered lies under the one that was told the first time: a response shift (Howard 1980,
Evaluation Review 4, 93-106). Neither of the two is the true one, so both changes are shown.
"""

from __future__ import annotations

import pandas as pd

from analysis.counted import Counted
from analysis.data import ProgrammeData
from analysis.indicators.measures import measured, telling, whole
from analysis.indicators.populations import answered, narrowed
from analysis.indicators.progress.change import against, split
from analysis.indicators.progress.scores import EXACT, of_participants
from analysis.indicators.progress.waves import pair

WAYS = ["lower", "same", "higher"]
"""Who now places its own beginning lower than it did then, as high, or higher."""
MEANS = ("first_mean", "then_mean", "second_mean", "change_mean", "looking_back_mean",
         "shift_mean")  # fmt: skip


def paired(data: ProgrammeData, first: str = "", second: str = "") -> pd.DataFrame:
    """Each participant and domain with all three scores.

    Columns: participant, domain, before (told at the first round), after (told at the second),
    change, then (remembered at the second), shift (then less before).
    """
    chosen = (*pair(data, first, second), "", "")[:2]
    told = of_participants(data, chosen[0] if chosen[1] else "")
    rows = against(told, of_participants(data, chosen[1]))
    back = of_participants(data, chosen[1], "level_then")
    remembered = back[["participant", "domain", "score"]].astype({"domain": "str"})
    found = rows.astype({"domain": "str"}).merge(
        remembered.rename(columns={"score": "then"}), on=["participant", "domain"],
        validate="one_to_one",
    )  # fmt: skip
    order = [str(one) for one in rows["domain"].cat.categories]
    found["domain"] = pd.Categorical(found["domain"], categories=order)
    found["shift"] = (found["then"] - found["before"]).astype("Float64").round(EXACT)
    return found.sort_values(["participant", "domain"], ignore_index=True)


def by_domain(data: ProgrammeData, first: str = "", second: str = "") -> pd.DataFrame:
    """The mean level told first, remembered and told now, and both changes, for each domain.

    Columns: domain, unit, count (have all three), first_mean, then_mean, second_mean,
    change_mean (now less told first), looking_back_mean (now less remembered), shift_mean
    (remembered less told first).
    """
    chosen, each = pair(data, first, second), split(paired(data, first, second))
    columns = {
        "first_mean": "before", "then_mean": "then", "second_mean": "after",
        "change_mean": "change", "shift_mean": "shift",
    }  # fmt: skip
    means = {
        name: pd.Series([part[column].mean() for part in each.values()], dtype="Float64")
        for name, column in columns.items()
    }
    means["looking_back_mean"] = means["second_mean"] - means["then_mean"]
    frame = pd.DataFrame(
        {
            "domain": pd.Categorical(list(each), categories=list(each)),
            "unit": pd.Categorical([data.unit] * len(each)),
            "count": whole(len(part) for part in each.values()),
        }
        | {name: means[name] for name in MEANS}
    )
    whom = narrowed(_both(data, chosen), of={_variable("{domain}", chosen): WAYS})
    return telling(frame, count=whom, **dict.fromkeys(MEANS, whom))


def overall(data: ProgrammeData, first: str = "", second: str = "") -> pd.DataFrame:
    """Who now places its own beginning lower than it did then, over all domains; one row.

    Columns: unit, same_count, higher_count, count (lower), base (have all three scores in some
    domain), share. No row when nobody was asked to look back.
    """
    chosen, rows = pair(data, first, second), paired(data, first, second)
    shifts = rows.groupby("participant")["shift"].mean().astype("Float64").round(EXACT)
    told = len(shifts) > 0
    variable = _variable("overall", chosen)
    counted = {way: narrowed(_both(data, chosen), of={variable: [way]}) for way in WAYS}
    return measured(
        {
            "same_count": whole([int((shifts == 0).sum())] if told else []),
            "higher_count": whole([int((shifts > 0).sum())] if told else []),
        },
        whole([int((shifts < 0).sum())] if told else []), len(shifts), data.unit,
        count=counted["lower"], same_count=counted["same"], higher_count=counted["higher"],
        base=narrowed(_both(data, chosen), of={variable: WAYS}),
    )  # fmt: skip


def _both(data: ProgrammeData, chosen: list[str]) -> Counted:
    whom = answered(chosen[0], data.unit) if chosen else Counted(unit=data.unit)
    return narrowed(whom, of={f"round:{one}": ["answered"] for one in chosen})


def _variable(domain: str, chosen: list[str]) -> str:
    return f"shift:{domain}:{':'.join(chosen)}"
