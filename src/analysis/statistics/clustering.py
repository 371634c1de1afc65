"""Whether organisations fall into groups by themselves, and whether these groups hold.

Partitioning around medoids: each group has a member in its middle, the medoid, and everyone
belongs to the nearest medoid (Kaufman and Rousseeuw 1990, chapter 2). Any method finds groups
in anything. So each group is looked for again in samples of the same organisations: what does
not come back was chance (Hennig 2007).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import kmedoids
import numpy as np
from numpy.typing import NDArray

from analysis.statistics.dissimilarity import Profiles, gower
from analysis.statistics.estimate import NAN

Distances = NDArray[np.float64]
"""How far apart each two are, n × n, all of them known."""

CHUNK = 100
"""How many organisations are held against the medoids at a time."""


@dataclass(frozen=True)
class Clusters:
    """Organisations in k groups, numbered by the first member that each has.

    `labels` is the group of each, `medoids` the row of each group's middle; `mean` the mean
    distance to the own medoid; `silhouette` how much nearer everyone is to its own group than
    to the next one: 1 is far apart, 0 is none, below 0 is wrongly placed (Rousseeuw 1987).
    """

    labels: NDArray[np.int64]
    medoids: NDArray[np.int64]
    mean: float
    silhouette: float

    def __len__(self) -> int:
        return len(self.medoids)


def partition(distances: Distances, groups: int) -> Clusters:
    """Organisations in so many groups, as `pam` of R's cluster makes them.

    Raises ValueError when there are not more organisations than groups, or fewer than two groups.
    """
    if not 2 <= groups < len(distances):
        raise ValueError("Groups are two or more, and fewer than those who are grouped.")
    found = kmedoids.fastpam1(distances, groups, init="build")
    order = np.unique(found.labels, return_index=True)[1].argsort().argsort()
    labels = order[found.labels].astype(np.int64)
    return Clusters(
        labels, np.asarray(found.medoids, dtype=np.int64)[order.argsort()],
        float(found.loss) / len(distances), silhouette(distances, labels),
    )  # fmt: skip


def partitions(distances: Distances, sizes: Iterable[int]) -> list[Clusters]:
    """One partition for each number of groups that is possible and tells anything apart.

    Where no two organisations differ there is nothing to part, and none is given.
    """
    if not np.any(distances > 0):
        return []
    alike = len(np.unique(distances, axis=0))
    return [partition(distances, size) for size in sizes if size < min(alike + 1, len(distances))]


def best(found: Iterable[Clusters]) -> Clusters | None:
    """The partition with the widest silhouette; of equal ones that with the fewest groups."""
    return max(found, key=lambda one: (round(one.silhouette, 12), -len(one)), default=None)


def silhouette(distances: Distances, labels: NDArray[np.int64]) -> float:
    """The mean silhouette width; who is alone in a group counts as 0 (Rousseeuw 1987)."""
    if len(np.unique(labels)) < 2:
        return NAN
    return float(kmedoids.silhouette(distances, labels.astype(np.uint64), n_cpu=1)[0])


@dataclass(frozen=True)
class Stability:
    """How well each group comes back in samples, from 0 never to 1 whole every time.

    `jaccard` is the mean Jaccard index of each group and `error` the standard error of that mean
    by chance in drawing; nan where no sample, or one only, told anything.
    """

    jaccard: NDArray[np.float64]
    error: NDArray[np.float64]


def stability(distances: Distances, clusters: Clusters, resamples: int, seed: int) -> Stability:
    """How well each group comes back in samples of the same organisations (Hennig 2007).

    Each sample is drawn with replacement and parted into as many groups. A group is held
    against the one most like it: those in both out of those in either, of those who were drawn.
    Samples without a member of a group tell nothing of it. From 0.75 on a group is called
    stable.
    """
    generator = np.random.default_rng(seed)
    told = np.full((resamples, len(clusters)), NAN)
    for number in range(resamples):
        drawn = generator.integers(len(distances), size=len(distances))
        rows, first = np.unique(drawn, return_index=True)
        if len(rows) <= len(clusters):
            continue
        again = kmedoids.fastpam1(distances[np.ix_(drawn, drawn)], len(clusters), init="build")
        told[number] = jaccard(
            clusters.labels[rows], again.labels[first].astype(int), len(clusters)
        )
    times = (~np.isnan(told)).sum(axis=0)
    mean = np.nansum(told, axis=0) / np.where(times > 0, times, NAN)
    squares = np.nansum((told - mean) ** 2, axis=0)
    return Stability(mean, np.sqrt(squares / np.where(times > 1, times * (times - 1), NAN)))


def jaccard(
    labels: NDArray[np.int64], others: NDArray[np.int64], groups: int
) -> NDArray[np.float64]:
    """Of each group of a first partition: how much it is like the most alike of a second.

    nan for a group without members.
    """
    both = np.zeros((groups, groups))
    np.add.at(both, (labels, others), 1)
    either = both.sum(axis=1, keepdims=True) + both.sum(axis=0, keepdims=True) - both
    likeness = np.divide(both, either, out=np.zeros_like(both), where=either > 0).max(axis=1)
    return np.where(both.sum(axis=1) > 0, likeness, NAN)


def drawn(number: int, most: int, seed: int) -> NDArray[np.int64]:
    """The rows to look at: all of them, or a sample where there are more than `most`."""
    if number <= most:
        return np.arange(number)
    return np.sort(np.random.default_rng(seed).choice(number, most, replace=False))


def nearest(profiles: Profiles, medoids: NDArray[np.int64]) -> NDArray[np.int64]:
    """To which medoid everyone is nearest, without the matrix of all distances.

    So those outside a sample get their group (Kaufman and Rousseeuw 1990, chapter 3: CLARA).
    """
    few, found = len(medoids), np.empty(len(profiles), dtype=np.int64)
    for start in range(0, len(profiles), CHUNK):
        rows = np.arange(start, min(start + CHUNK, len(profiles)))
        distances = gower(profiles.of(np.concatenate([medoids, rows])))[few:, :few]
        found[rows] = distances.argmin(axis=1)
    return found
