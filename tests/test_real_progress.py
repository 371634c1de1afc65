"""Progress on answers that nobody here made up: persons before and after a workshop.

The same is worked out here from the raw surveys with csv and the standard library alone, item by
item, pair by pair.
"""

from __future__ import annotations

import csv
import shutil
import statistics
from collections.abc import Callable
from fractions import Fraction
from itertools import combinations
from math import comb
from pathlib import Path

import pytest

from analysis.cleaning import clean, write
from analysis.data import ProgrammeData
from analysis.indicators.progress import certainty, change, waves
from analysis.programme import read_declarations
from analysis.workspace import Workspace
from tests.indicators.small import plain

DECLARED = Path(__file__).parent / "workspaces" / "ds4biomed"
PROGRAMME = "ds4biomed"
SURVEYS = {
    "pre": "01-02-pre_workshop.tsv",
    "post": "01-03-post_workshop.tsv",
    "long": "01-04-longterm_workshop.tsv",
}
# Domain -> the first part of its items in each survey, and how many there are.
ITEMS = {
    "confidence": ({"pre": "Q5.2_", "post": "Q4.1_", "long": "Q4.1_"}, 7),
    "objectives": ({"pre": "Q5.3_", "post": "Q4.2_", "long": "Q4.2_"}, 8),
}
AGREE = {
    "Strongly Disagree": 1, "Disagree": 2, "Somewhat Disagree": 3,
    "Neither Agree nor Disagree": 4, "Somewhat Agree": 5, "Agree": 6, "Strongly Agree": 7,
}  # fmt: skip
BOTH = ("pre", "post")

Scores = dict[str, Fraction]


@pytest.fixture(scope="module")
def raw(real: Callable[[str], Path]) -> Path:
    return real("workshop_ds4biomed")


@pytest.fixture(scope="module")
def data(raw: Path, tmp_path_factory: pytest.TempPathFactory) -> ProgrammeData:
    root = tmp_path_factory.mktemp("real-progress")
    shutil.copytree(DECLARED, root, dirs_exist_ok=True)
    received = root / "data" / "raw" / PROGRAMME
    received.mkdir(parents=True)
    for file in ["workshop_attendee_counts.csv", *SURVEYS.values()]:
        shutil.copy(raw / ("surveys" if file.endswith("tsv") else "") / file, received)
    declared = read_declarations(Workspace(root), PROGRAMME)
    folder = write(Workspace(root), PROGRAMME, clean(Workspace(root), declared))
    return ProgrammeData(declared, folder, declared.programme.as_of)


def scores(raw: Path, survey: str, domain: str) -> Scores:
    """The mean of what each person answered in a domain, where at least two thirds was."""
    starts, size = ITEMS[domain]
    with (raw / "surveys" / SURVEYS[survey]).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    found: Scores = {}
    for row in rows:
        cells = [row[f"{starts[survey]}{number}"] for number in range(1, size + 1)]
        values = [AGREE[cell] for cell in cells if cell != "NA"]
        if values and 3 * len(values) >= 2 * size:
            assert row["id_person"] not in found, "each person answered a survey once"
            found[row["id_person"]] = Fraction(sum(values), len(values))
    return found


def changes(raw: Path, domain: str, second: str = "post") -> list[tuple[Fraction, Fraction]]:
    before, after = scores(raw, "pre", domain), scores(raw, second, domain)
    return [(before[one], after[one]) for one in sorted(before) if one in after]


def sign_test(up: int, down: int) -> float:
    """How likely it is that so few or fewer go the rarer way, on either side."""
    n, few = up + down, min(up, down)
    tail = Fraction(sum(comb(n, k) for k in range(few + 1)), 2**n)
    return float(min(Fraction(1), 2 * tail))


def ranks(sizes: list[Fraction]) -> list[Fraction]:
    """The rank of each, the mean one where several are as large."""
    return [
        Fraction(sum(other < one for other in sizes) * 2 + sizes.count(one) + 1, 2) for one in sizes
    ]


