"""Which counts are hidden besides the small ones, at least cost, so that none can be worked out.

The master program chooses the cheapest counts to hide that satisfy all cuts so far; the
attacker then shows, for each protected count that is still held too tight, which shown counts
hold it. That is a new cut. It ends when the attacker finds nothing: then no cheaper choice is
safe. (Fischetti and Salazar-González 2001.)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from analysis.counted import Group
from analysis.disclosure.attack import NEAR, Attacker, group_order
from analysis.disclosure.system import Sum

Cut = Mapping[Group, float]
"""Counts with weights; of those that are hidden the weights must add up to one."""


@dataclass(frozen=True)
class Target:
    """A sum that must stay uncertain: its true value, and how wide what is possible must be."""

    of: Sum
    value: int
    width: float
    upper: float = 0.0
    lower: float = 0.0


@dataclass
class Search:
    """The search for the counts of one unit that are hidden."""

    attacker: Attacker
    cost: Mapping[Group, float]
    forced: frozenset[Group]
    cuts: list[Cut] = field(default_factory=list)

    def __post_init__(self) -> None:
        """A fixed order, so that of two equal choices the same one is always taken."""
        self.order = sorted(self.cost, key=group_order)

    def widest(self, target: Target) -> Target:
        """The target, with no more asked of it than hiding everything could give."""
        everything = frozenset(self.order)
        low, high = self.attacker.seen(target.of, everything)
        if not _enough(target, low, high):
            high = self.attacker.reach(target.of, everything, 1).value
            low = self.attacker.seen(target.of, everything)[0]
            if not _enough(target, low, high):
                low = self.attacker.reach(target.of, everything, -1).value
        return Target(
            target.of,
            target.value,
            min(target.width, high - low),
            min(target.upper, high - target.value),
            min(target.lower, target.value - low),
        )

    def explore(self, targets: Sequence[Target], hidden: frozenset[Group]) -> None:
        """Push all targets up at once, then down: that settles many of them in two programs."""
        open_ = [t for t in targets if not _enough(t, *self.attacker.seen(t.of, hidden))]
        if len(open_) > 1:
            together = tuple(term for target in open_ for term in target.of)
            self.attacker.reach(together, hidden, 1)
            self.attacker.reach(together, hidden, -1)

    def best(self, targets: Sequence[Target]) -> frozenset[Group]:
        """The cheapest counts to hide that leave every target as uncertain as is asked."""
        before: frozenset[Group] | None = None
        while True:
            hidden = self._cheapest()
            if hidden == before and (another := self._another(hidden)):
                # Rounding hid that the last cut was not kept; this one cannot be missed.
                self.cuts.append(another)
                continue
            before = hidden
            self.explore(targets, hidden)
            found = [cut for target in targets for cut in self._held(target, hidden)]
            if not found:
                found = [cut for target in targets for cut in self._held_whole(target, hidden)]
            if not found:
                return hidden
            self.cuts += found

    def _held(self, target: Target, hidden: frozenset[Group]) -> Iterable[Cut]:
        """What must be hidden too, where a target is held too tight."""
        if _enough(target, *self.attacker.seen(target.of, hidden)):
            return
        up = self.attacker.reach(target.of, hidden, 1)
        if _enough(target, *self.attacker.seen(target.of, hidden)):
            return
        down = self.attacker.reach(target.of, hidden, -1)
        low, high = down.value, up.value
        for missing, slacks in (
            (target.upper - (high - target.value), [up.slack]),
            (target.lower - (target.value - low), [down.slack]),
            (target.width - (high - low), [up.slack, down.slack]),
        ):
            if missing > NEAR:
                yield self._cut(slacks, missing, hidden)

    def _cut(
        self, slacks: Sequence[Mapping[Group, float]], missing: float, hidden: frozenset[Group]
    ) -> Cut:
        cut: dict[Group, float] = {}
        for slack in slacks:
            for group, give in slack.items():
                if group in self.cost and group not in hidden:
                    cut[group] = min(cut.get(group, 0.0) + give / missing, 1.0)
        return cut or self._another(hidden)

    def _held_whole(self, target: Target, hidden: frozenset[Group]) -> Iterable[Cut]:
        """Whether counts, being whole numbers, hold a target tighter than fractions would."""
        if _enough(target, *self.attacker.seen(target.of, hidden, whole=True)):
            return
        high = self.attacker.whole(target.of, hidden, 1)
        low = self.attacker.whole(target.of, hidden, -1)
        if not _enough(target, low, high) and (another := self._another(hidden)):
            yield another

    def _another(self, hidden: frozenset[Group]) -> Cut:
        """At least one count that is still shown."""
        return {group: 1.0 for group in self.order if group not in hidden}

    def _cheapest(self) -> frozenset[Group]:
        if not self.cuts:
            return self.forced
        place = {group: at for at, group in enumerate(self.order)}
        rows = np.zeros((len(self.cuts), len(self.order)))
        for number, cut in enumerate(self.cuts):
            for group, weight in cut.items():
                rows[number, place[group]] = weight
        cost = np.array([self.cost[group] for group in self.order])
        tie = np.arange(len(cost)) * (NEAR / max(len(cost), 1))
        lowest = np.array([float(group in self.forced) for group in self.order])
        solved = milp(
            cost + tie,
            integrality=np.ones(len(cost)),
            bounds=Bounds(lowest, np.ones(len(cost))),
            constraints=LinearConstraint(rows, 1.0 - NEAR, np.inf),
            options={"mip_rel_gap": 0.0},
        )
        if solved.x is None:
            return frozenset(self.order)
        return frozenset(g for g, value in zip(self.order, solved.x, strict=True) if value > 0.5)


def _enough(target: Target, low: float, high: float) -> bool:
    return (
        high - low >= target.width - NEAR
        and high - target.value >= target.upper - NEAR
        and target.value - low >= target.lower - NEAR
    )
