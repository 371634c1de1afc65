"""An interval of 95 % holds what it says as often as it says, in groups of forty.

Where outcomes can be enumerated the coverage is worked out; elsewhere it is simulated, and a
simulated share may lie three of its own standard errors below the level that is asked.
"""

import math
from collections.abc import Iterable

import numpy as np
import pytest
from scipy.stats import binom, hypergeom, nchypergeom_fisher

from analysis.statistics.diversity import estimated_hill, hill
from analysis.statistics.estimate import Estimate
from analysis.statistics.inequality import gini, interval
from analysis.statistics.odds import firth
from analysis.statistics.proportions import exact, newcombe, wilson
from analysis.statistics.survival import kaplan_meier
from analysis.statistics.tables2 import odds_ratio

N = 40
SHARES = np.linspace(0.05, 0.95, 19)


def holds(bounds: Estimate, truth: float) -> bool:
    return bounds.low <= truth <= bounds.high


def simulated(found: Iterable[bool], level: float) -> bool:
    """Whether a simulated coverage cannot be told from one that reaches the level."""
    held = list(found)
    return float(np.mean(held)) >= level - 3 * math.sqrt(level * (1 - level) / len(held))


def of_binomial(bounds: list[Estimate], share: float) -> float:
    return sum(
        float(binom.pmf(count, N, share)) for count, one in enumerate(bounds) if holds(one, share)
    )


def test_exact_bounds_of_a_share_hold_at_least_as_often_as_they_say():
    bounds = [exact(count, N) for count in range(N + 1)]
    assert min(of_binomial(bounds, share) for share in SHARES) >= 0.95


def test_wilsons_bounds_hold_about_as_often_as_they_say():
    # Agresti and Coull (1998): on average at the level, at single shares a little below it.
    held = [of_binomial([wilson(count, N) for count in range(N + 1)], share) for share in SHARES]
    assert min(held) > 0.92 and np.mean(held) == pytest.approx(0.95, abs=0.012)


@pytest.mark.full
def test_newcombes_bounds_of_a_difference_hold_about_as_often_as_they_say():
    held = []
    for one, other in ((0.1, 0.2), (0.5, 0.5), (0.7, 0.9), (0.3, 0.6)):
        chances = np.outer(binom.pmf(range(44), 43, one), binom.pmf(range(36), 35, other))
        held.append(sum(
            chances[a, b]
            for a in range(44) for b in range(36)
            if chances[a, b] > 1e-7 and holds(newcombe(a, 43, b, 35), one - other)
        ))  # fmt: skip
    assert min(held) > 0.93 and np.mean(held) == pytest.approx(0.955, abs=0.015)


@pytest.mark.full
@pytest.mark.parametrize("odds", [1.0, 3.0])
def test_exact_bounds_of_an_odds_ratio_hold_at_least_as_often_as_they_say(odds: float):
    # 5 of 44 stopped, 16 of the 44 belong to the group: the margins of the example.
    counts = range(6)
    chance = nchypergeom_fisher.pmf(counts, 44, 16, 5, odds)
    assert odds != 1 or chance == pytest.approx(hypergeom.pmf(counts, 44, 16, 5))
    tables = [[[a, 5 - a], [16 - a, 23 + a]] for a in counts]
    held = sum(p for p, table in zip(chance, tables, strict=True) if holds(odds_ratio(table), odds))
    assert held >= 0.95


@pytest.mark.full
def test_bounds_of_ginis_index_hold_in_sizes_that_are_not_too_skewed():
    chance, spread = np.random.default_rng(1), 0.6
    # Of a lognormal distribution it is 2 Φ(σ/√2) − 1 (Aitchison and Brown 1957).
    truth = math.erf(spread / 2)
    found = (
        holds(interval(chance.lognormal(0, spread, N), gini, chance), truth) for _ in range(300)
    )
    assert simulated(found, 0.93)


@pytest.mark.full
@pytest.mark.parametrize("order", [1, 2])
def test_bounds_of_estimated_numbers_of_kinds_hold_about_as_often_as_they_say(order: int):
    shares = np.array([0.32, 0.2, 0.15, 0.13, 0.1, 0.06, 0.04])
    chance, truth = np.random.default_rng(2), hill(shares * 1000, order)
    found = (
        holds(estimated_hill(chance.multinomial(N, shares), order, chance), truth)
        for _ in range(300)
    )
    assert simulated(found, 0.92)


@pytest.mark.full
def test_bounds_of_what_is_left_hold_about_as_often_as_they_say():
    chance, truth, found = np.random.default_rng(3), math.exp(-0.5), []
    for _ in range(600):
        stops, followed = chance.exponential(1, N), chance.uniform(0.4, 2, N)
        curve = kaplan_meier(np.minimum(stops, followed), stops <= followed, 2.0)
        at = int(np.searchsorted(curve.time, 0.5, side="right")) - 1
        found.append(bool(curve.low[at] <= truth <= curve.high[at]))
    assert simulated(found, 0.94)


@pytest.mark.full
def test_bounds_of_a_model_for_few_who_stop_hold_about_as_often_as_they_say():
    chance, found = np.random.default_rng(4), []
    group = np.repeat([0.0, 1.0], 20)
    for _ in range(100):
        stopped = chance.random(N) < 1 / (1 + np.exp(1.5 - group))
        fitted = firth(group[:, None], stopped)
        found.append(bool(fitted.low[1] <= 1 <= fitted.high[1]))
    assert simulated(found, 0.95)
