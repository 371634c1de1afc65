"""Two sessions with partly the same people, held against plain loops and against all draws."""

import csv
import math
import random
from itertools import combinations, permutations
from pathlib import Path

import numpy as np
import pytest

from analysis.statistics import comparing, shuffling
from analysis.statistics.comparing import (
    Comparison,
    shuffled,
    shuffled_counts,
    shuffled_distance,
)
from analysis.statistics.dissimilarity import Profiles, mean_distance, profiles
from analysis.statistics.diversity import shannon
from analysis.statistics.permanova import permanova

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "limburg_2019" / "organisations.csv"
DRAWS = 10_000


def limburg() -> list[dict[str, str]]:
    with EXAMPLE.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def there(rows: list[dict[str, str]], column: str) -> list[bool]:
    return [row[column] == "1" for row in rows]


def of_limburg(rows: list[dict[str, str]]) -> Profiles:
    """Sector, legal form, maturity and the logarithm of staff, as the report compares them."""
    names = [sorted({row[column] for row in rows}) for column in ("sector", "legal_form")]
    codes = [[names[0].index(row["sector"]), names[1].index(row["legal_form"])] for row in rows]
    sizes = [[float(row["maturity_stage"]), math.log(1 + float(row["fte"]))] for row in rows]
    return profiles(codes, sizes)


def test_limburg_recomputed_in_plain_loops() -> None:
    """The mean distance at both plenary sessions, and how often 29 drawn from 39 are as diverse."""
    rows = limburg()
    logs = [math.log(1 + float(row["fte"])) for row in rows]
    levels = [int(row["maturity_stage"]) for row in rows]

    def distance(one: int, other: int) -> float:
        return (
            (rows[one]["sector"] != rows[other]["sector"])
            + (rows[one]["legal_form"] != rows[other]["legal_form"])
            + abs(levels[one] - levels[other]) / (max(levels) - min(levels))
            + abs(logs[one] - logs[other]) / (max(logs) - min(logs))
        ) / 4

    apart = {pair: distance(*pair) for pair in combinations(range(len(rows)), 2)}

    def mean(those: list[int]) -> float:
        found = [apart[pair] for pair in combinations(those, 2)]
        return sum(found) / len(found)

    first, registered, second = (
        [place for place, row in enumerate(rows) if row[column] == "1"]
        for column in ("kickoff_attended", "plenary2_registered", "plenary2_attended")
    )
    assert (len(first), len(registered), len(second)) == (39, 35, 29)
    assert set(second) < set(first)
    plain = [mean(first), mean(registered), mean(second)]
    assert plain == pytest.approx([0.4923, 0.4950, 0.5382], abs=5e-5)
    chance = random.Random(29)
    as_diverse = sum(
        mean(sorted(chance.sample(first, len(second)))) >= plain[2] - 1e-12 for _ in range(DRAWS)
    )
    assert as_diverse / DRAWS == pytest.approx(0.012, abs=0.004)

    ours = of_limburg(rows)
    assert mean_distance(ours, there(rows, "plenary2_registered")) == pytest.approx(plain[1])
    found = shuffled_distance(
        ours, there(rows, "kickoff_attended"), there(rows, "plenary2_attended"), DRAWS, 1
    )
    assert (found.first, found.second) == pytest.approx((plain[0], plain[2]))
    assert found.difference == pytest.approx(plain[2] - plain[0])
    noise = math.hypot(found.monte_carlo_error, math.sqrt(0.012 / DRAWS))
    assert found.share_at_least == pytest.approx(as_diverse / DRAWS, abs=4 * noise)
    assert found.share_at_least + found.share_at_most > 1


@pytest.mark.parametrize(
    ("first", "second"),
    [("1111100", "0011000"), ("1111000", "0011110"), ("1110000", "0001111")],
    ids=["nested", "overlapping", "disjoint"],
)
def test_shares_are_those_of_all_ways_to_attend(first: str, second: str) -> None:
    """Every order of those who were at either session, gone through."""
    values = np.array([1.0, 2, 2, 7, 11, 30, 31])
    one, other = np.array(list(first)) == "1", np.array(list(second)) == "1"
    pool = np.flatnonzero(one | other)

    def difference(order: tuple[int, ...]) -> float:
        those = values[list(order)]
        return float(those[other[pool]].mean() - those[one[pool]].mean())

    every = [difference(order) for order in permutations(pool)]
    own = difference(tuple(pool))
    exact = sum(each >= own - 1e-9 for each in every) / len(every)
    found = shuffled(lambda those: float(values[those].mean()), one, other, 5_000, 3)
    assert found.difference == pytest.approx(own)
    assert found.share_at_least == pytest.approx(exact, abs=4 * math.sqrt(0.25 / 5_000))
    assert found.drawn.mean() == pytest.approx(0, abs=4 * found.drawn.std() / math.sqrt(5_000))


def made_up(many: int, unknown: float, seed: int) -> Profiles:
    chance = np.random.default_rng(seed)
    codes = chance.integers(0, 4, (many, 2))
    numbers = np.column_stack([chance.integers(1, 6, many), chance.gamma(1, size=many)])
    return profiles(
        np.where(chance.random(codes.shape) < unknown, -1, codes),
        np.where(chance.random(numbers.shape) < unknown, np.nan, numbers),
    )


