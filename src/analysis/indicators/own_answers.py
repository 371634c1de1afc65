"""What one participant's own people answered, as far as that participant may read it.

With one or two respondents this is a delegate's opinion, shown to the employer. So it is left out
unless enough of them answered, or they agreed (see `Agreed` of the round). That holds for each
question apart, for not everybody answers each.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.data import ProgrammeData
from analysis.indicators import evaluation
from analysis.indicators.measures import telling, whole
from analysis.indicators.progress import change, scores
from analysis.indicators.progress.waves import pair
from analysis.indicators.questions import ends, form
from analysis.indicators.responses import that_count

STATES = ["enough", "agreed", "too_few", "nobody"]
"""Why an organisation may read its own answers, or may not."""


@dataclass(frozen=True)
class Readable:
    """How many answers of its own people a participant needs before it may read them."""

    respondents: int
    agreed: bool
    needed: int

    @property
    def state(self) -> str:
        """Why it may read them or not, for the round as a whole."""
        if not self.respondents:
            return "nobody"
        if self.agreed:
            return "agreed"
        return "enough" if self.respondents >= self.needed else "too_few"

    @property
    def least(self) -> int:
        """How many of its people must have answered a question before their mean is told."""
        return 1 if self.agreed else self.needed


def readable(data: ProgrammeData, participant: str, round: str) -> Readable:
    """Whether a participant may read what its own people answered in a round."""
    rows = that_count(data, round)
    own = rows.loc[rows["participant"] == participant, "response"]
    needed = data.programme.disclosure.own_answers_from
    return Readable(len(own), _agreed(data, round, own), needed)


def _agreed(data: ProgrammeData, round: str, own: pd.Series) -> bool:
    """Whether a reason why all agree is declared, or each of these responses says yes."""
    consent = data.programme.round(round).agreed
    if consent is None or consent.question is None:
        return consent is not None
    given = data.table("answers")
    yes = given[(given["question"] == consent.question) & given["option"].isin(consent.options)]
    return bool(len(own)) and set(own) <= set(yes["response"])


def latest_round(data: ProgrammeData, round: str = "") -> str:
    """The round that is named, else the last one that was answered and did not ask for levels.

    An empty text where there is none. Raises UsageError for a round that there is not.
    """
    if round:
        return data.check_round(round)
    asked = [one.id for one in data.programme.rounds if len(that_count(data, one.id))]
    judged = [one for one in asked if all(q.aspect != "level" for q in form(data, one).questions)]
    opened = {one.id: one.opened or one.closed for one in data.programme.rounds}
    known = [one for one in judged if opened[one] is not None]
    return max(known, key=lambda one: str(opened[one]), default=next(iter(judged), ""))


def told(data: ProgrammeData, participant: str, round: str) -> pd.DataFrame:
    """Whether a participant may read its own answers of a round, and why, one row.

    Columns: round, respondents (of its own), needed, state. No row without a round.
    """
    if not round:
        return pd.DataFrame(columns=["round", "respondents", "needed", "state"])
    found = readable(data, participant, round)
    frame = pd.DataFrame(
        {
            "round": pd.Categorical([round]),
            "respondents": pd.Series([found.respondents], dtype="Int64"),
            "needed": pd.Series([found.needed], dtype="Int64"),
            "state": pd.Categorical([found.state], categories=STATES),
        }
    )
    frame.attrs["vocabularies"] = {"round": "round", "state": "own_answers"}
    return frame


def ratings(data: ProgrammeData, participant: str, round: str) -> pd.DataFrame:
    """What its own people answered beside what the whole group did: statements, then numbers.

    Columns: question, own_mean (empty where too few of them answered; no column where nothing
    may be read), mean (of all who answered), unit, count (of all), ends (of the scale, as text).
    No row without a round.
    """
    kept = ["question", "own_mean", "mean", "unit", "count", "ends"]
    if not round:
        return pd.DataFrame(columns=kept)
    frame = _of_all(data, round)
    asked, means = form(data, round), _means(data, participant, round)
    names = [str(one) for one in frame["question"]]
    frame["own_mean"] = pd.Series([means.get(one) for one in names], dtype="Float64")
    bounds = [ends(asked, asked.question(one)) for one in names]
    frame["ends"] = pd.Series(
        [None if None in each else f"{each[0]} – {each[1]}".replace("-", "−") for each in bounds],
        dtype="str",
    )
    return _told(frame[kept], ["own_mean"])


def _of_all(data: ProgrammeData, round: str) -> pd.DataFrame:
    """The mean of all by question, first of those on a scale and then of those with a number."""
    parts = [evaluation.ratings(data, round, kind) for kind in ("scale", "number")]
    whom, other = (part.attrs["counted"]["count"] for part in parts)
    frame = pd.concat(
        [part[["question", "mean", "unit", "count"]].astype({"question": "str"}) for part in parts],
        ignore_index=True,
    )
    frame["question"] = pd.Categorical(frame["question"], categories=list(frame["question"]))
    frame["unit"] = pd.Categorical(frame["unit"].astype("str"))
    frame.attrs = {"vocabularies": parts[0].attrs["vocabularies"]}
    return telling(frame, count=whom.model_copy(update={"groups": whom.groups | other.groups}))


def _told(frame: pd.DataFrame, own: list[str]) -> pd.DataFrame:
    """The frame without the columns about the participant itself, where it may read nothing."""
    return frame if frame[own].notna().any(axis=None) else frame.drop(columns=own)


def _means(data: ProgrammeData, participant: str, round: str) -> dict[str, float]:
    """The mean of its own people by question, where enough of them answered it."""
    rows = that_count(data, round)
    own = rows.loc[rows["participant"] == participant, "response"]
    least = readable(data, participant, round).least
    given = data.table("answers")
    values = given[given["response"].isin(own)].groupby("question", observed=True)["value"]
    found = values.agg(["mean", "count"])
    enough = found[(found["count"] >= least) & (found["count"] > 0)]
    return {str(question): float(mean) for question, mean in enough["mean"].items()}


def scale(data: ProgrammeData, round: str) -> str:
    """The scale on which most questions of a round were asked; none without a round."""
    return evaluation.main_scale(data, round) if round else ""


def distribution(data: ProgrammeData, round: str) -> pd.DataFrame:
    """The answers of the whole group per option of that scale; no row without a round."""
    if not scale(data, round):
        return pd.DataFrame(columns=["question", "base"])
    return evaluation.distribution(data, round, scale(data, round))


def options(data: ProgrammeData, round: str) -> list[str]:
    """The options of that scale, the lowest first."""
    return evaluation.options(data, round, scale(data, round)) if round else []


def neutral(data: ProgrammeData, round: str) -> str | None:
    """The middle option of that scale, if it has one."""
    return evaluation.neutral(data, round, scale(data, round)) if round else None


def levels(
    data: ProgrammeData, participant: str, first: str = "", second: str = ""
) -> pd.DataFrame:
    """Where it placed itself in each domain, beside those who did so in both rounds.

    Columns: domain, own_first, own_second (each empty where too few of its people have a score;
    no columns where nothing may be read), first_mean, second_mean (of the group), unit, count (of
    the group, with a score in both).
    """
    chosen = pair(data, first, second)
    group = change.levels(data, first, second)
    sides = [_own_scores(data, participant, one) for one in (*chosen, "", "")[:2]]
    domains = [str(one) for one in group["domain"]]
    before, after = (pd.Series([s.get(d) for d in domains], dtype="Float64") for s in sides)
    frame = pd.DataFrame(
        {
            "domain": group["domain"],
            "own_first": before,
            "own_second": after,
            "first_mean": group["first_mean"],
            "second_mean": group["second_mean"],
            "unit": group["unit"],
            "count": whole(group["count"]),
        }
    )
    whom = group.attrs["counted"]
    telling(frame, **{n: whom[n] for n in ("count", "first_mean", "second_mean")})
    return _told(frame, ["own_first", "own_second"])


def _own_scores(data: ProgrammeData, participant: str, round: str) -> dict[str, float]:
    """The level by domain, where enough of its own people have a score."""
    if not round:
        return {}
    found = scores.of_participants(data, round)
    found = found[found["participant"] == participant]
    enough = found[found["raters"] >= readable(data, participant, round).least]
    return {str(d): float(s) for d, s in zip(enough["domain"], enough["score"], strict=True)}
