"""Places at two sessions shared out by chance: every way is as likely, however many there are."""

from collections import Counter
from itertools import permutations
from math import comb

import numpy as np
import pytest

from analysis.statistics import comparing, inequality, shuffling
from analysis.statistics.comparing import (
    Asked,
    shuffled,
    shuffled_counts,
    shuffled_distance,
    shuffled_distances,
    shuffled_numbers,
)
from analysis.statistics.dissimilarity import mean_distance, profiles, rao
from analysis.statistics.diversity import rarefied, shannon
from analysis.statistics.profiles import Profiles

FIRST = np.array([True, True, True, True, False])
SECOND = np.array([False, False, True, True, True])
PEOPLE = np.arange(60)
MEASURES = [inequality.gini, inequality.theil, inequality.variation]


@pytest.mark.parametrize("many", [0, 5_000], ids=["by lot", "one by one"])
def test_every_way_to_share_out_the_places_is_as_likely(
    many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shuffling, "MANY", many)
    draws = 3_000
    rows = np.concatenate([*shuffling.patterns(FIRST, SECOND, draws, 1)])
    ways = set(permutations((FIRST + 2 * SECOND).tolist()))
    found = Counter(tuple(row) for row in rows.tolist())
    assert set(found) == ways
    expected = draws / len(ways)
    # 29 degrees of freedom: 58.3 is exceeded once in a thousand times.
    assert sum((found[one] - expected) ** 2 / expected for one in ways) < 58.3


def test_the_numbers_at_each_session_stay_as_they_are() -> None:
    chance = np.random.default_rng(3)
    first, second = chance.random(9_000) < 0.7, chance.random(9_000) < 0.4
    there = first | second
    first, second = first[there], second[there]
    assert first.size > shuffling.MANY
    for rows in shuffling.patterns(first, second, 5, 2):
        assert (np.sort(rows, axis=1) == np.sort(first + 2 * second)).all()
        assert (rows[0] != rows[1]).any()


def test_kinds_are_shared_out_as_drawing_without_replacement_does() -> None:
    """Of 6 and 4 and 0, 3 are at the first alone and 5 at the second: hypergeometric."""
    draws = 20_000
    found = shuffling.shared_out([6, 4, 0], (3, 5), draws, 1)
    assert (found.sum(axis=2) == [5, 7]).all()
    assert not found[:, :, 2].any()
    for side, size in enumerate((5, 7)):
        for number in range(7):
            chance = comb(6, number) * comb(4, size - number) / comb(10, size) if (
                size >= number
            ) else 0  # fmt: skip
            share = float((found[:, side, 0] == number).mean())
            assert share == pytest.approx(chance, abs=4 * (0.25 / draws) ** 0.5)
    # Who is at both is drawn once: two of the ten.
    both = found.sum(axis=1) - [6, 4, 0]
    assert (both.sum(axis=1) == 2).all()
    assert (both >= 0).all()


def made_up(unknown: float) -> Profiles:
    chance = np.random.default_rng(4)
    codes = chance.integers(0, 4, (PEOPLE.size, 2))
    numbers = np.column_stack(
        [chance.integers(1, 6, PEOPLE.size), chance.gamma(1, size=PEOPLE.size)]
    )
    return profiles(
        np.where(chance.random(codes.shape) < unknown, -1, codes),
        np.where(chance.random(numbers.shape) < unknown, np.nan, numbers),
    )


@pytest.mark.parametrize("unknown", [0, 0.3])
@pytest.mark.parametrize(("matrix", "many"), [(0, 0), (0, 5_000), (1_500, 5_000)])
def test_several_are_compared_in_the_draws_in_which_each_would_be_alone(
    unknown: float, matrix: int, many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparing, "MATRIX", matrix)
    monkeypatch.setattr(shuffling, "MANY", many)
    monkeypatch.setattr(shuffling, "CELLS", 500)
    these, sides = made_up(unknown), (PEOPLE < 45, PEOPLE % 3 > 0)
    other = Profiles(these.codes, np.exp(these.numbers), these.ranges * 9)
    asked = [
        Asked(these, 40), Asked(these.by([0, 2, 3]), 40), Asked(other, 40), Asked(these, 15, True)
    ]  # fmt: skip
    found = shuffled_distances(asked, *sides, 5)
    for one, ours in zip(asked, found, strict=True):
        index = rao if one.replacing else mean_distance
        slow = shuffled(
            lambda those, of=one.profiles, by=index: by(of, those), *sides, one.resamples, 5
        )
        assert ours.drawn == pytest.approx(slow.drawn, abs=1e-12, nan_ok=True)
        assert (ours.first, ours.second) == pytest.approx((slow.first, slow.second))
        assert ours.share_at_least == slow.share_at_least
    alone = shuffled_distance(these, *sides, 40, 5)
    assert alone.drawn == pytest.approx(found[0].drawn, abs=1e-12)