@pytest.mark.parametrize("unknown", [0, 0.3])
@pytest.mark.parametrize("matrix", [0, 1_500])
def test_the_fast_forms_draw_the_same(
    unknown: float, matrix: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparing, "MATRIX", matrix)
    monkeypatch.setattr(shuffling, "CELLS", 90)
    these = made_up(40, unknown, 1)
    first, second = np.arange(40) < 28, np.arange(40) % 3 > 0
    slow = shuffled(lambda those: mean_distance(these, those), first, second, 50, 5)
    fast = shuffled_distance(these, first, second, 50, 5)
    assert fast.drawn == pytest.approx(slow.drawn, abs=1e-12)
    assert (fast.first, fast.second) == pytest.approx((slow.first, slow.second))
    assert fast.share_at_least == slow.share_at_least

    codes = these.codes[:, 0]

    def counted(those: np.ndarray) -> float:
        return shannon(np.bincount(codes[those][codes[those] >= 0], minlength=4))

    plain = shuffled(counted, first, second, 50, 5)
    by_counts = shuffled_counts(shannon, codes, 4, first, second, 50, 5)
    assert by_counts.drawn == pytest.approx(plain.drawn, abs=1e-12)
    assert by_counts.share_at_most == plain.share_at_most


def test_the_seed_decides_what_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not how many draws fit into memory at a time."""
    these, first, second = made_up(30, 0, 2), np.arange(30) < 20, np.arange(30) > 12
    one = shuffled_distance(these, first, second, 99, 4)
    assert (one.drawn == shuffled_distance(these, first, second, 99, 4).drawn).all()
    assert (one.drawn != shuffled_distance(these, first, second, 99, 5).drawn).any()
    monkeypatch.setattr(shuffling, "CELLS", 1)
    other = shuffled_distance(these, first, second, 99, 4)
    assert other.drawn == pytest.approx(one.drawn, abs=1e-12)
    assert other.share_at_least == one.share_at_least


def test_sessions_with_the_same_people_do_not_differ() -> None:
    these, everybody = made_up(12, 0, 1), [True] * 12
    found = shuffled_distance(these, everybody, everybody, 200, 1)
    assert (found.difference, found.share_at_least, found.share_at_most) == (0, 1, 1)
    assert (found.monte_carlo_error, found.share_as_far) == (0, 1)


def test_people_who_are_all_alike_do_not_differ() -> None:
    alike = profiles([[1]] * 9, [[2.0]] * 9)
    found = shuffled_distance(alike, np.arange(9) < 5, np.arange(9) > 2, 200, 1)
    assert (found.difference, found.share_at_least, found.share_at_most) == (0, 1, 1)


def test_a_session_without_anybody_is_not_compared() -> None:
    these = made_up(9, 0, 1)
    for first, second in (([True] * 9, [False] * 9), ([False] * 9, [False] * 9)):
        found = shuffled_distance(these, first, second, 20, 1)
        assert math.isnan(found.share_at_least)
        assert math.isnan(found.share_as_far)
        assert math.isnan(found.difference)


def test_those_at_neither_session_do_not_matter() -> None:
    these, first, second = made_up(20, 0, 3), np.arange(20) < 8, (np.arange(20) > 4) & (
        np.arange(20) < 12
    )  # fmt: skip
    some = first | second
    whole = shuffled_distance(these, first, second, 100, 6)
    alone = shuffled_distance(these.of(some), first[some], second[some], 100, 6)
    assert (whole.drawn == alone.drawn).all()


def test_the_observed_one_counts_with_the_draws() -> None:
    """So a share is never 0: one in a hundred with 99 draws, of which none is as large."""
    values = np.concatenate([np.zeros(30), np.ones(30)])
    found = shuffled(lambda those: float(values[those].mean()), values < 1, values > 0, 99, 1)
    assert found.share_at_least == 0.01
    assert found.monte_carlo_error == pytest.approx(math.sqrt(0.01 * 0.99 / 99))


@pytest.mark.full
def test_shuffling_finds_what_is_there_and_seldom_more_where_stacked_lists_find_nothing() -> None:
    """Of 43 organisations 39 come first, 29 of 35 later; later the alike ones stay away or not."""
    chance = np.random.default_rng(11)
    found: dict[str, list[float]] = {"nothing": [], "something": []}
    stacked = []
    for _ in range(300):
        these = made_up(43, 0, int(chance.integers(1 << 31)))
        first = np.arange(43) < 39
        for name, weights in (("nothing", np.ones(43)), ("something", _unlike(these))):
            later = chance.choice(43, 29, replace=False, p=weights / weights.sum())
            second = np.isin(np.arange(43), later)
            share = shuffled_distance(these, first, second, 199, int(chance.integers(1 << 31)))
            found[name].append(share.share_at_least)
            if name == "something":
                lists = these.of([*np.flatnonzero(first), *later])
                apart = comparing.gower(lists)
                stacked.append(permanova(apart, [0] * 39 + [1] * 29, 199, 1).share_at_least)
    rejected = {name: float(np.mean(np.array(shares) <= 0.05)) for name, shares in found.items()}
    assert 0.02 <= rejected["nothing"] <= 0.085
    assert rejected["something"] > 0.5
    assert float(np.mean(np.array(stacked) <= 0.05)) < rejected["something"] / 2


def _unlike(these: Profiles) -> np.ndarray:
    """Who is unlike the others comes; who is like them stays away more often."""
    own = comparing.gower(these).mean(axis=1)
    return np.exp(60 * (own - own.mean()))


def test_a_comparison_says_how_many_draws_it_made() -> None:
    found = shuffled(lambda those: float(those.size), [True, True], [True, False], 7, 1)
    assert isinstance(found, Comparison)
    assert (found.resamples, found.drawn.size, found.difference) == (7, 7, -1)
