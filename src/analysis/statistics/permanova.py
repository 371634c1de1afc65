"""Whether groups without anybody in common differ in what they are, or in how heterogeneous.

`distances` is n × n; `groups` says of each of the n which group it is in. For sessions with
partly the same people see `comparing`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analysis.statistics.estimate import NAN

__all__ = ["Tested", "complete", "permanova", "permdisp"]

Floats = NDArray[np.float64]
Places = NDArray[np.int64]
CELLS = 2_000_000


@dataclass(frozen=True)
class Tested:
    """A statistic, and how often chance alone gives as much.

    `explained` is the share of all variation that lies between the groups; `groups` has one
    number per group, in the order of their names: for dispersion the mean distance to the own
    centre, else the group's mean squared distance to it. `exact` says that all possibilities
    were gone through, so that there is no Monte Carlo error.
    """

    statistic: float
    explained: float
    share_at_least: float
    monte_carlo_error: float
    resamples: int
    exact: bool
    groups: Floats


def permanova(distances: ArrayLike, groups: ArrayLike, resamples: int, seed: int) -> Tested:
    """Whether groups differ in what they are: PERMANOVA (Anderson 2001), as `adonis2` of vegan.

    F is the variation between groups beside that within, from squared distances. Labels are
    shuffled, or gone through completely where two groups can be made in at most `resamples`
    ways. A distance that is not known (nan) leaves nothing known; see `complete`.
    """
    squares, (names, group) = np.asarray(distances, dtype=float) ** 2, _groups(groups)
    n, many, sizes = group.size, names.size, np.bincount(group)
    if many < 2 or n <= many or np.isnan(squares).any():
        return _unknown(many)
    total = squares.sum() / (2 * n)

    def within(labels: Places) -> Floats:
        one = np.stack([labels == each for each in range(many)]).astype(float)
        return np.array([((each @ squares) * each).sum(axis=1) for each in one]) / 2

    def f(labels: Places) -> Floats:
        inside = (within(labels) / sizes[:, None]).sum(axis=0)
        with np.errstate(all="ignore"):
            return ((total - inside) / (many - 1)) / (inside / (n - many))

    own = within(group[None])[:, 0]
    possible = math.comb(n, int(sizes[0])) if many == 2 else math.inf
    exact = possible <= resamples
    labels = _all_labels(n, int(sizes[0])) if exact else _shuffled(group, resamples, seed)
    drawn = np.concatenate([f(block) for block in labels])
    explained = 1 - float((own / sizes).sum() / total) if total > 0 else NAN
    return _tested(float(f(group[None])[0]), explained, drawn, exact, own / sizes**2)


def permdisp(
    distances: ArrayLike,
    groups: ArrayLike,
    resamples: int,
    seed: int,
    adjusted: bool = False,
) -> Tested:
    """Whether one group is more heterogeneous than another: PERMDISP (Anderson 2006).

    F compares the mean distance to the own centroid, as `betadisper(type = "centroid")` of
    vegan: over all dimensions, those of negative eigenvalues subtracted. Give the square root of
    Gower's distance, which has none. Residuals are shuffled as vegan does; shuffling labels
    instead finds a difference in heterogeneity where groups only differ in what they are.
    `adjusted` corrects small groups by n / (n - 1) (Stier and others 2013).
    """
    names, group = _groups(groups)
    squares = np.asarray(distances, dtype=float) ** 2
    n, many, sizes = group.size, names.size, np.bincount(group)
    if many < 2 or n <= many or np.isnan(squares).any():
        return _unknown(many)
    away = np.sqrt(np.abs(_to_centre(squares, group, sizes)))
    if adjusted:
        away = away * np.sqrt(sizes / np.maximum(1, sizes - 1))[group]
    means = np.bincount(group, weights=away) / sizes
    residuals = away - means[group]
    one = (group[:, None] == np.arange(many)) / sizes

    def f(values: Floats) -> Floats:
        centres = values @ one
        between = ((centres - values.mean(axis=1, keepdims=True)) ** 2 * sizes).sum(axis=1)
        inside = ((values - centres[:, group]) ** 2).sum(axis=1)
        with np.errstate(all="ignore"):
            return (between / (many - 1)) / np.where(inside > 1e-24, inside / (n - many), 0)

    own = float(f(away[None])[0])
    drawn = np.concatenate([f(block) for block in _shuffled(residuals, resamples, seed)])
    ratio = own * (many - 1) / (n - many)
    return _tested(own, ratio / (1 + ratio) if math.isfinite(own) else NAN, drawn, False, means)


def complete(distances: ArrayLike) -> NDArray[np.bool_]:
    """Those between whom every distance is known, leaving out whoever lacks most, one by one."""
    unknown = np.isnan(np.asarray(distances, dtype=float))
    kept = np.ones(len(unknown), dtype=bool)
    lacking = unknown.sum(axis=1)
    while lacking.any():
        worst = int(lacking.argmax())
        kept[worst], lacking = False, np.where(kept, lacking - unknown[worst], 0)
        lacking[worst] = 0
    return kept


def _to_centre(squares: Floats, group: Places, sizes: Places) -> Floats:
    """The squared distance of each to the centroid of its group, from squared distances alone.

    The same as in all dimensions of a principal coordinate analysis with the squares along those
    of negative eigenvalues subtracted.
    """
    inside = squares * (group[:, None] == group)
    to_group = inside.sum(axis=1) / sizes[group]
    within = np.bincount(group, weights=to_group) / sizes / 2
    return to_group - within[group]


def _groups(groups: ArrayLike) -> tuple[NDArray, Places]:
    names, group = np.unique(np.asarray(groups), return_inverse=True)
    return names, group.reshape(-1)


def _shuffled(values: NDArray, resamples: int, seed: int) -> Iterator[NDArray]:
    chance, rows = np.random.default_rng(seed), max(1, CELLS // values.size)
    for start in range(0, resamples, rows):
        block = np.tile(values, (min(rows, resamples - start), 1))
        yield chance.permuted(block, axis=1)


def _all_labels(n: int, size: int) -> Iterator[Places]:
    """Every way of making the first of two groups of n."""
    chosen = np.array(list(combinations(range(n), size)))
    labels = np.ones((len(chosen), n), dtype=np.int64)
    np.put_along_axis(labels, chosen, 0, axis=1)
    yield labels


def _tested(
    statistic: float, explained: float, drawn: Floats, exact: bool, groups: Floats
) -> Tested:
    if math.isnan(statistic) or not drawn.size:
        return Tested(statistic, explained, NAN, NAN, drawn.size, exact, groups)
    slack = 1e-9 * max(1.0, abs(statistic)) if math.isfinite(statistic) else 0.0
    as_large = drawn.size - int(np.count_nonzero(drawn < statistic - slack))
    share = as_large / drawn.size if exact else (1 + as_large) / (1 + drawn.size)
    error = 0.0 if exact else math.sqrt(share * (1 - share) / drawn.size)
    return Tested(statistic, explained, share, error, drawn.size, exact, groups)


def _unknown(groups: int) -> Tested:
    return Tested(NAN, NAN, NAN, NAN, 0, False, np.full(groups, np.nan))