def test_the_persons_of_both_surveys_are_those_that_stand_in_both_files(
    data: ProgrammeData, raw: Path
) -> None:
    persons = []
    for survey in BOTH:
        with (raw / "surveys" / SURVEYS[survey]).open(encoding="utf-8", newline="") as file:
            persons.append({row["id_person"] for row in csv.DictReader(file, delimiter="\t")})
    first, second = persons
    # 27, as PROVENANCE.md says.
    assert len(first & second) == 27
    rows = waves.by_answer(data, *BOTH)
    assert list(rows["count"]) == [27, len(first - second), len(second - first)]
    assert plain(waves.both(data, *BOTH), "count", "base") == [(27, len(first))]


@pytest.mark.parametrize("domain", ITEMS)
@pytest.mark.parametrize("second", ["post", "long"])
def test_who_rose_and_who_fell_is_counted_person_by_person(
    data: ProgrammeData, raw: Path, domain: str, second: str
) -> None:
    pairs = changes(raw, domain, second)
    row = change.by_domain(data, "pre", second).set_index("domain").loc[domain]
    assert row["base"] == len(pairs)
    assert row["count"] == sum(after > before for before, after in pairs)
    assert row["same_count"] == sum(after == before for before, after in pairs)
    assert row["down_count"] == sum(after < before for before, after in pairs)


@pytest.mark.parametrize("domain", ITEMS)
def test_levels_and_changes_are_the_means_and_the_middle_of_the_pairs(
    data: ProgrammeData, raw: Path, domain: str
) -> None:
    pairs = changes(raw, domain)
    row = change.levels(data, *BOTH).set_index("domain").loc[domain]
    assert row["count"] == len(pairs) > 20
    assert row["first_mean"] == pytest.approx(float(statistics.mean(one for one, _ in pairs)))
    assert row["second_mean"] == pytest.approx(float(statistics.mean(one for _, one in pairs)))
    each = [after - before for before, after in pairs]
    assert row["change_mean"] == pytest.approx(float(statistics.mean(each)))
    assert row["change_median"] == pytest.approx(float(statistics.median(each)))


def test_the_chance_of_such_a_difference_is_counted_way_by_way(
    data: ProgrammeData, raw: Path
) -> None:
    rows = certainty.by_domain(data, *BOTH).set_index("domain")
    p = {}
    for domain in ITEMS:
        each = [after - before for before, after in changes(raw, domain)]
        up, down = sum(one > 0 for one in each), sum(one < 0 for one in each)
        p[domain] = sign_test(up, down)
        assert rows.loc[domain, "sign_p"] == pytest.approx(p[domain])
        assert (rows.loc[domain, "verdict"] == "more_up") == (up > down and 2 * p[domain] < 0.05)
    # Two domains: the smaller chance is doubled, the larger is at least that.
    small, large = sorted(p, key=lambda domain: p[domain])
    assert rows.loc[small, "adjusted_p"] == pytest.approx(min(1, 2 * p[small]))
    assert rows.loc[large, "adjusted_p"] == pytest.approx(max(2 * p[small], p[large]))


@pytest.mark.parametrize("domain", ITEMS)
def test_the_weight_of_rises_is_that_of_their_ranks(
    data: ProgrammeData, raw: Path, domain: str
) -> None:
    each = [after - before for before, after in changes(raw, domain) if after != before]
    weights = ranks([abs(one) for one in each])
    rose = sum(weight for weight, one in zip(weights, each, strict=True) if one > 0)
    value = float((2 * rose - sum(weights)) / sum(weights))
    row = certainty.by_domain(data, *BOTH).set_index("domain").loc[domain]
    assert row["biserial_value"] == pytest.approx(value)


@pytest.mark.parametrize("domain", ITEMS)
def test_few_pairs_some_months_later_are_tested_by_going_through_all_ways(
    data: ProgrammeData, raw: Path, domain: str
) -> None:
    each = [after - before for before, after in changes(raw, domain, "long") if after != before]
    weights = ranks([abs(one) for one in each])
    rose = sum(weight for weight, one in zip(weights, each, strict=True) if one > 0)
    away = abs(rose - Fraction(sum(weights), 2))
    sums = [
        sum(chosen) for size in range(len(weights) + 1) for chosen in combinations(weights, size)
    ]
    as_far = sum(abs(one - Fraction(sum(weights), 2)) >= away for one in sums)
    row = certainty.by_domain(data, "pre", "long").set_index("domain").loc[domain]
    assert row["wilcoxon_p"] == pytest.approx(as_far / len(sums))
