"""Groups that form by themselves, held against R's cluster and against groups made by hand."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from analysis.statistics import clustering
from analysis.statistics.dissimilarity import Profiles, gower, profiles, ranges_of

SECTORS = list("KKEESCKBES")
TEN = profiles(
    [[sorted(set(SECTORS)).index(sector)] for sector in SECTORS],
    np.array(
        [
            [1, 2, 3, 3, 2, 5, 4, 4, 1, 2],
            [0, 1.5, 2, 6, 1, 24, 40, 12, 0.5, 3],
            [8, 45, 120, 400, 60, 2500, 5200, 900, 15, 150],
        ]
    ).T,
)
"""Ten organisations by sector, maturity, staff and budget (in thousands)."""


def line(*places: float) -> NDArray[np.float64]:
    """How far apart places on a line are, out of the whole line."""
    at = np.array(places, dtype=float)
    return np.abs(at[:, None] - at) / max(1.0, float(np.ptp(at)))


def test_ten_organisations_are_parted_as_in_r() -> None:
    # R 4.2.2, cluster 2.1.4: pam(daisy(x, metric = "gower"), k)
    two, three = (clustering.partition(gower(TEN), size) for size in (2, 3))
    assert two.mean == pytest.approx(0.2384866, abs=5e-8)
    assert three.mean == pytest.approx(0.1724913, abs=5e-8)
    assert three.silhouette == pytest.approx(0.3214537, abs=5e-8)
    assert list(three.labels + 1) == [1, 1, 2, 2, 1, 3, 3, 2, 2, 1]


def test_each_medoid_is_in_the_group_of_its_number() -> None:
    found = clustering.partition(gower(TEN), 4)
    assert list(found.labels[found.medoids]) == [0, 1, 2, 3]


def test_a_silhouette_is_what_a_person_works_out() -> None:
    # Places 0, 1 and 10. The first is 1 from its own group and 10 from the other: 1 - 1/10; the
    # second 1 and 9: 1 - 1/9; the third is alone and counts as 0 (Rousseeuw 1987).
    distances = line(0, 1, 10)
    width = clustering.silhouette(distances, np.array([0, 0, 1]))
    assert width == pytest.approx((0.9 + 8 / 9 + 0) / 3)
    assert np.isnan(clustering.silhouette(distances, np.array([0, 0, 0])))


def test_the_widest_silhouette_wins_and_of_equal_ones_the_fewest_groups() -> None:
    tried = clustering.partitions(line(0, 1, 2, 50, 51, 52, 99, 100, 101), range(2, 7))
    assert [len(one) for one in tried] == [2, 3, 4, 5, 6]
    best = clustering.best(tried)
    assert best is not None and len(best) == 3
    twins = [clustering.Clusters(best.labels, best.medoids[:size], 0, 0.5) for size in (3, 2)]
    assert clustering.best(twins) is twins[1]
    assert clustering.best([]) is None


@pytest.mark.parametrize("places", [(), (1,), (1, 2), (3, 3, 3, 3, 3)])
def test_where_nothing_can_be_told_apart_there_are_no_groups(places: tuple[float, ...]) -> None:
    assert clustering.partitions(line(*places) if places else np.empty((0, 0)), range(2, 7)) == []


def test_there_are_no_more_groups_than_different_organisations() -> None:
    tried = clustering.partitions(line(0, 0, 0, 5, 5, 5), range(2, 7))
    assert [len(one) for one in tried] == [2]
    assert tried[0].silhouette == 1


@pytest.mark.parametrize("groups", [0, 1, 3, 4])
def test_so_many_groups_cannot_be_made_of_three(groups: int) -> None:
    with pytest.raises(ValueError, match="two or more"):
        clustering.partition(line(0, 1, 5), groups)


def test_likeness_of_two_partitions_is_counted_by_hand() -> None:
    # The first group {0, 1, 2} is most like {0, 1, 3}: two in both, four in either. The second
    # {3, 4} is most like {2, 4} or {0, 1, 3}: one of three, or one of four. The third is empty.
    first, second = np.array([0, 0, 0, 1, 1]), np.array([0, 0, 1, 0, 1])
    found = clustering.jaccard(first, second, 3)
    assert found[:2] == pytest.approx([2 / 4, 1 / 3])
    assert np.isnan(found[2])


def test_groups_that_lie_far_apart_always_come_back() -> None:
    distances = line(*range(10), *range(1000, 1010), *range(2000, 2010))
    found = clustering.partition(distances, 3)
    stability = clustering.stability(distances, found, 50, seed=1)
    assert stability.jaccard == pytest.approx([1, 1, 1])
    assert stability.error == pytest.approx([0, 0, 0])


def chance(size: int, seed: int) -> NDArray[np.float64]:
    """Organisations whose attributes have nothing to do with each other."""
    generator = np.random.default_rng(seed)
    return gower(profiles(generator.integers(0, 6, (size, 3)), generator.random((size, 2))))


@pytest.mark.parametrize("seed", range(5))
def test_groups_in_noise_do_not_come_back(seed: int) -> None:
    distances = chance(40, seed)
    best = clustering.best(clustering.partitions(distances, range(3, 7)))
    assert best is not None
    assert (clustering.stability(distances, best, 60, seed).jaccard < 0.75).all()


def test_the_same_seed_gives_the_same_stability_and_its_error_is_told() -> None:
    distances = chance(30, 1)
    found = clustering.partition(distances, 3)
    one, same, *others = (
        clustering.stability(distances, found, 100, seed) for seed in (1, 1, *range(2, 22))
    )
    assert (one.jaccard == same.jaccard).all()
    # What twenty other seeds give lies about the told error apart: a chi-square with 19 degrees
    # of freedom is between 6.8 and 38.6 in 99 of 100 cases.
    spread = np.std([other.jaccard for other in others], axis=0, ddof=1)
    ratio = 19 * (spread / one.error) ** 2
    assert (ratio > 6).all() and (ratio < 45).all()


def test_stability_does_not_depend_on_what_groups_are_called() -> None:
    distances = chance(30, 2)
    found = clustering.partition(distances, 3)
    turned = clustering.Clusters((found.labels + 1) % 3, found.medoids, 0, 0)
    one = clustering.stability(distances, found, 100, 3).jaccard
    other = clustering.stability(distances, turned, 100, 3).jaccard
    assert other == pytest.approx(np.roll(one, 1))


def test_without_a_sample_nothing_is_known_of_a_group() -> None:
    distances = line(0, 1, 9, 10)
    found = clustering.partition(distances, 2)
    assert np.isnan(clustering.stability(distances, found, 0, 1).jaccard).all()


def test_everyone_is_looked_at_unless_there_are_too_many() -> None:
    assert list(clustering.drawn(4, 10, seed=1)) == [0, 1, 2, 3]
    rows = clustering.drawn(1000, 10, seed=1)
    assert len(set(rows)) == 10 and (np.diff(rows) > 0).all()
    assert list(rows) == list(clustering.drawn(1000, 10, seed=1))


def many(size: int) -> Profiles:
    """Organisations of three kinds, each with a sector and a size of its own."""
    kinds = np.arange(size) % 3
    sizes = kinds * 100 + np.random.default_rng(1).random(size)
    return Profiles(kinds[:, None], sizes[:, None], ranges_of(sizes[:, None]))


def test_those_outside_a_sample_join_the_nearest_medoid() -> None:
    everyone = many(1001)
    found = clustering.nearest(everyone, np.array([3, 1, 2]))
    assert (found == np.arange(1001) % 3).all()


def test_a_partition_of_everyone_is_the_same_by_its_medoids() -> None:
    everyone = many(90)
    found = clustering.partition(gower(everyone), 3)
    assert (clustering.nearest(everyone, found.medoids) == found.labels).all()