@pytest.mark.parametrize("many", [0, 5_000])
def test_numbers_by_how_many_have_each_value_give_what_the_numbers_give(
    many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shuffling, "MANY", many)
    chance = np.random.default_rng(6)
    values = np.where(chance.random(60) < 0.2, np.nan, np.round(chance.gamma(1, size=60), 1))
    values[:5] = 0
    sides = PEOPLE < 40, PEOPLE > 15
    found = shuffled_numbers(MEASURES, values, *sides, 60, 7)
    for measure, ours in zip(MEASURES, found, strict=True):
        plain = shuffled(lambda those, by=measure: by(values[those]), *sides, 60, 7)
        assert ours.drawn == pytest.approx(plain.drawn, abs=1e-12)
        assert (ours.first, ours.second) == (plain.first, plain.second)
        assert ours.share_at_most == plain.share_at_most


@pytest.mark.parametrize(
    "values", [[0.0] * 8, [-1.0, 2, 3, 4, 5, 6, 7, 8], [np.nan] * 8, [3.0] * 8]
)
def test_numbers_that_have_no_index_or_do_not_differ(values: list[float]) -> None:
    sides = np.arange(8) < 5, np.arange(8) > 2
    for measure, ours in zip(
        MEASURES, shuffled_numbers(MEASURES, values, *sides, 30, 1), strict=True
    ):
        plain = shuffled(lambda those, by=measure: by(np.array(values)[those]), *sides, 30, 1)
        assert ours.drawn == pytest.approx(plain.drawn, abs=1e-12, nan_ok=True)


def test_counts_of_many_have_the_chances_that_shuffling_gives(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    codes = np.array([0, 0, 0, 1, 1, 2, 2, 2, 2, -1] * 6)
    sides, draws = (PEOPLE < 45, PEOPLE % 3 > 0), 4_000
    by_one = shuffled_counts(shannon, codes, 3, *sides, draws, 5)
    monkeypatch.setattr(shuffling, "MANY", 0)
    by_kind = shuffled_counts(shannon, codes, 3, *sides, draws, 5)
    assert (by_kind.first, by_kind.second) == (by_one.first, by_one.second)
    noise = by_one.drawn.std() / draws**0.5
    assert by_kind.drawn.mean() == pytest.approx(by_one.drawn.mean(), abs=6 * noise)
    assert by_kind.drawn.std() == pytest.approx(by_one.drawn.std(), rel=6 / (2 * draws) ** 0.5)
    error = by_one.monte_carlo_error
    assert by_kind.share_at_least == pytest.approx(by_one.share_at_least, abs=6 * error)


def test_the_large_form_finds_what_the_small_form_finds() -> None:
    """Six thousand organisations, as many draws as tell: the sizes of chance are the same."""
    chance = np.random.default_rng(8)
    these = profiles(chance.integers(0, 5, (6_000, 1)), chance.gamma(1, size=(6_000, 1)))
    first, second = chance.random(6_000) < 0.8, chance.random(6_000) < 0.5
    found = shuffled_distance(these, first, second, 60, 1)
    assert found.first == pytest.approx(mean_distance(these, first))
    assert found.drawn.size == 60
    assert abs(found.drawn.mean()) < 5 * found.drawn.std() / 60**0.5


@pytest.mark.parametrize("order", [0, 1])
def test_rarefied_is_the_sum_over_all_that_can_be_drawn(order: int) -> None:
    """Against whole binomials of Python, which do not round."""
    counts, size = [900, 41, 7, 1, 330], 500
    total = sum(counts)
    ways = [
        [comb(one, k) * comb(total - one, size - k) / comb(total, size) for k in range(size + 1)]
        for one in counts
    ]
    exact = (
        sum(1 - of[0] for of in ways) if order == 0
        else np.exp(-sum(
            p * k / size * np.log(k / size) for of in ways for k, p in enumerate(of) if k
        ))
    )  # fmt: skip
    assert rarefied(counts, size, order) == pytest.approx(exact, rel=1e-9)
