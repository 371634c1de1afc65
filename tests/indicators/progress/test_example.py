"""Progress in the shipped example, worked out a second time from its raw files.

The files are read with csv alone. Who a row is of, and whether it counts, is taken from the tidy
responses by its line: other tests hold that against the files.
"""

from __future__ import annotations

import csv
import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterator
from fractions import Fraction
from math import comb
from pathlib import Path

import pandas as pd
import pytest

from analysis.data import ProgrammeData
from analysis.indicators.progress import certainty, change, gaps, goals, raters, shift, waves

RAW = Path(__file__).parents[3] / "data" / "raw" / "limburg-2019"
FILES = {
    "self-baseline": "zelfevaluatie_google_2019-03.csv",
    "self-midterm": "zelfevaluatie_google_2019-06.csv",
}
FIRST, SECOND = FILES
ASKED = (FIRST, SECOND)
# Domain -> the letter with which its items begin, how many there are, and its name in headers.
DOMAINS = {
    "communication": ("C", 3, "communicatie"),
    "finance": ("F", 4, "financieel beheer"),
    "strategy": ("S", 3, "strategie"),
    "hr": ("H", 3, "personeelsbeleid"),
}
LAST_DAY = "2019-07-05"

Scores = dict[str, Fraction]


@pytest.fixture(scope="module")
def later(example: ProgrammeData) -> ProgrammeData:
    """The example after both self-assessments."""
    return ProgrammeData(example.declarations, example.folder, pd.Timestamp(LAST_DAY).date())


