"""How long 10,000 draws of the comparison of two sessions take, and how much memory.

Ours beside two plain ways with numpy: a matrix of all distances, of which a part is added up in
each draw, and the sum over all pairs without a matrix. Each works in a process of its
own, one after another, on the same made-up organisations with as many draws as it is given; what
a plain way takes for fewer is also told for all of them, with what is done once counted once. All
draw exactly: every draw is worked out over all pairs.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.statistics.comparing import shuffled_distance
from analysis.statistics.dissimilarity import Profiles, profiles

DRAWS = 10_000
FEW = 2
"""So many draws come before, so that what is done only once is known apart from the draws."""
SIZES = (40, 1_000, 5_000, 100_000)
UNKNOWN = {"nothing": 0.0, "one in ten": 0.1}
"""How much is not recorded -> the chance that an attribute of an organisation is not."""

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Way:
    """One way to compare, up to how many organisations, and how many draws it is given there."""

    name: str
    most: int
    draws: Callable[[int], int]


def _fewer(size: int, pairs: int) -> int:
    """So many draws of a plain way, by how many pairs it can look at within a minute or so."""
    return min(DRAWS, max(5, pairs // size**2))


WAYS = (
    Way("trajectmonitor", 10**9, lambda size: DRAWS),
    Way("numpy, matrix", 5_000, lambda size: _fewer(size, 16 * 10**8)),
    Way("numpy, no matrix", 5_000, lambda size: _fewer(size, 2 * 10**7)),
)


def main(sizes: tuple[int, ...]) -> None:
    """Print each way at each size as a table."""
    print("| Organisations | Not recorded | Way | Draws | Seconds | Of a processor "
          "| For 10,000, of a processor | Times ours | Peak (MB) | Share | Error |")  # fmt: skip
    print("| ---: | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for size in sizes:
        for unknown in UNKNOWN:
            ours = 0.0
            for way in (one for one in WAYS if size <= one.most):
                found = _apart(way.name, size, unknown, way.draws(size))
                whole = _for_all(found)
                ours = ours or whole
                print(
                    f"| {size:,} | {unknown} | {way.name} | {found['draws']:,} "
                    f"| {found['seconds']:.2f} | {found['busy']:.2f} | {whole:.1f} "
                    f"| {whole / ours:.1f} | {found['megabytes']:,.0f} | {found['share']:.4f} "
                    f"| {found['error']:.4f} |",
                    flush=True,
                )


def _for_all(found: dict[str, float]) -> float:
    """The seconds of a processor for all draws, from those for some of them."""
    each = (found["busy"] - found["before"]) / (found["draws"] - FEW)
    return found["busy"] + each * (DRAWS - found["draws"])


def _apart(name: str, size: int, unknown: str, draws: int) -> dict[str, float]:
    """One way in a process of its own, which says what it took."""
    asked = [sys.executable, "-m", "benchmarks.resampling", "--one", name, unknown, size, draws]
    said = subprocess.run([str(one) for one in asked], check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(said.stdout)
    return found


def one(name: str, unknown: str, size: int, draws: int) -> None:
    """Compare in one way, and print what it took; the first few draws also warm up."""
    these, sides = _made_up(size, UNKNOWN[unknown])
    way = {"trajectmonitor": ours, "numpy, matrix": matrix, "numpy, no matrix": pairwise}[name]
    before = time.process_time()
    way(these, sides, FEW)
    before = time.process_time() - before
    begun, busy = time.perf_counter(), time.process_time()
    share = way(these, sides, draws)
    print(json.dumps({
        "draws": draws, "before": before, "seconds": time.perf_counter() - begun,
        "busy": time.process_time() - busy, "share": share,
        "error": (share * (1 - share) / draws) ** 0.5,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000,
    }))  # fmt: skip


def ours(these: Profiles, sides: tuple[NDArray, NDArray], draws: int) -> float:
    """As the report on heterogeneity does."""
    return shuffled_distance(these, *sides, draws, 1).share_at_least


def matrix(these: Profiles, sides: tuple[NDArray, NDArray], draws: int) -> float:
    """A matrix of all distances; in each draw the sum of a part of it, as a product."""
    apart = _rows(these, np.arange(len(these)))
    np.fill_diagonal(apart, np.nan)
    known = (~np.isnan(apart)).astype(float)
    apart = np.nan_to_num(apart)

    def mean(who: NDArray) -> float:
        there = np.zeros(len(these))
        there[who] = 1
        return float(there @ apart @ there) / float(there @ known @ there)

    return _shuffled(mean, sides, draws)


def pairwise(these: Profiles, sides: tuple[NDArray, NDArray], draws: int) -> float:
    """The rows of the matrix that are needed, a thousand at a time, again in each draw."""

    def mean(who: NDArray) -> float:
        some, total, pairs = these.of(who), 0.0, 0
        for first in range(0, len(who), 1_000):
            rows = np.arange(first, min(first + 1_000, len(who)))
            apart = _rows(some, rows)
            apart[np.arange(len(rows)), rows] = np.nan
            total += float(np.nansum(apart))
            pairs += int((~np.isnan(apart)).sum())
        return total / pairs

    return _shuffled(mean, sides, draws)


def _shuffled(
    mean: Callable[[NDArray], float], sides: tuple[NDArray, NDArray], draws: int
) -> float:
    """The share of draws with as large a difference, by numpy's own shuffling."""
    chance, (first, second) = np.random.default_rng(1), sides
    observed = mean(np.flatnonzero(second)) - mean(np.flatnonzero(first))
    as_large = 1
    for _ in range(draws):
        order = chance.permutation(len(first))
        gap = mean(order[second]) - mean(order[first])
        as_large += gap >= observed - 1e-9
    return as_large / (1 + draws)


def _rows(these: Profiles, rows: NDArray) -> Floats:
    """Gower's distance of some to all, written as one would write it."""
    total, both = 0.0, 0.0
    for column in these.codes.T:
        known = (column[rows, None] >= 0) & (column[None] >= 0)
        total = total + (known & (column[rows, None] != column[None]))
        both = both + known
    for column, most in zip(these.numbers.T, these.ranges, strict=True):
        apart = np.abs(column[rows, None] - column[None]) / most
        total = total + np.nan_to_num(apart)
        both = both + ~np.isnan(apart)
    with np.errstate(all="ignore"):
        return np.where(2 * both >= these.known.shape[1], total / both, np.nan)


def _made_up(size: int, unknown: float) -> tuple[Profiles, tuple[NDArray, NDArray]]:
    """Sector, legal form, maturity and staff; three in four of those at the first come again."""
    chance = np.random.default_rng(29)
    codes = np.column_stack([chance.integers(0, 7, size), chance.integers(0, 5, size)])
    staff = np.where(chance.random(size) < 0.45, 0, chance.lognormal(0.8, 1.1, size))
    numbers = np.column_stack([chance.integers(1, 6, size), np.log1p(np.round(staff, 1))])
    made = profiles(
        np.where(chance.random(codes.shape) < unknown, -1, codes),
        np.where(chance.random(numbers.shape) < unknown, np.nan, numbers),
    )
    first = chance.random(size) < 0.9
    return made, (first, ~first | (chance.random(size) < 0.65))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(sys.argv[2], sys.argv[3], int(sys.argv[4]), int(sys.argv[5]))
    else:
        main(tuple(int(word) for word in sys.argv[1:]) or SIZES)
