"""The shipped example, worked out a second time from its list of organisations in plain Python.

Nothing here comes from the project's own statistics: distances are added up pair by pair, and
chance draws 29 of the 39 with the standard library.
"""

from __future__ import annotations

import csv
import math
import random
import statistics
from collections import Counter
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

from analysis.data import ProgrammeData
from analysis.indicators import heterogeneity as found
from analysis.indicators.heterogeneity import chance
from analysis.indicators.heterogeneity.indices import distance as distance_of

LIST = Path(__file__).parents[3] / "examples" / "limburg_2019" / "organisations.csv"
SESSIONS = ("plenary-1", "plenary-2")
Row = dict[str, str]


@cache
def organisations() -> tuple[Row, ...]:
    with LIST.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def at(column: str) -> list[Row]:
    return [row for row in organisations() if row[column] == "1"]


FIRST, REGISTERED, SECOND = "kickoff_attended", "plenary2_registered", "plenary2_attended"


@cache
def reach() -> tuple[float, float]:
    """How far maturity, and the logarithm of one more than the staff, can differ among all."""
    levels = [int(row["maturity_stage"]) for row in organisations()]
    staff = [math.log(1 + float(row["fte"])) for row in organisations()]
    return max(levels) - min(levels), max(staff) - min(staff)


def distance(one: Row, other: Row) -> float:
    """Gower's distance: the mean of four differences, each between 0 and 1."""
    levels, staff = reach()
    return (
        (one["sector"] != other["sector"])
        + (one["legal_form"] != other["legal_form"])
        + abs(int(one["maturity_stage"]) - int(other["maturity_stage"])) / levels
        + abs(math.log(1 + float(one["fte"])) - math.log(1 + float(other["fte"]))) / staff
    ) / 4


def mean_distance(rows: list[Row]) -> float:
    return statistics.fmean(distance(one, other) for one, other in combinations(rows, 2))


def blau(rows: list[Row], column: str, categories: int) -> float:
    shares = [count / len(rows) for count in Counter(row[column] for row in rows).values()]
    return (1 - sum(share**2 for share in shares)) / (1 - 1 / categories)


def gini(rows: list[Row]) -> float:
    """Half the mean difference between all pairs, each with itself too, over the mean."""
    staff = [float(row["fte"]) for row in rows]
    apart = sum(abs(one - other) for one in staff for other in staff) / len(staff) ** 2
    return apart / 2 / statistics.fmean(staff)


def value(data: ProgrammeData, attribute: str, index: str, side: str = "second_value") -> float:
    rows = found.by_index(data, *SESSIONS, 0)
    chosen = rows[(rows["attribute"] == attribute) & (rows["index"] == index)]
    return float(chosen[side].iloc[0])


# The project's domain reference, 3.10: 39 at the kick-off, 35 registered and 29 present at the
# second plenary session.
def test_the_reference_comes_out_of_plain_python_too() -> None:
    values = [mean_distance(at(column)) for column in (FIRST, REGISTERED, SECOND)]
    assert [len(at(column)) for column in (FIRST, REGISTERED, SECOND)] == [39, 35, 29]
    assert [round(one, 3) for one in values] == [0.492, 0.495, 0.538]


def test_the_mean_distance_is_that_of_plain_python(example: ProgrammeData) -> None:
    assert value(example, "joint", "gower", "first_value") == pytest.approx(
        mean_distance(at(FIRST)), abs=1e-12
    )
    assert value(example, "joint", "gower") == pytest.approx(mean_distance(at(SECOND)), abs=1e-12)
    # With replacement the same one may be drawn twice.
    assert value(example, "joint", "rao") == pytest.approx(mean_distance(at(SECOND)) * 28 / 29)


@pytest.mark.parametrize(
    ("attribute", "column", "categories", "first", "second"),
    [
        ("sector", "sector", 7, 0.930, 0.954),
        ("legal_form", "legal_form", 7, 0.654, 0.724),
        ("size_class", "size_class", 5, 0.810, 0.916),
    ],
)
def test_each_category_is_that_of_plain_python_and_of_the_reference(
    example: ProgrammeData, attribute: str, column: str, categories: int, first: float,
    second: float,
) -> None:  # fmt: skip
    for rows, side, expected in ((at(FIRST), "first", first), (at(SECOND), "second", second)):
        plain = blau(rows, column, categories)
        assert round(plain, 3) == expected
        assert value(example, attribute, "normalised_blau", f"{side}_value") == pytest.approx(plain)


def test_gini_is_that_of_the_reference_corrected_for_small_groups(example: ProgrammeData) -> None:
    # 0.650 and 0.680 there are of all pairs, each with itself too; ours are of different ones.
    assert [round(gini(at(column)), 3) for column in (FIRST, SECOND)] == [0.650, 0.680]
    assert value(example, "fte", "gini", "first_value") == pytest.approx(gini(at(FIRST)) * 39 / 38)
    assert value(example, "fte", "gini") == pytest.approx(gini(at(SECOND)) * 29 / 28)


def test_maturity_spreads_as_its_standard_deviation_does(example: ProgrammeData) -> None:
    # The reference tells the standard deviation, 1.065 and 1.187: steps taken as numbers.
    deviations = [
        statistics.stdev(int(row["maturity_stage"]) for row in at(column))
        for column in (FIRST, SECOND)
    ]
    assert [round(one, 3) for one in deviations] == [1.065, 1.187]
    assert value(example, "maturity", "spread") > value(
        example, "maturity", "spread", "first_value"
    )
    for column, side in ((FIRST, "first_value"), (SECOND, "second_value")):
        levels = [int(row["maturity_stage"]) for row in at(column)]
        apart = statistics.fmean(abs(a - b) for a in levels for b in levels)
        # At most half stand on either end: two steps of the four apart on average.
        assert value(example, "maturity", "spread", side) == pytest.approx(apart / 2)