def counted(data: ProgrammeData, round_: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The rows of a file that count, each with the organisation that it is of."""
    with (RAW / FILES[round_]).open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file)
        header = next(reader)
        rows: dict[int, dict[str, str]] = {}
        for row in reader:
            rows[reader.line_num] = dict(zip(header, row, strict=True))
    responses = data.table("responses")
    responses = responses[(responses["round"] == round_) & responses["counted"]]
    for line, who in zip(responses["line"], responses["participant"], strict=True):
        if not pd.isna(who):
            yield str(who), rows[int(line)]


def level(cell: str) -> int | None:
    """The number in an answer such as "Niveau 3 – …"; nothing in a blank or "n.v.t."."""
    found = re.search(r"[1-5]", cell)
    return int(found.group()) if found else None


def rated(data: ProgrammeData, round_: str, domain: str) -> dict[str, list[Fraction]]:
    """The score that each rater of an organisation gives, where it answered enough."""
    letter, size, _ = DOMAINS[domain]
    found: dict[str, list[Fraction]] = defaultdict(list)
    for who, row in counted(data, round_):
        cells = [cell for header, cell in row.items() if re.match(rf"{letter}\d\. ", header)]
        assert len(cells) == size
        values = [value for value in map(level, cells) if value is not None]
        if 3 * len(values) >= 2 * size:
            found[who].append(Fraction(sum(values), len(values)))
    return found


def scores(data: ProgrammeData, round_: str, domain: str) -> Scores:
    return {who: statistics.mean(each) for who, each in rated(data, round_, domain).items()}


def single(data: ProgrammeData, round_: str, headers: list[str]) -> Scores:
    """The mean answer of each organisation to one question, by any of its headers."""
    found: dict[str, list[Fraction]] = defaultdict(list)
    for who, row in counted(data, round_):
        (cell,) = [row[header] for header in headers if header in row]
        if (value := level(cell)) is not None:
            found[who].append(Fraction(value))
    return {who: statistics.mean(each) for who, each in found.items()}


def mean(values: list[Fraction]) -> float:
    return float(statistics.mean(values))


def test_who_answered_both_rounds(later: ProgrammeData) -> None:
    who = [{one for one, _ in counted(later, round_)} for round_ in ASKED]
    both, first, second = len(who[0] & who[1]), len(who[0] - who[1]), len(who[1] - who[0])
    # 44 organisations ever enrolled, as published.
    assert list(waves.by_answer(later, *ASKED)["count"]) == [
        both, first, second, 44 - both - first - second,
    ]  # fmt: skip
    assert both > 20


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_change_is_that_of_the_raw_answers(later: ProgrammeData, domain: str) -> None:
    before, after = (scores(later, round_, domain) for round_ in ASKED)
    pairs = [(before[who], after[who]) for who in before if who in after]
    each = [second - first for first, second in pairs]
    row = change.by_domain(later, *ASKED).set_index("domain").loc[domain]
    up, down = sum(one > 0 for one in each), sum(one < 0 for one in each)
    assert list(row[["count", "same_count", "down_count", "base"]]) == [
        up, len(each) - up - down, down, len(each),
    ]  # fmt: skip
    means = change.levels(later, *ASKED).set_index("domain").loc[domain]
    assert means["first_mean"] == pytest.approx(mean([one for one, _ in pairs]))
    assert means["second_mean"] == pytest.approx(mean([one for _, one in pairs]))
    assert means["change_median"] == pytest.approx(float(statistics.median(each)))
    few = sum(comb(up + down, k) for k in range(min(up, down) + 1))
    found = certainty.by_domain(later, *ASKED).set_index("domain").loc[domain]
    assert found["sign_p"] == pytest.approx(min(1.0, 2 * few / 2 ** (up + down)))


@pytest.mark.parametrize("domain", DOMAINS)
def test_the_shift_is_what_is_remembered_less_what_was_told(
    later: ProgrammeData, domain: str
) -> None:
    before, after = (scores(later, round_, domain) for round_ in ASKED)
    back = single(later, SECOND, [f"Terugblik [{DOMAINS[domain][2]}]"])
    all_three = [who for who in before if who in after and who in back]
    row = shift.by_domain(later, *ASKED).set_index("domain").loc[domain]
    assert row["count"] == len(all_three)
    assert row["shift_mean"] == pytest.approx(mean([back[who] - before[who] for who in all_three]))
    assert row["looking_back_mean"] == pytest.approx(
        mean([after[who] - back[who] for who in all_three])
    )
    # Who learned more looks back more strictly, as is known of such programmes.
    assert row["shift_mean"] < 0


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize(("aspect", "header"), [("target", "Doel"), ("importance", "Belang")])
def test_the_gap_is_what_is_wanted_less_the_level(
    later: ProgrammeData, domain: str, aspect: gaps.Wanted, header: str
) -> None:
    now = scores(later, SECOND, domain)
    wanted = single(later, SECOND, [f"{header} [{DOMAINS[domain][2]}]"])
    told = [who for who in now if who in wanted]
    row = gaps.by_domain(later, aspect, *ASKED).set_index("domain").loc[domain]
    assert row["count"] == len(told)
    assert row["gap_mean"] == pytest.approx(mean([wanted[who] - now[who] for who in told]))


@pytest.mark.parametrize("domain", DOMAINS)
def test_raters_of_one_organisation_lie_apart(later: ProgrammeData, domain: str) -> None:
    several = [each for each in rated(later, FIRST, domain).values() if len(each) > 1]
    row = raters.by_domain(later, FIRST).set_index("domain").loc[domain]
    assert row["count"] == len(several) > 0
    assert row["apart_maximum"] == pytest.approx(max(float(max(e) - min(e)) for e in several))


def test_learning_goals_are_counted_by_domain_and_not_read(later: ProgrammeData) -> None:
    rows = later.table("learning_goals")
    stopped = set(later.table("withdrawals")["participant"])
    kept = [
        (str(who), str(domain))
        for who, domain in zip(rows["participant"], rows["domain"], strict=True)
        if who not in stopped
    ]
    found = goals.by_domain(later)
    assert dict(zip(found["domain"], found["goals"], strict=True)) == {
        one: Counter(domain for _, domain in kept)[one] for one in found["domain"]
    }
    assert dict(zip(found["domain"], found["count"], strict=True)) == {
        one: len({who for who, domain in kept if domain == one}) for one in found["domain"]
    }
    assert int(goals.set_by(later)["count"].iloc[0]) == len({who for who, _ in kept})
    assert "text" not in rows