def drawn(draws: int) -> float:
    """How often 29 drawn from the 39 differ at least as much as those who came."""
    rows, chance = at(FIRST), random.Random(20190329)
    apart = [[distance(one, other) for other in rows] for one in rows]
    came = mean_distance(at(SECOND)) * (29 * 28 / 2)
    enough = 0
    for _ in range(draws):
        chosen = chance.sample(range(39), 29)
        enough += sum(apart[a][b] for a, b in combinations(chosen, 2)) >= came - 1e-9
    return enough / draws


def test_chance_is_that_of_drawing_29_of_the_same_39(example: ProgrammeData) -> None:
    assert {row["org_id"] for row in at(SECOND)} < {row["org_id"] for row in at(FIRST)}
    (row,) = distance_of(example, *SESSIONS).to_dict("records")
    # Two independent estimates of the same share, each within three of its standard errors.
    assert row["chance"] == pytest.approx(12, abs=3.5)
    assert 1000 * drawn(1000) == pytest.approx(12, abs=10)


@pytest.mark.full
def test_chance_is_that_of_many_draws_in_plain_python(example: ProgrammeData) -> None:
    (row,) = distance_of(example, *SESSIONS).to_dict("records")
    assert row["chance"] == pytest.approx(1000 * drawn(20_000), abs=4)


def test_the_verdict_says_so_in_one_row(example: ProgrammeData) -> None:
    (row,) = found.overall(example, *SESSIONS).to_dict("records")
    assert (row["direction"], row["certainty"]) == ("higher", "clear")
    assert (row["first_value"], row["second_value"]) == (0.49, 0.54)
    assert (row["first_count"], row["count"]) == (39, 29)
    # Whole draws of a thousand: nothing finer leaves the page.
    assert isinstance(row["chance"], int) and 8 <= row["chance"] <= 16
    assert row["chance_error"] == 2


def test_the_page_says_how_often_chance_was_drawn(
    example: ProgrammeData, monkeypatch: pytest.MonkeyPatch
) -> None:
    (row,) = found.scheme(example, *SESSIONS).to_dict("records")
    assert (row["all_draws"], row["part_draws"]) == (10_000, 2_000)
    # Of so many that no more than a hundred thousand attendances could be drawn.
    monkeypatch.setattr(chance, "MOST", 100_000)
    (row,) = found.scheme(example, *SESSIONS).to_dict("records")
    assert row["all_draws"] == 100_000 // 39 and row["part_draws"] == 2_000
    assert found.scheme(example, SESSIONS[0]).empty


def test_most_attributes_and_every_way_of_asking_point_the_same_way(example: ProgrammeData) -> None:
    (risen,) = found.risen(example, *SESSIONS).to_dict("records")
    assert (risen["count"], risen["base"]) == (8, 10)
    (robust,) = found.robust(example, *SESSIONS).to_dict("records")
    assert robust["count"] == robust["base"] >= 8


def test_the_attributes_add_up_to_the_difference(example: ProgrammeData) -> None:
    rows = found.by_attribute(example, *SESSIONS)
    gap = mean_distance(at(SECOND)) - mean_distance(at(FIRST))
    assert rows["part_value"].sum() == pytest.approx(gap)
    assert list(rows["attribute"]) == ["legal_form", "maturity", "fte", "sector"]
    assert list(found.most(example, *SESSIONS)["attribute"]) == ["legal_form"]


def test_who_did_not_come_drives_it_and_is_told_by_name(example: ProgrammeData) -> None:
    rows = found.by_participant(example, *SESSIONS).set_index("name")["effect_value"]
    came = {row["org_id"] for row in at(SECOND)}
    gone = {row["name"]: row for row in at(FIRST) if row["org_id"] not in came}
    assert set(rows.index) == set(gone) and len(gone) == 10
    for name, missing in gone.items():
        without = [row for row in at(FIRST) if row is not missing]
        effect = mean_distance(without) - mean_distance(at(FIRST))
        assert rows[name] == pytest.approx(effect, abs=1e-12)


def test_without_the_arts_that_stayed_away_the_first_group_is_more_diverse(
    example: ProgrammeData,
) -> None:
    rows = found.by_group(example, *SESSIONS).set_index("sector")
    came = {row["org_id"] for row in at(SECOND)}
    kept = [row for row in at(FIRST) if row["org_id"] in came or row["sector"] != "arts"]
    assert rows.loc["arts", "count"] == 6
    assert rows.loc["arts", "effect_value"] == round(
        mean_distance(kept) - mean_distance(at(FIRST)), 2
    )
    assert rows["count"].sum() == 10


def test_the_sector_that_fell_most_is_the_arts(example: ProgrammeData) -> None:
    (row,) = found.shrunk(example, *SESSIONS).to_dict("records")
    arts = [sum(row["sector"] == "arts" for row in at(column)) for column in (FIRST, SECOND)]
    assert (row["sector"], [row["first_count"], row["count"]]) == ("arts", arts)


def test_what_was_published_of_it_comes_out_again(example: ProgrammeData) -> None:
    assert list(found.more_diverse(example, *SESSIONS)["more_diverse"]) == [True]
    (strong,) = found.strong(example, "plenary-2", "maturity fte sector").to_dict("records")
    assert strong["strong"] and (strong["count"], strong["base"]) == (3, 3)
    (weak,) = found.strong(example, "plenary-2", "maturity founded").to_dict("records")
    assert not weak["strong"]
